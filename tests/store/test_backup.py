"""Backups: encrypted, read back, thinned; brought back whole or not at all, and what is newer here is said."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.earlier.placing import PASSPHRASE as OLD_PASSPHRASE
from store.earlier.placing import SCHEMAS, placed
from workbench.errors import StoreDamaged, StoreError, StoreMissing, WrongPassphrase
from workbench.model.changes import Said
from workbench.store import Store, StoreDesk, families
from workbench.store.backup import Generation, back_up, check_sums, generations, thinned
from workbench.store.restore import look, restore
from workbench.store.verify import verify

from .conftest import PASSPHRASE, begin

MARKER = "the blue tin under the stairs"
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def rows(store: Store) -> dict[str, list[tuple]]:
    """Every row of the case record; what opening writes by itself apart."""
    by_itself = ("audit", "commits", "migrations", "settings", "sqlite_sequence")
    with store.reading() as connection:
        ask = lambda query: connection.exec_driver_sql(query).all()
        names = [
            name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'") if name not in by_itself
        ]
        return {name: sorted(map(tuple, ask(f'SELECT * FROM "{name}"')), key=repr) for name in names}


@pytest.fixture
def told(store, child):
    draft = begin(store, child)
    StoreDesk(store).amend(draft, Said(statement="s", item="feels_safe", informant="child", words=MARKER))
    return store


def test_what_is_brought_back_is_what_was_there(told, tmp_path):
    before = rows(told)
    place = back_up(told, tmp_path / "stick")
    told.close()
    restore(tmp_path / "stick", tmp_path / "new", PASSPHRASE)
    with Store.open(tmp_path / "new", PASSPHRASE) as again:
        assert rows(again) == before
        assert verify(again) == []
    assert place.parent.parent == tmp_path / "stick"


def test_nothing_in_a_backup_can_be_read_without_the_passphrase(told, tmp_path):
    place = back_up(told, tmp_path / "stick")
    content = b"".join(file.read_bytes() for file in place.iterdir())
    assert MARKER.encode() not in content and b"SQLite format" not in content
    plain = tmp_path / "plain"
    plain.write_text(MARKER)
    assert MARKER.encode() in plain.read_bytes(), "the search finds what is there"
    with pytest.raises(WrongPassphrase):
        look(tmp_path / "stick", "quite other words again")


@pytest.mark.parametrize("name", ["store.db", "header.json"])
@pytest.mark.parametrize("damage", ["flipped", "cut", "gone"])
def test_a_damaged_backup_is_named_and_brings_nothing(told, tmp_path, name, damage):
    place = back_up(told, tmp_path / "stick")
    file = place / name
    content = file.read_bytes()
    middle = len(content) // 2
    if damage == "gone":
        file.unlink()
    else:
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        file.write_bytes(flipped if damage == "flipped" else content[:middle])
    with pytest.raises(StoreDamaged, match="Choose an older generation"):
        restore(tmp_path / "stick", tmp_path / "new", PASSPHRASE)
    assert not (tmp_path / "new").exists()


def test_what_was_saved_after_a_backup_is_said_before_it_is_lost(told, tmp_path):
    back_up(told, tmp_path / "stick")
    for _ in range(3):
        families.add_family(told)
    coming = look(tmp_path / "stick", PASSPHRASE)
    assert coming.newer_here == 3
    assert coming.counts == {"families": 1, "children": 1, "pages": 1, "notes": 0}


def test_looking_changes_nothing_at_all(told, tmp_path):
    place = back_up(told, tmp_path / "stick")
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    told.close()
    look(tmp_path / "stick", PASSPHRASE)
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before
    with Store.open(told.folder, PASSPHRASE) as again:
        assert not again.is_new_here


def test_a_drill_on_the_same_computer_leaves_the_store_as_it_was(told, tmp_path):
    back_up(told, tmp_path / "stick")
    families.add_family(told)
    told.close()
    restore(tmp_path / "stick", tmp_path / "drill", PASSPHRASE)
    for folder, count in ((told.folder, 2), (tmp_path / "drill", 1)) * 2:
        with Store.open(folder, PASSPHRASE) as store:
            assert not store.is_new_here and len(families.families(store)) == count
            assert verify(store) == []


def test_a_restored_store_that_goes_back_is_noticed_as_any_other(told, tmp_path):
    back_up(told, tmp_path / "stick")
    restore(tmp_path / "stick", tmp_path / "new", PASSPHRASE)
    shutil.copytree(tmp_path / "new", tmp_path / "old")
    with Store.open(tmp_path / "new", PASSPHRASE) as store:
        families.add_family(store)
    shutil.rmtree(tmp_path / "new")
    (tmp_path / "old").replace(tmp_path / "new")
    with pytest.raises(StoreDamaged, match="was saved on this computer"):
        Store.open(tmp_path / "new", PASSPHRASE)


def test_nothing_is_brought_into_a_folder_that_holds_something(told, tmp_path):
    back_up(told, tmp_path / "stick")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "stick", tmp_path / "new", PASSPHRASE)
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["letter.txt"]


def test_a_backup_may_be_written_while_somebody_works(told, tmp_path):
    with told.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM answers")
        place = back_up(told, tmp_path / "stick")
    check_sums(place, generations(place)[0][1])


def test_a_backup_inside_the_store_is_refused(told):
    with pytest.raises(StoreError, match="inside the store"):
        back_up(told, told.folder / "backups")


def test_a_folder_that_cannot_be_written_is_named_and_the_older_copies_stay(told, tmp_path):
    kept = back_up(told, tmp_path / "stick")
    file = tmp_path / "a file"
    file.write_text("")
    with pytest.raises(StoreError, match="Nothing was changed"):
        back_up(told, file)
    assert generations(tmp_path / "stick")[0][0] == kept


def test_what_a_cut_short_backup_left_goes_and_nothing_else(told, tmp_path):
    shelf = back_up(told, tmp_path / "stick").parent
    (shelf / ".0123456789abcdef").mkdir()
    (shelf / ".0123456789abcdef" / "store.db").write_bytes(b"half")
    (shelf / "mine").mkdir()
    back_up(told, tmp_path / "stick")
    names = {path.name for path in shelf.iterdir()}
    assert ".0123456789abcdef" not in names and "mine" in names


def test_a_folder_without_a_backup_says_so(tmp_path):
    with pytest.raises(StoreMissing, match="there is none in that folder"):
        restore(tmp_path, tmp_path / "new", PASSPHRASE)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_copy_of_an_earlier_store_comes_back(schema, tmp_path):
    with Store.open(placed(schema, tmp_path / "store"), OLD_PASSPHRASE) as store:
        before = rows(store)
        back_up(store, tmp_path / "stick")
    shutil.rmtree(tmp_path / "store")
    restore(tmp_path / "stick", tmp_path / "new", OLD_PASSPHRASE)
    with Store.open(tmp_path / "new", OLD_PASSPHRASE) as store:
        assert rows(store) == before


def generation(at: datetime) -> tuple[Path, Generation]:
    about = Generation(format=1, store="s", made_at=at, changes=1, digest="", sums={})
    return Path(f"{at:%Y%m%dT%H%M%SZ}-1"), about


@given(st.sets(st.integers(0, 24 * 900), max_size=60))
def test_the_newest_of_each_day_week_and_month_stays(hours):
    found = [generation(NOON - timedelta(hours=hour)) for hour in sorted(hours)]
    gone = set(thinned(found, NOON))
    stay = [about.made_at for place, about in found if place not in gone]
    assert [about.made_at for _, about in found[:3]] == stay[:3]
    for place, about in found:
        age = (NOON.date() - about.made_at.date()).days
        if age < 7:
            assert any(other.date() == about.made_at.date() and other >= about.made_at for other in stay)
        elif age < 700 and place in gone:
            assert any((other.year, other.month) == (about.made_at.year, about.made_at.month) for other in stay)
    assert len(stay) <= 3 + 7 + 6 + 25


def test_what_says_it_is_from_the_future_stays():
    ahead = generation(NOON + timedelta(days=900))
    assert thinned([ahead, *[generation(NOON - timedelta(days=day)) for day in range(5)]], NOON) == []
