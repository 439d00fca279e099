"""Who is still in a stage: fitted curves with bands, and what visits show without assuming a shape."""

from collections.abc import Mapping
from copy import copy

import numpy as np
import pandas as pd

from ..durations import LocationScale, Turnbull
from .look import OTHERS, Drawing, choose_look, name_group, open_figure, order_groups

BLACK = "#222222"
SHAPES = ("-", (0, (5, 2)), (0, (1, 1.5)))


def draw_stay(
    fits: Mapping[str, LocationScale],
    seen: Turnbull,
    *,
    until: float,
    length: float | None = None,
    what: str = "stage",
    unit: str = "months",
    replicates: int = 200,
    seed: int = 0,
) -> Drawing:
    """Draw the share of children still in a stage, one panel per group, the other groups in grey behind.

    Parameters
    ----------
    fits
        Shape → its fit; the first with a 95 % band, the others as lines.
    seen
        Of the same spells, without a shape: black lines, and quartiles with bars from a bootstrap of families.
    until, length, what, unit
        As in `draw_spread`.
    replicates, seed
        Of the bootstrap.
    """
    names = list(fits)
    groups = order_groups(pd.Series(list(fits[names[0]].scales.index)))
    times = np.linspace(until / 200, until, 200)
    curves = {name: fit.remaining(times.tolist()) for name, fit in fits.items()}
    observed = seen.survival([0.0, *times])
    quartiles = seen.quantiles(replicates=replicates, seed=seed)
    figure = open_figure(2.6 * -(-len(groups) // 2) + 0.3)
    figure.set_layout_engine("constrained")
    panels = figure.subplots(-(-len(groups) // 2), min(2, len(groups)), sharex=True, sharey=True, squeeze=False).flat
    words = []
    for panel, group in zip(panels, groups, strict=False):
        colour, _ = choose_look(group, groups)
        for other in groups:
            if other != group:
                panel.plot(times, curves[names[0]].loc[other, "share"], color=OTHERS, linewidth=1)
        own = curves[names[0]].loc[group]
        panel.fill_between(times, own["low"], own["high"], color=colour, alpha=0.2, linewidth=0)
        for place, name in enumerate(names):
            style = {"color": colour, "linestyle": SHAPES[place % len(SHAPES)], "linewidth": 1.8 - 0.5 * (place > 0)}
            panel.plot(times, curves[name].loc[group, "share"], label=name, **style)
        panel.plot([0.0, *times], observed.loc[group], color=BLACK, linewidth=0.9, label="visits alone, no shape")
        for share, row in quartiles.loc[group].iterrows():
            ends = np.minimum([row["low"], np.nan_to_num(row["high"], nan=until)], until)
            panel.plot(ends, [1 - share] * 2, color=BLACK, linewidth=1.6, solid_capstyle="butt")
            if row["time"] <= until:
                panel.plot(row["time"], 1 - share, marker="D", markersize=3.2, color=BLACK)
        if length is not None:
            panel.axvline(length, color="#555555", linewidth=1, linestyle=(0, (3, 2)), zorder=0)
        panel.set_title(name_group(group), loc="left", color=colour, fontsize=10, fontweight="bold")
        panel.spines[["top", "right"]].set_visible(False)
        panel.grid(axis="y", color="#e4e4e4", linewidth=0.6)
        panel.set_axisbelow(True)
        panel.tick_params(labelsize=8.5)
        words.append(f"{name_group(group)}: quartiles without a shape {', '.join(quartiles.loc[group, 'text'])} {unit}")
    panel.set_xlim(0, until)
    panel.set_ylim(0, 1.02)
    panel.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    for empty in list(panels):
        empty.set_visible(False)
    shown, labels = panel.get_legend_handles_labels()
    handles = [copy(handle) for handle in shown]
    for handle in handles:
        handle.set_color(BLACK)
    figure.legend(handles, labels, loc="outside upper center", ncols=len(labels), fontsize=8, frameon=False)
    figure.supxlabel(f"{unit[:1].upper()}{unit[1:]} since the {what} began", fontsize=9)
    figure.supylabel(f"Children still in the {what}", fontsize=9)
    alt = f"Share of children still in the {what} over time, one panel per group, fitted curve with 95 % band."
    return Drawing(figure, f"{alt} {'; '.join(words)}.")
