"""Promise 1: store, log, journal and temporary files hold no plaintext."""

import math
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import StoreError
from workbench.model.changes import Envelope, Said
from workbench.store import StoreDesk

MARKER = "Birkenweg-MARKER-7731"


def entropy(content: bytes) -> float:
    """Shannon entropy, bits per byte."""
    counts = Counter(content).values()
    return -sum(n / len(content) * math.log2(n / len(content)) for n in counts)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder, and every file this process holds open, deleted ones included."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            if descriptor.is_file():
                yield f"{os.readlink(descriptor)}", descriptor.read_bytes()
        except OSError:
            continue


def holding(folder: Path) -> list[str]:
    return [name for name, content in contents(folder) if MARKER.encode() in content]


def fill(desk: StoreDesk, draft_id: str, changes: int) -> None:
    item = desk.open(draft_id, "tab-1").draft.form.items[0].id
    for number in range(changes):
        words = f"{MARKER} {number} " * 20
        change = Said(statement=f"s{number}", item=item, informant="child", words=words)
        desk.record(Envelope(draft=draft_id, tab="tab-1", id=f"c{number}", base=number, change=change))


def test_the_search_finds_the_marker_in_plain_sqlite(tmp_path):
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("CREATE TABLE words (words)")
    plain.execute("INSERT INTO words VALUES (?)", (MARKER,))
    plain.commit()
    assert holding(tmp_path)
    plain.close()


def test_no_file_holds_a_word_while_open_and_after(store, draft_id):
    fill(StoreDesk(store), draft_id, 100)
    names = {path.name for path in store.folder.iterdir()}
    assert "store.db-wal" in names
    assert holding(store.folder) == []
    assert entropy((store.folder / "store.db-wal").read_bytes()) >= 7.9
    store.close()
    assert holding(store.folder) == []
    assert entropy((store.folder / "store.db").read_bytes()) >= 7.9


def test_no_file_holds_a_word_in_the_middle_of_a_large_transaction(store, draft_id):
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = 10")
        connection.exec_driver_sql('UPDATE assessments SET "left" = ?', (MARKER,))
        for number in range(300):
            row = (f"n{number}", MARKER * 100)
            connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES (?, ?)", row)
        assert (store.folder / "store.db-wal").stat().st_size > 500_000
        assert holding(store.folder) == []


def sorting(store, temp_store: str) -> list[str]:
    """Sort more than fits in memory and look at the files while it goes on."""
    with store.writing() as connection:
        for number in range(400):
            row = (f"n{number * 7919 % 400}", MARKER * 100)
            connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES (?, ?)", row)
    raw = store.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA cache_size = 10")
        if temp_store:
            cursor.execute(f"PRAGMA temp_store = {temp_store}")
        cursor.execute("SELECT value, name FROM settings ORDER BY value || name")
        cursor.fetchone()
        return holding(store.folder)
    finally:
        raw.invalidate()
        raw.close()


def test_sorting_leaves_nothing_in_temporary_files(store):
    assert sorting(store, "") == []


def test_the_search_finds_the_marker_where_temporary_files_are_allowed(store):
    assert sorting(store, "FILE")


def behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and all that it came from, also what a traceback leaves out and a tool that collects errors shows."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_errors_carry_no_content_nor_does_what_they_came_from(store, draft_id):
    row = ("a", MARKER)
    with pytest.raises(StoreError) as refused, store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES (?, ?)", row)
        connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES (?, ?)", row)
    told = [str(error) for error in behind(refused.value)]
    assert len(told) > 1, "the database's own message is there to be looked at"
    assert MARKER not in " ".join(told)
