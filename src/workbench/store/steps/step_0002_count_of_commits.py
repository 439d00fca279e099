"""A row for each commit, chained to the one before, so that going back shows."""

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table

NAME = "0002 count of commits"
commits = Table(
    "commits",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("audit", String(64), nullable=False),
    Column("journal", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)


def take(connection: Connection) -> None:
    """Make the table."""
    commits.create(connection, checkfirst=False)
