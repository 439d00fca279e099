"""What this computer has seen of a store is noted in a folder of the test run, not in the home of who runs it."""

import os

import pytest

from workbench.store.commits import STATE


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory):
    """Every store of a run, also those of programs it starts, notes its newest commit here."""
    folder = tmp_path_factory.mktemp("state")
    os.environ[STATE] = str(folder)
    yield folder
    del os.environ[STATE]
