"""Models of setbacks beside each other, each fitted to every imputed table and pooled.

A model is a function of rows, terms and the column of clusters. Each answers its own question: Andersen-Gill and
yearly rates compare rates over all setbacks, PWP compares children who have had as many, frailty compares children
inside a family.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import pandas as pd

from workbench.research import counting, gate
from workbench.research.imputation.pooling import PooledResult, pool_fits
from workbench.research.recurrent import cox, firth_cox, gamma_frailty, marginal_rates, proportional_hazards
from workbench.research.results import Result

TIMES: dict[str, Any] = {"start": "start", "stop": "stop", "event": "event"}
YEARS = 4  # the last year with a level of its own; later ones are set together with it
FEWEST = 5  # setbacks that this level holds at least; with fewer, an earlier year is the last
Model = Callable[[pd.DataFrame, Sequence[str], str], Result]
Interval = Literal["sandwich", "jackknife"]


def join_terms(rows: pd.DataFrame, tables: Sequence[pd.DataFrame], terms: Sequence[str]) -> list[pd.DataFrame]:
    """Put the terms of each table of children onto the start-stop rows.

    A term that the rows hold already changes over time: it stays, and only where it is missing does the table's value
    stand in. Rows of children that a table lacks are left out.
    """
    joined = []
    for table in tables:
        gate.require_columns(table, ["child_id", *terms])
        both = rows.merge(table[["child_id", *terms]], on="child_id", suffixes=("", "_at_intake"))
        for term in terms:
            if f"{term}_at_intake" in both.columns:
                both[term] = both[term].fillna(both.pop(f"{term}_at_intake"))
        joined.append(both)
    return joined


def fit_pooled(
    tables: Sequence[pd.DataFrame], model: Model, *, terms: Sequence[str], cluster: str = "family_id"
) -> PooledResult:
    """Fit a model to every table of start-stop rows and pool by Rubin's rules; G - 2 where G clusters are."""
    fits = [model(rows, terms, cluster) for rows in tables]
    return pool_fits(fits, complete_df=tables[0][cluster].nunique() - 2)


def andersen_gill(
    rows: pd.DataFrame, terms: Sequence[str], cluster: str = "family_id", interval: Interval = "jackknife"
) -> Result:
    """Rate over all setbacks."""
    return cox(rows, terms=list(terms), cluster=cluster, interval=interval, **TIMES)


def pwp_total_time(rows: pd.DataFrame, terms: Sequence[str], cluster: str = "family_id") -> Result:
    """Hazard of the next setback by time since exit, among children who have had as many; thin strata set together."""
    return _pwp(rows, terms, cluster, start="start", stop="stop")


def pwp_gap_time(rows: pd.DataFrame, terms: Sequence[str], cluster: str = "family_id") -> Result:
    """Hazard of the next setback by time since the last one, among children who have had as many."""
    return _pwp(rows, terms, cluster, start="gap_start", stop="gap_stop")


def family_frailty(rows: pd.DataFrame, terms: Sequence[str], cluster: str = "family_id") -> Result:
    """Rate over all setbacks between children of families alike in what nobody recorded."""
    return gamma_frailty(rows, terms=list(terms), group=cluster, **TIMES)


def firth(rows: pd.DataFrame, terms: Sequence[str], cluster: str = "family_id") -> Result:
    """Rate over all setbacks with Firth's penalty. Rows count as independent: `cluster` changes nothing."""
    return firth_cox(rows, terms=list(terms), **TIMES)


def yearly_rates(rows: pd.DataFrame, terms: Sequence[str], cluster: str = "family_id") -> Result:
    """Marginal rate of setbacks with a level for every year, thin late ones set together, by estimating equations."""
    pieces = counting.split_periods(rows, width=12.0, **TIMES)
    last = YEARS
    while last > 0 and pieces.loc[pieces["period"] >= last, "event"].sum() < FEWEST:
        last -= 1
    pieces["year"] = pieces["period"].clip(upper=last).astype(str)
    years = ["year"] if last > 0 else []
    return marginal_rates(
        pieces, event="event", terms=[*terms, *years], cluster=cluster, exposure="exposure", link="log"
    )


def check_proportional(tables: Sequence[pd.DataFrame], terms: Sequence[str]) -> pd.DataFrame:
    """Test over all imputed tables whether ratios change with time since exit.

    Returns
    -------
    DataFrame
        Indexed by term and GLOBAL: chi_square and p (medians over the tables), p_low, p_high (least and largest).
        The tests take rows as independent, so with siblings they find a change somewhat too often.

    References
    ----------
    Median of p over imputations: Eekhout, van de Wiel & Heymans 2017, doi:10.1186/s12874-017-0404-7
    """
    found = [proportional_hazards(rows, terms=list(terms), **TIMES).table for rows in tables]
    chi_square = pd.concat([table["chi_square"] for table in found], axis=1)
    p = pd.concat([table["p"] for table in found], axis=1)
    summary = {"chi_square": chi_square.median(axis=1), "p": p.median(axis=1)}
    return pd.DataFrame(summary | {"p_low": p.min(axis=1), "p_high": p.max(axis=1)})


def _pwp(rows: pd.DataFrame, terms: Sequence[str], cluster: str, *, start: str, stop: str) -> Result:
    strata = counting.merge_thin_strata(rows, event="event", number="number")
    return cox(
        strata,
        start=start,
        stop=stop,
        event="event",
        terms=list(terms),
        strata="stratum",
        cluster=cluster,
        interval="jackknife",
    )
