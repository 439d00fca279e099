"""A new passphrase takes the place of the old one; the recovery key stays."""

import pytest

from workbench.errors import AnswerRefused, WrongPassphrase
from workbench.store import Store
from workbench.store.keyring import read_header
from workbench.store.passphrase import change_passphrase, prove

from .conftest import PASSPHRASE


def test_a_changed_passphrase_leaves_the_recovery_key_as_it_is(made):
    store, key = made
    with pytest.raises(WrongPassphrase):
        change_passphrase(store, "not the passphrase", "quite another passphrase")
    change_passphrase(store, PASSPHRASE, "quite another passphrase")
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(store.folder, PASSPHRASE)
    Store.open(store.folder, "quite another passphrase").close()
    Store.recover(store.folder, key, PASSPHRASE).close()


def test_a_passphrase_is_proved_against_the_store_that_is_open(store):
    prove(store, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        prove(store, "not the passphrase")
    change_passphrase(store, PASSPHRASE, "quite another passphrase")
    prove(store, "quite another passphrase")
    with pytest.raises(WrongPassphrase):
        prove(store, PASSPHRASE)


def test_a_passphrase_that_is_too_short_changes_nothing(store):
    before = read_header(store.folder)
    with pytest.raises(AnswerRefused):
        change_passphrase(store, PASSPHRASE, "eleven char")
    assert read_header(store.folder) == before
