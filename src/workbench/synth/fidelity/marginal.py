"""What models without frailty, or without a covariate, find in very many families: simulated once, and stored."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from msgspec.structs import replace

from ...cohort.contract import TABLES
from ...cohort.frames import Cohort
from ...model.vocabulary import GROUPS, STAGES
from ...research import counting
from ...research.durations import location_scale
from ...research.recurrent import cox
from ..history import draw_history
from ..marginal import COLUMNS, FOLDER, describe_numbers
from ..parameters import DEFAULT, read_parameters, scenarios
from ..questions import read_questionnaire
from ..setbacks import draw_shocks
from ..streams import SIZE, Block
from ..synthesis import assemble, rated_form
from ..tables import Rows
from .known import Known
from .lines import pair_up
from .stays import OTHER_GROUPS, first_stays

HALF_A_DAY = 6 / 365.25
AT_ONCE = 8 * SIZE
BATCHES = 60
FIRST_SEED = 500_000
COVARIATES = {
    "prejudice": "setbacks.prejudice",
    "leaning": "setbacks.person_to_lean_on",
    "criteria": "setbacks.criterion",
    "age": "setbacks.age",
    "institution_or_alone": "setbacks.institution_or_alone",
}
SEEN_AT = ("intake", "month_12")

Value = tuple[str, str, str, float]  # quantity, parameter, key, value


def find_marginal(cohort: Cohort, scenario: str | Path = DEFAULT) -> pd.Series:
    """Fit every model of `marginal.QUANTITIES` to one cohort.

    Returns
    -------
    Series
        Values by quantity, parameter and key.
    """
    known = Known(cohort, read_parameters(scenario))
    parts = [_rates(known), _durations(known), _drop_out(known), _people(known)]
    if "needs" in known.truth.tables:
        parts.append(_needs(known))
    rows = [row for part in parts for row in part]
    index = pd.MultiIndex.from_tuples([row[:3] for row in rows], names=["quantity", "parameter", "key"])
    return pd.Series([row[3] for row in rows], index=index, name="value")


def reckon_marginal(scenario: str | Path = DEFAULT, batches: int = BATCHES, seed: int = FIRST_SEED) -> pd.DataFrame:
    """Average the fits over many cohorts of 2,048 families, each of its own seed.

    Returns
    -------
    DataFrame
        As `marginal.list_marginal`, without the words: quantity, parameter, key, value, error, families.
    """
    drawn = [find_marginal(_draw(scenario, seed + place), scenario) for place in range(batches)]
    found = pd.concat(drawn, axis=1)
    table = pd.DataFrame({"value": found.mean(axis=1), "error": found.std(axis=1) / np.sqrt(batches)})
    return table.round(6).assign(families=AT_ONCE * batches).reset_index()[list(COLUMNS)]


def _draw(scenario: str | Path, seed: int) -> Cohort:
    """A cohort with latent needs but without a single question: ratings enter no quantity, and take long."""
    numbers = read_parameters(scenario)
    form, shocks = replace(rated_form(numbers), items=()), draw_shocks(numbers, seed)
    rated = read_questionnaire(numbers, form)
    every = np.ones(SIZE, dtype=bool)
    histories = (draw_history(Block(numbers, seed, place), rated, shocks) for place in range(AT_ONCE // SIZE))
    wanted = [name for name in TABLES if name != "ratings"]
    return assemble([Rows(history, every) for history in histories], wanted, form, numbers, shocks)


def write_marginal(folder: Path | None = None, batches: int = BATCHES, named: Iterable[str] = ()) -> None:
    """Reckon and store the values of every scenario that ships, or of those named; equal numbers share a file."""
    place = folder or Path(str(FOLDER))
    place.mkdir(exist_ok=True)
    wanted = list(named) or [DEFAULT, *scenarios()]
    first = {describe_numbers(read_parameters(name)): name for name in reversed(wanted)}
    for told, scenario in first.items():
        table = reckon_marginal(scenario, batches)
        text = f"# {told}\n" + table.to_csv(index=False, lineterminator="\n")
        (place / f"{scenario}.csv").write_text(text, "utf-8")


def _rates(known: Known) -> Iterator[Value]:
    """Andersen-Gill and gap time, as a study builds them from the tables."""
    children = known.children.reset_index()
    children["group"] = pd.Categorical(children["group"], categories=list(GROUPS))
    children = children.assign(at_risk_from=children["entry_month"] + HALF_A_DAY)
    children = children[children["end_month"] > children["at_risk_from"]]
    events = known.cohort.setbacks[["child_id", "month"]].drop_duplicates()
    events = events.merge(children[["child_id", "at_risk_from"]], on="child_id").query("month > at_risk_from")
    rows = counting.build_intervals(
        children,
        events,
        id="child_id",
        entry="at_risk_from",
        exit="end_month",
        time="month",
        keep=["family_id", "group", *COVARIATES],
    )
    terms = ["group", *COVARIATES]
    gap = counting.merge_thin_strata(rows, event="event", number="number")
    fits = {
        "rate ratio (AG)": cox(rows, start="start", stop="stop", event="event", terms=terms),
        "rate ratio (AG), group alone": cox(rows, start="start", stop="stop", event="event", terms=["group"]),
        "gap ratio (PWP)": cox(gap, start="gap_start", stop="gap_stop", event="event", strata="stratum", terms=terms),
    }
    for quantity, fit in fits.items():
        for term, coefficient in fit.table["coef"].items():
            group = str(term).removeprefix("group[").removesuffix("]")
            parameter = COVARIATES.get(str(term), "setbacks.group")
            yield quantity, parameter, group if parameter == "setbacks.group" else "", float(coefficient)


def _durations(known: Known) -> Iterator[Value]:
    stays = first_stays(known)
    for stage in STAGES:
        here = stays[stays["stage"] == stage]
        fitted = location_scale(here, lower="lower", upper="upper", group="group", interval="sandwich")
        for group in OTHER_GROUPS:
            value = float(fitted.table["coef"][f"group[{group}]"])
            yield "duration, group alone", f"stages.{stage}_location", group, value
        for group in GROUPS:
            yield "duration, group alone", f"stages.{stage}_scale", group, float(fitted.scales[group])


def _drop_out(known: Known) -> Iterator[Value]:
    children = known.children.reset_index()
    children["group"] = pd.Categorical(children["group"], categories=list(GROUPS))
    children["stop"] = children["end_month"] - children["entry_month"]
    children["lost"] = (children["end_reason"] == "lost").astype(int)
    fitted = cox(children[children["stop"] > 0], stop="stop", event="lost", terms=["group"]).table["coef"]
    for group in OTHER_GROUPS:
        yield "rate of being lost, group alone", "dropout.group", group, float(fitted[f"group[{group}]"])


def _people(known: Known) -> Iterator[Value]:
    children = known.children
    yield "mean", "families.further_children", "", len(children) / len(known.families) - 1
    for group in GROUPS:
        yield "share", "children.group", group, float((children["group"] == group).mean())
    one, other = pair_up(children, "family_id")
    groups = children["group"].to_numpy()
    yield "share of pairs", "children.like_siblings", "", float((groups[one] == groups[other]).mean())


def _needs(known: Known) -> Iterator[Value]:
    made = known.cohort.assessments.merge(known.truth.needs, on="assessment_id")
    made["own"] = known.of_child(made, "group")
    for occasion in SEEN_AT:
        means = made[made["occasion"] == occasion].groupby("own").mean(numeric_only=True)
        for group in OTHER_GROUPS:
            for domain in known.numbers.by(f"needs.{group}"):
                value = float(means.loc[group, domain] - means.loc["left_behind", domain])
                yield f"difference of means, {occasion}", f"needs.{group}", domain, value
