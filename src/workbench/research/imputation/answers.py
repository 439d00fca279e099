"""Typed non-answers, each by its kind: what does not apply is known, everything else is missing."""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.model.vocabulary import NonAnswer
from workbench.research import gate

APPLIES_NOT = NonAnswer.NOT_APPLICABLE.value
MISSING = tuple(reason.value for reason in NonAnswer if reason is not NonAnswer.NOT_APPLICABLE)


def sort_non_answers(frame: pd.DataFrame, reasons: Mapping[Hashable, Hashable]) -> pd.DataFrame:
    """Give every non-answer its place, so that nothing is imputed that has no value to find.

    A question that does not apply is answered. In a categorical column it becomes a level of its own, the last. In a
    column of numbers the value becomes 0 and a column `..._not_applicable` of 0 and 1 is added, wherever the
    question did not apply to somebody: with both in a model, the coefficient of `name` speaks of those to whom the
    question applies. Unknown, declined, unsafe to ask and not reached are missing and stay so, for `impute`.

    Parameters
    ----------
    frame
        One row per child or assessment.
    reasons
        Column of values → column of reasons, which holds a code of `NonAnswer` where there is no value.

    Returns
    -------
    DataFrame
        The table without the columns of reasons.

    Raises
    ------
    TableError
        A column is missing; a cell has a value and a reason, or neither; a reason is no code of `NonAnswer`; the name
        of an indicator is taken.
    """
    gate.require_columns(frame, [*reasons, *reasons.values()])
    sorted_out = frame.drop(columns=list(dict.fromkeys(reasons.values())))
    for name, why in reasons.items():
        values, reason = frame[name], frame[why]
        _refuse_unclear(frame, name, why)
        not_for = (reason == APPLIES_NOT).fillna(False).to_numpy(dtype=bool)
        if gate.is_categorical(values):
            sorted_out[name] = _with_level(values, not_for)
        elif not_for.any():
            indicator = f"{name}_not_applicable"
            if indicator in frame.columns:
                raise TableError(f"column '{indicator}': that name is taken. Rename the column.")
            sorted_out[name] = values.astype(float).where(~not_for, 0.0)
            sorted_out[indicator] = not_for.astype(np.int64)
    return sorted_out


def _refuse_unclear(frame: pd.DataFrame, name: Hashable, why: Hashable) -> None:
    valued, given = frame[name].notna().to_numpy(), frame[why].notna().to_numpy()
    allowed = ", ".join(reason.value for reason in NonAnswer)
    strange = given & ~frame[why].isin([APPLIES_NOT, *MISSING]).to_numpy()
    gate.refuse_rows(frame, strange, f"column '{why}'", "no reason of that code", f"Allowed: {allowed}.")
    remedy = "Keep the value or the reason, not both."
    gate.refuse_rows(frame, valued & given, f"column '{name}'", f"a value and a reason in '{why}'", remedy)
    remedy = f"Give the reason in '{why}': not_applicable where the question is not asked of such a child."
    gate.refuse_rows(frame, ~valued & ~given, f"column '{name}'", "neither a value nor a reason", remedy)


def _with_level(values: pd.Series, not_for: np.ndarray) -> pd.Series:
    kept = values if isinstance(values.dtype, pd.CategoricalDtype) else values.astype("category")
    if not not_for.any():
        return kept
    if APPLIES_NOT not in kept.cat.categories:
        kept = kept.cat.add_categories([APPLIES_NOT])
    return kept.mask(not_for, APPLIES_NOT)
