"""Cohorts that many tests read, drawn once."""

import pytest

from workbench.synth.synthesis import synthesise


@pytest.fixture(scope="session")
def drawn():
    return synthesise(60, 5)


@pytest.fixture(scope="session")
def many():
    """Enough families for distributions; without ratings."""
    tables = ["families", "parents", "children", "episodes", "stages", "setbacks", "services", "visits"]
    return synthesise(4096, 8, tables=tables)
