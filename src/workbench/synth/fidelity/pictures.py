"""What a cohort looks like: lives of some children, and who is in it."""

from typing import Any

import numpy as np
import pandas as pd

from ...cohort.codes import END_REASONS
from ...cohort.frames import Cohort
from ...model.vocabulary import GROUPS, STAGES
from ...research.figures.look import COLOURS, SHORT, Drawing, open_figure

STAGE_COLOURS = {"crisis": "#7a7a7a", "transition": "#9ecae1", "reintegration": "#1f4e79"}
INK = "#10204a"
SETBACK = "#c1440e"


def draw_lives(cohort: Cohort, each: int = 6) -> Drawing:
    """Draw the follow-up of some children of each group: stages as observed, setbacks, full ratings.

    Parameters
    ----------
    each
        Children of each group: the first of the cohort.
    """
    figure = open_figure(1.2 + 0.19 * each * len(GROUPS))
    figure.set_layout_engine("constrained")
    panels = figure.subplots(len(GROUPS), 1, sharex=True)
    counted = 0
    for panel, group in zip(panels, GROUPS, strict=True):
        children = cohort.children[cohort.children["group"] == group].head(each)
        for place, child in enumerate(children["child_id"]):
            counted += _draw_life(panel, cohort, child, place)
        panel.set_ylim(each - 0.4, -0.6)
        panel.set_yticks([])
        panel.set_title(SHORT[group], loc="left", fontsize=9, fontweight="bold", color=COLOURS[group])
        panel.spines[["top", "right", "left"]].set_visible(False)
    panels[-1].set_xlabel("Months since exit (the child's own or the parent's)", fontsize=9)
    panels[-1].set_xlim(0, 61)
    figure.legend(handles=_legend(), loc="outside lower center", ncols=5, frameon=False, fontsize=8)
    alt = (
        f"Follow-up of {each} children of each group as bars from entry to end, shaded by stage as observed: crisis, "
        f"transition, reintegration, some leading back. {counted} setbacks are marked on them, and full ratings below."
    )
    return Drawing(figure, alt)


def _draw_life(panel: Any, cohort: Cohort, child: str, place: int) -> int:
    stays = cohort.stages[cohort.stages["child_id"] == child]
    for stay in stays.itertuples():
        width = stay.end_month - stay.start_month
        panel.barh(place, width, left=stay.start_month, height=0.5, color=STAGE_COLOURS[stay.stage], linewidth=0)
    setbacks = cohort.setbacks.loc[cohort.setbacks["child_id"] == child, "month"].unique()
    made = cohort.assessments.loc[cohort.assessments["child_id"] == child, "month"]
    panel.plot(setbacks, np.full(len(setbacks), place), "v", color=SETBACK, markersize=5, markeredgecolor="white")
    panel.plot(made, np.full(len(made), place + 0.38), "|", color="black", markersize=4)
    return len(setbacks)


def _legend() -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    stages = [Patch(color=STAGE_COLOURS[stage], label=stage.capitalize()) for stage in STAGES]
    mark = Line2D([], [], marker="v", color=SETBACK, markeredgecolor="white", linestyle="", label="Setback")
    rated = Line2D([], [], marker="|", color="black", linestyle="", label="Full rating")
    return [*stages, mark, rated]


def draw_people(cohort: Cohort) -> Drawing:
    """Draw who is in a cohort: children of a family, age at exit by group, length and end of follow-up, setbacks."""
    children = cohort.children
    figure = open_figure(4.6)
    figure.set_layout_engine("constrained")
    (families, ages), (ends, setbacks) = figure.subplots(2, 2)
    sizes = children["family_id"].value_counts().value_counts(normalize=True).sort_index()
    families.bar(sizes.index, sizes, color=INK, width=0.7)
    _name(families, "Children in a family", "Share of families")
    for group in GROUPS:
        age = -children.loc[children["group"] == group, "birth_month"] / 12
        counts, edges = np.histogram(age, bins=np.arange(-1, 18))
        shares = counts / len(children)
        ages.stairs(shares, edges, color=COLOURS[group], linewidth=1.6, label=SHORT[group])
    ages.legend(frameon=False, fontsize=7.5, loc="upper right")
    ages.set_xticks(range(0, 20, 5))
    _name(ages, "Age at exit in years (below 0: born after)", "Share of children")
    reasons = children["end_reason"].value_counts(normalize=True)
    reasons = reasons.reindex([code for code in END_REASONS if code in reasons.index])
    labels = ["Goals met", "Lost", "Turned 18", "Sixty months", "Study ended"]
    shown = dict(zip(END_REASONS, labels, strict=True))
    ends.barh([shown[code] for code in reasons.index], reasons, color=INK, height=0.6)
    ends.invert_yaxis()
    _name(ends, "Share of children", "")
    ends.set_title("Why follow-up ended", loc="left", fontsize=9)
    events = cohort.setbacks.drop_duplicates(["child_id", "month"])["child_id"].value_counts()
    counts = children["child_id"].map(events).fillna(0).clip(upper=12).value_counts(normalize=True).sort_index()
    setbacks.bar(counts.index, counts, color=INK, width=0.7)
    setbacks.set_xticks(range(0, 13, 2), [*map(str, range(0, 12, 2)), "12+"])
    _name(setbacks, "Setbacks of a child", "Share of children")
    alone, lost = sizes.get(1, 0), reasons.get("lost", 0)
    alt = (
        f"Four panels on {len(children):,} children in {len(cohort.families):,} families. {alone:.0%} of families have "
        f"one child, at most {sizes.index.max()}. Ages at exit run from unborn to 16. {lost:.0%} of children were lost "
        f"to follow-up. {counts.iloc[0]:.0%} had no setback, the mean is {events.sum() / len(children):.1f}."
    )
    return Drawing(figure, alt)


def title(panel: Any, name: str, colour: str) -> None:
    """Put the name of a panel above it, in the colour of what it shows."""
    panel.set_title(name, loc="left", fontsize=9, fontweight="bold", color=colour)
    panel.tick_params(labelsize=8)
    panel.spines[["top", "right"]].set_visible(False)


def _name(panel: Any, across: str, up: str) -> None:
    panel.set_xlabel(across, fontsize=8.5)
    panel.set_ylabel(up, fontsize=8.5)
    panel.tick_params(labelsize=8)
    panel.spines[["top", "right"]].set_visible(False)


def draw_errors(compared: pd.DataFrame, what: str = "comparisons") -> Drawing:
    """Draw how many Monte-Carlo errors every comparison lies off, part by part, beside the normal curve.

    Parameters
    ----------
    compared
        Of `compare` or `contrast_groups`.
    """
    from scipy import stats

    parts = list(dict.fromkeys(compared["part"]))
    figure = open_figure(1.2 + 0.34 * len(parts))
    figure.set_layout_engine("constrained")
    left, right = figure.subplots(1, 2, width_ratios=[3, 1], sharex=False)
    limit = max(4.0, float(compared["z"].abs().max()) * 1.05)
    left.axvspan(-1.96, 1.96, color="#ececec", linewidth=0)
    for edge in (-3.29, 0, 3.29):
        left.axvline(edge, color="#8a8a8a", linewidth=0.8, linestyle="-" if edge == 0 else (0, (4, 3)))
    for place, part in enumerate(parts):
        z = np.sort(compared.loc[compared["part"] == part, "z"].to_numpy())
        away = (np.arange(len(z)) * 0.618034 % 1 - 0.5) * 0.6
        left.plot(z, place + away, "o", color=INK, markersize=2.6, alpha=0.65, markeredgewidth=0)
        left.text(limit * 1.03, place, f"{len(z)}", fontsize=8, va="center")
    left.set_yticks(range(len(parts)), [part[:1].upper() + part[1:] for part in parts], fontsize=8.5)
    left.set_ylim(len(parts) - 0.4, -0.6)
    left.set_xlim(-limit, limit)
    left.set_xlabel("Found less planted, in Monte-Carlo errors", fontsize=8.5)
    left.spines[["top", "right", "left"]].set_visible(False)
    edges = np.linspace(-4, 4, 33)
    heights, _ = np.histogram(compared["z"], bins=edges)
    right.stairs(heights / len(compared) / (edges[1] - edges[0]), edges, fill=True, color="#9aa3b8")
    grid = np.linspace(-4, 4, 200)
    right.plot(grid, stats.norm.pdf(grid), color="black", linewidth=1.4)
    right.set_yticks([])
    right.set_title("All", fontsize=8.5, loc="left")
    right.set_xlabel("Errors", fontsize=8.5)
    right.spines[["top", "right", "left"]].set_visible(False)
    beyond = {edge: float((compared["z"].abs() > edge).mean()) for edge in (1.96, 3.29)}
    alt = (
        f"{len(compared)} {what}, each as a point at its distance from what was planted in Monte-Carlo errors, in "
        f"{len(parts)} parts, and a histogram of all beside the normal curve. {beyond[1.96]:.1%} lie beyond 1.96 "
        f"(5 % by chance), {beyond[3.29]:.2%} beyond 3.29 (0.10 % by chance); the furthest at "
        f"{compared['z'].abs().max():.2f}."
    )
    return Drawing(figure, alt)
