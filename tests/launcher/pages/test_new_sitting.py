"""Before a sitting: the setting is kept, kin do not interpret, and the first questions wait for no paper."""

import re
from datetime import date

import pytest

from launcher.pages.served import Desk
from workbench.model.casework import Child
from workbench.store import agreements, families, sittings
from workbench.store.records import record_of

TODAY = date.today().isoformat()
RIGHT = {
    "on": TODAY,
    "present": ["child", "person_of_concern"],
    "interpreter": "vetted",
    "interpreter_code": "T-2",
    "language": "Albanian",
    "communication": "Pictures",
    "why": "First look at safety",
    "decided_by": "M. O.",
}


@pytest.fixture
def child(desk: Desk) -> Child:
    return desk.child()


def test_a_sitting_begins_with_its_setting_and_the_first_questions(desk: Desk, child: Child) -> None:
    place = desk.post(f"/child/{child.id}/sitting", RIGHT).place
    address, _, draft = place.partition("#")
    assert address == "/sitting"
    record = record_of(desk.store, draft)
    assert record.draft.form.id == "safety_screen"
    assert record.sitting.present == ("child", "person_of_concern")
    assert (record.sitting.interpreter, record.sitting.language) == ("vetted", "Albanian")
    (waited,) = record.without_consent
    assert (waited.reason, waited.decided_by) == ("First look at safety", "M. O.")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"why": " "}, "why this does not wait"),
        ({"decided_by": ""}, "Please write who decided."),
        ({"interpreter": "other"}, "Please do not let a relative"),
        ({"interpreter": "none"}, "Is this a vetted one"),
        ({"on": ""}, "Please write the date."),
        ({"on": "2999-01-01"}, "This date is too late"),
        ({"present": ["child", "ghost"]}, "Please choose from the list."),
    ],
)
def test_a_wrong_setting_is_told_and_begins_nothing(desk: Desk, child: Child, changed: dict, sentence: str) -> None:
    answer = desk.post(f"/child/{child.id}/sitting", RIGHT | changed)
    assert answer.status == 422 and sentence in answer.words
    assert answer.typed("language") == "Albanian"
    assert sittings.sittings_of(desk.store, child.id) == []


def test_with_consent_no_reason_is_asked(desk: Desk, child: Child) -> None:
    assert "Why this does not wait" in desk.get(f"/child/{child.id}/sitting").words
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    assert "Why this does not wait" not in desk.get(f"/child/{child.id}/sitting").words
    answer = desk.post(f"/child/{child.id}/sitting", RIGHT | {"why": "", "decided_by": ""})
    assert answer.status == 303
    assert agreements.without_consent(desk.store, child.id) == []


def test_the_page_accuses_nobody(desk: Desk, child: Child) -> None:
    words = desk.get(f"/child/{child.id}/sitting").words
    assert "Someone else to keep in mind" in words and "may not be safe" not in words


def test_the_reason_is_there_to_be_changed_and_the_last_one_comes_back(desk: Desk, child: Child) -> None:
    path = f"/child/{child.id}/sitting"
    assert desk.get(path).typed("why") == "First look at safety; agreement not sought yet"
    desk.post(path, RIGHT | {"why": "The guardian cannot be reached"})
    assert desk.get(path).typed("why") == "The guardian cannot be reached"
    assert desk.get(f"/child/{desk.child().id}/sitting").typed("why").startswith("First look")


def test_an_interpreter_who_was_needed_and_not_found_is_recorded(desk: Desk, child: Child) -> None:
    path = f"/child/{child.id}/sitting"
    assert "in a few plain words, without an interpreter" in desk.get(path).words
    wrong = desk.post(path, RIGHT | {"interpreter": "none_found"})
    assert wrong.status == 422 and "Is this a vetted one" in wrong.words
    draft = desk.post(path, RIGHT | {"interpreter": "none_found", "interpreter_code": ""}).place.partition("#")[2]
    assert record_of(desk.store, draft).sitting.interpreter == "none_found"


def test_the_adults_of_the_family_are_offered_first_and_other_last(desk: Desk, child: Child) -> None:
    adults = [families.add_person(desk.store, child.family_id, role) for role in ("father", "mother", "step_parent")]
    adults.append(families.add_person(desk.store, child.family_id, "grandparent", "A"))
    page = desk.get(f"/child/{child.id}/sitting")
    offered = re.findall(r'name="present" value="([^"]+)"', page.text)
    father, mother, step, grandparent = (f"adult-{person.id}" for person in adults)
    assert offered[:4] == [mother, father, step, grandparent] and offered[-1] == "other"
    assert "Grandparent A" in page.words
    ticked = {"present": ["child", father, step, grandparent]}
    draft = desk.post(f"/child/{child.id}/sitting", RIGHT | ticked).place.partition("#")[2]
    assert record_of(desk.store, draft).sitting.present == ("child", "other_parent", "partner", "relative")


def test_a_parent_who_is_on_file_stands_once_among_those_who_can_be_here(desk: Desk, child: Child) -> None:
    assert 'value="parent"' in desk.get(f"/child/{child.id}/sitting").text
    mother = families.add_person(desk.store, child.family_id, "mother")
    page = desk.get(f"/child/{child.id}/sitting").text
    assert f'value="adult-{mother.id}"' in page and 'value="other_parent"' in page
    assert 'value="parent"' not in page
