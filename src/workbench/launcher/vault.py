"""The vault: whether the store is open, with the child, covered or locked, and the clock that closes it."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from ..desk import handing
from ..desk.protocol import Acknowledged, Desk, Opened
from ..errors import Locked, UnknownName, WrongPassphrase
from ..model.changes import Envelope
from ..model.draft import Draft
from ..store import Store, StoreDesk
from ..store.handing import hand_over, take_back
from ..store.settings import Settings, settings

T = TypeVar("T")
State = Literal["empty", "locked", "open", "covered", "handed_over"]

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
        Awaited whenever the vault locks or the page changes hands, after the state has changed: ends
        kernels and links.
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
        self._with_child: _WithChild | None = None
        self._wrong_pins = self._wrong_passphrases = 0
        self._wait_until = 0.0
        self._touched = (time.monotonic(), time.time())
        self._one_at_a_time = asyncio.Lock()
        self._using = threading.RLock()

    @property
    def state(self) -> State:
        """`empty` (no store yet), `locked`, `covered`, `handed_over` (to the child) or `open`."""
        if self._store is not None:
            return "covered" if self._covered else "handed_over" if self._with_child else "open"
        return "locked" if Store.exists(self.folder) else "empty"

    @property
    def store(self) -> Store:
        """The open store.

        Raises
        ------
        Locked
            The vault is covered, locked or empty, or the page is with the child.
        """
        store = self._uncovered()
        if self._with_child is not None:
            raise Locked("The page is with the child. Take it back with the PIN first; nothing was changed.")
        return store

    @property
    def handed_over(self) -> str | None:
        """Id of the draft that is with the child, also under the cover; None when none is."""
        return self._with_child.id if self._with_child else None

    @property
    def desk(self) -> Desk:
        """The open store as pages may use it, from any thread; asks again at each call whether it is open.

        While the page is with the child it gives and takes that page's own questions alone.

        Raises
        ------
        Locked
            The vault is covered, locked or empty.
        """
        with self._using:
            return _GuardedDesk(self, self._uncovered(), self._with_child)

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

    async def prove(self, passphrase: str, then: Callable[[Store], None]) -> None:
        """Do something that asks for the passphrase while the store is open; guesses wait as they do at the door.

        Parameters
        ----------
        then
            Called in a thread with the open store once the passphrase has been found right.

        Raises
        ------
        WrongPassphrase
            It does not fit, or it is too soon after wrong ones.
        Locked
            The vault is not open.
        """
        async with self._one_at_a_time:
            self._wait_over()
            store = self.store
            await self._counted(lambda: store.prove(passphrase))
            await asyncio.to_thread(then, store)

    def cover(self) -> None:
        """Hide everything at once; the place is kept. Nothing happens unless the vault is open."""
        with self._using:
            if self._store is not None:
                self._covered = True

    async def uncover(self, pin: str) -> bool:
        """Take the cover away; a page that was with the child is there again. False: the PIN was wrong.

        The fifth wrong PIN in a row locks, whatever it was asked for.

        Raises
        ------
        Locked
            The vault is not covered, or has just been locked.
        """
        async with self._one_at_a_time:
            if self._store is None or not self._covered:
                raise Locked("The workbench is not covered. Sign in with the passphrase.")
            if await self._check_pin(pin):
                self._covered = False
                return True
            return False

    async def hand_over(self, draft: str) -> None:
        """Give the page of one draft to the child: until the PIN leads back, nothing else opens.

        Raises
        ------
        UnknownName
            There is no such draft.
        AnswerRefused
            The child does not answer that one.
        Locked
            The vault is not open.
        """
        with self._using:
            self._with_child = _WithChild(draft, hand_over(self.store, draft))
            self.touch()
        await self._turn()

    async def take_back(self, pin: str) -> bool:
        """Give the page back to the practitioner. False: the PIN was wrong. The fifth wrong one locks.

        Raises
        ------
        Locked
            The page is not with the child, or the vault is covered or has just been locked.
        """
        async with self._one_at_a_time:
            given = self._with_child
            if given is None or self._covered:
                raise Locked("The page is not with the child.")
            if not await self._check_pin(pin):
                return False
            with self._using:
                take_back(self._uncovered(), given.id)
                self._with_child = None
        await self._turn()
        return True

    async def lock(self) -> None:
        """Forget the key and close the store, then end kernels and links. Does nothing when there is none open."""
        with self._using:
            store, self._store, self._covered, self._with_child = self._store, None, False, None
            if store is None:
                return
            store.close()
        await self._turn()

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

    async def _turn(self) -> None:
        if self.on_lock is not None:
            await self.on_lock()

    async def _check_pin(self, pin: str) -> bool:
        store = self._store
        assert store is not None
        right = await asyncio.to_thread(store.check_pin, pin)
        if self._store is not store:
            raise Locked("The workbench has been locked. Sign in with the passphrase; everything saved is kept.")
        if right:
            self._wrong_pins = 0
            self.touch()
            return True
        self._wrong_pins += 1
        if self._wrong_pins > WRONG_PINS_ALLOWED:
            await self.lock()
            raise Locked("Five wrong PINs: the workbench is locked. Sign in with the passphrase; nothing is lost.")
        return False

    def _uncovered(self) -> Store:
        store = self._store
        if store is None or self._covered:
            raise Locked("The workbench is covered or locked. Open it first; nothing was changed.")
        return store

    async def _try(self, opening: Callable[[], Store]) -> None:
        async with self._one_at_a_time:
            self._wait_over()
            if self._store is not None:
                raise Locked("The workbench is open already.")
            self._opened(await self._counted(opening))

    def _wait_over(self) -> None:
        wait = self._wait_until - time.monotonic()
        if wait > 0:
            raise WrongPassphrase(f"Several wrong tries. Please wait {wait:.0f} seconds, then try again.")

    async def _counted(self, proof: Callable[[], T]) -> T:
        try:
            proved = await asyncio.to_thread(proof)
        except WrongPassphrase:
            self._wrong_passphrases += 1
            over = self._wrong_passphrases - FREE_TRIES
            if over >= 0:
                self._wait_until = time.monotonic() + min(2.0 ** (over + 1), LONGEST_WAIT_SECONDS)
            raise
        self._wrong_passphrases = 0
        return proved

    def _opened(self, store: Store) -> None:
        self._store, self._covered = store, False
        self._wrong_passphrases = self._wrong_pins = 0
        self.touch()

    @property
    def _settings(self) -> Settings:
        return Settings() if self._store is None else settings(self._store)


class _WithChild(NamedTuple):
    """What was handed to the child: the draft's id, and the draft as it was then."""

    id: str
    draft: Draft


class _GuardedDesk:
    """A desk that refuses as soon as the vault is covered or locked, also in the middle of a sitting.

    Made while the page is with the child, it knows that one draft, and gives and takes only what is the child's.
    """

    def __init__(self, vault: Vault, store: Store, with_child: _WithChild | None) -> None:
        self._vault, self._opened_for, self._with_child = vault, store, with_child
        self._desk = StoreDesk(store)

    def open(self, draft: str, tab: str) -> Opened:
        with self._vault._using:
            self._check(draft)
            opened = self._desk.open(draft, tab)
            if self._with_child is not None:
                return handing.for_child(opened)
            return msgspec.structs.replace(opened, practice=True) if self._vault.practice else opened

    def record(self, envelope: Envelope) -> Acknowledged:
        with self._vault._using:
            self._check(envelope.draft)
            if self._with_child is not None:
                handing.check(envelope.change, self._with_child.draft)
            done = self._desk.record(envelope)
            self._vault.touch()
            return done

    def _check(self, draft: str) -> None:
        if self._vault._uncovered() is not self._opened_for:
            raise Locked("The workbench was locked in the meantime. Open the sitting again.")
        if self._vault._with_child is not self._with_child:
            raise Locked("The page has changed hands in the meantime. Load it again.")
        if self._with_child is not None and draft != self._with_child.id:
            raise UnknownName("There is no other page here now.")
