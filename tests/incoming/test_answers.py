"""Ratings are held against the instrument and version that their assessment names."""

import pytest

FORM = "child_needs"


@pytest.fixture
def rated(folder):
    return folder.keep("assessments", "ratings")


def place_of(folder, **cells):
    rows = folder.rows("ratings")
    for place, row in enumerate(rows[1:], 2):
        if all(row[rows[0].index(name)] in value for name, value in cells.items()):
            return place
    raise AssertionError("no such rating")


LEVELS = {"value": ("0", "1", "2", "3"), "said_by": ("practitioner",)}


@pytest.mark.parametrize("word", ["7", "-1", "03", "three", "central", "2,0", " 2", "2 "])
def test_a_level_that_the_item_lacks_is_told(rated, word):
    place = place_of(rated, **LEVELS)
    told = rated.set("ratings", "value", word, place).refused()
    assert told.startswith(f"table ratings, column 'value', row {place}: no code of '")
    assert told.endswith(f"of {FORM} 1.0. Allowed: 0, 1, 2, 3.")


def test_a_level_that_was_saved_as_a_decimal_number_is_told(rated):
    place = place_of(rated, **LEVELS)
    told = rated.set("ratings", "value", "2.0", place).refused()
    assert f"row {place}: a code of " in told
    assert "that was saved as a decimal number. Allowed: 0, 1, 2, 3." in told


def test_a_code_of_another_item_is_told(rated):
    place = place_of(rated, item=("home_place",), non_answer=("",))
    done = rated.set("ratings", "value", "2", place)
    assert f"column 'value', row {place}: no code of 'home_place'" in done.refused()


def test_what_somebody_said_is_held_against_the_item_too(rated):
    place = place_of(rated, said_by=("child", "carer", "parent", "teacher"), value=("0", "1", "2", "3"))
    done = rated.set("ratings", "value", "7", place)
    assert f"column 'value', row {place}: no code of" in done.refused()


@pytest.mark.parametrize("word", ["no_such_item", "Safety_plan", "safety_plan ", "voice_start"])
def test_an_item_that_the_form_lacks_is_told(rated, word):
    told = rated.set("ratings", "item", word).refused()
    assert told.startswith(f"table ratings, column 'item', row 2: no item of {FORM} 1.0. `workbench instruments show")
    assert word not in told


def test_a_reason_that_the_item_does_not_take_is_told(rated):
    place = place_of(rated, item=("safety_outside",), said_by=("practitioner",))
    rated.set("ratings", "value", "", place).set("ratings", "source", "", place)
    told = rated.set("ratings", "non_answer", "not_applicable", place).refused()
    assert f"column 'non_answer', row {place}: 'safety_outside' applies to every child" in told


@pytest.mark.parametrize("word", ["child_need", "Child_needs", "phq9"])
def test_an_unknown_instrument_is_told(rated, word):
    told = rated.set("assessments", "instrument", word).refused()
    assert "table assessments, column 'instrument', row 2: no instrument of that name. Allowed: child_needs, " in told
    assert "table ratings" not in told


def test_a_version_that_a_spreadsheet_has_shortened_is_told(rated):
    told = rated.set("assessments", "version", "1", 2, 4).refused()
    assert told.startswith(
        f"table assessments, column 'version', row 2 (and 1 more): the version of {FORM} was saved as"
    )
    assert told.endswith("(1.0 becomes 1). Format the column as text. Allowed: 1.0, as text.")


@pytest.mark.parametrize("word", ["1,0", "9.9", "v1.0", "1.00", "01.Jan"])
def test_an_unknown_version_is_told(rated, word):
    told = rated.set("assessments", "version", word).refused()
    assert f"column 'version', row 2: no version of {FORM}. Allowed: 1.0, as text" in told


def test_without_assessments_any_instrument_that_ships_will_do(folder):
    folder.keep("ratings").read()
    folder.set("ratings", "item", "no_such_item")
    assert "row 2: no item of any instrument. `workbench instruments list` names all" in folder.refused()


def test_each_kind_of_wrong_rating_is_told_once(rated):
    rows = rated.rows("ratings")
    column = rows[0].index("item")
    for row in rows[1:]:
        row[column] = f"{row[column]}x"
    told = rated.save("ratings", rows).refused()
    assert told.count("\n") == 0
    assert f"row 2 (and {len(rows) - 2:,} more): no item of" in told
