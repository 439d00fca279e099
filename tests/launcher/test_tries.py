"""Guessing a passphrase takes longer and longer; guessing a PIN ends soon."""

import asyncio

import pytest

from workbench.errors import StoreDamaged, WrongPassphrase
from workbench.launcher.tries import Tries


@pytest.fixture
def clock(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr("workbench.launcher.tries.time.monotonic", lambda: now[0])
    return now


def wrong():
    raise WrongPassphrase("passphrase: it does not open this store.")


def guess(tries: Tries, proof=wrong) -> object:
    tries.check_wait()
    return asyncio.run(tries.count(proof))


def test_after_three_wrong_passphrases_the_wait_doubles_up_to_a_minute(clock):
    tries, waits = Tries(), []
    for _ in range(9):
        with pytest.raises(WrongPassphrase):
            guess(tries)
        before = clock[0]
        while True:
            try:
                tries.check_wait()
            except WrongPassphrase:
                clock[0] += 1
            else:
                break
        waits.append(clock[0] - before)
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60]


def test_a_right_passphrase_is_given_back_and_begins_the_count_anew(clock):
    tries = Tries()
    for _ in range(2):
        for _ in range(2):
            with pytest.raises(WrongPassphrase, match="does not open"):
                guess(tries)
        assert guess(tries, lambda: "store") == "store"


def test_only_a_wrong_passphrase_counts(clock):
    def damaged():
        raise StoreDamaged("store.db: it does not hold what was written.")

    tries = Tries()
    for _ in range(5):
        with pytest.raises(StoreDamaged):
            guess(tries, damaged)
    tries.check_wait()


def test_the_fifth_wrong_pin_in_a_row_is_one_too_many():
    tries = Tries()
    assert [tries.count_pin(False) for _ in range(4)] == [False] * 4
    assert tries.count_pin(True) is False
    assert [tries.count_pin(False) for _ in range(5)] == [False] * 4 + [True]
    tries.forget()
    assert tries.count_pin(False) is False
