"""All steps from nothing give exactly today's tables, on SQLite and on PostgreSQL, and stand for themselves."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement

from workbench.store import schema, steps
from workbench.store.commits import commits
from workbench.store.migrations import MIGRATIONS, applied, migrate

TODAY = (*schema.metadata.sorted_tables, commits)
CONSTRAINTS = ("pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes")


def of_steps() -> tuple[dict[str, dict], list[ClauseElement]]:
    """The tables that all steps make in an empty file, and every statement that they ran."""
    ran: list[ClauseElement] = []
    engine = create_engine("sqlite://")
    event.listen(engine, "before_execute", lambda _, statement, *__: ran.append(statement))
    with engine.begin() as connection:
        for step in steps.STEPS:
            step.take(connection)
        return reflected(connection), [statement for statement in ran if isinstance(statement, ClauseElement)]


def reflected(connection: Connection) -> dict[str, dict]:
    """Columns, keys, constraints and indexes of every table, whatever their order."""
    look = inspect(connection)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"], column["primary_key"])
                for column in look.get_columns(name)
            }
        }
        | {kind: _sorted(getattr(look, f"get_{kind}")(name)) for kind in CONSTRAINTS}
        for name in look.get_table_names()
    }


def _sorted(found: object) -> list[str]:
    return sorted(map(repr, found if isinstance(found, list) else [found]))


def definitions(texts: Iterable[str]) -> dict[str, list[str]]:
    """Columns, constraints and indexes by table, as statements for PostgreSQL tell them."""
    told: dict[str, list[str]] = {}
    for text in map(str.strip, texts):
        if made := re.fullmatch(r"CREATE TABLE (\w+) \(\s*(.*?)\s*\)", text, flags=re.DOTALL):
            told[made[1]] = [line.strip().rstrip(",") for line in made[2].splitlines()]
        elif added := re.fullmatch(r"ALTER TABLE (\w+) ADD COLUMN (.*)", text):
            told[added[1]].append(added[2])
        elif index := re.fullmatch(r"CREATE (?:UNIQUE )?INDEX \w+ ON (\w+) .*", text):
            told[index[1]].append(text)
    return {name: sorted(lines) for name, lines in told.items()}


def on_postgresql(statements: Iterable[ClauseElement]) -> list[str]:
    return [str(statement.compile(dialect=postgresql.dialect())) for statement in statements]


def test_all_steps_from_nothing_give_exactly_the_tables_of_today():
    with create_engine("sqlite://").begin() as connection:
        for table in TODAY:
            table.create(connection)
        assert of_steps()[0] == reflected(connection)


def test_all_steps_give_exactly_the_tables_of_today_on_postgresql():
    today = [CreateTable(table) for table in TODAY]
    today += [CreateIndex(index) for table in TODAY for index in table.indexes]
    made = definitions(on_postgresql(of_steps()[1]))
    assert made == definitions(on_postgresql(today))
    assert "own BOOLEAN" in made["consents"], "what a later step added is seen"


def test_every_statement_of_the_steps_compiles_for_both():
    ran = of_steps()[1]
    assert len(ran) > len(TODAY)
    for statement in ran:
        assert str(statement.compile(dialect=sqlite.dialect()))
        assert str(statement.compile(dialect=postgresql.dialect()))


def test_a_new_store_has_the_tables_of_today(store):
    with store.reading() as connection, create_engine("sqlite://").begin() as plain:
        for table in (*TODAY, applied):
            table.create(plain)
        assert reflected(connection) == reflected(plain)


@pytest.mark.parametrize("file", sorted(Path(steps.__file__).parent.glob("step_*.py")), ids=lambda file: file.stem)
def test_a_step_imports_nothing_of_today(file):
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    assert {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level} <= {"statements"}
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    assert not {name for name in imported if name.startswith("workbench")}
    assert file.stem in {step.__name__.rpartition(".")[2] for step in steps.STEPS}, "it is registered"


def test_steps_are_taken_in_the_order_in_which_they_are_registered(store):
    taken = []
    more = [MIGRATIONS[0]._replace(name=name, step=lambda _, name=name: taken.append(name)) for name in ("z", "a")]
    assert migrate(store.engine, (*MIGRATIONS, *more)) == ["z", "a"] == taken
    assert migrate(store.engine, (*MIGRATIONS, *more)) == []
