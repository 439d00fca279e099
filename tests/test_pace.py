"""The list of what `make test-quick` leaves out names what exists, and leaves out nothing else."""

import ast
from pathlib import Path

import pytest

from pace import SLOW, is_slow

TESTS = Path(__file__).parent


@pytest.mark.parametrize("place", SLOW)
def test_what_is_listed_exists(place):
    path = TESTS / place
    if not SLOW[place]:
        assert path.exists()
        return
    found = {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}
    assert set(SLOW[place]) <= found


@pytest.mark.parametrize(
    ("nodeid", "slow"),
    [
        ("tests/launcher/pages/test_form.py::test_any", True),
        ("tests/store/test_desk.py::test_eight_writers_at_once_lose_nothing[a/b::c]", True),
        ("tests/research/test_multistate.py::TestPanelModel::test_extensions_match_the_tests_of_msm", True),
        ("tests/synth/test_against_reference.py::test_any", True),
        ("tests/store/test_desk.py::test_something_new", False),
        ("tests/cohort/test_check.py::test_any[browser]", False),
        ("tests/test_pace.py::test_any", False),
    ],
)
def test_folders_and_functions_are_left_out_and_nothing_else(nodeid, slow):
    assert is_slow(nodeid) == slow
