"""A store that is open: who reads and who writes has a turn, and closing forgets the key."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from ..errors import Locked, WorkbenchError
from ..library.loading import instrument
from ..model.instrument import Instrument
from .commits import Outside, count_commit
from .database import checkpoint, plain_errors
from .definitions import KnownForms, edited, keep_missing, missing_in
from .drafts import Forms
from .files import Hold
from .readable import named_faults

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of the system clock, aware, in UTC."""
    return datetime.now(UTC)


class OpenStore:
    """An open store. Everything in this room that reads or writes takes one as its first argument.

    Attributes
    ----------
    folder
        Where `header.json` and `store.db` lie.
    clock
        Returns the aware time that is written beside what happens.
    forms
        Returns the instrument of an id and version (None: the newest); of a version that was begun, as it was then.
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
        self.forms: Forms = KnownForms(forms, self.reading)
        self._engine: Engine | None = engine
        self._hold = hold
        self.outside: Outside | None = None
        self.is_new_here = False
        self.was_open_to_others = hold.was_open_to_others
        self._turn = threading.Lock()

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

    def keep_definitions(self) -> None:
        """Keep what was begun before definitions were kept, of instruments that are here only now."""
        with self.reading() as connection:
            missing = missing_in(connection)
        if missing:
            with self.writing() as connection:
                keep_missing(connection, self.forms, self.clock())

    def edited(self, forms: Iterable[Instrument]) -> list[Instrument]:
        """Of some forms those that ask something else than when they were first begun: they are not begun again."""
        with self.reading() as connection:
            return edited(connection, forms)

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
