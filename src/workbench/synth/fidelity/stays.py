"""Stages and drop-out: forward durations as drawn and as they ended, siblings, and who was lost."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import statsmodels.api as sm

from ...model.vocabulary import GROUPS, STAGES
from ...research.durations import location_scale
from ..parameters import Parameters
from ..streams import DAYS
from .known import Known
from .lines import REFERENCE, Line, contrast, fit_lines, log_rate, mean_error, mean_line, pair_up

OTHER_GROUPS = list(GROUPS)[1:]


def first_stays(known: Known) -> pd.DataFrame:
    """First stay of every child in each stage: what was drawn, how it ended, group, criteria and family.

    `lower` and `upper` bound the forward duration in months; `standard` is the drawn log duration in SD from its
    planted centre.
    """
    stays = known.truth.stages.drop_duplicates(["child_id", "stage"])
    of_child = known.children.loc[stays["child_id"]].reset_index()
    places = pd.Categorical(stays["stage"], categories=list(STAGES)).codes
    rows = np.arange(len(stays))
    centre = of_child[[f"log_median_{stage}" for stage in STAGES]].to_numpy()[rows, places]
    spread = of_child[[f"log_sd_{stage}" for stage in STAGES]].to_numpy()[rows, places]
    length = (stays["end_month"] - stays["start_month"]).to_numpy()
    log_months = np.log(stays["latent_months"].to_numpy())
    return pd.DataFrame(
        {
            "child_id": stays["child_id"].to_numpy(),
            "family_id": of_child["family_id"],
            "group": pd.Categorical(of_child["group"], categories=list(GROUPS)),
            "stage": stays["stage"].to_numpy(),
            "criteria": of_child["criteria"],
            "log_months": log_months,
            "standard": (log_months - centre) / spread,
            "lower": np.maximum(length, 0.5 / DAYS),
            "upper": np.where(stays["ended"] == "forward", np.maximum(length, 0.5 / DAYS), np.inf),
            "ended": stays["ended"].to_numpy(),
        }
    )


def reference(numbers: Parameters, stage: str) -> float:
    """Planted log median of a stage among children left behind without criteria."""
    median, location = numbers.number(f"stages.{stage}_median"), numbers.by(f"stages.{stage}_location")
    return float(np.log(median)) + location[REFERENCE]


def compare_stays(known: Known) -> Iterator[Line]:
    """Compare location, scale and likeness of siblings, from the durations as they were drawn."""
    numbers, stays = known.numbers, first_stays(known)
    columns, terms = {}, {}
    for stage in STAGES:
        here = stays["stage"] == stage
        columns[stage] = here.astype(float)
        terms[stage] = (f"stages.{stage}_median", "log", reference(numbers, stage))
        for group in OTHER_GROUPS:
            planted = contrast(numbers, f"stages.{stage}_location", group)
            columns[f"{stage} {group}"] = (here & (stays["group"] == group)).astype(float)
            terms[f"{stage} {group}"] = (f"stages.{stage}_location", group, planted)
    columns["criteria"], terms["criteria"] = (
        stays["criteria"],
        ("stages.criterion", "", numbers.number("stages.criterion")),
    )
    given = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(stays["family_id"])[0]}}
    fitted = sm.OLS(stays["log_months"], pd.DataFrame(columns)).fit(**given)
    yield from fit_lines(terms, fitted, len(stays))
    for stage in STAGES:
        for group in GROUPS:
            here = (stays["stage"] == stage) & (stays["group"] == group)
            squares = np.square(fitted.resid[here].to_numpy())
            if len(squares) > 1:
                scale = float(np.sqrt(squares.sum() / (len(squares) - 1)))
                relative = mean_error(squares, stays.loc[here, "family_id"]) / (2 * scale**2)
                planted = numbers.by(f"stages.{stage}_scale")[group]
                yield Line(f"stages.{stage}_scale", group, planted, scale, planted * relative, len(squares))
        of_stage = stays[stays["stage"] == stage]
        one, other = pair_up(of_stage, "family_id")
        together = of_stage["standard"].to_numpy()[one] * of_stage["standard"].to_numpy()[other]
        families = of_stage["family_id"].to_numpy()[one]
        yield from mean_line("stages.family_share", stage, numbers.number("stages.family_share"), together, families)


def compare_ended_stays(known: Known) -> Iterator[Line]:
    """Compare the same, from stays as they ended: a move back and the end of follow-up censor the forward duration."""
    numbers, stays = known.numbers, first_stays(known)
    for stage in STAGES:
        here = stays[stays["stage"] == stage]
        fitted = location_scale(
            here,
            lower="lower",
            upper="upper",
            group="group",
            terms=["criteria"],
            cluster="family_id",
            interval="sandwich",
        )
        found, error = fitted.table["coef"], fitted.table["robust_se"]
        planted = {"intercept": (f"stages.{stage}_median", "log, as ended", reference(numbers, stage))}
        for group in OTHER_GROUPS:
            moved = contrast(numbers, f"stages.{stage}_location", group)
            planted[f"group[{group}]"] = (f"stages.{stage}_location", f"{group}, as ended", moved)
        planted["criteria"] = ("stages.criterion", f"{stage}, as ended", numbers.number("stages.criterion"))
        for term, (parameter, key, value) in planted.items():
            yield Line(parameter, key, value, float(found[term]), float(error[term]), len(here))
        for group in GROUPS:
            scale, place = float(fitted.scales[group]), f"log_scale[{group}]"
            value = numbers.by(f"stages.{stage}_scale")[group]
            yield Line(
                f"stages.{stage}_scale", f"{group}, as ended", value, scale, scale * float(error[place]), len(here)
            )


def compare_drop_out(known: Known) -> Iterator[Line]:
    """Compare the rate of being lost given frailty and general need: exponential waits, cut by whatever ends first."""
    numbers, children = known.numbers, known.children
    exposure = (children["end"] - children["entry"]) / DAYS - numbers.number("dropout.earliest")
    children, exposure = children[exposure > 0], exposure[exposure > 0]
    terms = {
        "one": ("dropout.monthly_rate", "log", log_rate(numbers, "dropout")),
        **{group: ("dropout.group", group, contrast(numbers, "dropout.group", group)) for group in OTHER_GROUPS},
        "frailty": ("dropout.frailty", "", numbers.number("dropout.frailty")),
        "need": ("dropout.need", "", numbers.number("dropout.need")),
    }
    columns = pd.DataFrame(
        {
            "one": 1.0,
            **{group: (children["group"] == group).astype(float) for group in OTHER_GROUPS},
            "frailty": np.log(children["family_frailty"]),
            "need": children["general_need"],
        }
    )
    lost = (children["end_reason"] == "lost").astype(float)
    fitted = sm.GLM(lost, columns, family=sm.families.Poisson(), offset=np.log(exposure)).fit()
    yield from fit_lines(terms, fitted, int(lost.sum()))
