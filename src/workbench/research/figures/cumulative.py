"""Mean number of events per child over time, one panel per group."""

from collections.abc import Hashable

import pandas as pd

from .. import gate
from .look import FEWEST, OTHERS, Drawing, choose_look, name_group, open_figure, order_groups


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
    groups = order_groups(table[by])
    figure = open_figure(2.7 * -(-len(groups) // 2))
    figure.set_layout_engine("constrained")
    panels = figure.subplots(-(-len(groups) // 2), min(2, len(groups)), sharex=True, sharey=True, squeeze=False).flat
    curves = {group: _shown(table[table[by] == group], group, at_risk) for group in groups}
    for panel, (group, curve) in zip(panels, curves.items(), strict=False):
        for other in groups:
            if other != group:
                panel.step(curves[other]["time"], curves[other]["mean"], where="post", color=OTHERS, linewidth=1)
        colour, style = choose_look(group, groups)
        time = curve["time"]
        panel.fill_between(time, curve["low"], curve["high"], step="post", color=colour, alpha=0.22, linewidth=0)
        for edge in ("low", "high"):
            panel.step(time, curve[edge], where="post", color=colour, linewidth=1)
        panel.step(time, curve["mean"], where="post", color=colour, linewidth=1.8, linestyle=style)
        panel.set_title(name_group(group), loc="left", color=colour, fontsize=10, fontweight="bold")
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


def _tell_end(group: Hashable, curve: pd.DataFrame, unit: str) -> str:
    last = curve.iloc[-1]
    shares = f"{last['mean']:.2f} ({last['low']:.2f} to {last['high']:.2f})"
    return f"{name_group(group)}: {shares} at {last['time']:.0f} {unit}"
