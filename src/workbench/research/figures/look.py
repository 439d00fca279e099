"""How figures look: the fixed order and colours of the child groups, and a drawing with the text that stands for it."""

import io
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.errors import TableError
from workbench.model.vocabulary import GROUPS

SHORT = {
    "left_behind": "Left behind",
    "trafficked_with": "Trafficked with",
    "born_into": "Born during",
    "born_after": "Born after",
}
COLOURS = {"left_behind": "#10204a", "trafficked_with": "#7d1642", "born_into": "#00695e", "born_after": "#b35c00"}
STYLES = {
    "left_behind": "-",
    "trafficked_with": (0, (6, 2)),
    "born_into": (0, (2, 1.5)),
    "born_after": (0, (6, 2, 1, 2)),
}
OTHERS = "#c4c4c4"
FEWEST = 10  # children at risk, below which a curve is not drawn
WIDTH = 7.2  # inches: two columns of a journal


@dataclass(frozen=True, eq=False)
class Drawing:
    """A matplotlib figure and the text that stands for it where it cannot be seen."""

    figure: Any
    alt: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict, dict]:
        target = io.BytesIO()
        self.figure.savefig(target, format="png", dpi=110, metadata={"Software": None, "Description": self.alt})
        return {"image/png": target.getvalue(), "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def open_figure(tall: float) -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise TableError(
            "figures: matplotlib is not installed. Install the extra: pip install reintegration-workbench[lab]."
        ) from None
    return Figure(figsize=(WIDTH, tall), facecolor="white")


def order_groups(column: pd.Series) -> list[Hashable]:
    present = list(pd.unique(column))
    if set(present) <= set(GROUPS):
        return [group for group in GROUPS if group in present]
    if len(present) > len(COLOURS):
        raise TableError(f"figures: {len(present)} groups for {len(COLOURS)} colours. Set groups together.")
    return present


def choose_look(group: Hashable, groups: Sequence[Hashable]) -> tuple[str, Any]:
    own = group if group in COLOURS else list(COLOURS)[list(groups).index(group)]
    return COLOURS[str(own)], STYLES[str(own)]


def name_group(group: Hashable) -> str:
    return SHORT.get(str(group), str(group))
