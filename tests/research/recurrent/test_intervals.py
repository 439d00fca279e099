"""Start-stop rows: what the gate refuses, and who is at risk when."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import TableError
from workbench.research.recurrent import cox
from workbench.research.recurrent.intervals import find_risk_sets, take_intervals


@pytest.fixture
def rows():
    return pd.DataFrame(
        {
            "child": ["a", "a", "b", "c", "c"],
            "family": [1, 1, 1, 2, 2],
            "start": [0.0, 3, 0, 1, 4],
            "stop": [3.0, 6, 5, 4, 6],
            "event": [1, 0, 1, 1, 1],
            "wave": [1, 2, 1, 1, 2],
        }
    )


def take(rows, **options):
    return take_intervals(rows, **({"start": "start", "stop": "stop", "event": "event"} | options))


def refused(rows, *parts, **options):
    with pytest.raises(TableError) as caught:
        take(rows, **options)
    for part in parts:
        assert part in str(caught.value)


def test_an_interval_of_no_length_is_refused(rows):
    rows.loc[1, "stop"] = 3
    refused(rows, "column 'stop'", "row 1", "no length")


def test_an_interval_that_runs_backwards_is_refused(rows):
    rows.loc[2, "start"] = 7
    refused(rows, "column 'stop'", "row 2", "lies before 'start'")


def test_without_start_rows_begin_at_0(rows):
    assert take(rows, start=None).start.tolist() == [0.0] * 5
    rows.loc[0, "stop"] = 0
    refused(rows, "row 0", "equals 0", start=None)


def test_overlap_is_refused_only_within_a_known_id_and_stratum(rows):
    rows.loc[1, "start"] = 2
    take(rows)
    take(rows, id="child", strata="wave")
    refused(rows, "column 'child'", "row 1", "overlaps", id="child")


def test_siblings_of_one_cluster_may_overlap(rows):
    take(rows, id="child", cluster="family")


def test_a_family_that_changes_is_refused(rows):
    rows.loc[4, "family"] = 3
    refused(rows, "column 'family'", "row 4", id="child", cluster="family")


def test_a_table_without_events_is_refused(rows):
    refused(rows.assign(event=0), "column 'event'", "no row ends in an event")


def test_an_event_without_time_is_refused(rows):
    rows.loc[3, "stop"] = np.nan
    refused(rows, "column 'stop'", "row 3", "missing")


@pytest.mark.parametrize("column", ["wave", "child", "family"])
def test_a_missing_stratum_id_or_cluster_is_refused(rows, column):
    rows[column] = rows[column].astype(object)
    rows.loc[2, column] = None
    refused(rows, f"column '{column}'", "row 2", "missing", strata="wave", id="child", cluster="family")


def test_times_that_differ_by_rounding_are_one_time():
    rows = pd.DataFrame({"start": 0.0, "stop": [0.1 + 0.2, 0.3, 1.0], "event": 1})
    assert find_risk_sets(take(rows)).n_instants == 2


@st.composite
def tables(draw):
    n = draw(st.integers(2, 25))
    times = st.integers(0, 8)
    pairs = [sorted(draw(st.lists(times, min_size=2, max_size=2, unique=True))) for _ in range(n)]
    events = draw(st.lists(st.booleans(), min_size=n, max_size=n).filter(any))
    strata = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    start, stop = zip(*pairs, strict=True)
    return pd.DataFrame({"start": start, "stop": stop, "event": events, "wave": strata})


@given(tables())
def test_sums_over_risk_sets_are_those_of_a_plain_loop(rows):
    risk = find_risk_sets(take(rows, strata="wave"))
    values = np.arange(1.0, len(rows) + 1)
    wave = np.unique(rows["wave"], return_inverse=True)[1]
    expected = []
    for stratum in range(wave.max() + 1):
        for time in sorted(set(rows["stop"][(wave == stratum) & rows["event"]])):
            at_risk = (wave == stratum) & (rows["start"] < time) & (rows["stop"] >= time)
            expected.append(values[at_risk].sum())
    assert risk.sums(values[risk.rows]).tolist() == expected
    each = np.random.default_rng(0).random(risk.n_instants)
    spans = [each[first:last].sum() for first, last in zip(risk.first, risk.last, strict=True)]
    assert risk.spans(each) == pytest.approx(spans)


def test_the_gate_stands_before_every_estimator(rows):
    with pytest.raises(TableError, match="column 'age': not in the table"):
        cox(rows, start="start", stop="stop", event="event", terms=["age"])
