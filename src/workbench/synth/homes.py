"""Where a child lives: with the parent, or while still apart with whoever looks after it."""

from collections.abc import Sequence

import numpy as np

from ..cohort.codes import CARERS
from .children import LEFT_BEHIND
from .exposure import Exposure
from .parameters import Parameters

HOME = "home_place"  # the item that asks for it
WITH = ("parent", *(code for code in CARERS if code != "not_applicable"))


def look_after(exposure: Exposure, group: np.ndarray, *, child: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Who looks after each child on each day, as a place in `WITH`.

    Parameters
    ----------
    group
        Group of each child.
    """
    apart = (group[child] == LEFT_BEHIND) & (day < exposure.reunited[child])
    return np.where(apart, exposure.carer[child] + 1, 0)


def home_shares(numbers: Parameters, codes: Sequence[int | str]) -> np.ndarray:
    """Shares of the places, by who looks after the child: `WITH` × codes."""
    given = [numbers.by(f"homes.{code}") for code in WITH]
    return np.array([[by.get(str(code), 0.0) for code in codes] for by in given])
