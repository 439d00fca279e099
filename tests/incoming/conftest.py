"""A small cohort, drawn once, and a folder of it that a test may damage."""

import pytest

import workbench as wb
from incoming.folders import Folder


@pytest.fixture(scope="session")
def made():
    return wb.synthesise(families=4, seed=1)


@pytest.fixture
def folder(made, tmp_path):
    return Folder(made, tmp_path / "cohort")
