"""The history of each child, by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.recurrent.cohorts import cohort
from workbench.research.imputation import describe_history


def test_three_children_by_hand():
    rows = pd.DataFrame(
        {"child": ["a", "a", "b", "c"], "start": [0, 2, 0, 3], "stop": [2, 5, 4, 5], "event": [1, 0, 1, 0]}
    )
    found = describe_history(rows, id="child", start="start", stop="stop", event="event")
    assert found["any_event"].tolist() == [1, 1, 0]
    assert found["events"].tolist() == [1, 1, 0]
    assert found["cumulative_hazard"].tolist() == pytest.approx([1 / 2 + 1 / 3, 1 / 2 + 1 / 3, 1 / 3])


@given(st.integers(0, 50))
def test_expected_events_add_up_to_those_seen(seed):
    """Summed over all children the cumulative hazards are the number of events: residuals sum to 0."""
    found = describe_history(cohort(seed, families=8), id="child", start="start", stop="stop", event="event")
    assert found["cumulative_hazard"].sum() == pytest.approx(found["events"].sum())
