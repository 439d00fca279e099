"""Tables ready for a paper: words and rounded numbers, the count of events before the ratio, E-values beside it."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from workbench.research import gate
from workbench.research.results import Result
from workbench.research.several import correct_holm, find_e_values

ASSOCIATION = (
    "An association is not an effect: children with and without a given fact also differ in ways that nobody wrote "
    "down, so none of these numbers says that changing the fact would change the number of setbacks, and none says "
    "what will happen to one child."
)


def tabulate_ratios(
    fit: Result | pd.DataFrame,
    *,
    scale: Literal["rate", "hazard", "odds"] = "rate",
    common: bool = False,
    labels: Mapping[str, str] | None = None,
    main: list[str] | None = None,
) -> pd.DataFrame:
    """Set out ratios with interval, p, Holm's p and E-values.

    Parameters
    ----------
    fit
        A fitted or pooled model, or its table: `hazard_ratio`, `low`, `high`, `p`, or pooled with `ratio`, `ratio_low`,
        `ratio_high`.
    scale, common
        As in `find_e_values`.
    labels
        Term → how it reads; others keep their names.
    main
        Terms asked about beforehand: Holm's correction and E-values are for these; without it all. Ratios of other
        terms are there to adjust and carry neither.

    Returns
    -------
    DataFrame
        Indexed by label, numbers: ratio, low, high, p, p_holm, e_value, e_value_limit. `write_ratios` rounds it.

    Raises
    ------
    TableError
        A column is missing, or a term of `main` is not in the model.
    """
    table = fit if isinstance(fit, pd.DataFrame) else fit.table
    pooled = "ratio_low" in table.columns
    names = ("ratio", "ratio_low", "ratio_high") if pooled else ("hazard_ratio", "low", "high")
    gate.require_columns(table, [*names, "p"])
    ratios = table[[*names, "p"]].set_axis(["ratio", "low", "high", "p"], axis=1)
    asked = list(ratios.index) if main is None else main
    gate.require_columns(ratios.T, asked)
    own = ratios.loc[asked]
    ratios["p_holm"] = correct_holm(own["p"]).reindex(ratios.index)
    ratios[["e_value", "e_value_limit"]] = find_e_values(own, scale=scale, common=common).reindex(ratios.index)
    return ratios.rename(index=dict(labels or {})).rename_axis("term")


def write_ratios(ratios: pd.DataFrame) -> pd.DataFrame:
    """Round a table of `tabulate_ratios` into words for print; a dash where a number has no meaning."""
    interval = [f"{_two(low)} to {_two(high)}" for low, high in zip(ratios["low"], ratios["high"], strict=True)]
    e_values = [
        "–" if np.isnan(own) else f"{_two(own)} ({_two(limit)})"
        for own, limit in zip(ratios["e_value"], ratios["e_value_limit"], strict=True)
    ]
    return pd.DataFrame(
        {
            "Ratio": [_two(value) for value in ratios["ratio"]],
            "95 % interval": interval,
            "p": [_p(value) for value in ratios["p"]],
            "p (Holm)": [_p(value) for value in ratios["p_holm"]],
            "E-value (limit)": e_values,
        },
        index=ratios.index,
    )


def set_side_by_side(
    fits: Mapping[str, Result | pd.DataFrame], terms: Sequence[str], labels: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Write ratios and intervals of several models into one table, a row per model and a column per term.

    Parameters
    ----------
    fits
        Name → a fitted or pooled model, or a table as in `tabulate_ratios`.
    terms
        Which terms; a model that lacks one has a dash.

    Returns
    -------
    DataFrame
        Words, "1.25 (1.02 to 1.52)", indexed by the names of the models.
    """
    words = {}
    for name, fit in fits.items():
        ratios = tabulate_ratios(fit)
        words[name] = [
            f"{_two(row['ratio'])} ({_two(row['low'])} to {_two(row['high'])})" if row.notna().all() else "–"
            for _, row in ratios[["ratio", "low", "high"]].reindex(list(terms)).iterrows()
        ]
    headings = [dict(labels or {}).get(term, term) for term in terms]
    return pd.DataFrame.from_dict(words, orient="index", columns=headings).rename_axis("model")


def count_cohort(
    rows: pd.DataFrame,
    *,
    id: Hashable,
    family: Hashable,
    start: Hashable,
    stop: Hashable,
    event: Hashable,
    by: Hashable,
) -> pd.DataFrame:
    """Count who stands behind the numbers, by group and in all.

    Returns
    -------
    DataFrame
        Indexed by group, then "All": children, families, months followed, events, events per child and year,
        children without event.

    Raises
    ------
    TableError
        The rows break a rule of the gate.
    """
    gate.require_columns(rows, [id, family, start, stop, event, by])
    groups = gate.take_groups(rows, by)
    table = pd.DataFrame(
        {
            "child": rows[id].to_numpy(),
            "family": rows[family].to_numpy(),
            "months": gate.take_numbers(rows, stop) - gate.take_numbers(rows, start),
            "event": gate.take_events(rows, event).astype(np.int64),
        }
    )
    parts = {str(label): table[groups.codes == code] for code, label in enumerate(groups.labels)} | {"All": table}
    return pd.DataFrame.from_dict({name: _count(part) for name, part in parts.items()}, orient="index").rename_axis(by)


def count_at_risk(
    rows: pd.DataFrame, times: list[float], *, id: Hashable, start: Hashable, stop: Hashable, by: Hashable
) -> pd.DataFrame:
    """Children at risk at each time (start < time <= stop), by group: index group, columns times."""
    gate.require_columns(rows, [id, start, stop, by])
    begins, ends = gate.take_numbers(rows, start), gate.take_numbers(rows, stop)
    groups = gate.take_groups(rows, by)
    counts = {
        time: [
            rows.loc[(begins < time) & (time <= ends) & (groups.codes == code), id].nunique()
            for code in range(groups.n)
        ]
        for time in times
    }
    return pd.DataFrame(counts, index=pd.Index(groups.labels, name=by))


def _count(part: pd.DataFrame) -> dict[str, float]:
    events = int(part["event"].sum())
    return {
        "children": part["child"].nunique(),
        "families": part["family"].nunique(),
        "months followed": round(float(part["months"].sum()), 1),
        "events": events,
        "events per child and year": round(12 * events / float(part["months"].sum()), 2),
        "children without event": int((part.groupby("child")["event"].sum() == 0).sum()),
    }


def _two(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}"


def _p(value: float) -> str:
    if np.isnan(value):
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
