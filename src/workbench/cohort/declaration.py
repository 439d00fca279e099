"""What a table and a column declare, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..errors import UnknownName

Kind = Literal["identifier", "code", "text", "flag", "whole", "number"]
Disclosure = Literal["direct identifier", "quasi-identifier", "sensitive", "safe"]

DISCLOSURE = {
    "direct identifier": "Points to one person by itself. No table of the cohort holds one.",
    "quasi-identifier": "Points to a person together with other columns; coarsen or withhold before sharing.",
    "sensitive": "Says something that could harm the person if it became known.",
    "safe": "Neither; may be shown as it is.",
}
NOT_KNOWN = "not_known"


class When(NamedTuple):
    """Where another column of the row has this value."""

    column: str
    value: str | bool


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column.

    `allowed` maps each code to its label, in order; an empty mapping means that the codes come from elsewhere.
    `missing` says what an empty cell means, and `empty_when` where exactly it is empty. `not_known`: nobody may know
    it, so that a cell may be empty or hold the word `not_known`, read as missing and counted. With neither a cell is
    never empty. `lowest` and `highest` are inclusive.
    """

    name: str
    kind: Kind
    meaning: str
    source: str
    disclosure: Disclosure
    unit: str = ""
    allowed: Mapping[str, str] | None = None
    ordered: bool = False
    missing: str = ""
    empty_when: When | None = None
    not_known: bool = False
    lowest: float | None = None
    highest: float | None = None

    @property
    def empty_means(self) -> str:
        """What an empty cell means; nothing where a cell is never empty."""
        return "; else ".join(filter(None, (self.missing, f"not known, as `{NOT_KNOWN}`" * self.not_known)))


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Columns whose values must stand in the key of another table."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: its rows are told apart by `key`; `meaning` says what one row is and how to read it."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of that name.

        Raises
        ------
        UnknownName
            The table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.columns)
        raise UnknownName(f"table {self.name}: no column of that name; there are: {known}.")


def months(name: str, meaning: str, source: str, **more) -> Column:
    """Declare a column of months since exit, to the day."""
    return Column(name=name, kind="number", unit="months since exit", meaning=meaning, source=source, **more)
