"""Tables of the store. The same declarations run on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from ..model.casework import (
    TABLES,
    Assent,
    Child,
    Consent,
    Family,
    Person,
    Responsibility,
    Sitting,
    WithoutConsent,
)
from ..model.casework.declared import Entry, Field, fields_of, is_optional


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring a time to UTC; SQLite keeps it without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a time its zone back."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _belongs_to(table: str, column: str, *, key: bool = False, optional: bool = False) -> Column[str]:
    return Column(column, String(32), ForeignKey(f"{table}.id"), primary_key=key, nullable=optional, index=not key)


def _code(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String(80), nullable=optional)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


def _moment(name: str, *, optional: bool = False) -> Column[datetime]:
    return Column(name, Moment, nullable=optional)


def _json(name: str) -> Column[Any]:
    return Column(name, JSON(none_as_null=True))


def _column(name: str, field: Field, optional: bool) -> Column[Any]:
    empty = optional or field.late
    match field.kind:
        case "key":
            return _id()
        case "link":
            return _belongs_to(field.table, name, optional=empty)
        case "pseudonym":
            return Column(name, String(16), nullable=False, unique=True)
        case "code":
            return _code(name, optional=empty)
        case "codes":
            return _json(name)
        case "month":
            return Column(name, String(7))
        case "day":
            return Column(name, Date, nullable=empty)
        case "moment":
            return _moment(name, optional=empty)
        case "flag":
            return Column(name, Boolean, nullable=empty)
        case "whole":
            return Column(name, Integer, nullable=empty)
        case "line" | "words":
            return Column(name, Text, nullable=empty, default=None if empty else "")


def table_of(kind: type[Entry], metadata: MetaData = metadata) -> Table:
    """The table of a declared value: a column for each field."""
    columns = [_column(name, field, is_optional(kind, name)) for name, field in fields_of(kind).items()]
    return Table(kind.table.name, metadata, *columns, info={"owner": kind.table.owner})


declared: dict[type[Entry], Table] = {kind: table_of(kind) for kind in TABLES}
families, persons, children = declared[Family], declared[Person], declared[Child]
responsibilities, consents, assents = declared[Responsibility], declared[Consent], declared[Assent]
without_consent, sittings = declared[WithoutConsent], declared[Sitting]

assessments = Table(
    "assessments",
    metadata,
    _id(),
    _belongs_to("children", "child_id"),
    _belongs_to("sittings", "sitting_id"),
    _code("instrument"),
    _code("version"),
    _code("group", optional=True),
    Column("age", Float),
    Column("age_high", Float),
    _code("stage", optional=True),
    Column("revision", Integer, nullable=False),
    _code("holder", optional=True),
    _code("section", optional=True),
    _code("item", optional=True),
    _json("pauses"),
    _moment("stopped_at", optional=True),
    _words("left"),
    Column("rebook", Date),
    _moment("saved_at", optional=True),
    CheckConstraint("revision >= 0", name="revision"),
    info={"owner": "child"},
)

answers = Table(
    "answers",
    metadata,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("item", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    _json("value"),
    _code("non_answer", optional=True),
    _code("source", optional=True),
    _moment("at", optional=True),
    info={"owner": "child"},
)

statements = Table(
    "statements",
    metadata,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("id", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    _code("item"),
    _code("informant"),
    _words("words"),
    _json("value"),
    _moment("at", optional=True),
    info={"owner": "child"},
)

notes = Table(
    "notes",
    metadata,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("item", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    _moment("opened_at"),
    _words("words"),
    Column("ask_again", Date),
    Column("answer_changed", Boolean, nullable=False),
    _moment("closed_at", optional=True),
    _words("action"),
    _words("acted_at"),
    _words("agency"),
    _words("reference"),
    _words("why_not"),
    CheckConstraint("kind IN ('critical', 'open')", name="kind"),
    info={"owner": "child"},
)

journal = Table(
    "journal",
    metadata,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("change_id", String(80), nullable=False),
    Column("change", Text, nullable=False),
    _moment("at"),
    Column("east", Integer),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    UniqueConstraint("assessment_id", "change_id"),
    info={"owner": "child"},
)

# What stood in a file before it was changed: nothing that was recorded is lost by recording again.
earlier_values = Table(
    "earlier_values",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", String(32), nullable=False, index=True),
    _code("field"),
    _json("value"),
    _moment("until"),
    info={"owner": ("family", "person", "child")},
)

# What each version of an instrument asked when it was first begun: `digest` of its meaning, `seal` of the whole row.
definitions = Table(
    "definitions",
    metadata,
    Column("instrument", String(80), primary_key=True),
    Column("version", String(80), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("definition", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    _moment("kept_at"),
    info={"owner": "store"},
)

settings = Table(
    "settings", metadata, Column("name", String(80), primary_key=True), _words("value"), info={"owner": "store"}
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _code("event"),
    Column("subject", String(32), nullable=False),
    _moment("at"),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    info={"owner": "store"},
)
