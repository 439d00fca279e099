"""Does a line of deltas hold the truth between its ends, and the interval at the planted delta? Long: see Makefile."""

import numpy as np
import pytest

from research.recurrent.simulated import Plan, cut_at_loss, make_families
from workbench.research import imputation
from workbench.research.recurrent import cox

pytestmark = [pytest.mark.validate, pytest.mark.timeout(3600)]

ROWS = {"start": "start", "stop": "stop", "event": "event"}
FAMILIES, TIMES, IMPUTATIONS = 100, 100, 5
WITHHELD = 1.5  # log odds of withholding a score, per unit
AFTER = 0.8  # log rate ratio after loss


def percent(hits):
    share = np.mean(hits)
    return f"{100 * share:.1f} ± {100 * np.sqrt(share * (1 - share) / len(hits)):.1f}"


def fit(rows, terms):
    return cox(rows, terms=terms, cluster="family", interval="jackknife", **ROWS)


def cohort(plan, place, stream):
    return make_families(plan, FAMILIES, np.random.default_rng([stream, place]))


def gather(lines, truth, term, planted):
    """Along the line: the mean estimate with its Monte-Carlo error, and how often the interval holds the truth."""
    rows = []
    for delta in lines[0]["delta"].unique():
        own = [line[(line["delta"] == delta) & (line["term"] == term)].iloc[0] for line in lines]
        estimates = np.array([one["estimate"] for one in own])
        held = np.array([one["low"] <= truth <= one["high"] for one in own])
        rows.append(
            {
                "delta": f"{delta:+g}" + (" (planted)" if delta == planted else ""),
                "mean estimate": f"{estimates.mean():.3f} ± {estimates.std(ddof=1) / np.sqrt(len(own)):.3f}",
                "truth": f"{truth:.3f}",
                "truth inside the interval, %": percent(held),
                "cohorts": len(own),
                "_": (delta, estimates.mean(), estimates.std(ddof=1) / np.sqrt(len(own)), held.mean()),
            }
        )
    return rows


def shown(rows):
    return [{name: value for name, value in row.items() if name != "_"} for row in rows]


def judge(rows, truth, planted):
    """The ends lie on either side of the truth, at the planted delta the truth is met and the interval covers."""
    figures = [row["_"] for row in rows]
    means = {delta: (mean, error) for delta, mean, error, _ in figures}
    low, high = sorted((means[min(means)][0], means[max(means)][0]))
    assert low < truth < high
    mean, error = means[planted]
    assert abs(mean - truth) < max(3 * error, 0.03)
    away = {delta: abs(mean - truth) for delta, (mean, _) in means.items()}
    assert min(away, key=away.get) == planted
    ((held),) = [held for delta, *_, held in figures if delta == planted]
    assert held >= 0.92


def withhold(rows, rng):
    """One row per child; the score is withheld the more often the higher it is."""
    once = {name: (name, "first") for name in ("family", "exposed", "score")}
    children = rows.groupby("child", as_index=False).agg(setbacks=("event", "sum"), **once)
    gone = rng.random(len(children)) < 1 / (1 + np.exp(1 - WITHHELD * children["score"]))
    return children.assign(gone=gone, seen=children["score"].where(~gone))


def true_delta(children):
    """How much higher withheld scores are than told ones, all else that is known alike."""
    known = [children["exposed"], children["setbacks"], children["setbacks"] > 0, children["gone"]]
    design = np.column_stack([np.ones(len(children)), *known]).astype(float)
    return float(np.linalg.lstsq(design, children["score"].to_numpy())[0][-1])


def test_deltas_of_withheld_values_bracket_the_truth(keep_figures):
    plan = Plan(coef=(0.5, 0.5), monthly=0.1)
    rng = np.random.default_rng([11])
    planted = round(true_delta(withhold(make_families(plan, 100_000, rng), rng)), 2)
    lines = []
    for place in range(TIMES):
        rows = cohort(plan, place, 12)
        children = withhold(rows, np.random.default_rng([13, place]))
        known = rows.drop(columns="score")

        def join(table, known=known, plan=plan):
            values = table[["child", "seen"]].rename(columns={"seen": "score"})
            return fit(known.merge(values, on="child"), plan.terms)

        line = imputation.vary_delta(
            children,
            join,
            column="seen",
            deltas=[0, planted, 2 * planted],
            term="score",
            complete_df=FAMILIES - 2,
            id="child",
            family="family",
            variables=["seen"],
            family_variables=["exposed"],
            history=imputation.describe_history(rows, id="child", **ROWS),
            seed=place,
            imputations=IMPUTATIONS,
            iterations=5,
        )
        lines.append(line.table)
    truth = plan.coef[1]
    rows = gather(lines, truth, "score", planted)
    how = (
        f"{FAMILIES} families; a child's score (SD 1, log rate ratio {truth}) is withheld with log odds −1 + "
        f"{WITHHELD} per unit, a third of all; planted: how much higher withheld scores are than told ones in 100,000 "
        f"families, all else alike. {IMPUTATIONS} imputations, family jackknife; mean over cohorts ± Monte-Carlo error."
    )
    keep_figures("Answers withheld because of what they are: the line of deltas", how, shown(rows))
    judge(rows, truth, planted)


def test_deltas_of_loss_bracket_the_truth(keep_figures):
    plan = Plan(coef=(0.5, 0.3), monthly=0.1, loss=0.02, loss_exposed=3.0, after_loss=AFTER)
    large = make_families(plan, 100_000, np.random.default_rng([14]))
    truth = float(cox(large, terms=plan.terms, **ROWS).table.loc["exposed", "coef"])
    lines = []
    for place in range(TIMES):
        seen = cut_at_loss(cohort(plan, place, 15))
        lost = seen.groupby("child")["lost"].transform("any")
        line = imputation.vary_drop_out(
            seen.assign(until=np.where(lost, plan.months, np.nan)),
            lambda rows: fit(rows, plan.terms),
            id="child",
            family="family",
            until="until",
            terms=plan.terms,
            deltas=[0, AFTER, 2 * AFTER],
            term="exposed",
            complete_df=FAMILIES - 2,
            seed=place,
            imputations=IMPUTATIONS,
            **ROWS,
        )
        lines.append(line.table)
    rows = gather(lines, truth, "exposed", AFTER)
    how = (
        f"{FAMILIES} families, loss at 0.02 a month and three times as fast in exposed families; from then on setbacks "
        f"are exp({AFTER}) times as frequent, unseen. Truth: 100,000 families followed to the end. {IMPUTATIONS} "
        "imputations, family jackknife; mean over cohorts ± Monte-Carlo error."
    )
    keep_figures("Loss because of what comes after: the line of deltas", how, shown(rows))
    judge(rows, truth, AFTER)
