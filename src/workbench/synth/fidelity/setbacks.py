"""Setbacks: the rate given frailty, by the exact likelihood of one event per day at most; what each event is."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import statsmodels.api as sm

from ...cohort.codes import REGIONS, SETBACKS
from ...model.vocabulary import GROUPS
from ..setbacks import SCHOOL_AGE
from ..streams import DAYS
from .known import Known, whole_days
from .lines import Line, code_lines, contrast, fit_lines, log_rate, share_line

GIVEN_CRISIS = "external_crisis"


def compare_setbacks(known: Known) -> Iterator[Line]:
    """Compare frailties, rate ratios, shocks, types and what setbacks lead to."""
    yield from _frailties(known)
    rows = month_rows(known)
    yield from fit_lines(rate_terms(known), fit_rate(known, rows), int(rows["events"].sum()))
    yield from _shocks(known)
    yield from _types(known)
    yield from _set_back(known)


def _frailties(known: Known) -> Iterator[Line]:
    """Gamma with mean 1: its mean and variance, with the errors that a gamma has."""
    for name, values in (("family", known.families["frailty"]), ("child", known.children["frailty"])):
        variance, n = known.numbers.number(f"setbacks.{name}_frailty"), len(values)
        found = float(np.square(values - 1).mean())
        error = float(np.sqrt((2 * variance**2 + 6 * variance**3) / n))
        yield Line("setbacks.frailty (mean)", name, 1.0, float(values.mean()), float(np.sqrt(variance / n)), n)
        yield Line(f"setbacks.{name}_frailty", "", variance, found, error, n)


def month_rows(known: Known) -> pd.DataFrame:
    """One row per child and month under observation: place of the child, month since exit, days at risk, events."""
    children = known.children
    month = np.arange(int(known.numbers.number("design.follow_up_months")) + 1)
    first, after = (np.ceil(edge * DAYS - 0.5) for edge in (month, month + 1))
    entry, end = children["entry"].to_numpy()[:, None] + 1, children["end"].to_numpy()[:, None] + 1
    days = np.clip(np.minimum(end, after) - np.maximum(entry, first), 0, None)
    events = known.cohort.setbacks.drop_duplicates(["child_id", "month"])
    counts = np.zeros(days.shape)
    at = np.floor((whole_days(events["month"]) + 0.5) / DAYS).astype(np.int64)
    np.add.at(counts, (known.place(events), at), 1)
    child, month = np.nonzero(days)
    rows = {"child": child, "month": month, "days": days[child, month], "events": counts[child, month]}
    return pd.DataFrame(rows)


def describe_months(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    """The covariates of the rate in every row of `month_rows`, in the order of `rate_terms`."""
    numbers, month = known.numbers, rows["month"].to_numpy()
    children = known.children.iloc[rows["child"].to_numpy()]
    since = month - np.ceil(np.round(children["assistance_end"].to_numpy() / DAYS, 6))
    hit = np.zeros((len(REGIONS), int(numbers.number("design.study_months")) + 1), dtype=bool)
    shocks = known.truth.shocks
    region = pd.Categorical(shocks["region"], categories=list(REGIONS)).codes
    hit[region, shocks["calendar_month"].to_numpy(dtype=int)] = True
    calendar = np.minimum(children["exit_calendar_month"].to_numpy() + month, hit.shape[1] - 1)
    columns = {
        "one": 1.0,
        **{group: (children["group"] == group).to_numpy(dtype=float) for group in list(GROUPS)[1:]},
        **{name: children[name].to_numpy(dtype=float) for name in ("criteria", "prejudice", "leaning", "age")},
        "institution_or_alone": children["institution_or_alone"].to_numpy(),
        "early": np.exp(-(month + 0.5) / numbers.number("setbacks.early_fades")),
        "ended": ((since >= 0) & (since < numbers.number("setbacks.assistance_ended_months"))).astype(float),
        "shock": hit[pd.Categorical(children["region"], categories=list(REGIONS)).codes, calendar].astype(float),
        "of_family": np.log(children["family_frailty"].to_numpy()),
        "of_child": np.log(children["frailty"].to_numpy()),
    }
    return pd.DataFrame(columns, index=rows.index)


def rate_terms(known: Known) -> dict[str, tuple[str, str, float]]:
    """Column of `describe_months` → parameter, key and planted coefficient."""
    numbers = known.numbers
    named = {"criteria": "criterion", "leaning": "person_to_lean_on", "ended": "assistance_ended"}
    plain = ("criteria", "prejudice", "leaning", "age", "institution_or_alone", "early", "ended", "shock")
    return {
        "one": ("setbacks.monthly_rate", "log", log_rate(numbers, "setbacks")),
        **{group: ("setbacks.group", group, contrast(numbers, "setbacks.group", group)) for group in list(GROUPS)[1:]},
        **{
            name: (f"setbacks.{named.get(name, name)}", "", numbers.number(f"setbacks.{named.get(name, name)}"))
            for name in plain
        },
        "of_family": ("setbacks.frailty (power of the family's)", "", 1.0),
        "of_child": ("setbacks.frailty (power of the child's)", "", 1.0),
    }


def fit_rate(known: Known, rows: pd.DataFrame):
    """Fit the monthly rate: on each day at risk an event with chance 1 - exp(-rate / days of a month)."""
    terms = describe_months(known, rows)
    kept = terms.columns[(terms != 0).any()]
    outcome = np.column_stack([rows["events"], rows["days"] - rows["events"]])
    family = sm.families.Binomial(link=sm.families.links.CLogLog())
    return sm.GLM(outcome, terms[kept], family=family, offset=np.full(len(rows), -np.log(DAYS))).fit()


def _shocks(known: Known) -> Iterator[Line]:
    """Months as far apart as a shock lasts are independent of each other."""
    numbers = known.numbers
    lasting, chance = int(numbers.number("setbacks.shock_months")), numbers.number("setbacks.shock_chance")
    months = range(lasting - 1, int(numbers.number("design.study_months")) + 1, lasting)
    shocks = known.truth.shocks
    hit = set(zip(shocks["region"], shocks["calendar_month"], strict=True))
    holds = [(region, month) in hit for region in REGIONS for month in months]
    yield from share_line("setbacks.shock_chance", f"in {lasting} months", 1 - (1 - chance) ** lasting, holds)


def events(known: Known) -> pd.DataFrame:
    """One row per event: child, day, types, effect, and what held on that day."""
    listed = known.cohort.setbacks.assign(type=known.cohort.setbacks["type"].astype(object))
    grouped = listed.groupby(["child_id", "month"], sort=False, observed=True)
    one = grouped.agg(type=("type", "first"), types=("type", "size"), effect=("effect", "first")).reset_index()
    one["day"] = whole_days(one["month"])
    at = np.floor((one["day"].to_numpy() + 0.5) / DAYS).astype(np.int64)
    held = describe_months(known, pd.DataFrame({"child": known.place(one), "month": at}))
    age = (one["day"] - known.of_child(one, "birth")) / 365.25
    return one.assign(ended=held["ended"] == 1, shocked=held["shock"] == 1, old=age >= SCHOOL_AGE)


def _types(known: Known) -> Iterator[Line]:
    """Types of events with one type, by what held; a second type is drawn apart from the first."""
    all_events = events(known)
    share = known.numbers.number("setbacks.second_type")
    yield from share_line("setbacks.second_type", "", share, all_events["types"] == 2)
    weights = dict(known.numbers.by("setbacks.type"))
    single = all_events[(all_events["types"] == 1) & all_events["old"]]
    in_crisis = weights | {GIVEN_CRISIS: known.numbers.number("setbacks.crisis_type")}
    never = {"end_of_assistance": 0.0}
    for name, given, ended, shocked in (
        ("at other times", weights | never, False, False),
        ("after assistance ended", weights, True, False),
        ("in a shock", in_crisis | never, False, True),
    ):
        here = single[(single["ended"] == ended) & (single["shocked"] == shocked)]
        total = sum(given.values())
        shares = {f"{code}": given[code] / total for code in SETBACKS if given[code]}
        for line in code_lines("setbacks.type", here["type"], shares):
            yield Line(line.parameter, f"{line.key}, {name}", line.planted, line.found, line.error, line.n)


def _set_back(known: Known) -> Iterator[Line]:
    """Whether an event led back, among those inside a stay past crisis that did not end that day for another reason."""
    stays, found = known.truth.stages, events(known)
    span = 10_000
    stays = stays.assign(start=whole_days(stays["start_month"]), end=whole_days(stays["end_month"]))
    key = known.place(stays) * span + stays["start"].to_numpy()
    place = np.searchsorted(key, known.place(found) * span + found["day"].to_numpy(), side="left") - 1
    stay = stays.iloc[place].reset_index(drop=True)
    last_day = (stay["end"] == found["day"]) & (stay["ended"] != "backward")
    asked = (stay["stage"] != "crisis") & ~last_day
    found = found[asked]
    leaning = known.of_child(found, "leaning")
    share, lean = known.numbers.number("setbacks.set_back"), known.numbers.number("setbacks.set_back_lean")
    for name, shift, given in (("nobody to lean on", 0, 0), ("somebody to lean on", lean, 1)):
        odds = share / (1 - share) * np.exp(shift)
        holds = found.loc[leaning == given, "effect"] == "set_back"
        yield from share_line("setbacks.set_back", name, float(odds / (1 + odds)), holds)
