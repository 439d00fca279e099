"""Who may decide and what was agreed; a person of concern has no say on paper."""

from datetime import date, timedelta

import msgspec

from workbench.model.casework import Assent, Consent, Responsibility
from workbench.report.agreements import agreements
from workbench.report.outside import outside


def consent(made, person: str | None, decision: str, day: int, **fields: object) -> Consent:
    return Consent(
        id=f"{person}{day}", child_id="c", purpose="assessment", decision=decision, person_id=person,
        on=date(2026, 11, day), limits_explained=True, recorded_at=made.noon + timedelta(days=day), **fields,
    )  # fmt: skip


def sentences(record) -> dict[str, str]:
    return dict(agreements(record))


def test_the_latest_decision_counts(made):
    given, withdrawn = consent(made, "m", "given", 3), consent(made, "m", "withdrawn", 9, reason="Needs time.")
    record = msgspec.structs.replace(made.usual(), consents=(withdrawn, given))
    said = sentences(record)["Needs assessment and plan"]
    assert said.startswith("Consent withdrawn by Mother A, 9 November 2026")
    assert "Reason: Needs time." in said


def test_what_a_person_of_concern_decided_is_never_printed(made):
    theirs = consent(made, "d", "declined", 12, reason="NEVERPRINT")
    record = msgspec.structs.replace(made.usual(), consents=(consent(made, "m", "given", 3), theirs))
    said = sentences(record)
    assert "Consent given by Mother A" in said["Needs assessment and plan"]
    assert "NEVERPRINT" not in str(said)
    assert said["Of this family not asked, not informed"] == "Father B"


def test_what_is_on_file_and_does_not_count_is_not_said_to_be_absent_and_only_the_team_reads_that_it_is(made):
    theirs = consent(made, "d", "given", 12)
    apart = msgspec.structs.replace(made.usual(), consents=(theirs,), assents=())
    said = sentences(msgspec.structs.replace(apart, team=True))["Needs assessment and plan"]
    assert said.startswith("Consent is on file, but does not count at present.")
    without = msgspec.structs.replace(apart, team=False, consents=())
    others = [sentences(outside(msgspec.structs.replace(apart, team=False))), sentences(outside(without))]
    assert [line["Needs assessment and plan"] for line in others] == [
        "No consent counts at present. Not asked of the child yet."
    ] * 2


def test_without_any_decision_the_page_says_so(made):
    record = msgspec.structs.replace(made.usual(), consents=(), assents=(), responsibilities=())
    said = sentences(record)
    assert said["Needs assessment and plan"] == "No consent on file. Not asked of the child yet."
    assert said["Parental responsibility"] == "not yet known"
    assert "Use for research, without identity" not in said


def test_assent_that_cannot_be_sought_gives_its_reason(made):
    assent = Assent(
        id="a", child_id="c", purpose="research", decision="cannot_be_sought", on=date(2026, 11, 2),
        limits_explained=False, reason="asleep", recorded_at=made.noon,
    )  # fmt: skip
    said = sentences(msgspec.structs.replace(made.usual(), assents=(assent,)))
    assert "The child: cannot be sought, 2 November 2026. Reason: asleep." in said["Use for research, without identity"]


def test_what_did_not_wait_for_consent_names_reason_and_person(made):
    said = sentences(made.usual())["Did not wait for consent"]
    assert said.startswith("Safety screen: The child asked to talk")
    assert said.endswith("Decided by AB, 22 November 2026, 12:00.")


def test_responsibility_that_ended_before_the_sitting_is_left_out(made):
    ended = Responsibility(id="r", child_id="c", person_id="m", ground="by_birth", until=date(2026, 1, 1))
    said = sentences(msgspec.structs.replace(made.usual(), responsibilities=(ended,)))
    assert said["Parental responsibility"] == "not yet known"
