"""Stores of every earlier schema open, keep every value and verify; cut short, they are the old one or the new one."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from cli.calling import call, save_secret
from store.earlier.placing import PASSPHRASE, SCHEMAS, placed, rows_of
from workbench.store import Store, StoreDesk, agreements, families, keyring, schema
from workbench.store.commits import STATE
from workbench.store.database import FILE, engine_of
from workbench.store.migrations import MIGRATIONS
from workbench.store.verify import verify

# What a step, or a rule newer than the store, changes on purpose.
CHANGED = {"persons": {"label"}}
RULES = "rules.notes"
KILLED_AFTER = """
import os, signal, sys
from sqlalchemy import Engine, event
from workbench.store import Store
left = int(sys.argv[3])
@event.listens_for(Engine, "after_cursor_execute")
def count(connection, cursor, statement, *_):
    global left
    left -= connection.get_execution_options().get("writes", False)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
Store.open(sys.argv[1], sys.argv[2]).close()
"""


@pytest.fixture(autouse=True)
def never_seen(tmp_path, monkeypatch):
    """This computer has not seen the store before."""
    monkeypatch.setenv(STATE, str(tmp_path / "state"))


def kept(store: Store, table: str, columns: list[str]) -> list[dict[str, object]]:
    """Rows of a table as they lie in the file."""
    named = ", ".join(f'"{column}"' for column in columns)
    with store.reading() as connection:
        rows = connection.exec_driver_sql(f'SELECT {named} FROM "{table}" ORDER BY rowid')
        return [dict(row._mapping) for row in rows]


@contextmanager
def file_of(folder: Path) -> Iterator[Connection]:
    """The encrypted file as it lies there, opened by nobody."""
    key, _ = keyring.unwrap(keyring.read_header(folder), PASSPHRASE)
    engine = engine_of(folder / FILE, key)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
    engine.dispose()


def steps_of(folder: Path) -> int:
    """How many steps a store holds, without taking any."""
    with file_of(folder) as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM migrations").scalar()


def test_there_is_a_store_of_every_step_but_the_newest():
    numbers = [migration.name.partition(" ")[0] for migration in MIGRATIONS]
    assert set(numbers[:-1]) <= set(SCHEMAS) <= set(numbers)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_of_a_fixture_holds_data(name):
    assert all(rows_of(name).values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_earlier_store_opens_keeps_every_value_and_verifies(name, tmp_path):
    with Store.open(placed(name, tmp_path / "store"), PASSPHRASE) as store:
        for table, rows in rows_of(name).items():
            now = [row for row in kept(store, table, list(rows[0])) if row.get("name") != RULES]
            then = [row for row in rows if row.get("name") != RULES]
            for before, after in zip(then, now, strict=False):
                same = before.keys() - CHANGED.get(table, set())
                assert {key: after[key] for key in same} == {key: before[key] for key in same}, table
            assert len(now) >= len(then)
        assert verify(store) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_an_earlier_store_did_not_note_is_filled_as_its_step_says(name, tmp_path):
    with Store.open(placed(name, tmp_path / "store"), PASSPHRASE) as store:
        described, born = sorted(families.children(store), key=lambda child: child.born or "")
        assert described.age_band_on.isoformat() == "2026-05-31"
        assert born.age_band_on is None
        _, persons, _ = families.family(store, described.family_id)
        assert sorted(person.label for person in persons if person.role == "mother") == ["A", "B"]
        assert [consent.own for consent in agreements.consents(store, described.id)] == [False]


@pytest.mark.parametrize("name", SCHEMAS)
def test_work_goes_on_in_an_earlier_store(name, tmp_path):
    with Store.open(placed(name, tmp_path / "store"), PASSPHRASE) as store:
        with store.reading() as connection:
            drafts = connection.scalars(schema.assessments.select().with_only_columns(schema.assessments.c.id)).all()
        opened = [StoreDesk(store).open(draft, "tab-1").draft for draft in drafts]
        assert {draft.answers.value("go_on") for draft in opened} == {"ask", "see"}
        assert {entry.words for draft in opened for entry in draft.answers.statements} == {"I like it there."}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_installed_command_verifies_an_earlier_store(name, tmp_path):
    secret = save_secret(tmp_path / "secret", PASSPHRASE)
    done = call("store", "verify", placed(name, tmp_path / "store"), "--passphrase-file", secret)
    assert (done.returncode, done.stderr) == (0, "")


def test_killed_at_any_statement_an_earlier_store_is_the_old_one_or_the_new_one(tmp_path, monkeypatch):
    seen = []
    for left in (2, 6, 13, 19, 60):
        monkeypatch.setenv(STATE, str(tmp_path / f"state-{left}"))
        folder = placed(SCHEMAS[0], tmp_path / f"store-{left}")
        words = [sys.executable, "-c", KILLED_AFTER, str(folder), PASSPHRASE, str(left)]
        done = subprocess.run(words, check=False)
        assert done.returncode == -signal.SIGKILL, left
        seen.append(steps_of(folder))
        with Store.open(folder, PASSPHRASE) as store:
            assert verify(store) == []
    assert set(seen) == {1, len(MIGRATIONS)}


def test_a_step_that_fails_is_a_sentence_and_with_debug_a_traceback(tmp_path):
    folder, secret = placed(SCHEMAS[0], tmp_path / "store"), save_secret(tmp_path / "secret", PASSPHRASE)
    with file_of(folder) as connection:
        connection.exec_driver_sql("CREATE TABLE commits (a TEXT)")
    plain = call("store", "verify", folder, "--passphrase-file", secret)
    assert plain.returncode == 1
    assert plain.stderr.startswith("Error: store: it could not be brought to this version of the workbench (step 0002")
    assert plain.stderr.count("\n") == 1
    told = call("--debug", "store", "verify", folder, "--passphrase-file", secret)
    assert told.returncode == 1
    assert "Traceback" in told.stderr and "step_0002_count_of_commits.py" in told.stderr
    assert told.stderr.endswith(plain.stderr)
    assert steps_of(folder) == 1
