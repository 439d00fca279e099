"""A served desk before and after its first run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.pages.served import Desk, serve


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Desk]:
    """A launcher on an empty folder, with one admitted browser."""
    yield from serve(tmp_path / "store")


@pytest.fixture
def desk(new_desk: Desk) -> Desk:
    """A launcher whose store has been made and is open, without any family."""
    done = new_desk.first_run()
    assert done.place == "/recovery-sheet"
    return new_desk
