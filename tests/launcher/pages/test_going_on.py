"""On within one sitting: the next page begins without asking again, or one sentence says what is missing."""

from datetime import date

import pytest

from launcher.pages.served import Desk
from workbench.model.casework import Child
from workbench.store import agreements, families, sittings
from workbench.store.records import record_of


@pytest.fixture
def child(desk: Desk) -> Child:
    return desk.child()


def agree(desk: Desk, child: Child, decision: str = "given") -> None:
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", decision, on=date.today(), person_id=mother.id)


def test_the_next_page_begins_in_the_same_sitting(desk: Desk, child: Child) -> None:
    agree(desk, child)
    draft = desk.bare_sitting(child)
    page = desk.get(f"/child/{child.id}")
    assert "Go on with: How things are" in page.words and "Go on with: My page" in page.words
    address, _, added = desk.post(f"/go-on/{draft}", {"instrument": "child_needs"}).place.partition("#")
    assert address == "/sitting"
    assert sittings.sitting_of(desk.store, added) == sittings.sitting_of(desk.store, draft)
    answer = desk.post(f"/go-on/{draft}", {"instrument": "child_needs"})
    assert answer.place == f"/sitting#{added}"
    page = desk.get(f"/child/{child.id}")
    assert "Go on with: How things are" not in page.words and page.text.count("<h3>Today</h3>") == 1
    assert "How things are" in desk.get("/").words


@pytest.mark.parametrize(
    ("decision", "found"), [(None, "no decision is on file yet"), ("declined", "on file is: declined")]
)
def test_without_agreement_one_sentence_says_what_is_missing_and_where(desk: Desk, child, decision, found) -> None:
    if decision:
        agree(desk, child, decision)
    draft = desk.bare_sitting(child)
    answer = desk.post(f"/go-on/{draft}", {"instrument": "child_needs"})
    assert answer.status == 422 and found in answer.words
    page = desk.get(f"/child/{child.id}")
    assert "Go on with" not in page.words
    for shown in (answer, page, desk.get(f"/child/{child.id}/sitting")):
        assert found in shown.words and f'href="/child/{child.id}/agreement"' in shown.text
    assert len(sittings.sittings_of(desk.store, child.id)) == 1


def test_a_sitting_may_begin_with_another_page_once_it_is_agreed(desk: Desk, child: Child) -> None:
    setting = {"on": date.today().isoformat(), "interpreter": "none", "instrument": "child_needs"}
    refused = desk.post(f"/child/{child.id}/sitting", setting)
    assert refused.status == 422 and "This page waits for agreement" in refused.words
    agree(desk, child)
    draft = desk.post(f"/child/{child.id}/sitting", setting).place.removeprefix("/sitting#")
    assert record_of(desk.store, draft).draft.form.id == "child_needs"
    assert "Go on with: First things first" in desk.get(f"/child/{child.id}").words


def test_a_page_that_is_not_on_the_list_begins_nothing(desk: Desk, child: Child) -> None:
    draft = desk.bare_sitting(child)
    answer = desk.post(f"/go-on/{draft}", {"instrument": "../other"})
    assert answer.place == f"/child/{child.id}"
    answer = desk.post(f"/go-on/{'0' * 32}", {"instrument": "child_needs"})
    assert answer.status == 404
    assert len(sittings.sittings_of(desk.store, child.id)) == 1
