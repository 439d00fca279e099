"""A band of ages with the day on which it was seen, ages that are a range, the place's day of every change."""

from datetime import UTC

from sqlalchemy import Column, Connection, Date, DateTime, Float, Integer, MetaData, String, Table, func, select, update

from .statements import AddColumn

NAME = "0003 ages and days"
_tables = MetaData()
children = Table(
    "children", _tables, Column("id", String(32)), Column("age_band", String(80)), Column("age_band_on", Date)
)
assessments = Table("assessments", _tables, Column("age_high", Float))
journal = Table("journal", _tables, Column("east", Integer))
audit = Table(
    "audit",
    _tables,
    Column("event", String(80)),
    Column("subject", String(32)),
    Column("at", DateTime(timezone=True)),
)


def take(connection: Connection) -> None:
    """Add the columns. Nobody noted when a band was seen: it is the last day on which the child was described."""
    for column in (children.c.age_band_on, assessments.c.age_high, journal.c.east):
        connection.execute(AddColumn(column))
    described = (
        select(func.max(audit.c.at))
        .where(audit.c.subject == children.c.id, audit.c.event.in_(("child added", "child described")))
        .scalar_subquery()
    )
    rows = connection.execute(select(children.c.id, described.label("at")).where(children.c.age_band.is_not(None)))
    for child_id, at in rows.all():
        if at is not None:
            seen = at.replace(tzinfo=at.tzinfo or UTC).astimezone().date()
            connection.execute(update(children).where(children.c.id == child_id).values(age_band_on=seen))
