"""Agreement: who may be asked, what is needed for a decision, and what did not wait."""

from datetime import date, timedelta

import pytest

from launcher.pages.served import Desk
from workbench.errors import ConsentMissing
from workbench.model.casework import PURPOSES, Child, Person
from workbench.model.changes import Answer
from workbench.store import StoreDesk, agreements, families, sittings

TODAY = date.today().isoformat()


@pytest.fixture
def child(desk: Desk) -> Child:
    return desk.child()


@pytest.fixture
def mother(desk: Desk, child: Child) -> Person:
    return families.add_person(desk.store, child.family_id, "mother")


def given(person: Person, /, **changed: str) -> dict[str, str]:
    right = {"decision-assessment": "given", "person": person.id, "on": TODAY, "limits_explained": "yes"}
    return right | changed


def test_whoever_holds_responsibility_can_agree(desk: Desk, child: Child, mother: Person) -> None:
    assert "Nobody who can be asked" in desk.get(f"/child/{child.id}/agreement").words
    held = {"holder": mother.id, "ground": "by_birth", "since": "2017-04-02"}
    answer = desk.post(f"/child/{child.id}/responsibility", held)
    assert answer.status == 303
    assert "Mother: by birth or descent, since 2 April 2017" in desk.get(f"/child/{child.id}/agreement").words
    answer = desk.post(f"/child/{child.id}/consent", given(mother))
    assert answer.status == 303
    (consent,) = agreements.consents(desk.store, child.id)
    assert (consent.decision, consent.person_id, consent.limits_explained) == ("given", mother.id, True)
    assert "Given, Mother, today" in desk.get(f"/child/{child.id}").words


def test_a_person_of_concern_is_neither_offered_nor_accepted(desk: Desk, child: Child) -> None:
    father = families.add_person(desk.store, child.family_id, "father", of_concern=True)
    agreements.add_responsibility(desk.store, child.id, father.id, "by_birth")
    page = desk.get(f"/child/{child.id}/agreement")
    consent_form = page.text.split('action="/child/' + child.id + '/consent"')[1].split("</form>")[0]
    assert father.id not in consent_form
    answer = desk.post(f"/child/{child.id}/consent", given(father))
    assert answer.status == 422 and agreements.consents(desk.store, child.id) == []
    assert "concern" not in answer.words and "suspect" not in answer.words


def test_a_decision_does_not_count_once_the_person_is_of_concern(desk: Desk, child: Child, mother: Person) -> None:
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    desk.post(f"/child/{child.id}/consent", given(mother))
    families.set_of_concern(desk.store, mother.id, True)
    for page in (f"/child/{child.id}", f"/child/{child.id}/agreement"):
        words = desk.get(page).words
        assert "Given, Mother" not in words and "On file, but it does not count at present" in words
        assert words.count("Nothing on file yet") == len(PURPOSES) - 1
    assert "on file, but it does not count at present" in desk.get(f"/child/{child.id}/sitting").words
    with pytest.raises(ConsentMissing, match="on file, but it does not count at present"):
        sittings.start_sitting(desk.store, child.id, on=date.today(), present=("child",), instrument="child_needs")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"limits_explained": ""}, "Please say first what cannot be kept secret"),
        ({"decision-assessment": ""}, "Please choose an answer in at least one row."),
        ({"decision-assessment": "maybe"}, "Please choose from the list."),
        ({"person": ""}, "Please choose who decided"),
        ({"person": "0" * 32}, "Please choose from the list."),
        ({"on": (date.today() + timedelta(days=2)).isoformat()}, "This date is too late"),
        ({"on": "31.05.2026"}, "year-month-day"),
        ({"decision-assessment": "cannot_be_sought", "person": ""}, "Please say in a few words why."),
    ],
)
def test_a_wrong_decision_is_told_and_not_kept(
    desk: Desk, child: Child, mother: Person, changed: dict, sentence: str
) -> None:
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    answer = desk.post(f"/child/{child.id}/consent", given(mother, **changed))
    assert answer.status == 422 and sentence in answer.words
    assert agreements.consents(desk.store, child.id) == []


def test_that_nobody_can_be_asked_needs_only_a_reason(desk: Desk, child: Child) -> None:
    fields = {"decision-assessment": "cannot_be_sought", "on": TODAY, "reason": "Guardian asked for."}
    answer = desk.post(f"/child/{child.id}/consent", fields)
    assert answer.status == 303
    (consent,) = agreements.consents(desk.store, child.id)
    assert (consent.person_id, consent.reason) == (None, "Guardian asked for.")


def test_the_child_is_asked_too(desk: Desk, child: Child) -> None:
    fields = {"assent-assessment": "given", "assent_on": TODAY}
    refused = desk.post(f"/child/{child.id}/assent", fields)
    assert refused.status == 422 and agreements.assents(desk.store, child.id) == []
    answer = desk.post(f"/child/{child.id}/assent", fields | {"assent_limits": "yes"})
    assert answer.status == 303
    assert "The child: given, today" in desk.get(f"/child/{child.id}").words
    no = {"assent-sharing": "declined", "assent-research": "declined", "assent_on": TODAY}
    answer = desk.post(f"/child/{child.id}/assent", no)
    assert answer.status == 303
    assert sorted(said.purpose for said in agreements.assents(desk.store, child.id)) == [
        "assessment",
        "research",
        "sharing",
    ]


def test_what_did_not_wait_keeps_reason_and_name(desk: Desk, child: Child) -> None:
    fields = {"what": "urgent_care", "why": "High fever", "decided_by": "M. O."}
    answer = desk.post(f"/child/{child.id}/exception", fields | {"decided_by": ""})
    assert answer.status == 422
    assert agreements.without_consent(desk.store, child.id) == []
    answer = desk.post(f"/child/{child.id}/exception", fields)
    assert answer.status == 303
    assert "High fever (decided by M. O.)" in desk.get(f"/child/{child.id}").words


def test_three_purposes_are_decided_in_one_form(desk: Desk, child: Child, mother: Person) -> None:
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    three = given(mother, **{"decision-sharing": "declined", "decision-research": "cannot_be_sought", "reason": "Busy"})
    answer = desk.post(f"/child/{child.id}/consent", three)
    assert answer.status == 303
    decided = {c.purpose: (c.decision, c.person_id) for c in agreements.consents(desk.store, child.id)}
    assert decided == {
        "assessment": ("given", mother.id),
        "sharing": ("declined", mother.id),
        "research": ("cannot_be_sought", None),
    }


def test_a_refused_form_records_none_of_its_purposes(desk: Desk, child: Child, mother: Person) -> None:
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth", since=date.today())
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    fields = given(mother, **{"decision-research": "cannot_be_sought", "reason": "Busy", "on": yesterday})
    answer = desk.post(f"/child/{child.id}/consent", fields)
    assert answer.status == 422
    assert agreements.consents(desk.store, child.id) == []


def test_holders_stand_on_file_also_when_none_can_be_asked(desk: Desk, child: Child) -> None:
    father = families.add_person(desk.store, child.family_id, "father", of_concern=True)
    agreements.add_responsibility(desk.store, child.id, father.id, "by_birth")
    words = desk.get(f"/child/{child.id}/agreement").words
    assert "Parental responsibility Father: by birth or descent" in words
    assert "Nobody who can be asked is on file yet" not in words
    assert "If nobody on the list can be asked, choose “Cannot be sought”" in words


def test_limits_told_in_a_sitting_are_not_asked_for_again(desk: Desk, child: Child) -> None:
    path = f"/child/{child.id}/agreement"
    ticked = 'name="assent_limits" value="yes" autocomplete="off" checked'
    assert ticked not in desk.get(path).text
    draft = desk.bare_sitting(child)
    told = desk.store.forms("safety_screen", None).told_first
    assert ticked not in desk.get(path).text
    StoreDesk(desk.store).amend(draft, Answer(item=told.item, value=told.any_of[0]))
    page = desk.get(path)
    assert ticked in page.text and "Sitting of today: What stays between us" in page.words
