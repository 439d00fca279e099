"""The vault: whether the store is open, covered or locked, and the clock that closes it."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from ..desk.protocol import Acknowledged, Desk, Opened
from ..errors import Locked, WrongPassphrase
from ..model.changes import Envelope
from ..store import Store, StoreDesk
from ..store.settings import Settings, settings

State = Literal["empty", "locked", "open", "covered"]

WRONG_PINS_ALLOWED = 4
FREE_TRIES = 3
LONGEST_WAIT_SECONDS = 60
SHORTEST_LIMIT_SECONDS = 60


class Vault:
    """Keeper of the open store. All methods are called on the event loop; only `desk` is used from other threads.

    Parameters
    ----------
    folder
        Where the store is, or will be made.
    cover_after, lock_after
        Idle seconds before cover and lock; None takes the minutes of the store's settings.
    on_lock
        Awaited whenever the vault locks, after the state has changed: ends kernels and links.
    practice
        The store is a throw-away one with made-up children; `practice_passphrase` may then be shown.
    cost
        Argon2 cost of a store made here; None is the store's own default. For tests.
    """

    def __init__(
        self,
        folder: Path,
        *,
        cover_after: float | None = None,
        lock_after: float | None = None,
        on_lock: Callable[[], Awaitable[None]] | None = None,
        practice: bool = False,
        cost: Any = None,
    ) -> None:
        self.folder, self.practice = Path(folder), practice
        self.practice_passphrase: str | None = None
        self.on_lock = on_lock
        self._cover_after, self._lock_after, self._cost = cover_after, lock_after, cost
        self._store: Store | None = None
        self._covered = False
        self._wrong_pins = self._wrong_passphrases = 0
        self._wait_until = 0.0
        self._touched = (time.monotonic(), time.time())
        self._one_at_a_time = asyncio.Lock()
        self._using = threading.RLock()

    @property
    def state(self) -> State:
        """`empty` (no store yet), `locked`, `open` or `covered`."""
        if self._store is not None:
            return "covered" if self._covered else "open"
        return "locked" if Store.exists(self.folder) else "empty"

    @property
    def store(self) -> Store:
        """The open store.

        Raises
        ------
        Locked
            The vault is covered, locked or empty.
        """
        store = self._store
        if store is None or self._covered:
            raise Locked("The workbench is covered or locked. Open it first; nothing was changed.")
        return store

    @property
    def desk(self) -> Desk:
        """The open store as pages may use it, from any thread; asks again at each call whether it is open.

        Raises
        ------
        Locked
            The vault is covered, locked or empty.
        """
        return _GuardedDesk(self, self.store)

    @property
    def cover_seconds(self) -> float:
        """Idle seconds before the cover screen comes."""
        return self._cover_after if self._cover_after is not None else 60.0 * self._settings.cover_minutes

    @property
    def lock_seconds(self) -> float:
        """Idle seconds before the full lock."""
        return self._lock_after if self._lock_after is not None else 60.0 * self._settings.lock_minutes

    async def create(self, passphrase: str, pin: str, practitioner: str) -> str:
        """Make the store, open it, and return the recovery key, which is shown once and kept nowhere.

        Raises
        ------
        StoreError
            There is a store already, or the folder cannot be written.
        """
        async with self._one_at_a_time:
            extra = {} if self._cost is None else {"cost": self._cost}
            make = lambda: Store.create(self.folder, passphrase, practitioner=practitioner, pin=pin, **extra)
            store, recovery_key = await asyncio.to_thread(make)
            self._opened(store)
            return recovery_key

    async def unlock(self, passphrase: str) -> None:
        """Open the store.

        Raises
        ------
        WrongPassphrase
            It does not open, or it is too soon after wrong ones; the text says how long to wait.
        StoreDamaged, StoreMissing, StoreInUse
            As the store found it.
        """
        await self._try(lambda: Store.open(self.folder, passphrase))

    async def recover(self, recovery_key: str, new_passphrase: str) -> None:
        """Open the store with the key of the recovery sheet, and set a new passphrase.

        Raises
        ------
        WrongPassphrase
            The key does not open the store, or it is too soon after wrong ones.
        """
        await self._try(lambda: Store.recover(self.folder, recovery_key, new_passphrase))

    def cover(self) -> None:
        """Hide everything at once; the place is kept. Nothing happens unless the vault is open."""
        with self._using:
            if self._store is not None and not self._covered:
                self._covered, self._wrong_pins = True, 0

    async def uncover(self, pin: str) -> bool:
        """Take the cover away. False: the PIN was wrong. The fifth wrong one locks.

        Raises
        ------
        Locked
            The vault is not covered, or has just been locked.
        """
        async with self._one_at_a_time:
            store = self._store
            if store is None or not self._covered:
                raise Locked("The workbench is not covered. Sign in with the passphrase.")
            right = await asyncio.to_thread(store.check_pin, pin)
            if self._store is not store:
                raise Locked("The workbench has been locked. Sign in with the passphrase; everything saved is kept.")
            if right:
                self._covered = False
                self.touch()
                return True
            self._wrong_pins += 1
            if self._wrong_pins > WRONG_PINS_ALLOWED:
                await self.lock()
                raise Locked("Five wrong PINs: the workbench is locked. Sign in with the passphrase; nothing is lost.")
            return False

    async def lock(self) -> None:
        """Forget the key and close the store, then end kernels and links. Does nothing when there is none open."""
        with self._using:
            store, self._store, self._covered = self._store, None, False
            if store is None:
                return
            store.close()
        if self.on_lock is not None:
            await self.on_lock()

    def touch(self) -> None:
        """Note that a person did something; never called for what a page does by itself."""
        self._touched = (time.monotonic(), time.time())

    async def tick(self) -> None:
        """Cover or lock when nobody has done anything for long enough. A laptop's sleep counts as idle."""
        if self._store is None:
            return
        idle = max(time.monotonic() - self._touched[0], time.time() - self._touched[1])
        if idle < min(self._cover_after or SHORTEST_LIMIT_SECONDS, self._lock_after or SHORTEST_LIMIT_SECONDS):
            return
        if idle >= self.lock_seconds:
            await self.lock()
        elif idle >= self.cover_seconds:
            self.cover()

    async def _try(self, opening: Callable[[], Store]) -> None:
        async with self._one_at_a_time:
            wait = self._wait_until - time.monotonic()
            if wait > 0:
                raise WrongPassphrase(f"Several wrong tries. Please wait {wait:.0f} seconds, then try again.")
            if self._store is not None:
                raise Locked("The workbench is open already.")
            try:
                store = await asyncio.to_thread(opening)
            except WrongPassphrase:
                self._wrong_passphrases += 1
                over = self._wrong_passphrases - FREE_TRIES
                if over >= 0:
                    self._wait_until = time.monotonic() + min(2.0 ** (over + 1), LONGEST_WAIT_SECONDS)
                raise
            self._opened(store)

    def _opened(self, store: Store) -> None:
        self._store, self._covered = store, False
        self._wrong_passphrases = self._wrong_pins = 0
        self.touch()

    @property
    def _settings(self) -> Settings:
        return Settings() if self._store is None else settings(self._store)


class _GuardedDesk:
    """A desk that refuses as soon as the vault is covered or locked, also in the middle of a sitting."""

    def __init__(self, vault: Vault, store: Store) -> None:
        self._vault, self._opened_for, self._desk = vault, store, StoreDesk(store)

    def open(self, draft: str, tab: str) -> Opened:
        with self._vault._using:
            self._check()
            opened = self._desk.open(draft, tab)
            return msgspec.structs.replace(opened, practice=True) if self._vault.practice else opened

    def record(self, envelope: Envelope) -> Acknowledged:
        with self._vault._using:
            self._check()
            done = self._desk.record(envelope)
            self._vault.touch()
            return done

    def _check(self) -> None:
        if self._vault.store is not self._opened_for:
            raise Locked("The workbench was locked in the meantime. Open the sitting again.")
