"""Figures: what is drawn is what was estimated, and can be told apart and read out."""

import io
import itertools
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.model.vocabulary import GROUPS
from workbench.research.figures import COLOURS, SHORT, draw_forest, draw_mean_cumulative
from workbench.research.recurrent import cox, mean_cumulative
from workbench.research.tables import count_at_risk, tabulate_ratios

CHILDREN = cohort(families=60)
CHILDREN["group"] = np.array(list(GROUPS)[::-1])[CHILDREN["child"] % 4]
CURVES = mean_cumulative(CHILDREN, **ROWS, cluster="family", by="group").table
RATIOS = tabulate_ratios(cox(CHILDREN, **ROWS, terms=["age", "exposed"], cluster="family"))


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return np.dot(linear, [0.2126, 0.7152, 0.0722])


def seen(drawing):
    data, metadata = drawing._repr_mimebundle_()
    return np.asarray(Image.open(io.BytesIO(data["image/png"])).convert("L")), data, metadata


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


def test_colours_stand_off_from_paper_and_fall_in_grey():
    light = [luminance(colour) for colour in COLOURS.values()]
    assert list(COLOURS) == list(GROUPS)
    assert light == sorted(light)
    assert all(1.05 / (value + 0.05) >= 4.5 for value in light)
    assert all((b + 0.05) / (a + 0.05) >= 1.25 for a, b in itertools.pairwise(light))


def test_the_forest_shows_each_ratio_with_its_interval():
    panel = draw_forest(RATIOS).figure.axes[0]
    bars = [line.get_xdata() for line in panel.lines if len(line.get_xdata()) == 2][:2]
    np.testing.assert_array_equal(bars, RATIOS[["low", "high"]])
    written = {text.get_text() for text in panel.texts}
    row = RATIOS.loc["age"]
    assert f"{row['ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})" in written
    assert f"{row['e_value']:.2f} ({row['e_value_limit']:.2f})" in written


def test_every_figure_has_its_numbers_in_words():
    drawing = draw_forest(RATIOS)
    _, data, metadata = seen(drawing)
    assert f"age {RATIOS.loc['age', 'ratio']:.2f} (95 % interval" in drawing.alt
    assert metadata["image/png"]["alt"] == data["text/plain"] == drawing.alt


@pytest.mark.parametrize("drawing", [draw_forest(RATIOS), draw_mean_cumulative(CURVES, by="group")], ids=["f", "m"])
def test_nothing_is_cut_off_at_the_edges(drawing):
    picture, *_ = seen(drawing)
    for edge in (picture[0], picture[-1], picture[:, 0], picture[:, -1]):
        assert (edge == 255).all()


def test_more_groups_than_colours_or_a_log_ratio_are_refused():
    five = pd.concat([CURVES.assign(group=str(place)) for place in range(5)])
    with pytest.raises(TableError, match="figures: 5 groups for 4 colours"):
        draw_mean_cumulative(five, by="group")
    with pytest.raises(TableError, match=r"column 'low', row age .*: not above 0"):
        draw_forest(RATIOS.assign(low=-0.1))


def test_importing_draws_nothing_and_loads_no_matplotlib():
    code = "import sys, workbench.research.figures; print('matplotlib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
