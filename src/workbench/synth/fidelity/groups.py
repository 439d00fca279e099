"""Do the four groups differ in what happens to them: one contrast per outcome, against children left behind."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import statsmodels.api as sm

from ...cohort.codes import OCCASIONS, PRACTITIONER, SETBACKS
from ...cohort.frames import Cohort
from ...model.vocabulary import GROUPS, STAGES
from ...research.durations import location_scale
from ...research.recurrent import cox
from ..needs import NEEDS
from ..parameters import DEFAULT, read_parameters
from ..streams import DAYS
from .known import Known
from .lines import Line, tabulate
from .setbacks import events
from .stays import OTHER_GROUPS, first_stays

SEEN_AT = ("intake", "month_6", "month_12", "month_24")


def contrast_groups(cohort: Cohort, scenario: str = DEFAULT) -> pd.DataFrame:
    """Contrast each group with children left behind in every outcome that a study may look at; nothing is adjusted for.

    Where no number ties a group to an outcome by any path, as in `null_groups`, all contrasts are chance alone.

    Parameters
    ----------
    cohort
        From `synthesise`, with its truth and all tables.
    scenario
        The one it was drawn from.

    Returns
    -------
    DataFrame
        As of `compare`; planted is 0 throughout. Errors allow for siblings being alike.
    """
    known = Known(cohort, read_parameters(scenario))
    parts = {
        "latent needs": _needs(known),
        "ratings": _ratings(known),
        "setbacks": _setbacks(known),
        "types of setback": _types(known),
        "stages": _stages(known),
        "drop-out": _lost(known),
        "visits and services": _contacts(known),
    }
    return tabulate(parts)


def _by_group(name: str, values: np.ndarray, group: np.ndarray, families: np.ndarray) -> Iterator[Line]:
    """Differences of means, by least squares with errors by family."""
    design = pd.DataFrame({"one": 1.0} | {other: (group == other).astype(float) for other in OTHER_GROUPS})
    given = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(families)[0]}}
    fitted = sm.OLS(np.asarray(values, dtype=float), design).fit(**given)
    for other in OTHER_GROUPS:
        yield Line(name, other, 0.0, float(fitted.params[other]), float(fitted.bse[other]), len(values))


def _needs(known: Known) -> Iterator[Line]:
    made = known.cohort.assessments.merge(known.truth.needs, on="assessment_id")
    made = made.assign(own=known.of_child(made, "group"), family_id=known.of_child(made, "family_id"))
    for occasion in SEEN_AT:
        here = made[made["occasion"] == occasion]
        for domain in (*NEEDS, "strengths"):
            name = f"{domain}, {OCCASIONS[occasion].lower()}"
            yield from _by_group(name, here[domain], here["own"].to_numpy(), here["family_id"].to_numpy())


def _ratings(known: Known) -> Iterator[Line]:
    """Mean level and share of declined answers per assessment, over questions that are asked of every child."""
    made = known.cohort.assessments
    ratings = known.cohort.ratings
    ratings = ratings[ratings["said_by"] == PRACTITIONER]
    asked = ratings["item"].value_counts()
    ratings = ratings[ratings["item"].isin(asked.index[asked == len(made)])]
    level = pd.to_numeric(ratings["value"].astype(object), errors="coerce")
    declined = (ratings["non_answer"] == "declined").astype(float)
    frame = pd.DataFrame({"assessment_id": ratings["assessment_id"], "level": level, "declined": declined})
    means = made.merge(frame.groupby("assessment_id").mean().reset_index(), on="assessment_id")
    means = means.assign(own=known.of_child(means, "group"), family_id=known.of_child(means, "family_id"))
    for occasion in SEEN_AT:
        here = means[means["occasion"] == occasion].dropna(subset="level")
        for what in ("level", "declined"):
            name = f"{'mean rating' if what == 'level' else 'declined'}, {OCCASIONS[occasion].lower()}"
            yield from _by_group(name, here[what], here["own"].to_numpy(), here["family_id"].to_numpy())


def _setbacks(known: Known) -> Iterator[Line]:
    """Log rate ratios over all setbacks, in the first year and later; and whether they led back."""
    found, children = events(known), known.children
    for name, low, high in (("rate, months 0 to 12", 0, 12), ("rate, months 12 to 60", 12, 61)):
        rows = _intervals(known, found, low, high)
        yield from _cox(name, rows)
    back = (found["effect"] == "set_back").to_numpy()
    of_child = children.loc[found["child_id"]]
    yield from _by_group("led back", back, of_child["group"].to_numpy(), of_child["family_id"].to_numpy())


def _intervals(known: Known, found: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    """Rows (start, stop] of months since exit between two months, cut at every setback."""
    children = known.children
    start = np.maximum(children["entry"] / DAYS, low)
    stop = np.minimum(children["end"] / DAYS + 0.5 / DAYS, high)
    spans = pd.DataFrame({"start": start, "stop": stop})
    spans = spans[spans["stop"] > spans["start"]]
    times = found.assign(at=found["day"] / DAYS)[["child_id", "at"]]
    inside = times.join(spans, on="child_id", how="inner")
    inside = inside[(inside["at"] > inside["start"]) & (inside["at"] <= inside["stop"])]
    ends = pd.concat(
        [
            inside[["child_id", "at"]].assign(event=1),
            spans.reset_index()[["child_id", "stop"]].rename(columns={"stop": "at"}).assign(event=0),
        ]
    ).sort_values(["child_id", "at", "event"], kind="stable")
    earlier = ends.groupby("child_id")["at"].shift()
    begin = earlier.fillna(ends["child_id"].map(spans["start"]))
    rows = ends.assign(start=begin, stop=ends["at"])
    return _described(known, rows[rows["stop"] > rows["start"]])


def _described(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    group = pd.Categorical(known.of_child(rows, "group"), categories=list(GROUPS))
    return rows.assign(group=group, family_id=known.of_child(rows, "family_id"))


def _cox(name: str, rows: pd.DataFrame) -> Iterator[Line]:
    fitted = cox(rows, start="start", stop="stop", event="event", terms=["group"], cluster="family_id").table
    for other in OTHER_GROUPS:
        row = fitted.loc[f"group[{other}]"]
        yield Line(name, other, 0.0, float(row["coef"]), float(row["robust_se"]), int(rows["event"].sum()))


def _types(known: Known) -> Iterator[Line]:
    listed = known.cohort.setbacks
    of_child = known.children.loc[listed["child_id"]]
    for code in SETBACKS:
        holds = (listed["type"] == code).to_numpy()
        if holds.sum() > 50:
            yield from _by_group(code, holds, of_child["group"].to_numpy(), of_child["family_id"].to_numpy())


def _stages(known: Known) -> Iterator[Line]:
    """Location and log scale of forward durations, from first stays as they ended."""
    stays = first_stays(known)
    for stage in STAGES:
        here = stays[stays["stage"] == stage]
        fitted = location_scale(
            here, lower="lower", upper="upper", group="group", cluster="family_id", interval="sandwich"
        )
        found, spread = fitted.table["coef"], fitted.covariance
        for other in OTHER_GROUPS:
            term = f"group[{other}]"
            error = float(np.sqrt(spread.loc[term, term]))
            yield Line(f"location, {stage}", other, 0.0, float(found[term]), error, len(here))
            one, two = f"log_scale[{other}]", "log_scale[left_behind]"
            error = float(np.sqrt(spread.loc[one, one] + spread.loc[two, two] - 2 * spread.loc[one, two]))
            yield Line(f"log scale, {stage}", other, 0.0, float(found[one] - found[two]), error, len(here))


def _lost(known: Known) -> Iterator[Line]:
    """Log ratio of the rates of being lost, by months since entry."""
    children = known.children.reset_index()
    rows = pd.DataFrame(
        {
            "child_id": children["child_id"],
            "start": 0.0,
            "stop": (children["end"] - children["entry"]) / DAYS,
            "event": (children["end_reason"] == "lost").astype(int),
        }
    )
    yield from _cox("rate of being lost", _described(known, rows[rows["stop"] > 0]))


def _contacts(known: Known) -> Iterator[Line]:
    """Visits and services in the first year after entry, of children followed that long."""
    children = known.children
    year = children[(children["end"] - children["entry"]) > 12 * DAYS]
    group, families = year["group"].to_numpy(), year["family_id"].to_numpy()
    for name, frame, at in (
        ("planned visits", known.cohort.visits, "month"),
        ("services offered", known.cohort.services, "start_month"),
    ):
        rows = frame[frame["kind"] == "scheduled"] if "kind" in frame else frame
        since = rows[at] - known.of_child(rows, "entry") / DAYS
        counts = rows.loc[since < 12, "child_id"].value_counts().reindex(year.index).fillna(0)
        yield from _by_group(f"{name}, first year", counts.to_numpy(), group, families)
