"""The practice desk: four made-up children, two half filled, and numbers that reach nobody."""

from datetime import date
from pathlib import Path

import pytest

from workbench.launcher.practice import make_practice_store
from workbench.model.casework import current_consent
from workbench.model.vocabulary import AGE_BANDS, CONTACTS, GROUPS, age_band
from workbench.report.profile import profile
from workbench.store import Store, agreements, families, sittings
from workbench.store.notes import open_notes
from workbench.store.records import record_of
from workbench.store.settings import settings
from workbench.store.verify import verify


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice") / "store"
    passphrase = make_practice_store(folder)
    with Store.open(folder, passphrase) as store:
        yield store


def needs_of(store: Store) -> dict:
    """What was found, by code, of every child whose needs have been begun."""
    return {
        child.code: profile(record_of(store, begun.draft_id))
        for child in families.children(store)
        for begun in sittings.sittings_of(store, child.id)
        if begun.instrument == "child_needs"
    }


def test_there_is_one_child_of_each_group_and_of_each_age_band(practice) -> None:
    children = families.children(practice)
    assert sorted(child.group for child in children) == sorted(GROUPS)
    assert sorted(age_band(child.age_on(date.today())) for child in children) == sorted(AGE_BANDS)
    assert all(child.code.startswith("TRY-") for child in children)
    assert verify(practice) == []


def test_two_children_are_half_filled_so_that_everything_can_be_seen_at_once(practice) -> None:
    found = needs_of(practice)
    assert len(found) == 2
    assert {note.code for note in open_notes(practice)} == set(found)
    for one in found.values():
        assert one.needs and one.differing and one.open and one.not_asked and one.hidden == 0
        assert any(strength.code in ("central", "usable") for strength in one.lean_on)
        assert all(need.offers for need in one.needs)
    assert any(need.square.level == 3 for one in found.values() for need in one.needs)


def test_one_child_still_waits_for_agreement(practice) -> None:
    agreed = {
        child.code: current_consent(agreements.consents(practice, child.id), "assessment")
        for child in families.children(practice)
    }
    assert [code for code, consent in agreed.items() if consent is None] == ["TRY-02"]


def test_every_contact_has_a_made_up_number(tmp_path: Path) -> None:
    passphrase = make_practice_store(tmp_path / "store")
    with Store.open(tmp_path / "store", passphrase) as store:
        contacts = settings(store).contacts
    assert list(contacts) == list(CONTACTS)
    assert all(number.startswith("555 01") and "made up" in number for number in contacts.values())
    assert len(set(contacts.values())) == len(CONTACTS)
