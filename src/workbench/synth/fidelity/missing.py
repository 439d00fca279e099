"""Missing answers over the latent need behind the question: by chance, by circumstance, and tied to the need itself."""

from typing import Any

import numpy as np
import pandas as pd

from ...cohort.frames import Cohort
from ...model.vocabulary import NonAnswer
from ...research.figures.look import Drawing, open_figure
from ..parameters import read_parameters
from ..questions import STRENGTHS
from .answers import Answered
from .curves import PLANTED, POINT
from .known import Known
from .pictures import INK, title


def draw_missing(cohorts: dict[str, Cohort]) -> Drawing:
    """Draw the share of each non-answer over the latent need behind the question, beside what was planted.

    Parameters
    ----------
    cohorts
        By the scenario that each was drawn from: one column of panels each.
    """
    figure = open_figure(2.3 * 3)
    figure.set_layout_engine("constrained")
    panels = figure.subplots(3, len(cohorts), sharex=True, squeeze=False)
    rows = {
        "Unknown": (NonAnswer.UNKNOWN, "by chance alone (MCAR)"),
        "Not reached": (NonAnswer.NOT_REACHED, "by kind of visit (MAR)"),
        "Declined": (NonAnswer.DECLINED, "by the need itself (MNAR)"),
    }
    told = []
    for column, (scenario, cohort) in enumerate(cohorts.items()):
        known = Known(cohort, read_parameters(scenario))
        given = Answered(known)
        for panel, (name, (reason, how)) in zip(panels[:, column], rows.items(), strict=True):
            ends = _draw_reason(panel, given, reason)
            title(panel, f"{name}: {how}", INK)
            if column == 0:
                panel.set_ylabel("Share of questions", fontsize=8.5)
            panel.set_ylim(0, panel.get_ylim()[1] * 1.1)
            told.append(f"{scenario}, {name.lower()}: {ends}")
        panels[-1, column].set_xlabel(f"Latent need (SD), scenario {scenario}", fontsize=8.5)
    alt = (
        "Share of questions without an answer over the latent need behind them, by reason, scenario by scenario; "
        f"points with 95 % Monte-Carlo intervals, dashed the planted curve. {'; '.join(told)}."
    )
    return Drawing(figure, alt)


def _draw_reason(panel: Any, given: Answered, reason: NonAnswer) -> str:
    numbers = given.known.numbers
    order = [NonAnswer.UNSAFE, NonAnswer.NOT_APPLICABLE, NonAnswer.DECLINED, NonAnswer.NOT_REACHED, NonAnswer.UNKNOWN]
    codes = [list(NonAnswer).index(one) for one in order[: order.index(reason)]]
    need = np.array([one.domain != STRENGTHS and one.kind != "unrated" for one in given.questions])
    asked = (given.reasons >= -1) & need & ~np.isin(given.reasons, codes)
    child, place = np.nonzero(asked)
    latent = given.latent[child, place]
    holds = given.reasons[child, place] == list(NonAnswer).index(reason)
    crisis = (given.made["kind"] == "crisis").to_numpy(dtype=float)[child]
    age = given.made["age"].to_numpy(dtype=float)[child] - 9
    series = {"": np.ones(len(child), dtype=bool)}
    if reason is NonAnswer.NOT_REACHED:
        series = {"planned": crisis == 0, "crisis": crisis == 1}
    planted = {
        NonAnswer.UNKNOWN: lambda: np.full(len(child), numbers.number("missing.random")),
        NonAnswer.NOT_REACHED: lambda: _chance(
            numbers, "not_reached", numbers.number("missing.not_reached_crisis") * crisis
        ),
        NonAnswer.DECLINED: lambda: _chance(
            numbers,
            "declined",
            numbers.number("missing.declined_age") * age + numbers.number("missing.declined_need") * latent,
        ),
    }[reason]()
    edges = np.quantile(latent, np.linspace(0, 1, 13))
    bins = np.clip(np.searchsorted(edges, latent, side="right") - 1, 0, 11)
    ends = []
    for (label, here), colour in zip(series.items(), (INK, "#b35c00"), strict=False):
        frame = pd.DataFrame({"bin": bins[here], "at": latent[here], "holds": holds[here], "planted": planted[here]})
        means = frame.groupby("bin").agg(
            at=("at", "mean"), holds=("holds", "mean"), planted=("planted", "mean"), n=("at", "size")
        )
        error = 1.96 * np.sqrt(means["planted"] * (1 - means["planted"]) / means["n"])
        panel.plot(means["at"], means["planted"], **PLANTED)
        panel.errorbar(means["at"], means["holds"], error, color=colour, **POINT)
        if label:
            panel.text(
                means["at"].iloc[-1],
                means["holds"].max() * 1.12,
                f"{label} visit",
                fontsize=8,
                ha="right",
                va="bottom",
                color=colour,
            )
        ends.append(f"{label} {means['holds'].iloc[0]:.1%} to {means['holds'].iloc[-1]:.1%}".strip())
    return ", ".join(ends)


def _chance(numbers: Any, name: str, log_odds: np.ndarray) -> np.ndarray:
    share = numbers.number(f"missing.{name}")
    return 1 / (1 + np.exp(-(np.log(share / (1 - share)) + log_odds)))
