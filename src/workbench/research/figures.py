"""Figures for a paper, each with its alternative text. Needs matplotlib (extra `lab`), imported when first drawn.

Colours of the four child groups are fixed, told apart by people who are colour blind, and fall from dark to light, so
that they can be told apart in grey; line styles and labels beside the curves say the same again.
"""

import io
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.model.vocabulary import GROUPS
from workbench.research import gate

SHORT = {
    "left_behind": "Left behind",
    "trafficked_with": "Trafficked with",
    "born_into": "Born during",
    "born_after": "Born after",
}
COLOURS = {"left_behind": "#10204a", "trafficked_with": "#7d1642", "born_into": "#00695e", "born_after": "#b35c00"}
STYLES = {
    "left_behind": "-",
    "trafficked_with": (0, (6, 2)),
    "born_into": (0, (2, 1.5)),
    "born_after": (0, (6, 2, 1, 2)),
}
OTHERS = "#c4c4c4"
FEWEST = 10  # children at risk, below which a curve is not drawn
WIDTH = 7.2  # inches: two columns of a journal


@dataclass(frozen=True, eq=False)
class Drawing:
    """A matplotlib figure and the text that stands for it where it cannot be seen."""

    figure: Any
    alt: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        target = io.BytesIO()
        self.figure.savefig(target, format="png", dpi=110, metadata={"Software": None, "Description": self.alt})
        return {"image/png": target.getvalue(), "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def draw_mean_cumulative(
    table: pd.DataFrame,
    *,
    by: Hashable,
    at_risk: pd.DataFrame | None = None,
    what: str = "setbacks",
    unit: str = "months since exit",
) -> Drawing:
    """Draw mean cumulative counts, one panel per group, the other groups in grey behind.

    The band is edged in the colour of the curve, so that what is uncertain weighs as much as what is estimated.

    Parameters
    ----------
    table
        Of `mean_cumulative(..., by=by)`: the groups, time, mean, low, high. The four child groups stand in their fixed
        order and colours; other groups in their own order.
    at_risk
        Of `count_at_risk`: written under each panel. Curves end at
        the last of its times at which ten children of the group are at risk.
    what, unit
        What is counted, and the unit of time.

    Raises
    ------
    TableError
        A column is missing, or there are more groups than colours.
    """
    gate.require_columns(table, [by, "time", "mean", "low", "high"])
    groups = _order_groups(table[by])
    figure = _blank(2.7 * -(-len(groups) // 2))
    figure.set_layout_engine("constrained")
    panels = figure.subplots(-(-len(groups) // 2), min(2, len(groups)), sharex=True, sharey=True, squeeze=False).flat
    curves = {group: _shown(table[table[by] == group], group, at_risk) for group in groups}
    for panel, (group, curve) in zip(panels, curves.items(), strict=False):
        for other in groups:
            if other != group:
                panel.step(curves[other]["time"], curves[other]["mean"], where="post", color=OTHERS, linewidth=1)
        colour, style = _look(group, groups)
        time = curve["time"]
        panel.fill_between(time, curve["low"], curve["high"], step="post", color=colour, alpha=0.22, linewidth=0)
        for edge in ("low", "high"):
            panel.step(time, curve[edge], where="post", color=colour, linewidth=1)
        panel.step(time, curve["mean"], where="post", color=colour, linewidth=1.8, linestyle=style)
        panel.set_title(_name(group), loc="left", color=colour, fontsize=10, fontweight="bold")
        panel.grid(axis="y", color="#e4e4e4", linewidth=0.6)
        panel.set_axisbelow(True)
        if at_risk is not None:
            for when, count in at_risk.loc[group].items():
                panel.text(when, 0.93, f"{count}", transform=panel.get_xaxis_transform(), fontsize=7.5, ha="center")
            panel.set_title("children at risk, above the month", loc="right", fontsize=7.5)
            panel.set_xticks(list(at_risk.columns))
        panel.spines[["top", "right"]].set_visible(False)
    top = max(float(curve["high"].max()) for curve in curves.values())
    panel.set_ylim(0, top * 1.12)
    for empty in list(panels):
        empty.set_visible(False)
    figure.supxlabel(unit[:1].upper() + unit[1:], fontsize=9)
    figure.supylabel(f"Mean number of {what} per child", fontsize=9)
    ends = "; ".join(_tell_end(group, curve, unit) for group, curve in curves.items())
    alt = f"Mean cumulative number of {what} per child, one panel per group, with 95 % bands. {ends}."
    return Drawing(figure, alt)


def draw_forest(
    ratios: pd.DataFrame, *, what: str = "Rate ratio of setbacks", families: Mapping[str, str] | None = None
) -> Drawing:
    """Draw ratios with intervals on a log axis, E-values written beside each.

    Parameters
    ----------
    ratios
        Of `tabulate_ratios`: indexed by label; ratio, low, high, e_value, e_value_limit. Rows are drawn from top down.
    what
        Title of the axis.
    families
        Label → heading under which it stands, in the order of rows.

    Raises
    ------
    TableError
        A column is missing, or a ratio or limit is not above 0 and finite.
    """
    gate.require_columns(ratios, ["ratio", "low", "high", "e_value", "e_value_limit"])
    for name in ("ratio", "low", "high"):
        values = gate.take_numbers(ratios, name)
        gate.refuse_rows(ratios, values <= 0, f"column '{name}'", "not above 0", "Give ratios, not their logarithms.")
    rows = _place_rows(list(ratios.index), families or {})
    tall, wide = 0.32 * len(rows) + 1.1, max(len(label) for label, _ in rows) * 0.075 + 0.2
    figure = _blank(tall)
    figure.subplots_adjust(left=min(wide / WIDTH, 0.4), right=0.6, bottom=0.55 / tall, top=1 - 0.05 / tall)
    panel = figure.subplots()
    across = panel.get_yaxis_transform()
    first, second = _columns_beside(figure)
    for place, (label, heading) in enumerate(rows):
        if heading:
            panel.text(
                -0.02,
                place,
                label,
                transform=across,
                ha="right",
                va="center",
                fontsize=9,
                fontweight="bold",
            )
            continue
        row = ratios.loc[label]
        panel.plot([row["low"], row["high"]], [place, place], color="#10204a", linewidth=3.2, solid_capstyle="butt")
        panel.plot(
            row["ratio"],
            place,
            marker="o",
            markersize=6.5,
            color="white",
            markeredgecolor="#10204a",
            markeredgewidth=1.6,
        )
        panel.text(-0.02, place, label, transform=across, ha="right", va="center", fontsize=9)
        told = f"{row['ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
        panel.text(first, place, told, transform=across, va="center", fontsize=8.5)
        e_value = "–" if np.isnan(row["e_value"]) else f"{row['e_value']:.2f} ({row['e_value_limit']:.2f})"
        panel.text(second, place, e_value, transform=across, va="center", fontsize=8.5)
    for at, name in ((first, "Ratio (95 % interval)"), (second, "E-value (limit)")):
        panel.text(at, -0.9, name, transform=across, va="center", fontsize=8.5, fontweight="bold")
    panel.axvline(1, color="#555555", linewidth=1)
    _log_axis(panel, float(ratios["low"].min()), float(ratios["high"].max()))
    panel.set_ylim(len(rows) - 0.4, -1.3)
    panel.set_yticks([])
    panel.set_xlabel(f"{what} (log scale; 1 = no difference)", fontsize=9)
    panel.spines[["top", "right", "left"]].set_visible(False)
    told = "; ".join(
        f"{label} {row['ratio']:.2f} (95 % interval {row['low']:.2f} to {row['high']:.2f}"
        + ("" if np.isnan(row["e_value"]) else f", E-value {row['e_value']:.2f}")
        + ")"
        for label, row in ratios.iterrows()
    )
    return Drawing(figure, f"{what}: {told}.")


def _blank(tall: float) -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise TableError(
            "figures: matplotlib is not installed. Install the extra: pip install reintegration-workbench[lab]."
        ) from None
    return Figure(figsize=(WIDTH, tall), facecolor="white")


def _columns_beside(figure: Any) -> tuple[float, float]:
    """Where the two columns of numbers begin, as shares of the panel's width."""
    left, right = figure.subplotpars.left, figure.subplotpars.right
    return (right + 0.02 - left) / (right - left), (right + 0.24 - left) / (right - left)


def _order_groups(column: pd.Series) -> list[Hashable]:
    present = list(pd.unique(column))
    if set(present) <= set(GROUPS):
        return [group for group in GROUPS if group in present]
    if len(present) > len(COLOURS):
        raise TableError(f"figures: {len(present)} groups for {len(COLOURS)} colours. Set groups together.")
    return present


def _shown(curve: pd.DataFrame, group: Hashable, at_risk: pd.DataFrame | None) -> pd.DataFrame:
    begin = pd.DataFrame({"time": [0.0], "mean": [0.0], "low": [0.0], "high": [0.0]})
    curve = pd.concat([begin, curve[["time", "mean", "low", "high"]]], ignore_index=True)
    if at_risk is None:
        return curve
    enough = [float(time) for time, count in at_risk.loc[group].items() if count >= FEWEST]
    if not enough:
        return curve
    kept = curve[curve["time"] <= max(enough)]
    return pd.concat([kept, kept.iloc[[-1]].assign(time=max(enough))], ignore_index=True)


def _look(group: Hashable, groups: Sequence[Hashable]) -> tuple[str, Any]:
    own = group if group in COLOURS else list(COLOURS)[list(groups).index(group)]
    return COLOURS[str(own)], STYLES[str(own)]


def _name(group: Hashable) -> str:
    return SHORT.get(str(group), str(group))


def _tell_end(group: Hashable, curve: pd.DataFrame, unit: str) -> str:
    last = curve.iloc[-1]
    return f"{_name(group)}: {last['mean']:.2f} ({last['low']:.2f} to {last['high']:.2f}) at {last['time']:.0f} {unit}"


def _place_rows(labels: list[str], families: Mapping[str, str]) -> list[tuple[str, bool]]:
    rows: list[tuple[str, bool]] = []
    last = None
    for label in labels:
        heading = families.get(label)
        if heading is not None and heading != last:
            rows.append((heading, True))
        last = heading
        rows.append((label, False))
    return rows


def _log_axis(panel: Any, low: float, high: float) -> None:
    panel.set_xscale("log")
    low, high = min(low, 0.8) / 1.1, max(high, 1.25) * 1.1
    ticks = [tick for tick in (0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20) if low <= tick <= high]
    panel.set_xlim(low, high)
    panel.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    panel.set_xticks([], minor=True)
