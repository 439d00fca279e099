"""Mean cumulative counts: what is drawn is what was estimated."""

import numpy as np
import pandas as pd
import pytest

from research.figures.drawings import is_whole
from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.model.vocabulary import GROUPS
from workbench.research.figures import COLOURS, SHORT, draw_mean_cumulative
from workbench.research.recurrent import mean_cumulative
from workbench.research.tables import count_at_risk

CHILDREN = cohort(families=60)
CHILDREN["group"] = np.array(list(GROUPS)[::-1])[CHILDREN["child"] % 4]
CURVES = mean_cumulative(CHILDREN, **ROWS, cluster="family", by="group").table


def test_groups_stand_in_their_order_with_their_colours_whatever_the_table_says():
    for table in (CURVES, CURVES.iloc[::-1].sort_values("time", kind="stable")):
        panels = draw_mean_cumulative(table, by="group").figure.axes
        assert [panel.get_title(loc="left") for panel in panels] == list(SHORT.values())
        assert [panel.lines[-1].get_color() for panel in panels] == list(COLOURS.values())


def test_curve_and_limits_are_those_of_the_table():
    panel = draw_mean_cumulative(CURVES, by="group").figure.axes[0]
    own = CURVES[CURVES["group"] == "left_behind"]
    low, high, mean = (line.get_ydata()[1:] for line in panel.lines[-3:])
    for drawn, name in ((low, "low"), (high, "high"), (mean, "mean")):
        np.testing.assert_array_equal(drawn, own[name])


def test_a_curve_ends_while_ten_children_are_still_at_risk():
    at_risk = count_at_risk(CHILDREN, [6, 12, 24], id="child", start="start", stop="stop", by="group")
    assert (at_risk[24] < 10).all()
    drawing = draw_mean_cumulative(CURVES, by="group", at_risk=at_risk)
    assert all(line.get_xdata().max() == 12 for panel in drawing.figure.axes for line in panel.lines)
    assert drawing.alt.count("at 12 months since exit") == 4


def test_nothing_is_cut_off_at_the_edges():
    assert is_whole(draw_mean_cumulative(CURVES, by="group"))


def test_more_groups_than_colours_are_refused():
    five = pd.concat([CURVES.assign(group=str(place)) for place in range(5)])
    with pytest.raises(TableError, match="figures: 5 groups for 4 colours"):
        draw_mean_cumulative(five, by="group")
