"""What a child and its parents lived through, the child's sex, and how to make contact."""

from sqlalchemy import JSON, Boolean, Column, Connection, ForeignKey, MetaData, String, Table, Text

from .statements import NAMING, AddColumn

NAME = "0008 history"
tables = MetaData(naming_convention=NAMING)

families = Table(
    "families",
    tables,
    Column("id", String(32), primary_key=True),
    Column("visit_schedule", String(80)),
    Column("prejudice", String(80)),
    Column("leans_on", Boolean),
    Column("making_contact", String(80)),
    Column("contact_words", Text),
)
persons = Table(
    "persons",
    tables,
    Column("id", String(32), primary_key=True),
    Column("trafficked", Boolean),
    Column("identified", String(80)),
    Column("criteria", JSON(none_as_null=True)),
)
children = Table(
    "children",
    tables,
    Column("id", String(32), primary_key=True),
    Column("sex", String(80)),
    Column("identified", String(80)),
    Column("criteria", JSON(none_as_null=True)),
)
CHANGED = (families, persons, children)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _link(name: str, table: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String(32), ForeignKey(f"{table}.id"), nullable=optional, index=True)


def _stretch() -> tuple[Column[str], Column[str], Column[bool]]:
    return Column("began", String(7)), Column("ended", String(7)), Column("goes_on", Boolean, nullable=False)


MADE = (
    Table(
        "episodes",
        tables,
        _id(),
        *_stretch(),
        _link("child_id", "children"),
        Column("kind", String(80), nullable=False),
        _link("parent_id", "persons", optional=True),
        Column("form", String(80)),
        Column("contact", String(80)),
        Column("money", String(80)),
        Column("told", String(80)),
    ),
    Table(
        "carers", tables, _id(), *_stretch(), _link("child_id", "children"), Column("who", String(80), nullable=False)
    ),
    Table(
        "household",
        tables,
        _id(),
        *_stretch(),
        _link("child_id", "children"),
        Column("who", String(80), nullable=False),
    ),
    Table("exploitations", tables, _id(), *_stretch(), _link("person_id", "persons"), Column("form", String(80))),
)


def take(connection: Connection) -> None:
    """Add the columns, empty for every row, and make the tables."""
    for table in CHANGED:
        for column in table.columns:
            if not column.primary_key:
                connection.execute(AddColumn(column))
    for table in MADE:
        table.create(connection, checkfirst=False)
