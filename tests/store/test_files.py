import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from workbench.errors import StoreError, StoreFull, StoreInUse
from workbench.store.files import Hold, keep_private, sweep, write_durably


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_is_replaced_whole_and_is_for_its_owner_only(tmp_path):
    write_durably(tmp_path / "header.json", b"old")
    write_durably(tmp_path / "header.json", b"new")
    assert (tmp_path / "header.json").read_bytes() == b"new"
    assert (tmp_path / "header.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["header.json"]


def test_without_room_the_old_file_stays(tmp_path):
    write_durably(tmp_path / "header.json", b"old")
    with room_for(100), pytest.raises(StoreFull):
        write_durably(tmp_path / "header.json", b"x" * 5_000)
    assert (tmp_path / "header.json").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["header.json"]


def test_a_folder_that_is_not_there_is_named_without_a_traceback_of_the_system(tmp_path):
    with pytest.raises(StoreError, match=r"header\.json: No such file"):
        write_durably(tmp_path / "nowhere" / "header.json", b"")


def test_a_hold_is_given_once_and_comes_back(tmp_path):
    first = Hold(tmp_path)
    with pytest.raises(StoreInUse):
        Hold(tmp_path)
    first.release()
    first.release()
    Hold(tmp_path).release()


def test_leftovers_of_a_write_that_was_cut_short_are_swept_and_nothing_else(tmp_path):
    folder = tmp_path / "store"
    for kept in (
        folder / ".header.json.old",
        folder / "header.json",
        tmp_path / ".store.notes",
        tmp_path / ".other.0123abcd",
    ):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("kept")
    for left in (folder / ".header.json.0123abcd", tmp_path / ".store.0123abcd" / "header.json"):
        left.parent.mkdir(mode=0o700, exist_ok=True)
        left.touch(0o600)
        left.write_text("an older header")
    assert sorted(sweep(folder)) == [".header.json.0123abcd", ".store.0123abcd"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        ".header.json.old",
        ".other.0123abcd",
        ".store.notes",
        "header.json",
        "store",
    ]


@pytest.mark.parametrize(
    "whose", ["open to others", "with a file of a person", "with a folder", "with a link", "a link"]
)
def test_what_only_looks_like_a_leftover_stays(tmp_path, whose):
    folder, alike = tmp_path / "store", tmp_path / ".store.0123abcd"
    folder.mkdir(mode=0o700)
    alike.mkdir(mode=0o755 if whose == "open to others" else 0o700)
    (alike / "store.db").touch(0o600)
    if whose == "with a file of a person":
        (alike / "chapter.txt").touch(0o600)
    elif whose == "with a folder":
        (alike / "lock").mkdir(mode=0o700)
    elif whose == "with a link":
        (alike / "lock").symlink_to(folder)
    elif whose == "a link":
        alike.rename(tmp_path / "thesis")
        alike.symlink_to(tmp_path / "thesis")
        (folder / ".header.json.0123abcd").symlink_to(tmp_path / "thesis" / "store.db")
    before = sorted(tmp_path.rglob("*"))
    assert sweep(folder) == []
    assert sorted(tmp_path.rglob("*")) == before


def test_what_others_may_read_is_closed_and_said(tmp_path):
    (tmp_path / "store").mkdir(mode=0o755)
    (tmp_path / "store" / "store.db").write_text("")
    (tmp_path / "store" / "store.db").chmod(0o664)
    assert keep_private(tmp_path / "store")
    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "store" / "store.db").stat().st_mode & 0o777 == 0o600
    assert not keep_private(tmp_path / "store")
