"""The history page: years before the first sitting, entered one stretch at a time and never lost."""

import re
from datetime import date

import pytest

from workbench.cohort.codes import CHILD_CRITERIA, CRITERIA
from workbench.cohort.from_record import rows_of_records
from workbench.model.casework import Episode, Exploitation
from workbench.store import families, history
from workbench.store.earlier import earlier_of


@pytest.fixture
def told(desk):
    """A child with a mother on file, and the address of its history."""
    child = desk.child(born="2015-06")
    mother = families.add_person(desk.store, child.family_id, "mother")
    return child, mother, f"/child/{child.id}/history"


def add(desk, place: str, act: str, prefix: str = "", **fields: str):
    name = prefix or act.replace("/", "-")
    return desk.post(f"{place}/{act}", {f"{name}-{field}": value for field, value in fields.items()})


def test_a_whole_life_is_entered_and_gives_the_rows_of_a_cohort(desk, told):
    child, mother, place = told
    entries = (
        (f"parent/{mother.id}", {"began": "2019-04", "ended": "2024-01", "form": "labour"}),
        (
            "apart",
            {"began": "4/2019", "ended": "2021-04", "parent_id": mother.id, "contact": "sporadic", "told": "neutral"},
        ),
        ("carer", {"began": "2019-04", "ended": "2021-04", "who": "grandparents"}),
        ("there", {"began": "2021-04", "ended": "2023-10", "parent_id": mother.id}),
        ("apart", {"began": "2023-10", "goes_on": "yes", "parent_id": mother.id}),
        ("home", {"who": "grandparent", "began": "2023", "goes_on": "yes"}),
    )
    for act, fields in entries:
        done = add(desk, place, act, **fields)
        assert done.place == place
    desk.fill_in(place, f"{place}/about/child", **{"child-sex": "girl"})
    words = desk.get(place).words
    for line in (
        "April 2019 to April 2021 Separated from the trafficked parent (Mother); contact with the parent: now and then",
        "since 2023 Who lives with the child: Grandparent",
        "April 2019 to January 2024 Exploited (Mother); in which form: labour, domestic work included",
    ):
        assert line in words
    found = rows_of_records([history.history_of(desk.store, child.id)], until=date(2027, 1, 1))
    assert set(found.lacking) == {f"parents.criterion_{code}" for code in CRITERIA} | {
        "families.person_to_lean_on",
        *(f"children.criterion_{code}" for code in CHILD_CRITERIA),
    }
    (row,) = found.tables["children"].to_dict("records")
    assert (row["group"], row["sex"], row["carer"]) == ("trafficked_with", "girl", "grandparents")


def test_changing_one_field_of_a_stretch_leaves_the_others_and_keeps_what_stood_there(desk, told):
    child, mother, place = told
    add(desk, place, "apart", began="2019", ended="2021", contact="none", money="little", parent_id=mother.id)
    (entry,) = history.history_of(desk.store, child.id).children[0].episodes
    page = f"{place}/apart/entry/{entry.id}"
    desk.fill_in(page, page, contact="regular", ended="")
    (now,) = history.history_of(desk.store, child.id).children[0].episodes
    assert (now.began, now.ended, now.contact, now.money, now.parent_id) == (
        "2019",
        None,
        "regular",
        "little",
        mother.id,
    )
    with desk.store.reading() as connection:
        assert {field: value for field, value, _ in earlier_of(connection, entry.id)} == {
            "contact": "none",
            "ended": "2021",
        }


def test_what_another_window_wrote_is_asked_about_and_not_written_over(desk, told):
    child, _, place = told
    shown = dict(re.findall(r'name="was-(child-[^"]+)" value="([^"]*)"', desk.get(place).text))
    old = {f"was-{name}": value for name, value in shown.items()} | shown
    desk.fill_in(place, f"{place}/about/child", **{"child-sex": "girl"})
    answer = desk.post(f"{place}/about/child", old | {"child-sex": "boy"})
    assert answer.status == 422 and "Another window has written here since" in answer.words
    assert families.child(desk.store, child.id).sex == "girl"


def test_nothing_ticked_is_not_known_and_none_of_these_is_an_answer(desk, told):
    child, mother, place = told
    assert families.child(desk.store, child.id).criteria is None
    desk.fill_in(place, f"{place}/about/child", **{"child-criteria": "none_of_these"})
    assert families.child(desk.store, child.id).criteria == ()
    desk.fill_in(place, f"{place}/about/child", **{"child-criteria": "disability"})
    assert families.child(desk.store, child.id).criteria == ("disability",)
    desk.fill_in(place, f"{place}/about/adult/{mother.id}", **{f"{mother.id}-trafficked": "no"})
    _, (person,), _ = families.family_of(desk.store, child.id)
    assert person.trafficked is False


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"began": "soon"}, "Please write a year, or year and month"),
        ({"began": "2199"}, "Please write a time from 1900 to today"),
        ({"began": "2020", "ended": "2019"}, "It ends before it begins"),
        ({"began": "2020", "ended": "2021", "goes_on": "yes"}, "Found an end of what is still so"),
        ({}, "Please write when"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(desk, told, fields, sentence):
    child, _, place = told
    answer = add(desk, place, "there", **fields)
    assert answer.status == 422 and sentence in answer.words
    assert history.history_of(desk.store, child.id).children[0].episodes == ()


def test_a_mistake_is_taken_out_and_kept_in_the_store(desk, told):
    child, mother, place = told
    add(desk, place, f"parent/{mother.id}", began="2019", ended="2021", form="sexual")
    (entry,) = history.history_of(desk.store, child.id).exploitations
    answer = desk.post(f"{place}/parent/entry/{entry.id}/out")
    assert answer.place == place
    assert history.history_of(desk.store, child.id).exploitations == ()
    with desk.store.reading() as connection:
        assert ("form", "sexual") in [(field, value) for field, value, _ in earlier_of(connection, entry.id)]


def test_a_history_stands_on_no_other_page(desk, told):
    child, mother, place = told
    add(desk, place, f"parent/{mother.id}", began="2019", ended="2021", form="sexual")
    add(desk, place, "itself", began="2020", ended="2021", form="begging_or_crime")
    for page in ("/", f"/child/{child.id}", f"/family/{child.family_id}", f"/child/{child.id}/agreement"):
        words = desk.get(page).words.lower()
        assert not any(word in words for word in ("exploit", "begging", "sexual"))


def test_an_entry_that_cannot_be_read_closes_neither_the_others_nor_the_page(desk, told):
    child, mother, place = told
    add(desk, place, "apart", began="2019", ended="2021")
    bad = history.add_stretch(desk.store, Episode, child.id, kind="present", began="2021")
    history.add_stretch(desk.store, Exploitation, mother.id, began="2018")
    with desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE episodes SET kind = 'x' WHERE id = ?", (bad.id,))
    page = desk.get(place)
    assert page.status == 200 and "Separated from the trafficked parent" in page.words and "from 2018" in page.words
    assert "history" in desk.get("/").words
