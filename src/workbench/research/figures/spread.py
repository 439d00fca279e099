"""How widely durations are spread: twenty children as dots, and the spans that hold half and eight in ten of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..durations import LocationScale
from .look import Drawing, choose_look, name_group, open_figure, order_groups

DOTS = tuple((np.arange(20) + 0.5) / 20)
SPANS = (("half of the children", 0.25, 0.75), ("eight in ten", 0.1, 0.9))
GREY = "#555555"
COLUMNS, DOT = 36, 0.115  # dots side by side, height of one in inches


def draw_spread(
    fit: LocationScale, *, until: float, length: float | None = None, what: str = "stage", unit: str = "months"
) -> Drawing:
    """Draw twenty children per group by when they finish, and under them the spans with their uncertainty.

    Each dot stands for one child in twenty. Under the dots lie the median, the span that holds half of the children
    and the one that holds eight in ten; the dark bar at each end is the 95 % interval of that end.

    Parameters
    ----------
    fit
        Of `location_scale`.
    until
        End of the axis, where follow-up ends; dots beyond it stand hollow at the edge, limits end there.
    length
        A length that a programme fixes for all: drawn as a line, with the share of children who need longer.
    what, unit
        What lasts, and the unit of time.

    Raises
    ------
    TableError
        More groups than colours, or an axis that does not end above 0.
    """
    _check_axis(until)
    groups = order_groups(pd.Series(list(fit.scales.index)))
    shares = sorted({*DOTS, 0.5, *(share for _, *ends in SPANS for share in ends)})
    quantiles = fit.quantiles(shares)
    later = fit.remaining([length]).xs(length, level="time") if length is not None else None
    stacks = {group: _stack(quantiles.loc[group].loc[list(DOTS), "time"].to_numpy(), until) for group in groups}
    top = max(5, *(int(heights.max()) + 1 for _, heights in stacks.values())) + 1
    tall = DOT * (top + 3) * len(groups) + 0.95
    figure = open_figure(tall)
    figure.subplots_adjust(left=0.03, right=0.67, bottom=0.7 / tall, top=1 - 0.25 / tall, hspace=0)
    panels = figure.subplots(len(groups), 1, sharex=True, squeeze=False)[:, 0]
    words = []
    for panel, group in zip(panels, groups, strict=True):
        own = quantiles.loc[group]
        colour, _ = choose_look(group, groups)
        _draw_dots(panel, *stacks[group], until, colour)
        _draw_spans(panel, own, -0.75, until, colour)
        panel.set_ylim(-3, top)
        panel.set_yticks([])
        panel.spines[["top", "right", "left"]].set_visible(False)
        panel.spines["bottom"].set_visible(panel is panels[-1])
        panel.tick_params(labelsize=8.5, bottom=panel is panels[-1])
        if length is not None:
            panel.axvline(length, color=GREY, linewidth=1.2, linestyle=(0, (3, 2)), zorder=0)
        lines = _tell_group(own, later.loc[group] if later is not None else None, length, unit, until)
        panel.text(1.03, 0.93, name_group(group), color=colour, fontsize=9.5, fontweight="bold", **_beside(panel))
        panel.text(1.03, 0.77, "\n".join(lines), fontsize=8, linespacing=1.35, **_beside(panel))
        words.append(f"{name_group(group)}: {', '.join(lines)}")
    panels[-1].set_xlim(0, until * (1 + 1.2 / COLUMNS))
    if length is not None:
        over = f"fixed length: {length:g} {unit}"
        panels[0].text(
            length,
            1.0,
            over,
            fontsize=8,
            color=GREY,
            ha="center",
            va="bottom",
            transform=panels[0].get_xaxis_transform(),
        )
    panels[-1].set_xlabel(
        f"{unit[:1].upper()}{unit[1:]} in the {what}. One dot: one child in twenty (hollow: later than shown).\n"
        "Below: median, half of the children, eight in ten; dark: 95 % interval of each end.",
        fontsize=8.5,
        loc="left",
    )
    return Drawing(figure, f"Time in the {what}, one row per group. {'; '.join(words)}.")


def draw_spans(
    fits: Mapping[str, LocationScale], *, until: float, what: str = "stage", unit: str = "months"
) -> Drawing:
    """Draw spans of several readings side by side in every group: first spell and total time, or several shapes.

    Parameters
    ----------
    fits
        Reading → its fit; the same groups in each.
    until, what, unit
        As in `draw_spread`.

    Raises
    ------
    TableError
        As `draw_spread`.
    """
    _check_axis(until)
    readings = list(fits)
    groups = order_groups(pd.Series(list(fits[readings[0]].scales.index)))
    shares = [0.1, 0.25, 0.5, 0.75, 0.9]
    quantiles = {reading: fit.quantiles(shares) for reading, fit in fits.items()}
    rows = len(groups) * (3 * len(readings) + 2)
    tall = 0.115 * rows + 0.95
    figure = open_figure(tall)
    figure.subplots_adjust(left=0.2, right=0.655, bottom=0.6 / tall, top=1 - 0.3 / tall)
    panel = figure.subplots()
    place, words = 0.0, []
    across = panel.get_yaxis_transform()
    for group in groups:
        colour, _ = choose_look(group, groups)
        name = name_group(group)
        panel.text(-0.02, -place, name, color=colour, fontsize=9, fontweight="bold", transform=across, **_left())
        place += 1.7
        for reading in readings:
            own = quantiles[reading].loc[group]
            panel.text(-0.02, -place - 0.75, reading, fontsize=8.5, transform=across, **_left())
            _draw_spans(panel, own, -place, until, colour)
            middle = _tell(own.loc[0.5], until)
            half, most = (f"{_round(own, low, until)} to {_round(own, high, until)}" for _, low, high in SPANS)
            panel.text(1.03, -place - 0.75, middle, fontsize=8, transform=across, va="center")
            panel.text(1.38, -place - 0.75, half, fontsize=8, transform=across, va="center")
            words.append(f"{name}, {reading}: median {middle}, half {half}, eight in ten {most}")
            place += 3
        place += 0.3
    for at, title in ((1.03, "Median (95 %)"), (1.38, "Half of the children")):
        panel.text(at, 0.3, title, fontsize=8, fontweight="bold", transform=across)
    panel.set_ylim(-place, 0.8)
    panel.set_xlim(0, until * 1.015)
    panel.set_yticks([])
    panel.tick_params(labelsize=8.5)
    panel.spines[["top", "right", "left"]].set_visible(False)
    panel.grid(axis="x", color="#e4e4e4", linewidth=0.6)
    panel.set_axisbelow(True)
    panel.set_xlabel(
        f"{unit[:1].upper()}{unit[1:]} in the {what}. From top: median, half of the children,\n"
        "eight in ten; dark: 95 % interval of each end.",
        fontsize=8.5,
        loc="left",
    )
    return Drawing(figure, f"Time in the {what}. {'; '.join(words)}.")


def _stack(times: np.ndarray, until: float) -> tuple[np.ndarray, np.ndarray]:
    """Column and height of every dot; a column is as wide as a dot, those beyond the axis share one at its end."""
    columns = np.where(times > until, COLUMNS, np.floor(np.minimum(times, until) / until * (COLUMNS - 1e-9)))
    heights = np.array([np.sum(columns[:place] == column) for place, column in enumerate(columns)])
    return columns, heights


def _draw_dots(panel: Any, columns: np.ndarray, heights: np.ndarray, until: float, colour: str) -> None:
    for column, height in zip(columns, heights, strict=True):
        fill = "white" if column == COLUMNS else colour
        look = {"color": fill, "markeredgecolor": colour, "markeredgewidth": 1, "clip_on": False}
        panel.plot((column + 0.5) * until / COLUMNS, height + 0.5, marker="o", markersize=7.6, **look)
    panel.axhline(-0.2, color="#c4c4c4", linewidth=0.8)


def _draw_spans(panel: Any, own: pd.DataFrame, place: float, until: float, colour: str) -> None:
    """Median, half and eight in ten, one below the other."""
    _draw_end(panel, own.loc[0.5], place, until, colour)
    for level, (_, low, high) in enumerate(SPANS):
        _draw_span(panel, own.loc[[low, high]], place - 0.75 * (level + 1), until, colour)


def _draw_span(panel: Any, ends: pd.DataFrame, place: float, until: float, colour: str) -> None:
    low, high = np.minimum(ends["time"].to_numpy(), until)
    panel.plot([low, high], [place, place], color=colour, alpha=0.35, linewidth=4, solid_capstyle="butt")
    for _, end in ends.iterrows():
        _draw_end(panel, end, place, until, colour)


def _draw_end(panel: Any, end: pd.Series, place: float, until: float, colour: str) -> None:
    """One quantile: a dot where it is estimated, a dark bar over its interval."""
    low, high = min(end["low"], until), min(end["high"], until)
    panel.plot([low, high], [place, place], color=colour, linewidth=1.8, solid_capstyle="butt")
    if end["time"] <= until:
        panel.plot(end["time"], place, marker="|", markersize=6.5, color=colour, markeredgewidth=1.6)


def _tell_group(own: pd.DataFrame, later: pd.Series | None, length: float | None, unit: str, until: float) -> list[str]:
    lines = [f"median {_tell(own.loc[0.5], until)} {unit}"]
    lines += [f"{name} {_round(own, low, until)} to {_round(own, high, until)}" for name, low, high in SPANS]
    if later is not None:
        shares = (f"{100 * later[name]:.0f}" for name in ("share", "low", "high"))
        lines.append("longer than {} {}: {} % ({} to {})".format(f"{length:g}", unit, *shares))
    return lines


def _tell(end: pd.Series, until: float) -> str:
    time, low, high = (_write(end[name], until) for name in ("time", "low", "high"))
    return f"{time} ({low} to {high})"


def _round(own: pd.DataFrame, share: float, until: float) -> str:
    return _write(own.loc[share, "time"], until)


def _write(time: float, until: float) -> str:
    """A time, or that it lies beyond what was followed."""
    return f"{time:.1f}" if time <= until else f"over {until:g}"


def _beside(panel: Any) -> dict[str, Any]:
    return {"transform": panel.transAxes, "va": "top", "ha": "left"}


def _left() -> dict[str, str]:
    return {"ha": "right", "va": "center"}


def _check_axis(until: float) -> None:
    if not (np.isfinite(until) and until > 0):
        raise TableError("until: the axis must end at a time above 0. Give the end of follow-up.")
