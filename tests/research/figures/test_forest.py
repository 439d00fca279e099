"""Forests of ratios: each with its interval, what is asked of it beside it, and all of it in words."""

import numpy as np
import pandas as pd
import pytest

from research.figures.drawings import is_whole, seen
from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.figures import COLOURS, draw_forest
from workbench.research.recurrent import cox
from workbench.research.tables import tabulate_ratios

RATIOS = tabulate_ratios(cox(cohort(families=60), **ROWS, terms=["age", "exposed"], cluster="family"))
SPREADS = pd.DataFrame(
    {"ratio": [1.5, 1.1, 0.8], "low": [1.2, 0.8, 0.5], "high": [1.9, 1.5, 1.3], "p_holm": [0.0004, 0.4, np.nan]},
    index=pd.MultiIndex.from_tuples(
        [("Crisis", "Born during"), ("Crisis", "Born after"), ("Transition", "Born during")], names=["stage", "group"]
    ),
)


def bars(drawing, n):
    lines = drawing.figure.axes[0].lines
    return [line for line in lines if len(line.get_xdata()) == 2][:n]


def test_the_forest_shows_each_ratio_with_its_interval():
    drawing = draw_forest(RATIOS)
    np.testing.assert_array_equal([line.get_xdata() for line in bars(drawing, 2)], RATIOS[["low", "high"]])
    written = {text.get_text() for text in drawing.figure.axes[0].texts}
    row = RATIOS.loc["age"]
    assert f"{row['ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})" in written
    assert f"{row['e_value']:.2f} ({row['e_value_limit']:.2f})" in written


def test_ratios_of_several_stages_stand_under_their_stage_in_the_colour_of_their_group():
    drawing = draw_forest(SPREADS, what="Ratio of spread")
    np.testing.assert_array_equal([line.get_xdata() for line in bars(drawing, 3)], SPREADS[["low", "high"]])
    during, after = COLOURS["born_into"], COLOURS["born_after"]
    assert [line.get_color() for line in bars(drawing, 3)] == [during, after, during]
    written = [text.get_text() for text in drawing.figure.axes[0].texts]
    assert {"Crisis", "Transition", "< 0.001", "0.400", "–", "p (Holm)"} <= set(written)
    assert "Crisis, Born during 1.50 (95 % interval 1.20 to 1.90, corrected p < 0.001)" in drawing.alt


def test_every_figure_has_its_numbers_in_words():
    drawing = draw_forest(RATIOS)
    _, data, metadata = seen(drawing)
    assert f"age {RATIOS.loc['age', 'ratio']:.2f} (95 % interval" in drawing.alt
    assert metadata["image/png"]["alt"] == data["text/plain"] == drawing.alt


@pytest.mark.parametrize("ratios", [RATIOS, SPREADS], ids=["e-values", "stages"])
def test_nothing_is_cut_off_at_the_edges(ratios):
    assert is_whole(draw_forest(ratios))


def test_a_log_ratio_or_a_missing_column_is_refused():
    with pytest.raises(TableError, match=r"column 'low', row age .*: not above 0"):
        draw_forest(RATIOS.assign(low=-0.1))
    with pytest.raises(TableError, match="column 'e_value': not in the table"):
        draw_forest(RATIOS.drop(columns=["e_value", "p_holm"]))
