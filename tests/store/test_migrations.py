import subprocess
import sys

import pytest

from workbench.errors import StoreDamaged, StoreError
from workbench.store import Store, families
from workbench.store.migrations import MIGRATIONS, Migration, migrate

PASSPHRASE = "four unrelated words here"

KILLED_MIDWAY = """
import os, signal, sys
from workbench.store import Store, migrations
def step(connection):
    connection.exec_driver_sql("CREATE TABLE half (a TEXT)")
    connection.exec_driver_sql("INSERT INTO half VALUES ('x')")
    connection.exec_driver_sql("ALTER TABLE children ADD COLUMN half TEXT")
    os.kill(os.getpid(), signal.SIGKILL)
with Store.open(sys.argv[1], sys.argv[2]) as store:
    migrations.migrate(store.engine, (*migrations.MIGRATIONS, migrations.Migration("9998 half", step)))
"""


def names(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


def recorded(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM migrations ORDER BY name").scalars())


def nickname(connection) -> None:
    connection.exec_driver_sql("ALTER TABLE children ADD COLUMN nickname TEXT")


def test_steps_are_recorded_and_taken_once(store):
    assert recorded(store) == [migration.name for migration in MIGRATIONS]
    assert migrate(store.engine) == []
    more = (*MIGRATIONS, Migration("9998 nickname", nickname))
    assert migrate(store.engine, more) == ["9998 nickname"]
    assert migrate(store.engine, more) == []
    assert recorded(store)[-1] == "9998 nickname"


def test_names_of_steps_stand_in_order():
    assert [migration.name for migration in MIGRATIONS] == sorted({migration.name for migration in MIGRATIONS})


def test_a_failing_step_takes_the_steps_before_it_back(store):
    def fails(connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (a TEXT)")
        raise StoreError("made to fail")

    with pytest.raises(StoreError):
        migrate(store.engine, (*MIGRATIONS, Migration("9998 nickname", nickname), Migration("9999 fails", fails)))
    assert "half" not in names(store)
    assert recorded(store) == [migration.name for migration in MIGRATIONS]


def test_killed_midway_the_store_is_the_old_one_and_the_step_can_be_taken_again(store, child, reopen):
    before = names(store)
    store.close()
    killed = subprocess.run([sys.executable, "-c", KILLED_MIDWAY, store.folder, PASSPHRASE], check=False)
    assert killed.returncode == -9
    with reopen() as again:
        assert names(again) == before
        assert families.children(again) == [child]
        migrate(again.engine, (*MIGRATIONS, Migration("9998 nickname", nickname)))
        assert families.children(again) == [child]


def test_a_store_of_a_newer_workbench_is_not_opened(store, reopen):
    migrate(store.engine, (*MIGRATIONS, Migration("0009 from the future", nickname)))
    with pytest.raises(StoreError, match="newer"):
        reopen()


def test_a_store_without_tables_is_damaged(store, reopen):
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE migrations")
    with pytest.raises(StoreDamaged):
        reopen()
