"""What stood in a file before it was changed."""

from sqlalchemy import JSON, Column, Connection, DateTime, Integer, MetaData, String, Table

from .statements import NAMING

NAME = "0006 earlier values"
earlier_values = Table(
    "earlier_values",
    MetaData(naming_convention=NAMING),
    Column("number", Integer, primary_key=True),
    Column("subject", String(32), nullable=False, index=True),
    Column("field", String(80), nullable=False),
    Column("value", JSON(none_as_null=True)),
    Column("until", DateTime(timezone=True), nullable=False),
)


def take(connection: Connection) -> None:
    """Make the table."""
    earlier_values.create(connection, checkfirst=False)
