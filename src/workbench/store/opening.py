"""Making, opening and recovering a store: one folder, one header, one encrypted file, one process."""

import os
import secrets
from pathlib import Path
from typing import Self

from ..errors import StoreDamaged
from ..library.loading import instrument
from . import keyring, recovery_key
from .audit import note_event
from .commits import BRANCH, Outside
from .database import FILE, check_file, engine_of
from .definitions import keep_missing
from .files import Hold, write_durably
from .folder import header_of, held, log_of, new_folder
from .keyring import Cost
from .migrations import migrate
from .opened import Clock, Forms, OpenStore, now
from .passphrase import check_new, put_header
from .pin import set_pin
from .rules import by_newer_rules
from .settings import put, set_practitioner

SET_ASIDE = f"{FILE}-wal.set-aside"


class Store(OpenStore):
    """An open store, and the three ways to it: `create`, `open`, `recover`."""

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
                    by_newer_rules(connection, store.forms, clock)
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
        restored: bool = False,
    ) -> Self:
        """Open a store with its passphrase.

        Parameters
        ----------
        accept_older
            The person put an older copy there on purpose: count on from it, and note that in the audit.
        restored
            It was just brought back from a backup: it counts apart from now on, so that both can go on.

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
            return cls._opened(
                folder,
                header.store,
                key,
                hold,
                clock=clock,
                forms=forms,
                accept_older=accept_older,
                restored=restored,
            )

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
        restored: bool = False,
    ) -> Self:
        log = log_of(folder)
        store = cls(folder, engine_of(folder / FILE, key), hold, clock=clock, forms=forms)
        try:
            check_file(folder / FILE, store.engine)
            migrate(store.engine)
            events = ["store opened"]
            if restored:
                with store.writing() as connection:
                    put(connection, BRANCH, secrets.token_hex(4))
                    note_event(connection, "restored from a backup", clock())
            with store.reading() as connection:
                outside = Outside.of(store_id, connection)
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
                by_newer_rules(connection, store.forms, clock)
                keep_missing(connection, store.forms, clock())
        except BaseException:
            store.close()
            raise
        return store
