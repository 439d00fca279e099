import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from workbench.errors import StoreError, StoreFull, StoreInUse
from workbench.store.files import Hold, write_durably


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
