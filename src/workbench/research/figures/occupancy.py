"""Observed against expected prevalence of states."""

import pandas as pd

from .. import gate
from .look import Drawing, open_figure

SEEN, EXPECTED = "#10204a", "#b35c00"


def draw_prevalence(table: pd.DataFrame, *, unit: str = "months since exit") -> Drawing:
    """Draw where children were seen and where a model expects them, one panel per state.

    Parameters
    ----------
    table
        Of `compare_prevalence`: time, state, children, observed, expected, low, high (of the difference). The band is
        what observed shares may be by chance if the model holds.
    unit
        Unit of time.

    Raises
    ------
    TableError
        A column is missing.
    """
    gate.require_columns(table, ["time", "state", "children", "observed", "expected", "difference", "low", "high"])
    states = list(pd.unique(table["state"]))
    figure = open_figure(2.9)
    figure.set_layout_engine("constrained")
    panels = figure.subplots(1, len(states), sharex=True, sharey=True, squeeze=False)[0]
    words = []
    for panel, state in zip(panels, states, strict=True):
        own = table[table["state"] == state]
        reach = own["difference"] - own["low"]
        band = {"color": EXPECTED, "alpha": 0.22, "linewidth": 0}
        panel.fill_between(own["time"], own["expected"] - reach, own["expected"] + reach, **band)
        panel.plot(own["time"], own["expected"], color=EXPECTED, linestyle=(0, (5, 2)), label="expected by the model")
        panel.plot(own["time"], own["observed"], color=SEEN, marker="o", markersize=4, label="seen at visits")
        panel.set_title(str(state).capitalize(), loc="left", fontsize=10, fontweight="bold")
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(axis="y", color="#e4e4e4", linewidth=0.6)
        panel.tick_params(labelsize=8.5)
        worst = own.loc[own["difference"].abs().idxmax()]
        shares = f"seen {100 * worst['observed']:.0f} %, expected {100 * worst['expected']:.0f} %"
        words.append(f"{state}: farthest apart at {worst['time']:g} {unit}, {shares}")
    panels[0].set_ylim(0, 1.02)
    panels[0].set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=2, fontsize=8.5, frameon=False)
    figure.supxlabel(unit[:1].upper() + unit[1:], fontsize=9)
    return Drawing(figure, f"Share of children in each state over time, seen and expected. {'; '.join(words)}.")
