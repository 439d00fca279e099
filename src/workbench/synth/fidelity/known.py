"""A cohort and its truth side by side, one row per child, as the comparisons read it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ...cohort.frames import Cohort, Truth
from ...errors import TableError
from ..parameters import Parameters
from ..streams import DAYS


@dataclass(frozen=True, eq=False)
class Known:
    """A cohort with its truth, and the numbers it was drawn from."""

    cohort: Cohort
    numbers: Parameters

    @property
    def truth(self) -> Truth:
        """What only the generator knows."""
        if self.cohort.truth is None:
            raise TableError("cohort: it carries no truth. Compare one that `synthesise` has just drawn.")
        return self.cohort.truth

    @cached_property
    def families(self) -> pd.DataFrame:
        """Families with their truth; indexed by family."""
        return self.cohort.families.merge(self.truth.families, on="family_id").set_index("family_id")

    @cached_property
    def children(self) -> pd.DataFrame:
        """Children with their truth and their family's; indexed by child; group and codes as text; days as integers."""
        children = self.cohort.children.merge(self.truth.children, on="child_id")
        children = children.merge(self.families.drop(columns="frailty").reset_index(), on="family_id")
        coded = children.select_dtypes("category").columns
        prejudice = children["community_prejudice"].cat.codes.to_numpy(dtype=float)
        children = children.astype(dict.fromkeys(coded, object)).assign(
            prejudice=prejudice,
            criteria=children.filter(like="criterion_").sum(axis=1).astype(float),
            leaning=children["person_to_lean_on"].astype(float),
            age=np.maximum(-whole_days(children["birth_month"]), 0) / 365.25 - 9,
            institution_or_alone=children["carer"].isin(["institution", "alone"]).astype(float),
            **{name: whole_days(children[f"{name}_month"]) for name in ("birth", "entry", "end", "assistance_end")},
        )
        return children.set_index("child_id")

    @cached_property
    def places(self) -> pd.Series:
        """Place of each child in `children`."""
        return pd.Series(np.arange(len(self.children)), index=self.children.index)

    def of_child(self, frame: pd.DataFrame, column: str) -> pd.Series:
        """A column of `children`, for the rows of a frame that has `child_id`."""
        return pd.Series(self.children[column].to_numpy()[self.place(frame)], index=frame.index)

    def place(self, frame: pd.DataFrame) -> np.ndarray:
        """Places in `children` of the rows of a frame that has `child_id`."""
        return self.places.reindex(frame["child_id"]).to_numpy()


def whole_days(months: pd.Series) -> np.ndarray:
    """Days that were written as months."""
    return np.round(months.to_numpy(dtype=float) * DAYS).astype(np.int64)
