"""The practice desk: whom to call is filled in, with numbers that reach nobody."""

from pathlib import Path

from workbench.launcher.practice import make_practice_store
from workbench.model.vocabulary import CONTACTS
from workbench.store import Store
from workbench.store.settings import settings


def test_every_contact_has_a_made_up_number(tmp_path: Path) -> None:
    passphrase = make_practice_store(tmp_path / "store")
    with Store.open(tmp_path / "store", passphrase) as store:
        contacts = settings(store).contacts
    assert list(contacts) == list(CONTACTS)
    assert all(number.startswith("555 01") and "made up" in number for number in contacts.values())
    assert len(set(contacts.values())) == len(CONTACTS)
