"""Families, parents and children: every share and length against its number."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import optimize, stats

from ...cohort.codes import CHILD_CRITERIA, PARENT_CRITERIA, REGIONS
from ...model.vocabulary import GROUPS
from ...research.durations import location_scale
from ..children import APART, MOST, YEAR
from ..families import LONGEST
from ..streams import DAYS
from .known import Known, whole_days
from .lines import Line, code_lines, mean_line, share_line

EVERYBODY = "everybody"


def compare_families(known: Known) -> Iterator[Line]:
    """Compare what is drawn once per family, and its parents."""
    numbers, families = known.numbers, known.families
    for name in ("visit_schedule", "community_prejudice"):
        yield from code_lines(f"families.{name}", families[name], numbers.by(f"families.{name}"))
    yield from code_lines("families.region", families["region"], dict.fromkeys(REGIONS, 1 / len(REGIONS)))
    lean = families["person_to_lean_on"]
    yield from share_line("families.person_to_lean_on", "", numbers.number("families.person_to_lean_on"), lean)
    until = numbers.number("design.exits_until_month")
    yield from mean_line("design.exits_until_month", "", until, 2 * families["exit_calendar_month"] + 1)
    days, latest = whole_days(families["intake_month"]), numbers.number("families.intake_latest")
    upper = np.where(days >= np.floor(latest * DAYS), np.inf, (days + 1) / DAYS)
    yield from _log_normal("families.intake", numbers, np.minimum(days / DAYS, latest), upper)
    yield from _assistance(known)
    parents = known.cohort.parents
    first, other = (parents[parents["parent_id"].str.endswith(end)] for end in ("P1", "P2"))
    yield from share_line("parents.mother", "", numbers.number("parents.mother"), first["role"] == "mother")
    there = families.index.isin(other["family_id"])
    yield from share_line("parents.other_parent", "", numbers.number("parents.other_parent"), there)
    share = numbers.number("parents.other_trafficked")
    yield from share_line("parents.other_trafficked", "", share, other["trafficked"])
    forms = parents.loc[parents["trafficked"], "exploitation"]
    yield from code_lines("parents.exploitation", forms, numbers.by("parents.exploitation"))
    for code in PARENT_CRITERIA:
        share = numbers.by("parents.criteria")[code]
        yield from share_line("parents.criteria", code, share, parents[f"criterion_{code}"])
    longest = min(LONGEST, 12 * numbers.number("children.oldest_at_exit") - 3)
    length = whole_days(first["exploitation_months"])
    lower = np.where(length <= round(DAYS), 0, (length - 0.5) / DAYS)
    upper = np.where(length >= round(longest * DAYS), np.inf, (length + 0.5) / DAYS)
    yield from _log_normal("parents.exploitation", numbers, lower, upper)


def _assistance(known: Known) -> Iterator[Line]:
    """Siblings share how long assistance lasts: one value per family."""
    one = known.children.drop_duplicates("family_id")
    lasting = (one["assistance_end"] - one["entry"]).to_numpy() / DAYS
    yield from _log_normal("services.assistance", known.numbers, lasting, lasting)


def _log_normal(name: str, numbers, lower: np.ndarray, upper: np.ndarray) -> Iterator[Line]:
    frame = pd.DataFrame({"lower": lower, "upper": upper, "group": EVERYBODY})
    fitted = location_scale(frame, lower="lower", upper="upper", group="group", interval="sandwich")
    found, error = fitted.table["coef"], fitted.table["robust_se"]
    centre, spread = float(np.log(numbers.number(f"{name}_median"))), numbers.number(f"{name}_spread")
    scale = float(np.exp(found.iloc[-1]))
    n = len(frame)
    yield Line(f"{name}_median", "log", centre, float(found.iloc[0]), float(error.iloc[0]), n)
    yield Line(f"{name}_spread", "", spread, scale, scale * float(error.iloc[-1]), n)


def compare_children(known: Known) -> Iterator[Line]:
    """Compare group, birth, siblings and complex-case criteria of the children."""
    numbers, children = known.numbers, known.children
    drawn = known.families["children_drawn"].to_numpy()
    yield _further(numbers.number("families.further_children"), drawn)
    only = children[children["children_drawn"] == 1]
    yield from code_lines("children.group", only["group"], numbers.by("children.group"))
    yield from _like_siblings(known)
    yield from share_line("children.boy", "", numbers.number("children.boy"), children["sex"] == "boy")
    first, last = _windows(known, only)
    place = (only["birth"] - first + 0.5) / (last - first + 1)
    for group in GROUPS:
        yield from mean_line("children.birth (place in its window)", group, 0.5, place[only["group"] == group])
        of_group = children[children["group"] == group]
        for code in CHILD_CRITERIA:
            share = numbers.by("children.criteria")[code]
            odds = share / (1 - share) * np.exp(numbers.by("children.criteria_of_group")[group])
            holds = of_group[f"criterion_{code}"]
            yield from share_line("children.criteria", f"{code}, {group}", odds / (1 + odds), holds)


def _further(planted: float, drawn: np.ndarray) -> Line:
    """Poisson, at most four: its mean by the method of moments."""
    counts = np.arange(1, MOST)
    cut = lambda mean: stats.poisson.sf(counts - 1, mean).sum()
    found = optimize.brentq(lambda mean: cut(mean) - (drawn - 1).mean(), 1e-6, 20)
    slope = (cut(found + 1e-4) - cut(found - 1e-4)) / 2e-4
    error = drawn.std() / np.sqrt(len(drawn)) / slope
    return Line("families.further_children", "", planted, float(found), float(error), len(drawn))


def _windows(known: Known, children: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """First and last day since exit on which a child of that group can be born."""
    first = known.cohort.parents.drop_duplicates("family_id").set_index("family_id")["exploitation_months"]
    begin = -whole_days(first.reindex(children["family_id"]))
    return windows(known, begin, children["group"].to_numpy())


def windows(known: Known, begin: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same for any group, when the exploitation began on day `begin`."""
    oldest = -np.round(known.numbers.number("children.oldest_at_exit") * YEAR)
    holds = [group == "left_behind", group == "trafficked_with", group == "born_into"]
    return np.select(holds, [oldest, oldest, begin + 1], 0), np.select(holds, [begin - 30, begin, -1], 270)


def _like_siblings(known: Known) -> Iterator[Line]:
    """Maximum likelihood among two children drawn, given that their births were far enough apart to keep both."""
    children = known.children[known.children["children_drawn"] == 2]
    both = children[children.groupby("family_id")["family_id"].transform("size") == 2]
    one, other = both.iloc[::2], both.iloc[1::2]
    if len(one) < 2:
        return
    length = known.cohort.parents.drop_duplicates("family_id").set_index("family_id")["exploitation_months"]
    begin = -whole_days(length.reindex(one["family_id"]))
    shares = known.numbers.by("children.group")
    alike, apart = np.zeros(len(one)), np.zeros(len(one))
    for first in GROUPS:
        for second in GROUPS:
            kept = 1 - _near(known, begin, first, second)
            apart += kept * shares[first] * shares[second]
            alike += kept * shares[first] * (first == second)
    mine = np.array([shares[group] for group in one["group"]])
    same = (one["group"].to_numpy() == other["group"].to_numpy()) / mine

    def log_likelihood(like: float) -> np.ndarray:
        return np.log(like**2 * same + 1 - like**2) - np.log(like**2 * alike + (1 - like**2) * apart)

    found = optimize.minimize_scalar(lambda like: -log_likelihood(like).sum(), bounds=(0, 1), method="bounded").x
    score = (log_likelihood(found + 1e-4) - log_likelihood(found - 1e-4)) / 2e-4
    planted = known.numbers.number("children.like_siblings")
    yield Line("children.like_siblings", "", planted, float(found), float(1 / np.sqrt((score**2).sum())), len(one))


def _near(known: Known, begin: np.ndarray, first: str, second: str) -> np.ndarray:
    """Chance that two births, each uniform over the days of its group, are less than 280 days apart."""
    (a, b), (c, d) = (
        tuple(np.broadcast_to(edge, begin.shape) for edge in windows(known, begin, np.array(group)))
        for group in (first, second)
    )
    b, d = b + 1, d + 1

    def below(gap: float) -> np.ndarray:
        corners = [(a - d, 1), (b - d, -1), (a - c, -1), (b - c, 1)]
        return sum(sign * np.maximum(gap - edge, 0) ** 2 / 2 for edge, sign in corners)

    return (below(APART - 0.5) - below(0.5 - APART)) / ((b - a) * (d - c))
