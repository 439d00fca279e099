"""The stated rule by which the analysis group of a child follows from its dated episodes."""

import numpy as np
import pandas as pd

from ..model.vocabulary import GROUPS


def derive_groups(children: pd.DataFrame, episodes: pd.DataFrame, parents: pd.DataFrame) -> pd.Series:
    """Derive the group of every child.

    Born on or after the exit: `born_after`. Else born after the exploitation of the parent began: `born_into`. Else
    with an episode `present` or `exploited`: `trafficked_with`. Else: `left_behind`.

    Parameters
    ----------
    children, episodes, parents
        Tables of the cohort.

    Returns
    -------
    Series
        Categorical, on the index of `children`; missing where the birth is not known, or the length of the
        exploitation is not and decides.
    """
    length = children["parent_id"].map(parents.set_index("parent_id")["exploitation_months"]).to_numpy(dtype=float)
    birth = children["birth_month"].to_numpy(dtype=float)
    there = episodes.loc[episodes["kind"].isin(["present", "exploited"]), "child_id"]
    present = children["child_id"].isin(there).to_numpy()
    code = np.where(birth >= 0, 3, np.where(birth > -length, 2, np.where(present, 1, 0)))
    code[(np.isnan(length) & (birth < 0)) | np.isnan(birth)] = -1
    return pd.Series(pd.Categorical.from_codes(code, categories=list(GROUPS)), index=children.index, name="group")
