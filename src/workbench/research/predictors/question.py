"""What is asked, fixed before looking; and the answer to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.research import several
from workbench.research.imputation import Imputed, describe_history, impute
from workbench.research.imputation.pooling import PooledResult
from workbench.research.predictors.models import TIMES, andersen_gill, fit_pooled, join_terms
from workbench.research.predictors.study import Study


@dataclass(frozen=True)
class Question:
    """Terms named beforehand and how missing ones are filled in.

    Attributes
    ----------
    main
        Term asked about → how it reads. All other terms only adjust.
    of_family, of_child
        Columns of the study's children that are terms; of families those that all children of one share.
    seed, imputations
        Of the imputation.
    """

    main: Mapping[str, str]
    of_family: Sequence[str]
    of_child: Sequence[str]
    seed: int
    imputations: int = 15

    @property
    def terms(self) -> list[str]:
        """All columns that are terms, those of families first."""
        return [*self.of_family, *self.of_child]


@dataclass(frozen=True, eq=False)
class Answer:
    """Completed tables of children, start-stop rows with the terms of each, and the pooled Andersen-Gill model."""

    imputed: Imputed
    filled: list[pd.DataFrame]
    pooled: PooledResult


def answer(study: Study, question: Question) -> Answer:
    """Fill in what was not answered, fit the rate model to every table with a family jackknife, and pool.

    Raises
    ------
    TableError
        As `impute`, `cox` and `pool_fits`; a main term is not in the model.
    """
    imputed = impute(study.children, **choose_imputation(study, question), imputations=question.imputations)
    filled = join_terms(study.rows, imputed.tables, question.terms)
    pooled = fit_pooled(filled, andersen_gill, terms=question.terms)
    _require_terms("main", question.main, pooled)
    return Answer(imputed, filled, pooled)


def choose_imputation(study: Study, question: Question) -> dict:
    """Options of `impute` that hold for every imputation of the study."""
    return {
        "id": "child_id",
        "family": "family_id",
        "variables": list(question.of_child),
        "family_variables": list(question.of_family),
        "history": describe_history(study.rows, id="child_id", **TIMES),
        "seed": question.seed,
    }


def ask_together(pooled: PooledResult, terms: Sequence[str]) -> pd.Series:
    """Ask of several terms at once whether they make any difference.

    Returns
    -------
    Series
        statistic, f, df, df_error, p (Hotelling, with the fewest degrees of freedom that pooling leaves to a term).

    Raises
    ------
    TableError
        A term is not in the model.
    """
    assert pooled.covariance is not None
    _require_terms("terms", terms, pooled)
    listed = list(terms)
    estimate, covariance = pooled.table.loc[listed, "estimate"], pooled.covariance.loc[listed, listed]
    return several.hotelling(estimate.to_numpy(), covariance.to_numpy(), float(pooled.table.loc[listed, "df"].min()))


def hold_together(pooled: PooledResult, question: Question) -> pd.DataFrame:
    """Ratios of the main terms with limits that hold for all of them at once: ratio, low, high, p, by label."""
    main = list(question.main)
    assert pooled.covariance is not None
    table = several.widen_together(
        pooled.table.loc[main, "estimate"],
        pooled.covariance.loc[main, main],
        df=float(pooled.table.loc[main, "df"].min()),
    )
    ratios = np.exp(table[["coef", "low", "high"]]).rename(columns={"coef": "ratio"})
    return ratios.assign(p=table["p"]).rename(index=dict(question.main)).rename_axis("term")


def _require_terms(what: str, terms: Iterable[str], pooled: PooledResult) -> None:
    """Refuse a term that the model lacks."""
    for term in terms:
        if term not in pooled.table.index:
            known = ", ".join(map(str, pooled.table.index))
            raise TableError(f"{what}: '{term}' is not in the model; it has {known}. Name terms as the model does.")
