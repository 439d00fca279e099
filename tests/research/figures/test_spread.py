"""Spread of durations: the dots are quantiles, the bars their intervals, and nothing is said beyond follow-up."""

import numpy as np
import pytest

from research.figures.drawings import fitted, is_whole
from workbench.errors import TableError
from workbench.research.figures import COLOURS, SHORT, draw_spans, draw_spread
from workbench.research.figures.spread import COLUMNS, DOTS


def dots(panel):
    return [line for line in panel.lines if line.get_marker() == "o"]


def test_one_row_per_group_in_fixed_order_and_colour_with_twenty_dots():
    panels = draw_spread(fitted(), until=20).figure.axes
    assert [panel.texts[0].get_text() for panel in panels] == list(SHORT.values())
    for panel, colour in zip(panels, COLOURS.values(), strict=True):
        assert len(dots(panel)) == 20
        assert {dot.get_markeredgecolor() for dot in dots(panel)} == {colour}


def test_a_dot_lies_within_a_column_of_its_quantile_and_no_two_in_one_place():
    panel = draw_spread(fitted(), until=40).figure.axes[0]
    drawn = [dot.get_xdata()[0] for dot in dots(panel)]
    planned = fitted().quantiles(DOTS).loc["left_behind", "time"]
    np.testing.assert_allclose(drawn, planned, atol=0.5 * 40 / COLUMNS + 1e-9)
    places = {(dot.get_xdata()[0], dot.get_ydata()[0]) for dot in dots(panel)}
    assert len(places) == 20


def test_dark_bars_are_the_intervals_of_the_quantiles():
    panel = draw_spread(fitted(), until=40).figure.axes[1]
    own = fitted().quantiles().loc["trafficked_with"]
    drawn = {tuple(np.round(line.get_xdata(), 9)) for line in panel.lines if len(line.get_xdata()) == 2}
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        assert tuple(np.round(own.loc[share, ["low", "high"]], 9)) in drawn
    assert tuple(np.round(own.loc[[0.25, 0.75], "time"], 9)) in drawn


def test_what_lies_beyond_follow_up_is_hollow_and_written_as_over():
    drawing = draw_spread(fitted(), until=8)
    hollow = [dot for dot in dots(drawing.figure.axes[2]) if dot.get_color() == "white"]
    late = (fitted().quantiles(DOTS).loc["born_into", "time"] > 8).sum()
    assert len(hollow) == late > 0
    assert "over 8" in drawing.alt
    ends = [
        max(line.get_xdata())
        for line in drawing.figure.axes[2].lines
        if line.get_marker() == "None" and min(line.get_xdata()) > 1
    ]
    assert max(ends) <= 8


def test_a_fixed_length_says_how_many_need_longer():
    drawing = draw_spread(fitted(), until=20, length=6)
    share = fitted().remaining([6]).loc[("born_after", 6)]
    assert "longer than 6 months: {:.0f} % ({:.0f} to {:.0f})".format(*(100 * share)) in drawing.alt
    assert any(text.get_text() == "fixed length: 6 months" for text in drawing.figure.axes[0].texts)


def test_readings_stand_below_each_other_in_every_group():
    drawing = draw_spans({"First": fitted(), "Other shape": fitted("weibull")}, until=30)
    written = [text.get_text() for text in drawing.figure.axes[0].texts]
    assert [text for text in written if text in SHORT.values()] == list(SHORT.values())
    assert written.count("First") == written.count("Other shape") == 4
    median = fitted("weibull").quantiles().loc[("born_after", 0.5)]
    told = f"{median['time']:.1f} ({median['low']:.1f} to {median['high']:.1f})"
    assert f"Born after, Other shape: median {told}" in drawing.alt


@pytest.mark.parametrize("until", [12, 40])
def test_nothing_is_cut_off_at_the_edges(until):
    assert is_whole(draw_spread(fitted(), until=until, length=6, what="reintegration stage"))
    assert is_whole(draw_spans({"First spell": fitted(), "All spells together": fitted("loglogistic")}, until=until))


def test_an_axis_without_length_is_refused():
    with pytest.raises(TableError, match="until: the axis must end at a time above 0"):
        draw_spread(fitted(), until=0)
