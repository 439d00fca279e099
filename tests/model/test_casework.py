"""Who a file is about, and which decision counts."""

from datetime import UTC, date, datetime

import pytest

from workbench.errors import ConsentMissing
from workbench.model.casework import (
    CONSENT_DECISIONS,
    GROUNDS,
    PURPOSES,
    ROLES,
    Child,
    Consent,
    current_consent,
    require_consent,
)

NOON = datetime(2026, 5, 31, 12, tzinfo=UTC)


def child(**known) -> Child:
    return Child(id="c1", family_id="f1", code="Heron-4", created_at=NOON, **known)


def consent(decision: str, on: date, *, purpose: str = "assessment", hour: int = 9) -> Consent:
    return Consent(
        id=f"{decision}{on}{hour}",
        child_id="c1",
        purpose=purpose,
        decision=decision,
        person_id="p1",
        on=on,
        limits_explained=True,
        recorded_at=datetime(2026, 5, 31, hour, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("known", "age"),
    [
        ({"born": "2017-04"}, 9),
        ({"born": "2017-05"}, 9),
        ({"born": "2017-06"}, 8),
        ({"born": "2017"}, (8, 9)),
        ({"born": "2026-05"}, 0),
        ({"born": "2026-12"}, 0),
        ({"born": "2001"}, (24, 25)),
        ({"age_band": "0-2"}, (0, 2)),
        ({"age_band": "3-5"}, (3, 5)),
        ({"age_band": "6-11"}, (6, 11)),
        ({"age_band": "12-17"}, (12, 17)),
        ({"age_band": "6-11", "age_band_on": date(2024, 5, 31)}, (8, 13)),
        ({"age_band": "6-11", "age_band_on": date(2024, 6, 1)}, (7, 12)),
        ({"age_band": "12-17", "age_band_on": date(2019, 3, 1)}, (19, 24)),
        ({"age_band": "0-2", "age_band_on": date(2026, 6, 7)}, (0, 2)),
        ({"born": "2020-01", "age_band": "12-17"}, 6),
        ({}, None),
    ],
)
def test_age_in_whole_years_from_month_year_or_band(known, age):
    assert child(**known).age_on(date(2026, 5, 31)) == age


def test_the_latest_decision_counts_for_its_purpose_only():
    given = consent("given", date(2026, 3, 1))
    withdrawn = consent("withdrawn", date(2026, 4, 1))
    research = consent("declined", date(2026, 5, 1), purpose="research")
    assert current_consent([withdrawn, research, given], "assessment") == withdrawn
    assert current_consent([given, research], "assessment") == given
    assert current_consent([research], "sharing") is None


def test_two_decisions_on_one_day_are_ordered_by_when_they_were_recorded():
    morning, evening = consent("given", date(2026, 3, 1)), consent("withdrawn", date(2026, 3, 1), hour=18)
    assert current_consent([evening, morning], "assessment") == evening


def test_a_purpose_goes_ahead_only_when_the_latest_decision_is_given():
    require_consent([consent("declined", date(2026, 1, 1)), consent("given", date(2026, 2, 1))], "assessment")


@pytest.mark.parametrize("decision", [None, *sorted(set(CONSENT_DECISIONS) - {"given"})])
def test_without_it_the_refusal_says_what_is_missing_and_that_the_safety_screen_does_not_wait(decision):
    decisions = [consent(decision, date(2026, 2, 1))] if decision else []
    with pytest.raises(ConsentMissing, match="safety screen does not wait") as refused:
        require_consent(decisions, "assessment")
    assert PURPOSES["assessment"] in str(refused.value)


def test_the_vocabulary_of_a_file_knows_those_who_may_decide():
    assert {"mother", "father", "guardian", "authority"} <= set(ROLES)
    assert {"appointed_guardian", "court_order", "not_known"} <= set(GROUNDS)
