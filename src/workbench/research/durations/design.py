"""From a table of spells to the design of a location–scale model; the checks that spells need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.errors import TableError

from ..gate import Groups, Terms, refuse_rows, require_columns, take_groups, take_numbers, take_terms
from .likelihood import Design
from .shapes import SHAPES, Array

FEWEST_CHILDREN = 10


@dataclass(frozen=True, eq=False)
class Prepared:
    """A checked design, with what its parameters are called.

    `finished` marks rows whose upper bound is finite; `n_empty` rows could be anything between 0 and infinity.
    """

    design: Design
    group: Groups
    terms: Terms
    names: tuple[str, ...]
    finished: np.ndarray
    n_empty: int

    def one_scale(self) -> Design:
        """The same design with one scale for all groups."""
        return replace(self.design, band=np.zeros_like(self.design.band), n_bands=1)


def prepare(
    frame: pd.DataFrame,
    *,
    lower: str,
    upper: str,
    group: str,
    family: str,
    terms: str | Sequence[str],
    entry: str | None = None,
) -> Prepared:
    """Check bounds, groups and terms of a table of spells and set up its design; raises TableError."""
    if family not in SHAPES:
        raise TableError(f"family: '{family}' is not known. Use one of {', '.join(sorted(SHAPES))}.")
    require_columns(frame, [lower, upper, group])
    low, high = take_bounds(frame, lower, upper)
    groups = take_groups(frame, group)
    check_groups(groups, low, high, group)
    indicators = np.equal.outer(groups.codes, np.arange(1, groups.n)).astype(float)
    group_names = tuple(f"{group}[{label}]" for label in groups.labels[1:])
    extra = take_terms(frame, terms) if len(terms) else Terms((), (), np.empty((len(frame), 0)))
    together = Terms(
        group_names + extra.names, (group,) * len(group_names) + extra.sources, np.hstack([indicators, extra.matrix])
    )
    location = np.hstack([np.ones((len(frame), 1)), together.matrix])
    return Prepared(
        design=Design(
            SHAPES[family],
            low,
            high,
            location,
            groups.codes,
            groups.n,
            take_entry(frame, entry, low) if entry is not None else None,
        ),
        group=groups,
        terms=together,
        names=("intercept", *together.names, *(f"log_scale[{label}]" for label in groups.labels)),
        finished=np.isfinite(high),
        n_empty=int(((low <= 0) & np.isinf(high)).sum()),
    )


def take_bounds(frame: pd.DataFrame, lower: str, upper: str) -> tuple[Array, Array]:
    """Lower and upper bounds of durations: 0 <= lower <= upper, upper above 0; raises TableError."""
    require_columns(frame, [lower, upper])
    low = take_numbers(frame, lower)
    high = take_numbers(frame, upper, infinite=True)
    refuse_rows(frame, low < 0, f"column '{lower}'", "below 0", "A duration cannot be negative; check start and end.")
    remedy = "Check the order of visits; an exactly known duration has both bounds equal."
    refuse_rows(frame, high < low, f"column '{upper}'", f"below '{lower}'", remedy)
    remedy = "A stage left on the day it began needs a bound above 0, such as half a day."
    refuse_rows(frame, high <= 0, f"column '{upper}'", "not above 0", remedy)
    return low, high


def take_entry(frame: pd.DataFrame, entry: str, low: Array) -> Array:
    """How long each spell had lasted when it came under observation; raises TableError."""
    require_columns(frame, [entry])
    values = take_numbers(frame, entry)
    remedy = "Give 0 for a spell that was watched from its beginning."
    refuse_rows(frame, values < 0, f"column '{entry}'", "below 0", remedy)
    remedy = "Let the lower bound be at least the entry: a child who came in later was still in the stage then."
    refuse_rows(frame, low < values, f"column '{entry}'", "after the lower bound of the duration", remedy)
    return values


def check_groups(groups: Groups, low: Array, high: Array, column: str) -> None:
    """Refuse groups that cannot carry a spread: few children, nothing finished, every duration equal."""
    telling = (low > 0) | np.isfinite(high)
    finished = np.isfinite(high)
    for code, label in enumerate(groups.labels):
        rows = (groups.codes == code) & telling
        where = f"column '{column}', group '{label}'"
        if rows.sum() < FEWEST_CHILDREN:
            raise TableError(
                f"{where}: {rows.sum()} children, at least {FEWEST_CHILDREN} are needed to speak of spread. "
                "Merge it with a related group, or leave it out and say so."
            )
        if not (rows & finished).any():
            raise TableError(
                f"{where}: no spell has finished, so neither length nor spread can be estimated. "
                "Wait for longer follow-up, merge the group, or leave it out and say so."
            )
        ends = rows & finished
        if ends.sum() > 1 and np.ptp(low[ends]) == 0 and np.ptp(high[ends]) == 0 and (low[ends] > 0).all():
            raise TableError(
                f"{where}: every finished duration is equal, as when a stage is defined by the calendar. "
                "Such a stage has no timeline of its own; use the stage that was observed at visits."
            )
