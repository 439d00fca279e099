"""Whether the clock of this computer can be right, by what the store has recorded."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from . import schema
from .opened import OpenStore

TOLERATED = timedelta(days=1)


def newest_ahead(store: OpenStore) -> datetime | None:
    """Return when the newest record was made, if that is more than a day from now: one of the two clocks was wrong.

    That much time has passed since the newest record says nothing about the clock.
    """
    with store.reading() as connection:
        newest = connection.scalar(select(func.max(schema.audit.c.at)))
    return newest if newest is not None and newest - store.clock() > TOLERATED else None


def latest_day(store: OpenStore) -> date:
    """Return the last day that a record can be of: today, or any day while the clock cannot be relied upon."""
    return store.today() if newest_ahead(store) is None else date(2099, 12, 31)


def clock_in_words(store: OpenStore) -> str:
    """Say what is wrong with the clock and what to do; empty when nothing can be told against it."""
    newest = newest_ahead(store)
    if newest is None:
        return ""
    now, then = (f"{at.day} {at:%B %Y}" for at in (store.clock().astimezone(), newest.astimezone()))
    return (
        f"The clock of this computer says {now}, but the newest record here is of {then}. One of them is wrong. Look "
        "at date and time in the settings of the computer. If they are right, records were once written under a wrong "
        "date: they stay as they are, and whoever cares for the workbench should know. You can go on working."
    )
