"""Seen against expected: lines of the table, the band around what is expected."""

import numpy as np
import pandas as pd
import pytest

from research.figures.drawings import is_whole
from workbench.errors import TableError
from workbench.research.figures import draw_prevalence

TABLE = pd.DataFrame(
    {
        "time": [3.0, 3.0, 12.0, 12.0],
        "state": ["crisis", "transition"] * 2,
        "children": [40, 40, 30, 30],
        "observed": [0.9, 0.1, 0.2, 0.8],
        "expected": [0.7, 0.3, 0.25, 0.75],
        "difference": [0.2, -0.2, -0.05, 0.05],
        "low": [0.1, -0.3, -0.2, -0.1],
        "high": [0.3, -0.1, 0.1, 0.2],
    }
)


def test_lines_are_those_of_the_table():
    panel = draw_prevalence(TABLE).figure.axes[0]
    expected, observed = (line.get_ydata() for line in panel.lines)
    np.testing.assert_allclose(observed, [0.9, 0.2])
    np.testing.assert_allclose(expected, [0.7, 0.25])
    band = panel.collections[0].get_paths()[0].vertices
    assert band[:, 1].min() == pytest.approx(0.1) and band[:, 1].max() == pytest.approx(0.8)


def test_where_they_lie_farthest_apart_is_told_and_nothing_is_cut_off():
    drawing = draw_prevalence(TABLE)
    assert "crisis: farthest apart at 3 months since exit, seen 90 %, expected 70 %" in drawing.alt
    assert is_whole(drawing)


def test_a_table_without_expected_shares_is_refused():
    with pytest.raises(TableError, match="column 'expected': not in the table"):
        draw_prevalence(TABLE.drop(columns="expected"))
