"""The vault opens with the passphrase, hides after idle minutes, closes for good later, and forgets the key."""

import asyncio

import pytest

from launcher.running import CHEAP, PASSPHRASE, PIN, make_store, spoil
from workbench.errors import Locked, StoreError, WrongPassphrase
from workbench.launcher.vault import Vault
from workbench.store.settings import set_cover_minutes, set_lock_minutes


def run(coroutine):
    return asyncio.run(coroutine)


@pytest.fixture
def folder(tmp_path):
    make_store(tmp_path / "store")
    return tmp_path / "store"


class Clock:
    """Moves the vault's idle clock without waiting."""

    def __init__(self, monkeypatch):
        self.now = 1_000.0
        monkeypatch.setattr("workbench.launcher.idle.time.monotonic", lambda: self.now)
        monkeypatch.setattr("workbench.launcher.idle.time.time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def test_a_first_run_makes_the_store_and_the_recovery_key_opens_it(tmp_path):
    async def story():
        vault = Vault(tmp_path / "store", cost=CHEAP)
        assert vault.state == "empty"
        key = await vault.create(PASSPHRASE, PIN, "Practitioner")
        assert vault.state == "open"
        await vault.lock()
        assert vault.state == "locked"
        with pytest.raises(WrongPassphrase):
            await vault.unlock("not the one that was set")
        await vault.recover(key, "another eight words for the desk")
        assert vault.state == "open"
        await vault.lock()
        await vault.unlock("another eight words for the desk")
        await vault.lock()

    run(story())


def test_nothing_is_given_out_unless_it_is_open(folder):
    async def story():
        vault = Vault(folder)
        for given in ("store", "desk"):
            with pytest.raises(Locked):
                getattr(vault, given)
        await vault.unlock(PASSPHRASE)
        assert vault.store and vault.desk
        vault.cover()
        for given in ("store", "desk"):
            with pytest.raises(Locked):
                getattr(vault, given)
        done = await vault.uncover(PIN)
        assert done is True
        await vault.lock()

    run(story())


def test_the_fifth_wrong_pin_locks(folder):
    async def story():
        ended = []

        async def on_lock():
            ended.append(vault.state)

        vault = Vault(folder, on_lock=on_lock)
        await vault.unlock(PASSPHRASE)
        vault.cover()
        for _ in range(4):
            done = await vault.uncover("1357")
            assert done is False
            assert vault.state == "covered"
        with pytest.raises(Locked, match="Five wrong PINs"):
            await vault.uncover("1357")
        assert (vault.state, ended) == ("locked", ["locked"])
        with pytest.raises(Locked):
            await vault.uncover(PIN)

    run(story())


def test_four_wrong_pins_and_a_right_one_start_the_count_anew(folder):
    async def story():
        vault = Vault(folder)
        await vault.unlock(PASSPHRASE)
        for _ in range(2):
            vault.cover()
            wrong = [await vault.uncover("1357") for _ in range(4)]
            assert wrong == [False] * 4
            done = await vault.uncover(PIN)
            assert done is True
        await vault.lock()

    run(story())


def test_idle_minutes_cover_then_lock_and_activity_puts_it_off(folder, clock):
    async def story():
        vault = Vault(folder)
        await vault.unlock(PASSPHRASE)
        set_cover_minutes(vault.store, 2)
        set_lock_minutes(vault.store, 10)
        clock.now += 119
        await vault.tick()
        assert vault.state == "open"
        vault.touch()
        clock.now += 119
        await vault.tick()
        assert vault.state == "open"
        clock.now += 1
        await vault.tick()
        assert vault.state == "covered"
        clock.now += 479
        await vault.tick()
        assert vault.state == "covered"
        clock.now += 1
        await vault.tick()
        assert vault.state == "locked"

    run(story())


def test_a_laptop_that_slept_is_found_locked(folder, monkeypatch):
    async def story():
        vault = Vault(folder)
        await vault.unlock(PASSPHRASE)
        # While a laptop sleeps the monotonic clock of Linux stands still; the wall clock goes on.
        later = vault._idle.touched[1] + 9 * 3600
        monkeypatch.setattr("workbench.launcher.idle.time.time", lambda: later)
        await vault.tick()
        assert vault.state == "locked"

    run(story())


def test_a_store_that_cannot_be_read_any_more_is_locked_after_the_shortest_time(folder, clock):
    async def story():
        vault = Vault(folder)
        await vault.unlock(PASSPHRASE)
        set_lock_minutes(vault.store, 120)
        spoil(vault.store)
        clock.now += 59
        await vault.tick()
        assert vault.state == "open"
        clock.now += 1
        await vault.tick()
        assert vault.state == "locked"

    run(story())


def test_the_wait_grows_after_wrong_passphrases_and_ends(folder, clock):
    async def story():
        vault = Vault(folder)
        for _ in range(3):
            with pytest.raises(WrongPassphrase):
                await vault.unlock("not this one either")
        with pytest.raises(WrongPassphrase, match="wait 2 seconds"):
            await vault.unlock(PASSPHRASE)
        clock.now += 2
        with pytest.raises(WrongPassphrase):
            await vault.unlock("nor this one")
        with pytest.raises(WrongPassphrase, match="wait 4 seconds"):
            await vault.unlock(PASSPHRASE)
        clock.now += 4
        await vault.unlock(PASSPHRASE)
        assert vault.state == "open"
        await vault.lock()

    run(story())


def test_passphrases_guessed_at_once_are_tried_one_after_the_other_and_wait_the_same(folder):
    async def story():
        vault = Vault(folder)
        guesses = [vault.unlock(f"guess number {number}") for number in range(8)]
        refusals = [str(error) for error in await asyncio.gather(*guesses, return_exceptions=True)]
        assert ["wait" in refusal for refusal in refusals] == [False] * 3 + [True] * 5

    run(story())


def test_only_one_workbench_holds_a_store(folder):
    async def story():
        first, second = Vault(folder), Vault(folder)
        await first.unlock(PASSPHRASE)
        with pytest.raises(StoreError):
            await second.unlock(PASSPHRASE)
        await first.lock()
        await second.unlock(PASSPHRASE)
        await second.lock()

    run(story())


def test_a_slow_passphrase_does_not_stop_the_event_loop(tmp_path):
    from workbench.store import Store
    from workbench.store.keyring import Cost

    Store.create(
        tmp_path / "store",
        PASSPHRASE,
        practitioner="Tester",
        pin=PIN,
        cost=Cost(passes=3, memory_kib=65_536, lanes=1),
    )[0].close()

    async def story():
        vault, beats = Vault(tmp_path / "store"), 0
        opening = asyncio.ensure_future(vault.unlock(PASSPHRASE))
        while not opening.done():
            await asyncio.sleep(0.005)
            beats += 1
        assert beats >= 5
        await vault.lock()

    run(story())
