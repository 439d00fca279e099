"""A small definition with every feature of the format, and a way to save a variant of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

SMALL = Path(__file__).with_name("definitions") / "small" / "1.0.toml"
DAYS = SMALL.parents[1] / "days" / "1.0.toml"


@pytest.fixture
def small() -> str:
    """Text of a definition without a fault."""
    return SMALL.read_text("utf-8")


@pytest.fixture
def save(tmp_path) -> Callable[..., Path]:
    """Write a definition where its id and version say."""

    def write(text: str, *, folder: str = "small", name: str = "1.0.toml") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def days() -> str:
    """Text of a definition with every kind of scale and worked examples, without a fault."""
    return DAYS.read_text("utf-8")
