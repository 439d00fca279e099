"""Ratios with their intervals, one below the other."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from .. import gate
from .look import COLOURS, SHORT, WIDTH, Drawing, open_figure

PLAIN = "#10204a"


def draw_forest(
    ratios: pd.DataFrame, *, what: str = "Rate ratio of setbacks", families: Mapping[str, str] | None = None
) -> Drawing:
    """Draw ratios with intervals on a log axis, E-values or corrected p written beside each.

    Parameters
    ----------
    ratios
        Indexed by label: ratio, low, high, and either e_value, e_value_limit (of `tabulate_ratios`) or p_holm. Rows are
        drawn from top down. With two levels of index the first is the heading, and child groups keep their colours.
    what
        Title of the axis.
    families
        Label → heading under which it stands, in the order of rows; for one level of index.

    Raises
    ------
    TableError
        A column is missing, or a ratio or limit is not above 0 and finite.
    """
    told = "p_holm" if "e_value" not in ratios.columns and "p_holm" in ratios.columns else "e_value"
    gate.require_columns(ratios, ["ratio", "low", "high", told, *(["e_value_limit"] if told == "e_value" else [])])
    for name in ("ratio", "low", "high"):
        values = gate.take_numbers(ratios, name)
        gate.refuse_rows(ratios, values <= 0, f"column '{name}'", "not above 0", "Give ratios, not their logarithms.")
    headed = ratios.index.nlevels == 2
    labels = [str(label[-1]) if headed else str(label) for label in ratios.index]
    if headed:
        headings = [str(heading) for heading, _ in ratios.index]
    else:
        headings = [(families or {}).get(label, "") for label in labels]
    rows = _place_rows(labels, headings)
    tall, wide = 0.32 * len(rows) + 1.1, max(len(text) for text, _ in rows) * 0.075 + 0.2
    figure = open_figure(tall)
    figure.subplots_adjust(left=min(wide / WIDTH, 0.4), right=0.6, bottom=0.55 / tall, top=1 - 0.05 / tall)
    panel = figure.subplots()
    across = panel.get_yaxis_transform()
    first, second = _columns_beside(figure)
    for place, (text, number) in enumerate(rows):
        weight = "normal" if number is not None else "bold"
        panel.text(-0.02, place, text, transform=across, ha="right", va="center", fontsize=9, fontweight=weight)
        if number is None:
            continue
        row = ratios.iloc[number]
        colour = _colours().get(text, PLAIN) if headed else PLAIN
        panel.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=3.2, solid_capstyle="butt")
        look = {"color": "white", "markeredgecolor": colour, "markeredgewidth": 1.6}
        panel.plot(row["ratio"], place, marker="o", markersize=6.5, **look)
        panel.text(first, place, _interval(row), transform=across, va="center", fontsize=8.5)
        panel.text(second, place, _beside(row, told), transform=across, va="center", fontsize=8.5)
    over = {"e_value": "E-value (limit)", "p_holm": "p (Holm)"}[told]
    for at, name in ((first, "Ratio (95 % interval)"), (second, over)):
        panel.text(at, -0.9, name, transform=across, va="center", fontsize=8.5, fontweight="bold")
    panel.axvline(1, color="#555555", linewidth=1)
    _log_axis(panel, float(ratios["low"].min()), float(ratios["high"].max()))
    panel.set_ylim(len(rows) - 0.4, -1.3)
    panel.set_yticks([])
    panel.set_xlabel(f"{what} (log scale; 1 = no difference)", fontsize=9)
    panel.spines[["top", "right", "left"]].set_visible(False)
    names = [f"{heading}, {label}" if headed else label for heading, label in zip(headings, labels, strict=True)]
    words = "; ".join(_tell(name, row, told) for name, (_, row) in zip(names, ratios.iterrows(), strict=True))
    return Drawing(figure, f"{what}: {words}.")


def _colours() -> dict[str, str]:
    return {SHORT[group]: colour for group, colour in COLOURS.items()}


def _interval(row: pd.Series) -> str:
    return f"{row['ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})"


def _beside(row: pd.Series, told: str) -> str:
    value = row[told]
    if np.isnan(value):
        return "–"
    if told == "p_holm":
        return "< 0.001" if value < 0.001 else f"{value:.3f}"
    return f"{value:.2f} ({row['e_value_limit']:.2f})"


def _tell(name: str, row: pd.Series, told: str) -> str:
    limits = f"95 % interval {row['low']:.2f} to {row['high']:.2f}"
    if np.isnan(row[told]):
        return f"{name} {row['ratio']:.2f} ({limits})"
    beside = f"E-value {row['e_value']:.2f}" if told == "e_value" else f"corrected p {_beside(row, told)}"
    return f"{name} {row['ratio']:.2f} ({limits}, {beside})"


def _columns_beside(figure: Any) -> tuple[float, float]:
    """Where the two columns of numbers begin, as shares of the panel's width."""
    left, right = figure.subplotpars.left, figure.subplotpars.right
    return (right + 0.02 - left) / (right - left), (right + 0.24 - left) / (right - left)


def _place_rows(labels: list[str], headings: list[str]) -> list[tuple[str, int | None]]:
    """Headings (None) and numbered rows from top down."""
    rows: list[tuple[str, int | None]] = []
    last = ""
    for number, (label, heading) in enumerate(zip(labels, headings, strict=True)):
        if heading and heading != last:
            rows.append((heading, None))
        last = heading
        rows.append((label, number))
    return rows


def _log_axis(panel: Any, low: float, high: float) -> None:
    panel.set_xscale("log")
    low, high = min(low, 0.8) / 1.1, max(high, 1.25) * 1.1
    ticks = [tick for tick in (0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20) if low <= tick <= high]
    panel.set_xlim(low, high)
    panel.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    panel.set_xticks([], minor=True)
