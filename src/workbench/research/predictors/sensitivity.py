"""How far the answer hangs on the model, on which answers count, on what was withheld, and on who was gone."""

from collections.abc import Sequence

import pandas as pd

from workbench.errors import TableError
from workbench.research.imputation import SensitivityResult, vary_delta, vary_drop_out
from workbench.research.imputation.pooling import PooledResult
from workbench.research.predictors.models import (
    TIMES,
    andersen_gill,
    family_frailty,
    firth,
    fit_pooled,
    join_terms,
    pwp_gap_time,
    pwp_total_time,
    yearly_rates,
)
from workbench.research.predictors.question import Answer, Question, choose_imputation
from workbench.research.predictors.study import Study, follow_need
from workbench.research.results import Result

GOALS_MET = "goals_met"
FEW = 5  # imputations where every one costs a search of its own


def compare_models(given: Answer, question: Question) -> dict[str, Result]:
    """The same terms in every model of setbacks; frailty and Firth over the first five tables, the others over all."""
    terms, filled = question.terms, given.filled
    return {
        "Andersen-Gill (main)": given.pooled,
        "clustered on the child": fit_pooled(filled, andersen_gill, terms=terms, cluster="child_id"),
        "yearly rates": fit_pooled(filled, yearly_rates, terms=terms),
        "family frailty": fit_pooled(filled[:FEW], family_frailty, terms=terms),
        "Firth, rows independent": fit_pooled(filled[:FEW], firth, terms=terms),
        "PWP total time": fit_pooled(filled, pwp_total_time, terms=terms),
        "PWP gap time": fit_pooled(filled, pwp_gap_time, terms=terms),
    }


def compare_answers(study: Study, given: Answer, question: Question, need: str) -> dict[str, Result]:
    """The rate model by which answers count: imputed, complete cases, and a need as last judged before each row."""
    terms = question.terms
    (complete,) = join_terms(study.rows, [study.children.dropna(subset=terms)], terms)
    compared: dict[str, Result] = {"imputed (main)": given.pooled, "complete cases": andersen_gill(complete, terms)}
    for name, only in {"all visits": False, "scheduled visits only": True}.items():
        rows = follow_need(study, need, scheduled_only=only)
        filled = join_terms(rows, given.imputed.tables, terms)
        compared[f"latest need, {name}"] = fit_pooled(filled, andersen_gill, terms=terms)
    return compared


def vary_withheld(study: Study, question: Question, need: str, *, deltas: Sequence[float]) -> SensitivityResult:
    """The rate model along deltas of a need, where its answer was declined or not safe to ask (see `vary_delta`).

    Raises
    ------
    TableError
        The study holds no judgement of that need; or as `vary_delta`.
    """
    if f"{need}_withheld" not in study.children.columns:
        raise TableError(f"need: the study holds no judgement of '{need}'. Name it when the study is taken.")

    def fit(table: pd.DataFrame) -> Result:
        (rows,) = join_terms(study.rows, [table], question.terms)
        return andersen_gill(rows, question.terms)

    return vary_delta(
        study.children,
        fit,
        column=need,
        deltas=deltas,
        term=need,
        rows=study.children[f"{need}_withheld"],
        complete_df=study.children["family_id"].nunique() - 2,
        imputations=FEW,
        **choose_imputation(study, question),
    )


def vary_lost(given: Answer, question: Question, *, deltas: Sequence[float], term: str) -> SensitivityResult:
    """The rate model along deltas of the rate after loss to follow-up (see `vary_drop_out`)."""
    return vary_drop_out(
        given.filled[:FEW],
        lambda rows: andersen_gill(rows, question.terms),
        id="child_id",
        family="family_id",
        until="until",
        terms=question.terms,
        deltas=deltas,
        term=term,
        complete_df=given.filled[0]["family_id"].nunique() - 2,
        seed=question.seed,
        **TIMES,
    )


def keep_closed(study: Study, given: Answer, question: Question) -> PooledResult:
    """The rate model with closed cases kept at risk until their planned end, without a further setback.

    The main model takes children whose goals were met as going on like those still followed, which counts too many
    setbacks where it is the calmer children who leave. Here they have none any more: the other end.
    """
    children = study.children.set_index("child_id")
    closed = children.index[(children["end_reason"] == GOALS_MET) & (children["planned"] > children["end_month"])]
    kept = []
    for rows in given.filled:
        last = rows[rows["child_id"].isin(closed)].sort_values("stop").groupby("child_id").tail(1)
        after = last.assign(start=last["stop"], stop=last["child_id"].map(children["planned"]), event=0)
        kept.append(pd.concat([rows, after], ignore_index=True))
    return fit_pooled(kept, andersen_gill, terms=question.terms)
