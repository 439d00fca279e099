"""Declarations: complete, consistent with each other, and with the names that outside readers rely on."""

import pytest

from workbench.cohort.contract import TABLES, table
from workbench.cohort.declaration import DISCLOSURE
from workbench.errors import UnknownName
from workbench.model.vocabulary import GROUPS

RELIED_ON = {
    "children": ["family_id", "parent_id", "group", "birth_month", "entry_month", "end_month", "end_reason"],
    "stages": ["child_id", "start_month", "end_month", "ended", "last_seen_before"],
    "setbacks": ["child_id", "month", "type"],
    "visits": ["kind", "stage"],
    "ratings": ["assessment_id"],
}


def test_the_ten_tables_are_there():
    names = "families parents children episodes assessments ratings stages setbacks services visits"
    assert list(TABLES) == names.split()


@pytest.mark.parametrize(("name", "columns"), RELIED_ON.items())
def test_columns_that_readers_rely_on(name, columns):
    assert {column.name for column in table(name).columns} >= set(columns)


def test_codes_that_readers_rely_on():
    assert list(table("children").column("group").allowed) == [*GROUPS, "other"]
    assert list(table("stages").column("ended").allowed) == ["forward", "backward", "censored"]
    assert list(table("visits").column("kind").allowed) == ["scheduled", "crisis"]
    assert len(table("setbacks").column("type").allowed) == 16


@pytest.mark.parametrize("declared", TABLES.values(), ids=lambda one: one.name)
def test_every_column_says_what_it_is(declared):
    for column in declared.columns:
        assert column.meaning.endswith("."), column.name
        assert column.source
        assert column.disclosure in DISCLOSURE
        assert column.disclosure != "direct identifier", "no table of a cohort points to a person by itself"
        assert (column.kind == "code") == (column.allowed is not None), column.name


@pytest.mark.parametrize("declared", TABLES.values(), ids=lambda one: one.name)
def test_keys_and_references_name_columns_that_exist(declared):
    assert {declared.column(name).missing for name in declared.key} == {""}
    for reference in declared.references:
        assert reference.to == table(reference.table).key
        assert list(TABLES).index(reference.table) < list(TABLES).index(declared.name)
        for name in reference.columns:
            declared.column(name)


def test_an_unknown_table_or_column_lists_the_known_ones():
    with pytest.raises(UnknownName, match="there are: families, parents"):
        table("visit")
    with pytest.raises(UnknownName, match="child_id, month, kind"):
        table("visits").column("date")
