"""Planted curves and what a cohort shows of them: rates, durations, needs over time, visits, missing answers."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...cohort.frames import Cohort
from ...model.vocabulary import GROUPS, STAGES
from ...research.figures.look import COLOURS, SHORT, STYLES, Drawing, open_figure
from ..parameters import DEFAULT, read_parameters
from ..streams import DAYS
from .known import Known
from .needs import CLOCK, occasions
from .pictures import INK, title
from .setbacks import describe_months, month_rows, rate_terms
from .stays import first_stays

EDGES = (0, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60)
PLANTED = {"color": "black", "linewidth": 1.2, "linestyle": (0, (4, 2))}
SHOWN = 48  # months of visits that are drawn
POINT = {"fmt": "o", "markersize": 3.2, "linewidth": 1.1}


def draw_hazard(cohort: Cohort, scenario: str | Path = DEFAULT) -> Drawing:
    """Draw setbacks per child and month by months since exit, beside the planted rate of the same children."""
    known = Known(cohort, read_parameters(scenario))
    rows = month_rows(known)
    terms = rate_terms(known)
    log_rate = describe_months(known, rows)[list(terms)] @ np.array([planted for _, _, planted in terms.values()])
    rows["expected"] = rows["days"] * -np.expm1(-np.exp(log_rate) / DAYS)
    rows["group"] = known.children["group"].to_numpy()[rows["child"]]
    rows["bin"] = _bin(rows["month"])
    figure = open_figure(4.4)
    figure.set_layout_engine("constrained")
    told = []
    for panel, group in zip(figure.subplots(2, 2, sharex=True, sharey=True).flat, GROUPS, strict=True):
        mine = rows[rows["group"] == group].groupby("bin")[["days", "events", "expected"]].sum()
        months = mine["days"] / DAYS
        low, high = np.array(EDGES)[mine.index], np.array(EDGES)[mine.index + 1]
        panel.stairs(mine["expected"] / months, [*low, high[-1]], baseline=None, **PLANTED)
        found = mine["events"] / months
        error = 1.96 * np.sqrt(mine["expected"]) / months
        panel.errorbar((low + high) / 2, found, error, color=COLOURS[group], **POINT)
        title(panel, SHORT[group], COLOURS[group])
        told.append(
            f"{SHORT[group]} {mine['events'].sum():.0f} setbacks where {mine['expected'].sum():.0f} were planted"
        )
    panel.set_ylim(0)
    figure.supxlabel("Months since exit", fontsize=9)
    figure.supylabel("Setbacks per child and month", fontsize=9)
    alt = (
        "Setbacks per child and month by months since exit, one panel per group: points with 95 % Monte-Carlo "
        f"intervals, and dashed the planted rate of the same children given their frailty. {'; '.join(told)}."
    )
    return Drawing(figure, alt)


def _bin(months: pd.Series) -> np.ndarray:
    return np.clip(np.searchsorted(EDGES, months, side="right") - 1, 0, len(EDGES) - 2)


def draw_stays(cohort: Cohort, scenario: str | Path = DEFAULT) -> Drawing:
    """Draw how many are still in their first stay of a stage, beside the planted log-normal curve of the same children.

    Observed curves are product-limit estimates from stays as they ended; a move back or the end of follow-up censors.
    """
    from scipy import stats
    from statsmodels.duration.survfunc import SurvfuncRight

    known = Known(cohort, read_parameters(scenario))
    stays, children = first_stays(known), known.children
    figure = open_figure(3.1)
    figure.set_layout_engine("constrained")
    furthest = 0.0
    for panel, stage in zip(figure.subplots(1, len(STAGES), sharey=True), STAGES, strict=True):
        last = {"crisis": 18, "transition": 24, "reintegration": 48}[stage]
        grid = np.linspace(0.05, last, 150)
        for group in GROUPS:
            mine = stays[(stays["stage"] == stage) & (stays["group"] == group)]
            curve = SurvfuncRight(mine["lower"], np.isfinite(mine["upper"]).astype(int))
            shown = curve.surv_times <= last
            panel.step(
                [0, *curve.surv_times[shown]],
                [1, *curve.surv_prob[shown]],
                where="post",
                color=COLOURS[group],
                linewidth=1.6,
            )
            of_child = children.loc[mine["child_id"]]
            standard = (np.log(grid)[:, None] - of_child[f"log_median_{stage}"].to_numpy()) / of_child[
                f"log_sd_{stage}"
            ].to_numpy()
            planted = stats.norm.sf(standard).mean(axis=1)
            panel.plot(grid, planted, color="black", linewidth=0.9, linestyle=STYLES[group])
            at = np.searchsorted(curve.surv_times, grid, side="right")
            furthest = max(furthest, float(np.abs(np.r_[1, curve.surv_prob][at] - planted).max()))
        title(panel, stage.capitalize(), INK)
        panel.set_xlabel("Months in the stage", fontsize=8.5)
    figure.axes[0].set_ylabel("Still in the stage", fontsize=8.5)
    figure.legend(handles=_group_legend(), loc="outside lower center", ncols=5, frameon=False, fontsize=8)
    alt = (
        "Share still in the first stay of crisis, transition and reintegration by months, one coloured step curve per "
        "child group with the planted log-normal curve of the same children on it as a thin black line. The largest "
        f"vertical distance between a curve and its planted one is {furthest:.3f}."
    )
    return Drawing(figure, alt)


def _group_legend() -> list[Any]:
    from matplotlib.lines import Line2D

    found = [Line2D([], [], color=COLOURS[group], linewidth=2, label=SHORT[group]) for group in GROUPS]
    return [*found, Line2D([], [], color="black", linewidth=0.9, linestyle="--", label="Planted")]


def draw_needs(cohort: Cohort, scenario: str | Path = DEFAULT) -> Drawing:
    """Draw the two clocks of need: the excess after the exit, and relationships; less all else that moves them."""
    known = Known(cohort, read_parameters(scenario))
    numbers, rows = known.numbers, occasions(known)
    rows = rows.assign(bin=_bin(rows["months"]))
    figure = open_figure(2.9)
    figure.set_layout_engine("constrained")
    furthest = 0.0
    for panel, domain in zip(figure.subplots(1, 2, sharey=True), ("psychological", "relationships"), strict=True):
        moves = _moves(known, domain)
        clock = [name for name in moves if name in ("early", *CLOCK)]
        others = [name for name in moves if name not in clock]
        left = rows[domain] - rows[f"lasting_{domain}"] - rows[others] @ np.array([moves[name] for name in others])
        planted = rows[clock] @ np.array([moves[name] for name in clock])
        means = pd.DataFrame({"bin": rows["bin"], "left": left, "planted": planted, "months": rows["months"]})
        means = means.groupby("bin").agg(
            left=("left", "mean"), n=("left", "size"), planted=("planted", "mean"), at=("months", "mean")
        )
        spread = 1 - numbers.number("needs.family_share") - numbers.number("needs.child_share")
        error = np.sqrt(spread / means["n"])
        order = np.argsort(rows["months"].to_numpy(), kind="stable")
        panel.plot(rows["months"].to_numpy()[order], planted.to_numpy()[order], **PLANTED)
        panel.errorbar(means["at"], means["left"], 1.96 * error, color=INK, **POINT)
        panel.axhline(0, color="#bbbbbb", linewidth=0.8)
        furthest = max(furthest, float((np.abs(means["left"] - means["planted"]) / error).max()))
        clocks = "relief, conflict, easing" if domain == "relationships" else "excess after the exit"
        title(panel, f"{domain.capitalize()}: {clocks}", INK)
        panel.set_xlabel("Months since exit", fontsize=8.5)
    figure.axes[0].set_ylabel("Move of the latent need (SD)", fontsize=8.5)
    alt = (
        "Move of latent need by months since exit. Psychological need starts raised and comes down within two years; "
        "need in relationships starts low, rises above zero in the first year and eases slowly. Points with 95 % "
        f"Monte-Carlo intervals, dashed the planted curves; the furthest point is {furthest:.1f} errors off."
    )
    return Drawing(figure, alt)


def _moves(known: Known, domain: str) -> dict[str, float]:
    """Column of `occasions` → planted size."""
    from ..needs import RELIEVES
    from .needs import terms_of

    moves = {name: planted for name, (_, _, planted) in terms_of(known, domain).items() if name != "one"}
    relief = moves.pop("service", 0.0)
    return moves | {f"service {area}": relief for area, domains in RELIEVES.items() if domain in domains}


def draw_visits(cohort: Cohort) -> Drawing:
    """Draw visits per child and month since entry, by schedule: as planned, and because of setbacks on top."""
    known = Known(cohort, read_parameters())
    visits, children = cohort.visits, known.children
    since = visits["month"] - known.of_child(visits, "entry") / DAYS
    length = (children["end"] - children["entry"]) / DAYS
    month = np.arange(SHOWN)
    figure = open_figure(2.7)
    figure.set_layout_engine("constrained")
    told = []
    schedules = {"weekly": "Weekly", "monthly": "Monthly", "six_monthly": "Six-monthly"}
    for panel, (schedule, name) in zip(figure.subplots(1, 3, sharey=True), schedules.items(), strict=True):
        mine = known.of_child(visits, "visit_schedule") == schedule
        followed = np.clip(length[children["visit_schedule"] == schedule].to_numpy()[:, None] - month, 0, 1).sum(axis=0)
        below = np.zeros(SHOWN)
        for kind, colour in (("scheduled", INK), ("crisis", "#d98032")):
            here = mine & (visits["kind"] == kind) & (since > 0)
            counts, _ = np.histogram(since[here], bins=np.arange(SHOWN + 1))
            rate = counts / np.maximum(followed, 1)
            panel.bar(month + 0.5, rate, bottom=below, width=1, color=colour, linewidth=0)
            below = below + rate
        told.append(f"{name.lower()} {below[:12].mean():.1f} a month in the first year")
        title(panel, name, INK)
        panel.set_xlabel("Months since entry", fontsize=8.5)
    figure.axes[0].set_ylabel("Visits per child and month", fontsize=8.5)
    handles = [_patch(INK, "As planned, and last contact"), _patch("#d98032", "Because of a setback")]
    figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False, fontsize=8)
    alt = f"Visits per child and month since entry, by schedule, visits because of setbacks on top: {', '.join(told)}."
    return Drawing(figure, alt)


def _patch(colour: str, label: str) -> Any:
    from matplotlib.patches import Patch

    return Patch(color=colour, label=label)
