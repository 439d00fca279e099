"""Making, opening and closing a store: one folder, one header, one encrypted file, one process."""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from ..errors import Locked, StoreDamaged, WorkbenchError
from ..library.loading import instrument
from . import keyring, recovery_key
from .audit import note_event
from .commits import Outside, count_commit
from .database import FILE, check_file, checkpoint, engine_of, plain_errors
from .drafts import Forms
from .files import Hold, write_durably
from .folder import header_of, held, log_of, new_folder
from .keyring import Cost
from .migrations import migrate
from .passphrase import check_new, put_header
from .pin import set_pin
from .readable import named_faults
from .rules import by_newer_rules
from .settings import set_practitioner

SET_ASIDE = f"{FILE}-wal.set-aside"

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of the system clock, aware, in UTC."""
    return datetime.now(UTC)


class Store:
    """An open store. Everything in this room that reads or writes takes one as its first argument.

    Attributes
    ----------
    folder
        Where `header.json` and `store.db` lie.
    clock
        Returns the aware time that is written beside what happens.
    forms
        Returns the instrument of an id and version (None: the newest).
    outside
        Where the newest commit is noted outside the folder; None while the store is being made.
    was_open_to_others
        Other users of the computer had rights on the folder or a file when it was opened; they were taken away.
    is_new_here
        This computer had not seen the store before, so nobody can tell whether it is the newest copy.
    """

    def __init__(
        self, folder: Path, engine: Engine, hold: Hold, *, clock: Clock = now, forms: Forms = instrument
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.forms = forms
        self._engine: Engine | None = engine
        self._hold = hold
        self.outside: Outside | None = None
        self.is_new_here = False
        self.was_open_to_others = hold.was_open_to_others
        self._turn = threading.Lock()

    @classmethod
    def create(
        cls,
        folder: Path | str,
        passphrase: str,
        *,
        practitioner: str,
        pin: str,
        cost: Cost | None = None,
        clock: Clock = now,
        forms: Forms = instrument,
    ) -> tuple[Self, str]:
        """Make a store in a folder that is empty or not there yet; it appears whole or not at all.

        Returns
        -------
        tuple
            The open store, and the recovery key to print once: it is kept nowhere.

        Raises
        ------
        AnswerRefused
            The passphrase is too short or soon guessed, or the PIN is not 4 to 8 digits.
        StoreError
            The folder is in use, or cannot be written.
        StoreFull
            The disk is full; the folder is as before.
        """
        keyring.check_passphrase(passphrase, (practitioner,))
        folder = Path(folder).absolute()
        key, recovery, cost = secrets.token_bytes(32), recovery_key.draw(), cost or Cost()
        with new_folder(folder) as draft:
            os.close(os.open(draft / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            store = cls(draft, engine_of(draft / FILE, key), Hold(draft), clock=clock, forms=forms)
            try:
                migrate(store.engine, new=True)
                set_practitioner(store, practitioner)
                set_pin(store, pin, cost)
                with store.writing() as connection:
                    note_event(connection, "store made", clock())
                    by_newer_rules(connection, forms, clock)
            finally:
                store.close()
            header = keyring.new_header(passphrase, recovery, key, cost)
            keyring.write_header(draft, header)
        return cls._opened(folder, header.store, key, Hold(folder), clock=clock, forms=forms), recovery

    @classmethod
    def open(
        cls,
        folder: Path | str,
        passphrase: str,
        *,
        clock: Clock = now,
        forms: Forms = instrument,
        accept_older: bool = False,
    ) -> Self:
        """Open a store with its passphrase.

        Parameters
        ----------
        accept_older
            The person put an older copy there on purpose: count on from it, and note that in the audit.

        Raises
        ------
        WrongPassphrase
            The passphrase does not fit; the files are as they should be.
        StoreMissing, StoreInUse, StoreDamaged
            Nothing was opened.
        """
        folder = Path(folder).absolute()
        with held(folder) as hold:
            header = header_of(folder)
            key, _ = keyring.unwrap(header, passphrase)
            return cls._opened(folder, header.store, key, hold, clock=clock, forms=forms, accept_older=accept_older)

    @classmethod
    def recover(
        cls,
        folder: Path | str,
        recovery: str,
        new_passphrase: str,
        *,
        cost: Cost | None = None,
        clock: Clock = now,
        forms: Forms = instrument,
    ) -> Self:
        """Open a store with its recovery key and give it a new passphrase; the old one no longer opens.

        Raises
        ------
        MistypedKey
            The recovery key was not typed as it is printed.
        WrongPassphrase
            It is the key of another store.
        AnswerRefused
            The new passphrase is too short or soon guessed.
        StoreMissing, StoreInUse, StoreDamaged
            Nothing was opened.
        """
        keyring.check_passphrase(new_passphrase)
        folder = Path(folder).absolute()
        with held(folder) as hold:
            header = header_of(folder)
            key, used = keyring.unwrap_with_recovery(header, recovery)
            store = cls._opened(folder, header.store, key, hold, clock=clock, forms=forms)
            try:
                check_new(store, new_passphrase)
                replaced = tuple(wrap for wrap in header.wraps if wrap.kind == "passphrase")
                new = keyring.rewrap(header, replaced, new_passphrase, key, cost or used.cost)
                put_header(store, new, "recovery key used")
            except BaseException:
                store.close()
                raise
            return store

    def today(self) -> date:
        """Return the day it is at this place."""
        return self.clock().astimezone().date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store throughout."""
        with plain_errors(), named_faults(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes become durable together when the block ends, or not at all.

        Not to be nested: one writer at a time has its turn.
        """
        with self._turn:
            with (
                plain_errors(),
                named_faults(),
                self.engine.connect().execution_options(writes=True) as connection,
                connection.begin(),
            ):
                yield connection
                head = count_commit(connection)
            if self.outside is not None:
                self.outside.write(head)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep the store open and held while something beside its tables is written. Not to be nested in `writing`.

        Raises
        ------
        Locked
            The store is closed.
        """
        with self._turn:
            _ = self.engine
            yield

    def close(self) -> None:
        """Bring everything into the main file, forget the key and let the next one in. May be called twice."""
        with self._turn:
            engine, self._engine = self._engine, None
            if engine is None:
                return
            try:
                with suppress(WorkbenchError):
                    checkpoint(engine)
            finally:
                engine.dispose()
                self._hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store, {'open' if self._engine else 'closed'}>"

    @property
    def engine(self) -> Engine:
        """The engine of the open store; for writing use `writing`, which gives turns.

        Raises
        ------
        Locked
            The store is closed.
        """
        if self._engine is None:
            raise Locked("store: it is closed. Open it with the passphrase first.")
        return self._engine

    @classmethod
    def _opened(
        cls,
        folder: Path,
        store_id: str,
        key: bytes,
        hold: Hold,
        *,
        clock: Clock,
        forms: Forms,
        accept_older: bool = False,
    ) -> Self:
        log = log_of(folder)
        store = cls(folder, engine_of(folder / FILE, key), hold, clock=clock, forms=forms)
        outside = Outside(store_id)
        try:
            check_file(folder / FILE, store.engine)
            migrate(store.engine)
            events = ["store opened"]
            if accept_older:
                events.append("older copy accepted")
            else:
                try:
                    with store.reading() as connection:
                        store.is_new_here = outside.check(connection) is None
                except StoreDamaged:
                    # SQLite throws away what it did not believe; somebody who can help may still read it.
                    if log and not (folder / SET_ASIDE).exists():
                        write_durably(folder / SET_ASIDE, log)
                    raise
                events += ["count of changes begun"] * store.is_new_here
            store.outside = outside
            with store.writing() as connection:
                for event in events:
                    note_event(connection, event, clock())
                by_newer_rules(connection, forms, clock)
        except BaseException:
            store.close()
            raise
        return store
