"""A stranger adds a field, a form and a page: few files, and what is added works."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benches.growing import CHANGES, counted

MOST_FILES = {"a field of the child's file": 4, "a form of an organisation's own": 1, "a plain page": 3}


@pytest.mark.parametrize(("what", "change", "works", "before"), CHANGES, ids=[change[0] for change in CHANGES])
def test_it_takes_few_files_and_works_at_once(what, change, works, before):
    files, lines = counted(change, works)
    assert files <= MOST_FILES[what] and lines < 120
