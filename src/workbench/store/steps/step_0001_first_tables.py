"""The first tables: who is on file, agreements, sittings, answers with their journal, settings, audit."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from .statements import NAMING

NAME = "0001 first tables"
tables = MetaData(naming_convention=NAMING)


def take(connection: Connection) -> None:
    """Make them in an empty store."""
    tables.create_all(connection, checkfirst=False)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _belongs_to(table: str, column: str, *, key: bool = False, optional: bool = False) -> Column[str]:
    return Column(column, String(32), ForeignKey(f"{table}.id"), primary_key=key, nullable=optional, index=not key)


def _code(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, String(80), nullable=optional)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _moment(name: str, *, optional: bool = False) -> Column[Any]:
    return Column(name, DateTime(timezone=True), nullable=optional)


def _json(name: str) -> Column[Any]:
    return Column(name, JSON(none_as_null=True))


Table("families", tables, _id(), Column("code", String(16), nullable=False, unique=True), _moment("created_at"))

Table(
    "persons",
    tables,
    _id(),
    _belongs_to("families", "family_id"),
    _code("role"),
    _words("label"),
    Column("of_concern", Boolean, nullable=False),
)

Table(
    "children",
    tables,
    _id(),
    _belongs_to("families", "family_id"),
    Column("code", String(16), nullable=False, unique=True),
    Column("born", String(7)),
    _code("age_band", optional=True),
    _code("group", optional=True),
    _moment("created_at"),
)

Table(
    "responsibilities",
    tables,
    _id(),
    _belongs_to("children", "child_id"),
    _belongs_to("persons", "person_id"),
    _code("ground"),
    Column("since", Date),
    Column("until", Date),
)

Table(
    "consents",
    tables,
    _id(),
    _belongs_to("children", "child_id"),
    _code("purpose"),
    _code("decision"),
    _belongs_to("persons", "person_id", optional=True),
    Column("on", Date, nullable=False),
    Column("limits_explained", Boolean, nullable=False),
    _words("reason"),
    _moment("recorded_at"),
)

Table(
    "assents",
    tables,
    _id(),
    _belongs_to("children", "child_id"),
    _code("purpose"),
    _code("decision"),
    Column("on", Date, nullable=False),
    Column("limits_explained", Boolean, nullable=False),
    _words("reason"),
    _moment("recorded_at"),
)

Table(
    "without_consent",
    tables,
    _id(),
    _belongs_to("children", "child_id"),
    _code("what"),
    _words("reason"),
    _words("decided_by"),
    _moment("at"),
)

Table(
    "sittings",
    tables,
    _id(),
    _belongs_to("children", "child_id"),
    Column("on", Date, nullable=False),
    _json("present"),
    _code("interpreter"),
    _words("interpreter_code"),
    _words("language"),
    _words("communication"),
    _moment("started_at"),
)

Table(
    "assessments",
    tables,
    _id(),
    _belongs_to("children", "child_id"),
    _belongs_to("sittings", "sitting_id"),
    _code("instrument"),
    _code("version"),
    _code("group", optional=True),
    Column("age", Float),
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
)

Table(
    "answers",
    tables,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("item", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    _json("value"),
    _code("non_answer", optional=True),
    _code("source", optional=True),
    _moment("at", optional=True),
)

Table(
    "statements",
    tables,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("id", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
    _code("item"),
    _code("informant"),
    _words("words"),
    _json("value"),
    _moment("at", optional=True),
)

Table(
    "notes",
    tables,
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
)

Table(
    "journal",
    tables,
    _belongs_to("assessments", "assessment_id", key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("change_id", String(80), nullable=False),
    Column("change", Text, nullable=False),
    _moment("at"),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    UniqueConstraint("assessment_id", "change_id"),
)

Table("settings", tables, Column("name", String(80), primary_key=True), _words("value"))

Table(
    "audit",
    tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _code("event"),
    Column("subject", String(32), nullable=False),
    _moment("at"),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)
