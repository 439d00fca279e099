"""A new passphrase takes the place of the old one; the recovery key stays."""

import threading

import pytest

from workbench.errors import AnswerRefused, Locked, StoreInUse, WrongPassphrase
from workbench.store import Store, keyring
from workbench.store.files import Hold
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


def test_a_lock_in_the_middle_lets_nobody_else_in_before_the_new_header_is_there(store, monkeypatch):
    write, closing = keyring.write_header, threading.Thread(target=store.close)

    def write_while_somebody_locks(folder, header):
        closing.start()
        closing.join(0.2)
        with pytest.raises(StoreInUse):
            Hold(folder).release()
        write(folder, header)

    monkeypatch.setattr(keyring, "write_header", write_while_somebody_locks)
    change_passphrase(store, PASSPHRASE, "quite another passphrase")
    closing.join(10)
    Store.open(store.folder, "quite another passphrase").close()


def test_a_store_that_was_closed_keeps_its_header(store):
    before = read_header(store.folder)
    store.close()
    with pytest.raises(Locked):
        change_passphrase(store, PASSPHRASE, "quite another passphrase")
    with pytest.raises(Locked), store.holding():
        keyring.write_header(store.folder, before)
    assert read_header(store.folder) == before
