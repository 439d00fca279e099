"""Start-stop rows from cohort tables: entry, exit, dated values, days with two events, strata, periods."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.research.counting import build_intervals, merge_thin_strata, split_periods
from workbench.research.recurrent import cox

COLUMNS = {"id": "child", "entry": "entry", "exit": "left", "time": "month"}


@pytest.fixture
def children():
    return pd.DataFrame(
        {
            "child": ["a", "b", "c"],
            "entry": [2.0, 0, 0],
            "left": [12.0, 10, 5],
            "why": ["moved", "end", "died"],
            "family": [1, 1, 2],
        }
    )


@pytest.fixture
def events():
    return pd.DataFrame({"child": ["b", "a", "b"], "month": [7.0, 5, 4]})


def spells(rows, child):
    own = rows[rows["child"] == child]
    return list(zip(own["start"], own["stop"], own["event"], own["number"], strict=True))


def test_time_at_risk_is_cut_at_events_and_ends_at_the_exit(children, events):
    rows = build_intervals(children, events, **COLUMNS)
    assert spells(rows, "a") == [(2, 5, 1, 1), (5, 12, 0, 2)]
    assert spells(rows, "b") == [(0, 4, 1, 1), (4, 7, 1, 2), (7, 10, 0, 3)]
    assert spells(rows, "c") == [(0, 5, 0, 1)]


def test_gap_time_restarts_after_each_event_and_at_a_delayed_entry(children, events):
    rows = build_intervals(children, events, **COLUMNS, cut_at=[6])
    own = rows[rows["child"] == "a"]
    assert own[["gap_start", "gap_stop"]].to_numpy().tolist() == [[0, 3], [0, 1], [1, 7]]


def test_the_reason_stands_in_the_last_row_only(children, events):
    rows = build_intervals(children, events, **COLUMNS, reason="why", keep=["family"])
    assert rows.loc[rows["child"] == "b", "exit"].tolist()[-1] == "end"
    assert rows["exit"].notna().sum() == 3
    assert rows.loc[rows["child"] == "c", "family"].tolist() == [2]


def test_an_event_on_the_day_of_the_exit_comes_before_it(children, events):
    late = pd.concat([events, pd.DataFrame({"child": ["c"], "month": [5.0]})])
    assert spells(build_intervals(children, late, **COLUMNS), "c") == [(0, 5, 1, 1)]


def test_two_events_of_one_day_keep_the_order_of_the_table_a_little_apart(children, events):
    twice = pd.concat([events, pd.DataFrame({"child": ["c", "c"], "month": [3.0, 3]})], ignore_index=True)
    rows = build_intervals(children, twice, **COLUMNS, spacing=0.25)
    assert spells(rows, "c") == [(0, 2.75, 1, 1), (2.75, 3, 1, 2), (3, 5, 0, 3)]


def test_a_cut_changes_neither_events_nor_their_numbers(children, events):
    rows = build_intervals(children, events, **COLUMNS, cut_at=[1, 4, 6])
    assert spells(rows, "b") == [(0, 1, 0, 1), (1, 4, 1, 1), (4, 6, 0, 2), (6, 7, 1, 2), (7, 10, 0, 3)]


def test_the_last_value_strictly_before_the_start_is_taken(children, events):
    dated = pd.DataFrame(
        {"child": list("bbbab"), "visit": [-1.0, 4, 5, 5, 6], "need": [1, 2, np.nan, 9, 3], "place": list("xyzuw")}
    )
    rows = build_intervals(children, events, **COLUMNS, dated=dated, dated_time="visit")
    own = rows[rows["child"] == "b"]
    assert own["need"].tolist() == [1, 1, 3]
    assert own["place"].tolist() == ["x", "x", "w"]
    assert rows.loc[rows["child"] == "a", "need"].isna().all()


def test_a_value_of_the_event_day_never_explains_what_follows_on_that_day(children, events):
    dated = pd.DataFrame({"child": "b", "visit": [0.0, 4.0], "need": [1.0, 99.0]})
    rows = build_intervals(children, events, **COLUMNS, dated=dated, dated_time="visit")
    assert rows.loc[(rows["child"] == "b") & (rows["start"] == 4), "need"].tolist() == [1.0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"left": [12.0, 0.0, 5.0]}, "column 'left', row 1: not after 'entry'"),
        ({"child": ["a", "b", "b"]}, "column 'child', row 2: the child appears twice"),
        ({"child": ["a", "x", "c"]}, "column 'child', row 0 .*: a child that the table of children lacks"),
        ({"entry": [5.0, 0, 0]}, "column 'month', row 1: outside the child's time at risk"),
        ({"left": [12.0, 6.0, 5.0]}, "column 'month', row 0: outside the child's time at risk"),
    ],
)
def test_tables_that_do_not_fit_together_are_refused(children, events, change, sentence):
    with pytest.raises(TableError, match=sentence):
        build_intervals(children.assign(**change), events, **COLUMNS)


def test_events_of_one_day_that_do_not_fit_are_refused(children):
    crowded = pd.DataFrame({"child": "c", "month": [0.2, 0.2, 0.2]})
    with pytest.raises(TableError, match=r"do not fit after the one before.*spacing below 0\.1"):
        build_intervals(children, crowded, **COLUMNS, spacing=0.1)


def test_names_that_are_taken_are_refused(children, events):
    with pytest.raises(TableError, match="column 'number': that name is taken"):
        build_intervals(children.assign(number=1), events, **COLUMNS, keep=["number"])


def test_no_events_at_all_leave_one_row_a_child(children, events):
    assert len(build_intervals(children, events.iloc[:0], **COLUMNS)) == 3


@st.composite
def cohorts(draw):
    n = draw(st.integers(1, 6))
    entry = draw(st.lists(st.integers(0, 10), min_size=n, max_size=n))
    length = draw(st.lists(st.integers(2, 30), min_size=n, max_size=n))
    children = pd.DataFrame({"child": range(n), "entry": entry, "left": np.add(entry, length)}).astype(float)
    happened = [
        (child, month)
        for child in range(n)
        for month in draw(st.sets(st.integers(entry[child] + 1, entry[child] + length[child]), max_size=4))
    ]
    events = pd.DataFrame(happened, columns=["child", "month"]).astype(float)
    return children, events, draw(st.sets(st.integers(0, 40), max_size=4))


@settings(deadline=None, max_examples=50)
@given(cohorts())
def test_rows_cover_each_childs_time_once_and_hold_every_event(tables):
    children, events, cuts = tables
    rows = build_intervals(children, events, **COLUMNS, cut_at=sorted(cuts))
    total = (rows["stop"] - rows["start"]).groupby(rows["child"]).sum()
    np.testing.assert_allclose(total, (children["left"] - children["entry"]).to_numpy())
    assert (rows["stop"] > rows["start"]).all()
    assert rows["event"].sum() == len(events)
    again = sorted(zip(rows.loc[rows["event"] == 1, "child"], rows.loc[rows["event"] == 1, "stop"], strict=True))
    assert again == sorted(zip(events["child"], events["month"], strict=True))
    periods = split_periods(rows, start="start", stop="stop", event="event", width=3.0)
    assert periods["event"].sum() == len(events)
    assert periods["exposure"].sum() == pytest.approx(total.sum())
    assert (periods["exposure"] <= 3 + 1e-9).all()
    np.testing.assert_array_equal(periods["period"], np.floor(periods["start"] / 3 + 1e-9))


@pytest.mark.parametrize(
    ("counts", "fewest", "names"),
    [
        ([12, 11, 10], 10, ["1", "2", "3"]),
        ([12, 11, 6, 5], 10, ["1", "2", "3 or later"]),
        ([12, 11, 3, 2], 10, ["1", "2 or later"]),
        ([12, 3, 0, 1], 10, ["1 or later"]),
        ([3, 12, 4], 10, ["1 or later"]),
    ],
)
def test_thin_strata_are_set_together_by_name(counts, fewest, names):
    number = np.repeat(np.arange(1, len(counts) + 1), counts)
    rows = pd.concat([pd.DataFrame({"number": number, "event": 1}), pd.DataFrame({"number": [1, 4], "event": 0})])
    merged = merge_thin_strata(rows[rows["number"] <= len(counts)], event="event", number="number", fewest=fewest)
    assert list(merged["stratum"].cat.categories) == names
    assert merged.groupby("stratum", observed=True)["event"].sum().min() >= fewest


def test_strata_as_built_serve_the_model(children):
    rng = np.random.default_rng(1)
    many = pd.DataFrame({"child": range(80), "entry": 0.0, "left": 24.0, "age": rng.normal(size=80)})
    events = pd.DataFrame({"child": rng.integers(0, 80, 150), "month": rng.uniform(0.1, 23.9, 150)})
    rows = merge_thin_strata(build_intervals(many, events, **COLUMNS, keep=["age"]), event="event", number="number")
    total = cox(
        rows, start="start", stop="stop", event="event", terms="age", strata="stratum", id="child", cluster="child"
    )
    gap = cox(rows, start="gap_start", stop="gap_stop", event="event", terms="age", strata="stratum", cluster="child")
    assert total.n_events == gap.n_events == 150


def test_too_few_events_in_all_are_refused():
    rows = pd.DataFrame({"number": [1, 2], "event": [1, 1]})
    with pytest.raises(TableError, match="2 events in all, 10 are asked for"):
        merge_thin_strata(rows, event="event", number="number")


def test_event_numbers_are_whole():
    rows = pd.DataFrame({"number": [1, 1.5], "event": [1, 1]})
    with pytest.raises(TableError, match="row 1: not a whole number"):
        merge_thin_strata(rows, event="event", number="number")


def test_a_period_needs_a_width():
    with pytest.raises(TableError, match="width: not a finite number above 0"):
        split_periods(pd.DataFrame({"a": [0], "b": [1], "e": [0]}), start="a", stop="b", event="e", width=0)


def test_a_spacing_that_is_no_length_drops_no_event(children):
    same_day = pd.DataFrame({"child": ["a", "a"], "month": [5.0, 5.0]})
    with pytest.raises(TableError, match="spacing: not a finite number"):
        build_intervals(children, same_day, **COLUMNS, spacing=np.nan)


@pytest.mark.parametrize(("cuts", "found"), [(3.0, "not a list"), (["a"], "not a list"), ([np.nan], "is missing")])
def test_cuts_are_times(children, events, cuts, found):
    with pytest.raises(TableError, match=f"cut_at: .*{found}"):
        build_intervals(children, events, **COLUMNS, cut_at=cuts)


def test_events_are_a_table(children):
    with pytest.raises(TableError, match="DataFrame is needed, found NoneType"):
        build_intervals(children, None, **COLUMNS)


@pytest.mark.parametrize("kind", ["category", "float", "object"])
def test_dated_values_find_their_child_whatever_kind_its_id_is_of(children, events, kind):
    number = {"a": 1, "b": 2, "c": 3}
    children, events = (table.assign(child=table["child"].map(number)) for table in (children, events))
    dated = pd.DataFrame({"child": [2, 1, 9], "when": [3.0, 1, 0], "value": [20.0, 10, 90], "start_kind": list("xyz")})
    options = COLUMNS | {"dated_time": "when"}
    plain = build_intervals(children, events, **options, dated=dated)
    other = build_intervals(children, events, **options, dated=dated.astype({"child": kind}))
    pd.testing.assert_frame_equal(other, plain)
    assert plain.loc[plain["child"] == 1, "value"].tolist() == [10, 10]
    with pytest.raises(TableError, match="column 'child' of the dated table: no child of the study"):
        build_intervals(children, events, **options, dated=dated.assign(child=list("bac")))
