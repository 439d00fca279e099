"""Needs and strengths: what lasts, how it goes together, and every move of the latent need."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
import statsmodels.api as sm

from ...cohort.codes import SERVICES
from ...model.vocabulary import GROUPS
from ..needs import NEEDS, RELIEVES
from ..streams import DAYS
from .known import Known, whole_days
from .lines import Line, fit_lines, mean_line, pair_up

CLOCK = ("relief", "conflict", "easing")


def compare_lasting(known: Known) -> Iterator[Line]:
    """Compare variances and correlations of what stays with a child: within the child, and between siblings."""
    numbers, children = known.numbers, known.children
    of_family, of_child = numbers.number("needs.family_share"), numbers.number("needs.child_share")
    common, whole = numbers.number("needs.common_share"), of_family + of_child
    families = children["family_id"].to_numpy()
    one, other = pair_up(children, "family_id")
    of_pair = families[one]
    needs = {domain: children[f"lasting_{domain}"].to_numpy() for domain in NEEDS}
    for domain, values in needs.items():
        together = values[one] * values[other]
        yield from mean_line("needs.family_share + needs.child_share", domain, whole, values**2, families)
        yield from mean_line("needs.family_share (siblings)", domain, of_family, together, of_pair)
    if whole:
        for first, second in combinations(NEEDS, 2):
            key, both = f"{first} and {second}", needs[first] * needs[second]
            across = (needs[first][one] * needs[second][other] + needs[second][one] * needs[first][other]) / 2
            yield from mean_line("needs.common_share (within child)", key, common, both, families, per=whole)
            planted = common * of_family
            yield from mean_line("needs.common_share × family_share (siblings)", key, planted, across, of_pair)
    general, strengths = children["general_need"].to_numpy(), children["strengths"].to_numpy()
    yield from mean_line("needs (general, variance)", "", 1.0, general**2, families)
    with_needs = numbers.number("strengths.with_needs")
    yield from mean_line("strengths.with_needs", "", with_needs, general * strengths, families)
    yield from mean_line("strengths (variance)", "", 1.0, strengths**2, families)
    alike = with_needs**2 * of_family / max(whole, 1e-12) + (1 - with_needs**2) * numbers.number(
        "strengths.family_share"
    )
    yield from mean_line("strengths.family_share (siblings)", "", alike, strengths[one] * strengths[other], of_pair)


def occasions(known: Known) -> pd.DataFrame:
    """One row per assessment: latent needs, what lasts, and what moves them."""
    made = known.cohort.assessments[["assessment_id", "child_id", "month"]].merge(known.truth.needs, on="assessment_id")
    children = known.children.iloc[known.place(made)]
    months = whole_days(made["month"]) / DAYS
    measured = {
        "hostile_story": children["told"].isin(["abandoned", "immoral"]),
        "no_contact": children["contact"] == "none",
        "no_remittance": children["remittance"] == "none",
        "institution_or_alone": children["institution_or_alone"],
        "exploited": children.index.isin(_exploited(known)),
        "prejudice": children["prejudice"],
        "apart_years": children["separation_months"] / 12,
        "age": children["age"],
        "criteria": children["criteria"],
        "leaning": children["leaning"],
        **{group: children["group"] == group for group in list(GROUPS)[1:]},
        **{f"lasting_{domain}": children[f"lasting_{domain}"] for domain in NEEDS},
    }
    numbers, peak = known.numbers, months / known.numbers.number("relationships.conflict_peak")
    return made.assign(
        family_id=children["family_id"].to_numpy(),
        months=months,
        early=np.exp(-months / numbers.number("needs.early_fades")),
        relief=-np.exp(-months / numbers.number("relationships.relief_fades")),
        conflict=peak * np.exp(1 - peak),
        easing=-(1 - np.exp(-months / numbers.number("relationships.easing_months"))),
        after_setback=_recent(known, made, numbers.number("needs.after_setback_fades")),
        **{f"service {area}": column for area, column in _running(known, made).items()},
        **{name: np.asarray(column, dtype=float) for name, column in measured.items()},
    )


def _exploited(known: Known) -> pd.Series:
    episodes = known.cohort.episodes
    return episodes.loc[episodes["kind"] == "exploited", "child_id"]


def _recent(known: Known, made: pd.DataFrame, fades: float) -> np.ndarray:
    """What is left of the latest setback at each assessment."""
    events = known.cohort.setbacks.drop_duplicates(["child_id", "month"])
    span = 10_000
    keys = known.place(events) * span + whole_days(events["month"])
    day, child = whole_days(made["month"]), known.place(made)
    place = np.searchsorted(keys, child * span + day, side="right") - 1
    at = np.maximum(place, 0)
    fits = (place >= 0) & (keys[at] // span == child) if len(keys) else np.zeros(len(made), dtype=bool)
    since = np.where(fits, day - keys[at] % span, np.inf) if len(keys) else np.full(len(made), np.inf)
    return np.exp(-since / DAYS / fades)


def _running(known: Known, made: pd.DataFrame) -> dict[str, np.ndarray]:
    """How far each service that was received has begun to tell, 0 to 1, at each assessment."""
    services = known.cohort.services
    received = services[services["uptake"] == "received"]
    begin = np.full((len(known.children), len(SERVICES)), np.inf)
    area = pd.Categorical(received["area"], categories=list(SERVICES)).codes
    begin[known.place(received), area] = whole_days(received["start_month"])
    day = whole_days(made["month"])[:, None]
    told = np.clip((day - begin[known.place(made)]) / (3 * DAYS), 0, 1)
    return {area: told[:, place] for place, area in enumerate(SERVICES)}


def compare_needs(known: Known) -> Iterator[Line]:
    """Compare every move of the latent need: need at an assessment less what lasts, regressed on all that moves it."""
    numbers, rows = known.numbers, occasions(known)
    for domain in NEEDS:
        terms = terms_of(known, domain)
        areas = [f"service {area}" for area, domains in RELIEVES.items() if domain in domains]
        design = rows[[name for name in terms if name not in ("one", "service")]].assign(one=1.0)
        if "service" in terms:
            design["service"] = rows[areas].sum(axis=1)
        design = design[[name for name in terms if (design[name] != 0).any()]]
        fitted = sm.OLS(rows[domain] - rows[f"lasting_{domain}"], design).fit()
        yield from fit_lines({name: terms[name] for name in design}, fitted, len(rows))
        left = 1 - numbers.number("needs.family_share") - numbers.number("needs.child_share")
        error = float(fitted.scale * np.sqrt(2 / fitted.df_resid))
        yield Line("needs (variance between occasions)", domain, left, float(fitted.scale), error, len(rows))


def terms_of(known: Known, domain: str) -> dict[str, tuple[str, str, float]]:
    """Columns that move a domain, with parameter, key and planted size."""
    numbers = known.numbers
    terms = {"one": ("needs (at reference)", domain, 0.0)}
    for group in list(GROUPS)[1:]:
        terms[group] = (f"needs.{group}", domain, numbers.by(f"needs.{group}")[domain])
    terms["age"] = ("needs.age", domain, numbers.by("needs.age")[domain])
    terms["criteria"] = ("needs.criterion", domain, numbers.number("needs.criterion"))
    for key, effect in numbers.by("needs.exposure").items():
        name, _, of_domain = key.partition("-")
        if of_domain == domain:
            terms[name] = ("needs.exposure", key, effect)
    terms["early"] = ("needs.early", domain, numbers.by("needs.early")[domain])
    terms["after_setback"] = ("needs.after_setback", domain, numbers.number("needs.after_setback"))
    if any(domain in domains for domains in RELIEVES.values()):
        terms["service"] = ("needs.service_relief", domain, numbers.number("needs.service_relief"))
    if domain == "relationships":
        terms |= {name: (f"relationships.{name}", "", numbers.number(f"relationships.{name}")) for name in CLOCK}
    return terms


def compare_strengths(known: Known) -> Iterator[Line]:
    """Compare growth and the person to lean on, from latent strengths at assessments.

    The general need stands among the terms, since those in need are lost earlier.
    """
    rows = occasions(known)
    design = pd.DataFrame({"one": 1.0, "leaning": rows["leaning"], "years": rows["months"] / 12})
    design["general"] = known.of_child(rows, "general_need")
    terms = {
        "one": ("strengths (at reference)", "", 0.0),
        "leaning": ("strengths.person_to_lean_on", "", known.numbers.number("strengths.person_to_lean_on")),
        "years": ("strengths.growth", "", known.numbers.number("strengths.growth")),
        "general": ("strengths.with_needs", "at assessments", known.numbers.number("strengths.with_needs")),
    }
    given = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(rows["family_id"])[0]}}
    yield from fit_lines(terms, sm.OLS(rows["strengths"], design).fit(**given), len(rows))
