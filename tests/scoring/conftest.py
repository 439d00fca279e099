"""Instruments to score: the fixture with every kind of scale, and everything that ships."""

from pathlib import Path

import pytest

from workbench.library.loading import instrument, instruments
from workbench.library.reading import read, read_text
from workbench.model.instrument import Instrument

DAYS = Path(__file__).parents[1] / "library" / "definitions" / "days" / "1.0.toml"
NAMES = ["days", *instruments()]


def opened(name: str) -> Instrument:
    """An instrument as it is written; its worked examples are left to the library, so that scores are judged here."""
    return read(read_text(DAYS), str(DAYS)) if name == "days" else instrument(name)


@pytest.fixture(scope="session")
def days() -> Instrument:
    """Action levels, strengths, a sum with a reversed item, bands and a missing rule, a mean without bands."""
    return opened("days")


@pytest.fixture(scope="session", params=NAMES)
def form(request) -> Instrument:
    return opened(request.param)
