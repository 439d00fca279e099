"""Who opened what, when: events and opaque ids only, never content, each chained to the one before."""

from datetime import datetime

from sqlalchemy import Connection, desc, insert, select

from . import schema
from .chain import link

BEGINNING = "audit"


def note_event(connection: Connection, event: str, at: datetime, subject: str = "") -> None:
    """Add one event, in the transaction of what it tells of.

    Parameters
    ----------
    event
        What happened, in words that fit every store: "child added".
    subject
        Opaque id of what it happened to; empty for the store itself.
    """
    audit = schema.audit.c
    last = connection.execute(select(audit.number, audit.digest).order_by(desc(audit.number)).limit(1)).one_or_none()
    number, previous = (last.number + 1, last.digest) if last else (1, BEGINNING)
    connection.execute(
        insert(schema.audit).values(
            number=number,
            event=event,
            subject=subject,
            at=at,
            previous=previous,
            digest=link(previous, number, event, subject, at),
        )
    )


def broken_audit(connection: Connection) -> list[str]:
    """Name every event that does not follow from the one before."""
    findings = []
    number, previous = 0, BEGINNING
    for row in connection.execute(select(schema.audit).order_by(schema.audit.c.number)):
        number += 1
        digest = link(previous, number, row.event, row.subject, row.at)
        if (row.number, row.previous, row.digest) != (number, previous, digest):
            findings.append(f"audit, event {row.number}: it was changed, added or taken away after it was written.")
        number, previous = row.number, row.digest
    return findings
