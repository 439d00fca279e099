"""What was asked under each version of an instrument that was begun here."""

from sqlalchemy import Column, Connection, DateTime, MetaData, String, Table, Text

from .statements import NAMING

NAME = "0007 definitions kept"
definitions = Table(
    "definitions",
    MetaData(naming_convention=NAMING),
    Column("instrument", String(80), primary_key=True),
    Column("version", String(80), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("definition", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False),
)


def take(connection: Connection) -> None:
    """Make the table."""
    definitions.create(connection, checkfirst=False)
