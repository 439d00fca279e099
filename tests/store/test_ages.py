"""What the store keeps of an age that is not known exactly, and of the day at the place."""

import os
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from store.conftest import begin
from store.earlier.placing import take_back
from workbench.errors import AnswerRefused
from workbench.library.loading import instrument
from workbench.model.changes import NoAnswer
from workbench.model.vocabulary import NonAnswer
from workbench.store import Store, StoreDesk, agreements, families
from workbench.store.records import record_of
from workbench.store.sittings import add_assessment, sitting_of, start_sitting
from workbench.store.verify import verify

DAY = date(2026, 5, 31)


@contextmanager
def zone(name: str):
    """This process at another place."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


def band(store, **known):
    return families.add_child(store, families.add_family(store).id, age_band="6-11", **known)


def test_a_band_grows_older_from_the_day_on_which_it_was_seen(store, clock):
    child = band(store)
    assert child.age_band_on == DAY and child.age_on(DAY) == (6, 11)
    clock.time = datetime(2028, 6, 1, 9, tzinfo=UTC)
    told = families.describe_child(store, child.id, age_band="6-11", group="born_after")
    assert families.child(store, child.id) == told
    assert told.age_on(store.today()) == (8, 13)
    younger = families.describe_child(store, child.id, age_band="3-5")
    assert younger.age_band_on == date(2028, 6, 1)
    assert families.describe_child(store, child.id, born="2020", clear=["age_band"]).age_band_on is None


def test_a_sitting_keeps_every_age_that_is_possible(store, reopen):
    draft = begin(store, band(store))
    assert record_of(store, draft).draft.answers.context.age == (6, 11)
    StoreDesk(store).amend(draft, NoAnswer(item="danger_now", reason=NonAnswer.UNKNOWN))
    with reopen() as again:
        assert record_of(again, draft).draft.answers.context.age == (6, 11)
        assert verify(again) == []


def test_an_age_that_was_changed_afterwards_is_found(store):
    draft = begin(store, band(store))
    StoreDesk(store).amend(draft, NoAnswer(item="danger_now", reason=NonAnswer.UNKNOWN))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE assessments SET age_high = 12")
    assert any("changed after it was written" in finding for finding in verify(store))


def test_a_page_of_the_childs_own_is_begun_for_ages_that_are_possible(tmp_path, store):
    from store.conftest import CHEAP, PASSPHRASE

    whole, _ = Store.create(tmp_path / "whole", PASSPHRASE, practitioner="AB", pin="2580", cost=CHEAP, forms=instrument)
    with whole as store:
        child = families.add_child(store, families.add_family(store).id, age_band="6-11")
        mother = families.add_person(store, child.family_id, "mother")
        agreements.add_responsibility(store, child.id, mother.id, "by_birth")
        agreements.add_consent(store, child.id, "assessment", "given", on=store.today(), person_id=mother.id)
        voice = lambda **given: start_sitting(
            store, child.id, on=store.today(), present=("child",), instrument="child_voice", **given
        )
        age = lambda draft: record_of(store, draft).draft.answers.context.age
        assert age(voice()) == (6, 8)
        assert age(voice(as_age=(9, 11))) == (9, 11)
        with pytest.raises(AnswerRefused, match="for another age"):
            voice(as_age=(13, 17))
        needs = start_sitting(store, child.id, on=store.today(), present=(), instrument="child_needs")
        added = add_assessment(store, sitting_of(store, needs).id, "child_voice", as_age=(9, 11))
        assert (age(needs), age(added)) == ((6, 11), (9, 11))
        assert verify(store) == []


@pytest.mark.parametrize(
    ("place", "moment", "asked"),
    [
        ("America/Los_Angeles", datetime(2026, 12, 5, 1, tzinfo=UTC), date(2026, 12, 5)),
        ("Pacific/Kiritimati", datetime(2026, 12, 4, 20, tzinfo=UTC), date(2026, 12, 6)),
        ("Pacific/Pago_Pago", datetime(2026, 12, 4, 10, 30, tzinfo=UTC), date(2026, 12, 4)),
        ("Europe/Berlin", datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_next_day_is_that_of_the_place_and_stays_it_elsewhere(store, draft_id, clock, place, moment, asked):
    clock.time = moment
    with zone(place):
        StoreDesk(store).amend(draft_id, NoAnswer(item="danger_now", reason=NonAnswer.UNKNOWN))
        assert record_of(store, draft_id).draft.notes["danger_now"].ask_again == asked
    for other in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        with zone(other):
            assert verify(store) == []


def test_a_store_from_before_ages_had_days_is_brought_up_and_verifies(store, reopen):
    described, left = band(store), band(store)
    families.describe_child(store, described.id, group="born_into")
    old = begin(store, families.add_child(store, families.add_family(store).id, born="2017-04"))
    with store.writing() as connection:
        take_back(connection, "0002")
    with reopen() as again:
        for child in (described, left):
            assert families.child(again, child.id).age_band_on == DAY
        assert record_of(again, old).draft.answers.context.age == 9.0
        StoreDesk(again).amend(old, NoAnswer(item="danger_now", reason=NonAnswer.UNKNOWN))
        assert verify(again) == []
