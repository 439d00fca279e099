"""A store that has gone back behind what was saved is told, whoever or whatever put it there."""

import random

import pytest

from workbench.errors import StoreDamaged
from workbench.model.changes import Envelope, Said
from workbench.store import Store, commits
from workbench.store.commits import head_of
from workbench.store.verify import verify

PASSPHRASE = "four unrelated words here"


@pytest.fixture
def crashed(store, draft_id, desk):
    """The files of a store as a crash leaves them: twenty saved changes in the log. Puts them back when called."""
    item = desk.open(draft_id, "tab-1").draft.form.items[0].id
    for base in range(20):
        change = Said(statement=f"s{base}", item=item, informant="child", words="some words")
        desk.record(Envelope(draft=draft_id, tab="tab-1", id=f"c{base}", base=base, change=change))
    files = {path.name: path.read_bytes() for path in store.folder.iterdir() if path.name != "store.db-shm"}
    assert len(files["store.db-wal"]) > 50_000
    store.close()

    def put_back(**changed: bytes) -> None:
        for path in store.folder.iterdir():
            path.unlink()
        for name, content in (
            files | {name.replace("__", "-").replace("_", "."): c for name, c in changed.items()}
        ).items():
            (store.folder / name).write_bytes(content)

    return put_back, files["store.db-wal"]


def opened(store: Store, **more) -> Store:
    return Store.open(store.folder, PASSPHRASE, clock=store.clock, forms=store.forms, **more)


def test_one_changed_bit_anywhere_in_the_log_is_told_and_the_log_is_kept(store, crashed):
    put_back, log = crashed
    dice = random.Random("log")
    for _ in range(60):
        place = dice.randrange(len(log))
        harmed = log[:place] + bytes([log[place] ^ 1 << dice.randrange(8)]) + log[place + 1 :]
        put_back(store_db__wal=harmed)
        with pytest.raises(StoreDamaged, match="accept-older"):
            opened(store)
        assert (store.folder / "store.db-wal.set-aside").read_bytes() == harmed
    put_back()
    with opened(store) as whole:
        assert verify(whole) == [], "unharmed it opens with everything"


def test_a_log_cut_short_or_taken_away_is_told(store, crashed):
    put_back, log = crashed
    for length in (0, 32, len(log) // 2, len(log) - 1):
        put_back(store_db__wal=log[:length])
        with pytest.raises(StoreDamaged):
            opened(store)


def test_the_file_of_yesterday_is_told_until_a_person_accepts_it(store, child, reopen):
    store.close()
    yesterday = (store.folder / "store.db").read_bytes()
    with reopen() as today, today.writing():
        pass
    (store.folder / "store.db").write_bytes(yesterday)
    for _ in range(2):
        with pytest.raises(StoreDamaged, match=r"it ends at change \d+, but change \d+ was saved on this computer"):
            opened(store)
    with opened(store, accept_older=True) as accepted:
        assert verify(accepted) == []
        with accepted.reading() as connection:
            events = connection.exec_driver_sql("SELECT event FROM audit").scalars().all()
        assert "older copy accepted" in events
    opened(store).close()


def test_two_copies_that_went_on_apart_are_told(store, reopen):
    store.close()
    apart = (store.folder / "store.db").read_bytes()
    reopen().close()
    here = commits.Outside(store_id(store)).read()
    (store.folder / "store.db").write_bytes(apart)
    opened(store, accept_older=True).close()
    commits.Outside(store_id(store)).write(here)
    with pytest.raises(StoreDamaged, match="is another than the one saved"):
        opened(store)


def test_a_store_one_ahead_is_what_a_crash_leaves_and_opens(store):
    before = commits.Outside(store_id(store)).read()
    with store.writing():
        pass
    store.close()
    commits.Outside(store_id(store)).write(before)
    with opened(store) as again:
        assert not again.is_new_here


def test_a_computer_that_never_saw_the_store_opens_it_and_says_so(store, reopen, tmp_path, monkeypatch):
    store.close()
    monkeypatch.setenv(commits.STATE, str(tmp_path / "another computer"))
    with reopen() as new_here:
        assert new_here.is_new_here
    with reopen() as known:
        assert not known.is_new_here
        with known.reading() as connection:
            events = connection.exec_driver_sql("SELECT event FROM audit").scalars().all()
    assert events.count("count of changes begun") == 2, "once where it was made, once here"


def test_the_count_is_written_outside_before_saved_is_said(store, desk, draft_id):
    item = desk.open(draft_id, "tab-1").draft.form.items[0].id
    for base in range(3):
        change = Said(statement=f"s{base}", item=item, informant="child", words="hidden words")
        desk.record(Envelope(draft=draft_id, tab="tab-1", id=f"c{base}", base=base, change=change))
        with store.reading() as connection:
            assert commits.Outside(store_id(store)).read() == head_of(connection)
    [file] = [path for path in commits._folder().iterdir() if path.stem == store_id(store)]
    assert b"hidden" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_folder_outside_that_cannot_be_written_stops_no_work_and_verify_says_so(store, child, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(commits.STATE, str(tmp_path / "file"))
    with opened(_closed(store)) as again:
        assert any("cannot be written outside" in finding for finding in verify(again))


def store_id(store: Store) -> str:
    from workbench.store.keyring import read_header

    return read_header(store.folder).store


def _closed(store: Store) -> Store:
    store.close()
    return store
