"""What an estimator hands back: a frozen value with a table and the counts behind it."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False, kw_only=True)
class Result:
    """Base of every result.

    Attributes
    ----------
    table
        What was estimated, one row per term (or as the estimator says).
    n_rows, n_events, n_clusters
        Rows used, events among them, clusters that carry the variance; None where it means nothing.
    log_likelihood
        At the estimates; None where there is none.
    note
        Plain sentences that must stand beside the numbers; empty when there is nothing to say.
    """

    table: pd.DataFrame
    n_rows: int
    n_events: int | None = None
    n_clusters: int | None = None
    log_likelihood: float | None = None
    note: str = ""

    def __repr__(self) -> str:
        counts = {"rows": self.n_rows, "events": self.n_events, "clusters": self.n_clusters}
        head = ", ".join(f"{number} {name}" for name, number in counts.items() if number is not None)
        tail = f"\n{self.note}" if self.note else ""
        return f"{type(self).__name__}: {head}\n{self.table.to_string(max_rows=20)}{tail}"
