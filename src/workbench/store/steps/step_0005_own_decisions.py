"""Whether a decision is that of a grown-up for themselves."""

from sqlalchemy import Boolean, Column, Connection, MetaData, Table, update

from .statements import AddColumn

NAME = "0005 own decisions"
consents = Table("consents", MetaData(), Column("own", Boolean))


def take(connection: Connection) -> None:
    """Add the column; none was so far."""
    connection.execute(AddColumn(consents.c.own))
    connection.execute(update(consents).values(own=False))
