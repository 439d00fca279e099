"""The count of commits: one row in the store for each, and the newest also outside, so that going back shows.

SQLite drops what follows a bad place in its write-ahead log without a word, and a whole older file looks as good
as the newest. So each transaction adds a row that is chained to the one before, to the audit and to the journals;
its number and digest are written outside the folder of the store after the commit and before anyone hears "saved".
"""

import os
from pathlib import Path
from typing import NamedTuple

import msgspec
from platformdirs import user_state_path
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, desc, func, insert, literal_column, select

from ..errors import StoreDamaged, StoreError
from . import schema
from .chain import link
from .files import write_durably

STATE = "WORKBENCH_STATE"
BEGINNING = "commits"
BRANCH = "restored.branch"

commits = Table(
    "commits",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("audit", String(64), nullable=False),
    Column("journal", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    info={"owner": "store"},
)


class Head(NamedTuple):
    """The newest commit: how many there have been, and the digest of the chain up to it."""

    number: int
    digest: str


def head_of(connection: Connection) -> Head:
    """Return the newest commit that the store holds."""
    row = connection.execute(
        select(commits.c.number, commits.c.digest).order_by(desc(commits.c.number)).limit(1)
    ).one_or_none()
    return Head(row.number, row.digest) if row else Head(0, BEGINNING)


def count_commit(connection: Connection) -> Head:
    """Add the row of the transaction that is about to end."""
    number, previous = head_of(connection)
    audit, journal = _heads(connection)
    head = Head(number + 1, link(previous, number + 1, audit, journal))
    connection.execute(
        insert(commits).values(number=head.number, audit=audit, journal=journal, digest=head.digest),
    )
    return head


def broken_commits(connection: Connection) -> list[str]:
    """Name every commit that does not follow from the one before, and what has changed since the newest."""
    number, previous, last = 0, BEGINNING, None
    findings = []
    for row in connection.execute(select(commits).order_by(commits.c.number)):
        number += 1
        if (row.number, row.digest) != (number, link(previous, number, row.audit, row.journal)):
            findings.append(f"count of changes, {row.number}: it was changed, added or taken away afterwards.")
        number, previous, last = row.number, row.digest, row
    if last is not None and (last.audit, last.journal) != _heads(connection):
        findings.append("count of changes: audit or journal were changed after the newest one.")
    return findings


class Outside:
    """The newest commit as this computer last saw it, in a file of its own beside no store.

    Parameters
    ----------
    store
        Id of the store, from its header.

    Attributes
    ----------
    is_kept
        False after the file could not be written. What was saved is saved; only going back would not show.
    """

    def __init__(self, store: str) -> None:
        self._path = _folder() / f"{store}.json"
        self.is_kept = True

    @classmethod
    def of(cls, store: str, connection: Connection) -> "Outside":
        """Return the count of a store: one that was brought back from a backup counts apart from where it came from."""
        branch = connection.scalar(select(schema.settings.c.value).where(schema.settings.c.name == BRANCH))
        return cls(f"{store}-{branch}" if branch else store)

    def read(self) -> Head | None:
        """Return what was written last; None if there is nothing that can be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Head)
        except (OSError, msgspec.MsgspecError, UnicodeError):
            return None

    def write(self, head: Head) -> None:
        """Write the newest commit durably."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(self._path, msgspec.json.encode(head))
            self.is_kept = True
        except (OSError, StoreError):
            self.is_kept = False

    def check(self, connection: Connection) -> Head | None:
        """Refuse a store that has gone back behind what this computer saw saved; return what that was.

        A store that is ahead has all of it: a crash came between commit and count, or another computer went on.

        Raises
        ------
        StoreDamaged
            Commits are missing, or others stand in their place.
        """
        seen = self.read()
        if seen is None:
            return None
        kept = head_of(connection)
        digest = connection.scalar(select(commits.c.digest).where(commits.c.number == seen.number))
        if kept.number < seen.number:
            raise StoreDamaged(
                f"store.db: it ends at change {kept.number}, but change {seen.number} was saved on this computer. "
                f"{_ADVICE}"
            )
        if digest != seen.digest and seen.number:
            raise StoreDamaged(
                f"store.db: change {seen.number} is another than the one saved on this computer. {_ADVICE}"
            )
        return seen


_ADVICE = (
    "Nothing was opened. Copy the folder as it is to a safe place and ask for help. "
    "If you put an older copy there on purpose: `workbench store accept-older DIR`."
)


def _folder() -> Path:
    given = os.environ.get(STATE)
    return Path(given) if given else user_state_path("reintegration-workbench", appauthor=False) / "stores"


def _heads(connection: Connection) -> tuple[str, str]:
    audit = connection.scalar(select(schema.audit.c.digest).order_by(desc(schema.audit.c.number)).limit(1))
    newest = select(func.max(literal_column("rowid"))).select_from(schema.journal).scalar_subquery()
    journal = connection.scalar(select(schema.journal.c.digest).where(literal_column("rowid") == newest))
    return audit or "", journal or ""
