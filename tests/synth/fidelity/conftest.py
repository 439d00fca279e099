"""One cohort with every table, and all comparisons of it, drawn once."""

import pytest

from workbench.synth.fidelity import compare
from workbench.synth.synthesis import synthesise


@pytest.fixture(scope="session")
def cohort():
    return synthesise(1200, 31)


@pytest.fixture(scope="session")
def compared(cohort):
    return compare(cohort)
