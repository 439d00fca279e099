"""What is measured of a scale, by its method, and how measures become a frame."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..model.instrument import Instrument, Scale
from ..model.scales import scales_of
from ..model.vocabulary import STRENGTHS

if TYPE_CHECKING:
    import pandas as pd

LEVELS = (3, 2, 1, 0)
OF_ACTION = ("highest", *(f"n{level}" for level in LEVELS), "unknown", "applicable", "act_low", "act_high")
OF_STRENGTHS = (*STRENGTHS, "unknown", "applicable")
OF_SUMS = ("low", "high", "value", "band", "answered", "applicable")
MEASURES = {"action": OF_ACTION, "strengths": OF_STRENGTHS, "sum": OF_SUMS, "mean": OF_SUMS}
_NUMBERS = ("low", "high", "value")

Cell = int | float | str | None


def measures_of(scales: Iterable[Scale]) -> list[str]:
    """Name the measures that these scales have between them, in a fixed order."""
    methods = {scale.method for scale in scales}
    return list(dict.fromkeys(name for method, names in MEASURES.items() if method in methods for name in names))


def dtype_of(measure: str) -> str:
    """Column type of a measure: counts may be missing, so they are nullable whole numbers."""
    return "float64" if measure in _NUMBERS else "str" if measure == "band" else "Int64"


def as_table(form: Instrument, rows: Mapping[str, Mapping[str, Cell]]) -> "pd.DataFrame":
    """Put the measures of each scale into one frame, indexed by scale; a measure it does not have is missing."""
    import pandas as pd

    index = pd.Index(list(rows), name="scale", dtype="str")
    columns = {
        name: pd.array([row.get(name) for row in rows.values()], dtype=dtype_of(name))
        for name in measures_of(scales_of(form))
    }
    return pd.DataFrame(columns, index=index)
