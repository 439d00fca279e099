"""A cohort small enough to be read, drawn once."""

import pytest

from workbench.synth.synthesis import synthesise


@pytest.fixture(scope="session")
def drawn():
    return synthesise(20, 5)


@pytest.fixture
def tables(drawn):
    """Fresh copies: a test may break them."""
    return {name: frame.copy() for name, frame in drawn.tables.items()}
