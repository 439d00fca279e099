"""Definitions that were answered, kept beside the answers: a record opens, prints and scores without their folder.

A version is kept as it was when it was first begun, and never changes: what asks something else is a new version.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, insert, select

from ..errors import AnswerRefused, RecordUnreadable, WorkbenchError
from ..library.loading import ships
from ..library.released import fingerprint
from ..model.instrument import Instrument
from . import schema
from .chain import link
from .drafts import Forms, load, replay
from .readable import FAULTS, readable

_KEPT = schema.definitions.c


class KnownForms:
    """Instruments as the records of a store need them: from the library, and from the store itself.

    Of a version that was begun here, what is asked is what was asked then. The library gives it as long as it says the
    same; where its folder is gone, or asks something else by now, the store does.

    Parameters
    ----------
    library
        Returns the instrument of an id and version (None: the newest).
    reading
        Gives a connection to the open store.
    """

    def __init__(self, library: Forms, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._library, self._reading = library, reading
        self._found: dict[tuple[str, str], tuple[Instrument | None, Instrument]] = {}

    def __call__(self, instrument_id: str, version: str | None) -> Instrument:
        """Return an instrument; without a version the newest of the library.

        Raises
        ------
        UnknownName
            Neither library nor store have it.
        RecordUnreadable
            The library has no longer what was asked, and what the store kept was damaged.
        """
        if version is None:
            return self._library(instrument_id, None)
        try:
            here = self._library(instrument_id, version)
        except WorkbenchError:
            if found := self._kept(instrument_id, version, None):
                return found
            raise
        return self._kept(instrument_id, version, here) or here

    def _kept(self, instrument_id: str, version: str, here: Instrument | None) -> Instrument | None:
        """What was asked under a version; None where it was never begun, or before definitions were kept."""
        last, found = self._found.get((instrument_id, version), (None, None))
        if found is None or last is not here:
            with self._reading() as connection:
                row = _row(connection, instrument_id, version)
            if row is None:
                return None
            found = _answered(row, here)
            self._found[instrument_id, version] = here, found
        return found


def keep(connection: Connection, form: Instrument, at: datetime) -> None:
    """Keep what an instrument asks, in the transaction in which it is begun; once for each version.

    Raises
    ------
    AnswerRefused
        It asked something else when it was first begun here: that needs a version of its own.
    """
    row = _row(connection, form.id, form.version)
    if row is None:
        _insert(connection, form, at)
    elif _is_another(row, form):
        raise AnswerRefused(
            f"{form.id} {form.version}: it was answered here, and its definition asks something else now. A change of "
            "a question is a new version: copy the file and raise its number. What was answered stays as it was."
        )


def keep_missing(connection: Connection, forms: Forms, at: datetime) -> None:
    """Keep every version that was begun before definitions were kept, if it is here and its records are made of it."""
    for instrument_id, version in missing_in(connection):
        try:
            form = forms(instrument_id, version)
            if ships(form) or _makes(connection, form):
                _insert(connection, form, at)
        except FAULTS:
            continue


def missing_in(connection: Connection) -> list[tuple[str, str]]:
    """Name the versions that were begun and are not kept."""
    begun = schema.assessments.c
    on = (_KEPT.instrument == begun.instrument) & (_KEPT.version == begun.version)
    query = select(begun.instrument, begun.version).distinct().outerjoin(schema.definitions, on)
    return [(row.instrument, row.version) for row in connection.execute(query.where(_KEPT.digest.is_(None)))]


def edited(connection: Connection, forms: Iterable[Instrument]) -> list[Instrument]:
    """Of some forms those that ask something else than when they were first begun here."""
    kept = [(form, _row(connection, form.id, form.version)) for form in forms]
    return [form for form, row in kept if row is not None and _is_another(row, form)]


def broken_definitions(connection: Connection) -> Iterator[str]:
    """Name every definition that is not what was kept."""
    query = select(schema.definitions).order_by(_KEPT.instrument, _KEPT.version)
    rows, unread = readable(connection, query, lambda row: (row.instrument, row.version, _is_whole(row)), *_KEY)
    broken = [(name, version) for name, version, is_whole in rows if not is_whole]
    for name, version in sorted([*broken, *unread], key=str):
        yield f"definition of “{name}” {version}: it is not what was kept when it was first answered."


_KEY = (_KEPT.instrument, _KEPT.version)


def _row(connection: Connection, instrument_id: str, version: str) -> Row | None:
    columns = (*_KEY, _KEPT.digest, _KEPT.definition, _KEPT.seal)
    mine = (_KEPT.instrument == instrument_id) & (_KEPT.version == version)
    return connection.execute(select(*columns).where(mine)).one_or_none()


def _is_another(row: Row, form: Instrument) -> bool:
    """Whether a form asks something else than what was kept; what ships is believed before what was damaged."""
    return row.digest != fingerprint(form) and (_is_whole(row) or not ships(form))


def _insert(connection: Connection, form: Instrument, at: datetime) -> None:
    digest = fingerprint(form)
    text = msgspec.json.encode(form, order="sorted").decode()
    connection.execute(
        insert(schema.definitions).values(
            instrument=form.id,
            version=form.version,
            digest=digest,
            definition=text,
            seal=_seal(form.id, form.version, digest, text),
            kept_at=at,
        )
    )


def _makes(connection: Connection, form: Instrument) -> bool:
    """Whether every record of a version is what its journal gives under this definition of it."""
    begun = schema.assessments.c
    mine = select(schema.assessments).where(begun.instrument == form.id, begun.version == form.version)
    forms: Forms = lambda *_: form
    return all(load(connection, forms, row) == replay(connection, forms, row) for row in connection.execute(mine).all())


def _seal(*parts: str) -> str:
    return link("definition", *parts)


def _answered(row: Row, here: Instrument | None) -> Instrument:
    """The form under which a version was answered: the library's where it says the same."""
    if here is not None and not _is_another(row, here):
        return here
    if not _is_whole(row):
        raise RecordUnreadable(
            f"{row.instrument} {row.version}: what is kept of its questions was damaged. Nothing was changed, and "
            "every other record is as it was. Put its definition back into the folder of instruments, and ask for help."
        )
    return msgspec.json.decode(row.definition, type=Instrument)


def _is_whole(row: Row) -> bool:
    """Whether a row is what was kept, and means what its digest says."""
    try:
        form = msgspec.json.decode(row.definition, type=Instrument)
        sealed = _seal(row.instrument, row.version, row.digest, row.definition) == row.seal
    except FAULTS:
        return False
    return sealed and (form.id, form.version, fingerprint(form)) == (row.instrument, row.version, row.digest)
