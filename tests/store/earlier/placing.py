"""A store of an earlier schema, put where it can be opened."""

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect

from workbench.store import keyring
from workbench.store.database import FILE, engine_of
from workbench.store.steps import STEPS

HERE = Path(__file__).parent
PASSPHRASE = "four unrelated words here"
SCHEMAS = sorted(path.parent.name for path in HERE.glob("*/store.sql"))


def placed(schema: str, folder: Path) -> Path:
    """Make the encrypted store of a schema in a folder that is not there yet."""
    folder.mkdir(mode=0o700)
    shutil.copy(HERE / schema / keyring.HEADER, folder)
    (folder / keyring.HEADER).chmod(0o600)
    (folder / FILE).touch(0o600)
    key, _ = keyring.unwrap(keyring.read_header(folder), PASSPHRASE)
    engine = engine_of(folder / FILE, key)
    with engine.connect() as connection:
        connection.connection.executescript(_text(schema))
    engine.dispose()
    return folder


def rows_of(schema: str) -> dict[str, list[dict[str, object]]]:
    """Every row of a schema's store, by table, in the order in which they were written."""
    with sqlite3.connect(":memory:") as plain:
        plain.row_factory = sqlite3.Row
        plain.executescript(_text(schema))
        tables = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in plain.execute(f'SELECT * FROM "{name}" ORDER BY rowid')] for (name,) in tables
        }


def take_back(connection: Connection, newest: str) -> None:
    """Take a store back to the tables that it had when `newest`, as "0003", was its newest step."""
    with create_engine("sqlite://").begin() as then:
        for step in (step for step in STEPS if step.NAME[:4] <= newest):
            step.take(then)
        look = inspect(then)
        kept = {table: {column["name"] for column in look.get_columns(table)} for table in look.get_table_names()}
    for table in inspect(connection).get_table_names():
        if table not in kept and table != "migrations":
            connection.exec_driver_sql(f'DROP TABLE "{table}"')
            continue
        for column in inspect(connection).get_columns(table):
            if column["name"] not in kept.get(table, {column["name"]}):
                connection.exec_driver_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column["name"]}"')
    connection.exec_driver_sql("DELETE FROM migrations WHERE substr(name, 1, 4) > ?", (newest,))


def _text(schema: str) -> str:
    return (HERE / schema / "store.sql").read_text("utf-8")
