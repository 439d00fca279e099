"""Whether a store still holds what was written to it, and nothing else."""

from sqlalchemy import Connection, Row, select

from ..errors import StoreDamaged
from . import schema
from .audit import broken_audit
from .commits import broken_commits
from .database import findings_of
from .definitions import broken_definitions
from .drafts import broken_journal, load, replay
from .opened import OpenStore
from .readable import FAULTS, readable
from .unreadable import unreadable


def verify(store: OpenStore) -> list[str]:
    """Check seals, structure, references, journals, definitions and audit.

    One sentence per finding is returned, none of them content. Every assessment is made again from its journal and
    compared with its rows.
    """
    findings = findings_of(store.engine, "integrity_check")
    try:
        findings += _in_tables(store)
    except StoreDamaged:
        if not findings:
            raise
    if store.outside is not None and not store.outside.is_kept:
        findings.append("count of changes: it cannot be written outside the store; check the rights of your folders.")
    return findings


def _in_tables(store: OpenStore) -> list[str]:
    with store.reading() as connection:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        findings = [f"table {row[0]}: a row refers to something that is not there." for row in broken]
        for row in readable(connection, select(schema.assessments).order_by(schema.assessments.c.id), lambda r: r)[0]:
            findings += broken_journal(connection, row) or _differing(connection, store, row)
        findings += broken_definitions(connection)
        findings += broken_audit(connection)
        findings += broken_commits(connection)
    return findings + [f"{fault.code or 'store'}: {fault.what}; it cannot be read." for fault in unreadable(store)]


def _differing(connection: Connection, store: OpenStore, row: Row) -> list[str]:
    try:
        if load(connection, store.forms, row) == replay(connection, store.forms, row):
            return []
    except FAULTS as error:
        return [f"record {row.id}: it cannot be made from its journal ({type(error).__name__})."]
    return [f"record {row.id}: its rows are not what its journal says."]
