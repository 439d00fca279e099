"""Frames of a cohort: attributes, and what is said about a table that is not there."""

import pytest

from workbench.cohort.frames import Cohort
from workbench.errors import UnknownName


def test_tables_are_attributes(drawn):
    assert drawn.children is drawn.tables["children"]
    assert "children" in dir(drawn)
    assert repr(drawn).startswith("Cohort: 20 families, ")


def test_a_table_that_was_not_asked_for(drawn):
    some = Cohort({"visits": drawn.visits})
    with pytest.raises(AttributeError, match="'ratings' was not asked for; there are: visits"):
        _ = some.ratings
    with pytest.raises(AttributeError, match="'visit' does not exist"):
        _ = some.visit


def test_only_tables_of_the_contract(drawn):
    with pytest.raises(UnknownName, match="no table 'visit'"):
        Cohort({"visit": drawn.visits})
