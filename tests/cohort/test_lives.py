"""Dates that contradict each other are refused, each with its row; what is not known contradicts nothing."""

import numpy as np
import pandas as pd
import pytest

from workbench.cohort.check import check_cohort
from workbench.errors import TableError


def at(frame, where):
    return int(np.flatnonzero(where(frame))[0])


def put(table, column, value, where):
    def change(tables):
        frame = tables[table]
        if not isinstance(value, float):
            frame[column] = frame[column].astype(object)
        row = at(frame, where)
        frame.loc[frame.index[row], column] = value
        return row

    return change


def is_(column, code):
    return lambda frame: frame[column] == code


def shift(table, column, by, where):
    def change(tables):
        row = at(tables[table], where)
        tables[table].loc[row, column] += by
        return row

    return change


ANY = lambda frame: np.ones(len(frame), bool)
MORE_THAN_ONE = lambda frame: frame.duplicated("child_id")
CONTRADICTIONS = {
    "another birth": (shift("children", "birth_month", -9.0, is_("group", "left_behind")), "episodes", "start_month"),
    "a birth that lasts": (shift("episodes", "end_month", 2.0, is_("kind", "born")), "episodes", "end_month"),
    "a birth without an end": (put("episodes", "end_month", np.nan, is_("kind", "born")), "episodes", "end_month"),
    "a second birth": (put("episodes", "kind", "born", is_("kind", "separated")), "episodes", "kind"),
    "apart before birth": (
        put("episodes", "start_month", -999.0, is_("kind", "separated")),
        "episodes",
        "start_month",
    ),
    "a stretch after all": (put("episodes", "start_month", 70.0, is_("kind", "together")), "episodes", "start_month"),
    "apart too little": (
        put("children", "separation_months", 0.5, is_("carer", "grandparents")),
        "children",
        "sepa",
    ),
    "an age of another child": (put("assessments", "age", 1.0, lambda frame: frame["age"] > 4), "assessments", "age"),
    "a year too many": (shift("assessments", "age", 2, lambda frame: frame["age"] < 9), "assessments", "age"),
    "of age long ago": (put("children", "birth_month", -215.0, lambda f: f["end_month"] > 9), "children", "end_month"),
    "a service after all": (put("services", "start_month", 61.0, ANY), "services", "start_month"),
    "a visit that was none": (shift("assessments", "month", 0.033, ANY), "assessments", "month"),
    "two intakes": (put("assessments", "occasion", "intake", MORE_THAN_ONE), "assessments", "occasion"),
    "seen too late": (put("stages", "last_seen_before", 59.0, MORE_THAN_ONE), "stages", "last_seen_before"),
    "never seen before": (put("stages", "last_seen_before", np.nan, MORE_THAN_ONE), "stages", "last_seen_before"),
    "a free father": (
        put("parents", "exploitation", "labour", is_("trafficked", False)),
        "parents",
        "exploit",
    ),
    "a mother": (
        put("parents", "exploitation", "not_applicable", is_("trafficked", True)),
        "parents",
        "exploit",
    ),
}


@pytest.mark.parametrize(("change", "table", "column"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_each_contradiction_is_told_with_its_row(tables, change, table, column):
    row = change(tables)
    with pytest.raises(TableError) as told:
        check_cohort(tables)
    found = [line for line in str(told.value).splitlines() if f"table {table}, column '{column}" in line]
    assert found, told.value
    if table in ("assessments", "services", "parents", "stages"):
        assert f"row {row}:" in found[0] or f"row {row} (" in found[0]


def test_two_stretches_of_one_kind_overlap(tables):
    episodes = tables["episodes"]
    apart = episodes.loc[[at(episodes, is_("kind", "separated"))]]
    tables["episodes"] = pd.concat([episodes, apart.assign(start_month=apart["start_month"] + 0.1)], ignore_index=True)
    with pytest.raises(
        TableError, match=f"column 'start_month', row {len(episodes)}: overlaps with another of its kind"
    ):
        check_cohort({"episodes": tables["episodes"]})


def test_two_effects_of_one_day(tables):
    setbacks = tables["setbacks"]
    twin = setbacks.loc[[0]].assign(type="school", effect="set_back" if setbacks["effect"][0] == "held" else "held")
    joined = pd.concat([setbacks[setbacks["type"] != "school"].astype(object), twin.astype(object)], ignore_index=True)
    with pytest.raises(TableError, match=r"column 'effect', row \d+: contradicts another row of that day"):
        check_cohort({"setbacks": joined.astype({"month": float})})


def test_a_parent_of_another_family(tables):
    children, parents = tables["children"], tables["parents"]
    other = parents.loc[parents["trafficked"] & (parents["family_id"] != children["family_id"][0]), "parent_id"].iloc[0]
    children.loc[0, "parent_id"] = other
    with pytest.raises(TableError, match="column 'parent_id', row 0: leads to a parent of another family"):
        check_cohort({"children": children, "parents": parents})


def test_a_parent_who_was_not_trafficked(tables):
    children, parents = tables["children"], tables["parents"]
    free = parents[~parents["trafficked"]].iloc[0]
    row = children.index[children["family_id"] == free["family_id"]][0]
    children.loc[row, "parent_id"] = free["parent_id"]
    with pytest.raises(TableError, match=f"column 'parent_id', row {row}: leads to a parent who was not trafficked"):
        check_cohort({"children": children, "parents": parents})


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("children", ["birth_month"]),
        ("children", ["separation_months", "group", "carer", "sex"]),
        ("parents", ["exploitation_months", "exploitation"]),
        ("assessments", ["age", "group"]),
    ],
)
def test_what_is_not_known_contradicts_nothing(tables, table, columns):
    tables[table] = tables[table].assign(**dict.fromkeys(columns, np.nan))
    check_cohort(tables)


def test_faults_of_several_tables_are_told_together(tables):
    tables["children"]["entry_month"] = 61.0
    tables["visits"]["kind"] = "friendly"
    tables["setbacks"] = tables["setbacks"].astype({"month": str})
    with pytest.raises(TableError) as told:
        check_cohort(tables)
    lines = str(told.value).splitlines()
    assert lines[0] == f"tables: {len(lines) - 1} faults."
    for start in ("children, column 'entry_month'", "visits, column 'kind'", "setbacks, column 'month'"):
        assert any(line.startswith(f"- table {start}") for line in lines)
