"""Curves of who is still in a stage: fitted lines, the band, and what visits show alone."""

import numpy as np

from research.figures.drawings import fitted, is_whole, observed
from workbench.research.figures import COLOURS, SHORT, draw_stay


def test_panels_hold_every_shape_and_the_visits_alone():
    fits = {name: fitted(name) for name in ("lognormal", "weibull", "loglogistic")}
    drawing = draw_stay(fits, observed(), until=20, replicates=20)
    panels = drawing.figure.axes
    assert [panel.get_title(loc="left") for panel in panels] == list(SHORT.values())
    for panel, group in zip(panels, SHORT, strict=True):
        lines = {line.get_label(): line for line in panel.lines}
        assert set(fits) < set(lines)
        assert lines["weibull"].get_color() == COLOURS[group]
        times = lines["weibull"].get_xdata()
        np.testing.assert_allclose(lines["weibull"].get_ydata(), fits["weibull"].remaining(times).loc[group, "share"])
        seen = lines["visits alone, no shape"]
        np.testing.assert_allclose(seen.get_ydata(), observed().survival(seen.get_xdata()).loc[group])


def test_the_band_is_that_of_the_first_shape():
    panel = draw_stay({"lognormal": fitted()}, observed(), until=20, replicates=20).figure.axes[3]
    edges = panel.collections[0].get_paths()[0].vertices
    low = fitted().remaining([10.0]).loc[("born_after", 10.0), "low"]
    assert np.abs(edges[np.isclose(edges[:, 0], 10.0), 1] - low).min() < 1e-9


def test_quartiles_without_a_shape_are_told_in_words_and_nothing_is_cut_off():
    drawing = draw_stay({"lognormal": fitted()}, observed(), until=20, length=6, replicates=20)
    assert observed().quantiles(replicates=20).loc[("left_behind", 0.5), "text"] in drawing.alt
    assert is_whole(drawing)
