"""Visits, full ratings and services: how often, how regularly, after what."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import statsmodels.api as sm

from ...cohort.codes import SERVICES
from ..streams import DAYS
from ..visits import planned_months
from .known import Known, whole_days
from .lines import Line, fit_lines, mean_line, share_line

ALONE = 60  # days without another setback, before and after, so that a visit can be ascribed to one
LONG = 12  # months after entry, by which nearly every service has begun


def compare_visits(known: Known) -> Iterator[Line]:
    """Compare planned visits by schedule, visits after setbacks, and who was there."""
    visits = known.cohort.visits.assign(day=whole_days(known.cohort.visits["month"]))
    share = known.numbers.number("visits.person_of_concern")
    yield from share_line("visits.person_of_concern", "", share, visits["person_of_concern_present"])
    for schedule in known.numbers.by("families.visit_schedule"):
        yield from _planned(known, visits, schedule)
    yield from _after_setbacks(known, visits)
    crisis = visits[visits["kind"] == "crisis"].merge(
        known.cohort.assessments[["child_id", "month", "occasion"]], on=["child_id", "month"], how="left"
    )
    free = crisis[crisis["occasion"].isna() | (crisis["occasion"] == "setback")]
    share = known.numbers.number("visits.rated_after_setback")
    yield from share_line("visits.rated_after_setback", "", share, free["occasion"].notna())


def windows(known: Known, schedule: str) -> tuple[pd.DataFrame, np.ndarray]:
    """Every planned visit of a schedule that lies well inside follow-up: child, planned month since entry, interval."""
    children = known.children[known.children["visit_schedule"] == schedule]
    at, interval = planned_months(schedule, known.numbers.number("design.follow_up_months"))
    room = ((children["end"] - children["entry"]).to_numpy() / DAYS)[:, None]
    child, place = np.nonzero(at + 0.5 * interval < room - 0.2)
    frame = {"child_id": children.index.to_numpy()[child], "place": place, "entry": children["entry"].to_numpy()[child]}
    return pd.DataFrame(frame), np.column_stack([at - 0.5 * interval, at, interval])


def _planned(known: Known, visits: pd.DataFrame, schedule: str) -> Iterator[Line]:
    """Windows of half an interval to each side hold one planned visit; those with a crisis visit are left out."""
    planned, grid = windows(known, schedule)
    if planned.empty:
        return
    mine = visits[known.of_child(visits, "visit_schedule") == schedule]
    since = (mine["day"] - known.of_child(mine, "entry")).to_numpy() / DAYS
    mine = mine.assign(since=since, place=np.searchsorted(grid[:, 0], since, side="right") - 1)
    mine = mine[(since > 0) & (mine["place"] >= 0) & (since < (grid[:, 1] + 0.5 * grid[:, 2])[mine["place"]])]
    disturbed = mine[mine["kind"] == "crisis"][["child_id", "place"]].drop_duplicates()
    calm = planned.merge(disturbed.assign(disturbed=True), on=["child_id", "place"], how="left")
    calm = calm[calm["disturbed"].isna()]
    held = calm.merge(mine[["child_id", "place", "since"]], on=["child_id", "place"], how="left")
    missed = known.numbers.number("visits.missed")
    yield from share_line("visits.missed", schedule, missed, held["since"].isna())
    seen = held[held["since"].notna()]
    shift = (seen["since"].to_numpy() - grid[seen["place"].to_numpy(), 1]) / grid[seen["place"].to_numpy(), 2]
    expected = _square_shift(known.numbers.number("visits.jitter"), grid)[seen["place"].to_numpy()]
    planted = float(expected.mean())
    yield from mean_line("visits.jitter (square of shift)", schedule, planted, shift**2 - expected + planted)


def _square_shift(jitter: float, grid: np.ndarray) -> np.ndarray:
    """Mean square of how far a visit lies from its planned day, in intervals: uniform, then in whole days."""
    even = (np.arange(4000) + 0.5) / 2000 - 1
    at, interval = grid[:, 1:2] * DAYS, grid[:, 2:] * DAYS
    return np.square((np.round(at + even * jitter * interval) - at) / interval).mean(axis=1)


def _after_setbacks(known: Known, visits: pd.DataFrame) -> Iterator[Line]:
    """Visits because of setbacks that stand alone for two months before and after."""
    events = known.cohort.setbacks.drop_duplicates(["child_id", "month"])
    day, child = whole_days(events["month"]), known.place(events)
    apart = np.where(child[1:] == child[:-1], np.diff(day), ALONE + 1)
    before, after = np.r_[ALONE + 1, apart], np.r_[apart, ALONE + 1]
    end = known.of_child(events, "end").to_numpy()
    alone = (before > ALONE) & (after > ALONE) & (end > day + ALONE)
    crisis = visits[visits["kind"] == "crisis"]
    span = 10_000
    seen = known.place(crisis) * span + crisis["day"].to_numpy()
    first = child[alone] * span + day[alone]
    place = np.minimum(np.searchsorted(seen, first), max(len(seen) - 1, 0))
    wait = (seen[place] - first) if len(seen) else np.full(len(first), -1)
    holds = (wait >= 0) & (wait < ALONE)
    yield from share_line("visits.after_setback", "", known.numbers.number("visits.after_setback"), holds)
    delay = known.numbers.number("visits.delay")
    whole = 1 / np.expm1(1 / delay)
    yield from mean_line("visits.delay", "", delay, wait[holds], per=whole / delay)


def compare_services(known: Known) -> Iterator[Line]:
    """Compare who is offered what by need, who declines, and when services begin and end."""
    numbers, children, services = known.numbers, known.children, known.cohort.services
    long = (children["end"] - children["entry"] > LONG * DAYS) & (
        children["assistance_end"] - children["entry"] > LONG * DAYS
    )
    children = children[long]
    mine = services[services["child_id"].isin(children.index)]
    for area in SERVICES:
        offered = children.index.isin(mine.loc[mine["area"] == area, "child_id"]).astype(float)
        design = pd.DataFrame({"one": 1.0, "need": children["general_need"]})
        fitted = sm.GLM(offered, design, family=sm.families.Binomial()).fit()
        share = numbers.by("services.offered")[area]
        terms = {
            "one": ("services.offered", f"log odds, {area}", float(np.log(share / (1 - share)))),
            "need": ("services.offered_by_need", area, numbers.number("services.offered_by_need")),
        }
        yield from fit_lines(terms, fitted, len(offered))
        declined = services.loc[services["area"] == area, "uptake"] == "declined"
        yield from share_line("services.declined", area, numbers.number("services.declined"), declined)
    entry = known.of_child(mine, "entry")
    mean = numbers.number("services.wait") * DAYS
    whole = 1 / np.expm1(1 / mean)
    wait = whole_days(mine["start_month"]) - entry
    yield from mean_line("services.wait", "", mean / DAYS, wait, per=whole / mean * DAYS)
    yield from _length(known)


def _length(known: Known) -> Iterator[Line]:
    """Exponential length in whole days, cut by the end of assistance or of follow-up."""
    services = known.cohort.services
    received = services[services["uptake"] == "received"]
    start, end = whole_days(received["start_month"]), whole_days(received["end_month"])
    limit = np.minimum(known.of_child(received, "assistance_end"), known.of_child(received, "end")).to_numpy()
    ended, days = end < limit, end - start - 1
    chance = ended.sum() / (days.sum() + ended.sum())
    found = -1 / np.log1p(-chance) / DAYS
    planted = known.numbers.number("services.length")
    yield Line("services.length", "", planted, float(found), float(found / np.sqrt(ended.sum())), len(received))
