"""The family page: codes for children, roles for adults, and one mark that only its folded part shows."""

import re

import pytest

from launcher.pages.served import Desk
from workbench.launcher.pages.times import today
from workbench.store import families


def folded(page_text: str) -> str:
    """What the page shows before any part is unfolded."""
    return re.sub(r"<details class=\"card\">.*?</details>", "", page_text, flags=re.DOTALL)


@pytest.fixture
def family(desk: Desk) -> str:
    return desk.post("/family").place


def test_a_child_gets_a_code_by_itself(desk: Desk, family: str) -> None:
    answer = desk.post(f"{family}/child", {"born_year": str(today().year - 6), "group": "born_into"})
    (child,) = families.children(desk.store)
    assert answer.place == f"/child/{child.id}"
    assert (child.born, child.group) == (str(today().year - 6), "born_into")
    assert child.code in desk.get(family).words


def test_all_that_is_not_known_may_stay_open(desk: Desk, family: str) -> None:
    desk.post(f"{family}/child", {"code": "", "born_year": "", "born_month": "", "age_band": "", "group": ""})
    (child,) = families.children(desk.store)
    assert (child.born, child.age_band, child.group) == (None, None, None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"born_year": "17"}, "year of birth with four digits"),
        ({"born_year": "1950"}, "year of birth with four digits"),
        ({"born_year": "٣٠١٧"}, "year of birth with four digits"),
        ({"born_year": "20x7"}, "year of birth with four digits"),
        ({"born_month": "04"}, "Please add the year"),
        ({"age_band": "40-50"}, "Please choose from the list."),
        ({"group": "orphan"}, "Please choose from the list."),
        ({"code": "Anna Petrova"}, "allowed: 1 to 3 letters"),
    ],
)
def test_a_wrong_child_is_told_and_not_added(desk: Desk, family: str, fields: dict, sentence: str) -> None:
    answer = desk.post(f"{family}/child", fields)
    assert answer.status == 422 and sentence in answer.words
    assert families.children(desk.store) == []
    if "code" in fields:
        assert answer.typed("code") == "Anna Petrova"


def test_a_code_that_is_taken_is_refused(desk: Desk, family: str) -> None:
    child = desk.child()
    answer = desk.post(f"{family}/child", {"code": child.code})
    assert answer.status == 422 and "It is taken already." in answer.words


def test_the_mark_of_an_adult_is_only_in_the_folded_part(desk: Desk, family: str) -> None:
    desk.post(f"{family}/child")
    desk.post(f"{family}/person", {"role": "step_parent", "label": "A", "of_concern": "yes"})
    (_, (person,), _) = families.family(desk.store, family.rpartition("/")[2])
    assert person.of_concern
    page = desk.get(family)
    assert "Not asked, not informed" in page.text
    assert "Not asked" not in folded(page.text) and "concern" not in folded(page.text)
    desk.post(f"{family}/person/{person.id}", {"of_concern": ""})
    (_, (person,), _) = families.family(desk.store, family.rpartition("/")[2])
    assert not person.of_concern


def test_an_adult_needs_a_role(desk: Desk, family: str) -> None:
    answer = desk.post(f"{family}/person", {"label": "A"})
    assert answer.status == 422 and "Please choose one." in answer.words
    assert families.family(desk.store, family.rpartition("/")[2])[1] == []


def test_an_unknown_family_is_not_found(desk: Desk) -> None:
    answer = desk.get("/family/" + "0" * 32)
    assert answer.status == 404 and "start page" in answer.words
