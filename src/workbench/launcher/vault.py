"""The vault: whether the store is open, with the child, covered or locked."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from ..desk.protocol import Desk
from ..errors import Locked, StoreError, WorkbenchError
from ..language import say
from ..library.loading import use_folder
from ..store import Store
from ..store.folder import holds_store
from ..store.handing import hand_over, take_back
from ..store.passphrase import prove
from ..store.pin import check_pin
from ..store.settings import COVER_MINUTES, LOCK_MINUTES, Settings, settings
from .desk import GuardedDesk, WithChild
from .idle import Idle
from .tries import Tries

State = Literal["empty", "locked", "open", "covered", "handed_over"]


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
    instruments
        Folder of the organisation's own instruments; None takes that of the settings.
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
        instruments: Path | None = None,
        cost: Any = None,
    ) -> None:
        self.folder, self.practice = Path(folder), practice
        self.practice_passphrase: str | None = None
        self.on_lock = on_lock
        self._cost, self._instruments = cost, instruments
        self._store: Store | None = None
        self._covered = False
        self._with_child: WithChild | None = None
        self._idle = Idle(cover_after, lock_after)
        self._tries = Tries()
        self._one_at_a_time = asyncio.Lock()
        self._using = threading.RLock()

    @property
    def state(self) -> State:
        """`empty` (no store yet), `locked`, `covered`, `handed_over` (to the child) or `open`."""
        if self._store is not None:
            return "covered" if self._covered else "handed_over" if self._with_child else "open"
        return "locked" if holds_store(self.folder) else "empty"

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
            raise Locked(say("The page is with the child. Take it back with the PIN first; nothing was changed."))
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
            return GuardedDesk(self._open_now, self._using, touch=self.touch, practice=self.practice)

    @property
    def cover_seconds(self) -> float:
        """Idle seconds before the cover screen comes."""
        return self._idle.cover_seconds(self._settings)

    @property
    def lock_seconds(self) -> float:
        """Idle seconds before the full lock."""
        return self._idle.lock_seconds(self._settings)

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
            self._tries.check_wait()
            store = self.store
            await self._tries.count(lambda: prove(store, passphrase))
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
                raise Locked(say("The workbench is not covered. Sign in with the passphrase."))
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
            self._with_child = WithChild(draft, hand_over(self.store, draft))
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
                raise Locked(say("The page is not with the child."))
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

    def look_for_instruments(self) -> None:
        """Take the organisation's own instruments from where the command or the settings say, as they lie there now."""
        named = self._settings().instruments
        use_folder(self._instruments or (Path(named) if named else None))
        if self._store is not None:
            with suppress(WorkbenchError):  # whatever is wrong with it, the store is open; the next opening tries again
                self._store.keep_definitions()

    def touch(self) -> None:
        """Note that a person did something; never called for what a page does by itself."""
        self._idle.touch()

    async def tick(self) -> None:
        """Cover or lock when nobody has done anything for long enough. A laptop's sleep counts as idle."""
        if self._store is None:
            return
        match self._idle.due(self._settings):
            case "lock":
                await self.lock()
            case "cover":
                self.cover()

    async def _turn(self) -> None:
        if self.on_lock is not None:
            await self.on_lock()

    async def _check_pin(self, pin: str) -> bool:
        store = self._store
        assert store is not None
        right = await asyncio.to_thread(check_pin, store, pin)
        if self._store is not store:
            raise Locked(say("The workbench has been locked. Sign in with the passphrase; everything saved is kept."))
        too_many = self._tries.count_pin(right)
        if right:
            self.touch()
            return True
        if too_many:
            await self.lock()
            raise Locked(say("Five wrong PINs: the workbench is locked. Sign in with the passphrase; nothing is lost."))
        return False

    def _uncovered(self) -> Store:
        store = self._store
        if store is None or self._covered:
            raise Locked(say("The workbench is covered or locked. Open it first; nothing was changed."))
        return store

    def _open_now(self) -> tuple[Store, WithChild | None]:
        return self._uncovered(), self._with_child

    async def _try(self, opening: Callable[[], Store]) -> None:
        async with self._one_at_a_time:
            self._tries.check_wait()
            if self._store is not None:
                raise Locked(say("The workbench is open already."))
            self._opened(await self._tries.count(opening))

    def _opened(self, store: Store) -> None:
        self._store, self._covered = store, False
        self.look_for_instruments()
        self._tries.forget()
        self.touch()

    def _settings(self) -> Settings:
        try:
            return Settings() if self._store is None else settings(self._store)
        except StoreError:
            # A store that cannot be read any more must not keep the desk open: the shortest times there are.
            return Settings(cover_minutes=COVER_MINUTES[0], lock_minutes=LOCK_MINUTES[0])
