"""Parts of the variance: every share with its interval, per group, none cut off."""

import numpy as np
import pytest

from research.figures.drawings import is_whole, parts
from workbench.errors import TableError
from workbench.research.figures import draw_parts


def test_bars_and_intervals_are_those_of_the_table():
    panels = draw_parts({"Crisis": parts()}).figure.axes
    table = parts()
    for panel, part in zip(panels, ("group", "complexity", "family", "child"), strict=True):
        scopes = ["all", "left_behind", "trafficked_with", "born_into", "born_after"]
        rows = [table.loc[(scope, part)] for scope in scopes if (scope, part) in table.index]
        np.testing.assert_allclose([bar.get_width() for bar in panel.patches], [row["share"] for row in rows])
        drawn = [tuple(line.get_xdata()) for line in panel.lines if len(line.get_xdata()) == 2]
        np.testing.assert_allclose(drawn, [(row["low"], row["high"]) for row in rows])


def test_stages_stand_below_each_other_and_are_told_in_words():
    widest = parts().copy()
    widest.loc[("born_after", "family"), ["share", "low", "high"]] = 0.0, 0.0, 1.0
    drawing = draw_parts({"Crisis": widest, "Transition": parts()})
    row = 100 * parts().loc[("born_into", "family")]
    told = f"Transition, Born during, between families {row['share']:.0f} ({row['low']:.0f}–{row['high']:.0f}) %"
    assert told in drawing.alt
    assert is_whole(drawing)


def test_a_table_without_limits_is_refused():
    with pytest.raises(TableError, match="column 'low': not in the table"):
        draw_parts({"Crisis": parts().drop(columns="low")})
