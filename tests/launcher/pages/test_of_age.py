"""From the age of majority on, the person decides alone: said, asked anew, and held by the store."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from launcher.pages.served import Desk
from workbench.errors import AnswerRefused, ConsentMissing
from workbench.model.casework import Child
from workbench.report.agreements import agreements as printed
from workbench.store import agreements, families, settings, sittings
from workbench.store.records import record_of

TODAY = date.today()
BEFORE = TODAY - timedelta(days=1000)


@pytest.fixture
def grown(desk: Desk) -> Child:
    """Somebody of twenty, whose mother agreed while it was a child."""
    family = families.add_family(desk.store)
    child = families.add_child(desk.store, family.id, born=f"{TODAY.year - 20}-{TODAY.month:02}")
    mother = families.add_person(desk.store, family.id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=BEFORE, person_id=mother.id)
    agreements.add_assent(desk.store, child.id, "assessment", "given", on=BEFORE)
    return child


def own(desk: Desk, child: Child, decision: str = "given", **changed: str):
    fields = {"person": "self", "on": TODAY.isoformat(), "decision-assessment": decision, "limits_explained": "yes"}
    return desk.post(f"/child/{child.id}/consent", fields | changed)


def test_an_age_is_an_age_and_the_file_can_be_saved(desk: Desk, grown: Child) -> None:
    about = f"/child/{grown.id}/about"
    page = desk.get(f"/child/{grown.id}")
    assert "20 years" in page.words or "19 or 20 years" in page.words
    assert f"18 since {grown_month(grown)} {TODAY.year - 2}: decides for themselves" in page.words
    year, _, month = grown.born.partition("-")
    kept = {"born_year": year, "born_month": month, "group": "born_after"}
    answer = desk.post(about, kept)
    assert answer.place == f"/child/{grown.id}"
    assert families.child(desk.store, grown.id).group == "born_after"
    doubted = desk.post(about, kept | {"born_year": str(TODAY.year - 30)})
    assert doubted.status == 422 and "Is the year right?" in doubted.words and "Yes, this is right" in doubted.words
    sure = {"born_year": str(TODAY.year - 30), "sure-born": f"{TODAY.year - 30}-{month}"}
    answer = desk.post(about, kept | sure)
    assert answer.place == f"/child/{grown.id}"


def test_what_others_agreed_to_has_ended_and_the_person_is_asked(desk: Desk, grown: Child) -> None:
    page = desk.get(f"/child/{grown.id}/agreement").words
    assert "Ended: others decided until 18. Please ask the person anew" in page and "Ended with 18" in page
    assert "What the child said to it" not in page
    begin = lambda: sittings.start_sitting(desk.store, grown.id, on=TODAY, present=("child",), instrument="child_needs")
    with pytest.raises(ConsentMissing, match="ended: others decided until 18"):
        begin()
    assert "ended: others decided until 18" in desk.get(f"/child/{grown.id}/sitting").words
    team = replace(record_of(desk.store, desk.bare_sitting(grown)), team=True)
    assert dict(printed(team))["Needs assessment and plan"] == "Consent ended: others decided until 18."
    mother = families.family(desk.store, grown.family_id)[1][0]
    assert own(desk, grown, person=mother.id).status == 422
    assert own(desk, grown).place == f"/child/{grown.id}/agreement"
    assert "Given, by the person themselves, today" in desk.get(f"/child/{grown.id}/agreement").words
    record = replace(record_of(desk.store, begin()), team=True)
    said = dict(printed(record))
    assert said["Parental responsibility"] == "ended with 18" and "decides for themselves" in said["Of age"]
    assert said["Needs assessment and plan"].startswith("Consent given by the person themselves")
    assert "child" not in said["Needs assessment and plan"].lower()
    own(desk, grown, "withdrawn")
    with pytest.raises(ConsentMissing):
        begin()


def test_the_store_refuses_whoever_may_not_decide(desk: Desk, grown: Child) -> None:
    mother = families.family(desk.store, grown.family_id)[1][0]
    consent = lambda child, **given: agreements.add_consent(
        desk.store, child.id, "assessment", "given", **{"on": TODAY} | given
    )
    with pytest.raises(AnswerRefused, match="of age that day and decides alone"):
        consent(grown, person_id=mother.id)
    with pytest.raises(AnswerRefused, match="found two who decided"):
        consent(grown, person_id=mother.id, own=True)
    with pytest.raises(AnswerRefused, match="is not 18 that day"):
        consent(grown, own=True, on=BEFORE - timedelta(days=400))
    with pytest.raises(AnswerRefused, match="is not 18 that day"):
        consent(desk.child(), own=True)
    with pytest.raises(AnswerRefused, match="of age that day; record their own decision"):
        agreements.add_assent(desk.store, grown.id, "assessment", "given", on=TODAY)


def test_that_an_adult_cannot_be_asked_counts(desk: Desk, grown: Child) -> None:
    asked = {"on": TODAY.isoformat(), "decision-sharing": "cannot_be_sought", "reason": "A court decided."}
    answer = desk.post(f"/child/{grown.id}/consent", asked)
    assert answer.place == f"/child/{grown.id}/agreement"
    assert "Cannot be sought, today (A court decided.)" in desk.get(f"/child/{grown.id}/agreement").words


def test_another_age_of_majority_may_be_set(desk: Desk, grown: Child) -> None:
    settings.set_majority(desk.store, 21)
    page = desk.get(f"/child/{grown.id}")
    assert "decides for themselves" not in page.words
    assert agreements.counting_of(desk.store, grown.id)[0].decision == "given"
    with pytest.raises(AnswerRefused, match="allowed 15 to 21"):
        settings.set_majority(desk.store, 12)


def test_who_may_be_of_age_is_asked_for_the_birthday_and_either_may_decide(desk: Desk) -> None:
    family = families.add_family(desk.store)
    child = families.add_child(desk.store, family.id, age_band="12-17")
    seen = TODAY - timedelta(days=3 * 366)
    families.describe_child(desk.store, child.id, age_band="12-17", age_band_on=seen)
    assert "15 to 20 years" in desk.get("/").words
    assert "May be 18 by now: ask for the birthday" in desk.get(f"/child/{child.id}").words
    assert own(desk, child).place == f"/child/{child.id}/agreement"
    families.describe_child(desk.store, child.id, born=str(TODAY.year - 16), clear=["age_band"])
    assert agreements.counting_of(desk.store, child.id) == []
    sitting = desk.get(f"/child/{child.id}/sitting").words
    assert "asked as at 17" not in sitting


def test_a_sitting_with_a_grown_up_says_as_what_they_are_asked(desk: Desk, grown: Child) -> None:
    assert "whoever is older is asked as at 17" in desk.get(f"/child/{grown.id}/sitting").words


def grown_month(child: Child) -> str:
    return f"{date(2000, int(child.born[5:]), 1):%B}"
