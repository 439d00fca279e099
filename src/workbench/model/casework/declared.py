"""How a table of the case record is declared: once, in the annotations of its value.

From a declaration come the columns of the store, the control, check and sentence on a page, the line on the team's own
sheet, the page of the data dictionary and the bridge to the tables of a cohort.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from ...language import Labels, dates, declares, mark, say
from ..instrument import Strict

Owner = Literal["child", "family", "person", "store"]
Kind = Literal["key", "link", "code", "codes", "flag", "line", "words", "month", "day", "moment", "whole", "pseudonym"]
Disclosure = Literal["direct identifier", "quasi-identifier", "sensitive", "safe"]

OWNERS = {
    "child": "Goes with the child.",
    "family": "Goes with the family, when none of it is left.",
    "person": "Goes with the adult.",
    "store": "Belongs to the store as a whole.",
}
NOT_LISTED = mark("found a code that is not on the list; allowed: {allowed}.")
MONTH = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?")
YES_OR_NO = Labels({"yes": "Yes", "no": "No"})


@declares("label", "hint")
@dataclass(frozen=True, eq=False)
class Field:
    """One field of a table.

    Attributes
    ----------
    kind
        `key` and `link` are ids, `pseudonym` a code drawn by the workbench, `code` one of a list and `codes` any of it,
        `line` and `words` free text, `month` a year or a month as "2017" or "2017-04", `day` a date, `moment` a time.
    label
        How pages and the team's own sheet call it; empty where no page asks for it.
    means
        What it holds, in a sentence of the dictionary; `hint` is what the page says beside the control.
    allowed
        Codes and how they read, in order.
    not_known
        Whether nobody may know it yet: then it is empty, which is never "no" and never "none".
    longest
        Of a text, in characters.
    table
        Where a `link` leads.
    feeds
        Columns of the cohort that are made from it, as "children.sex".
    only
        Another field and the codes of it with which this one has a meaning; with others it is empty.
    late
        Whether the column came with a later step of the store: older rows may hold nothing.
    """

    kind: Kind
    label: str
    means: str
    disclosure: Disclosure = "safe"
    allowed: Mapping[str, str] | None = None
    not_known: bool = False
    hint: str = ""
    unit: str = ""
    longest: int = 400
    table: str = ""
    feeds: tuple[str, ...] = ()
    only: tuple[str, tuple[str, ...]] | None = None
    late: bool = False

    def fault(self, value: Any) -> str:
        """Say what is wrong with a value, and what is allowed; empty where nothing is. The value is not repeated."""
        match self.kind, value:
            case _, None:
                return ""
            case "code", _ if value not in (self.allowed or ()):
                return say(NOT_LISTED, allowed=", ".join(self.allowed or ()))
            case "codes", _ if self.allowed and not set(value) <= set(self.allowed):
                return say(NOT_LISTED, allowed=", ".join(self.allowed))
            case "month", _ if not MONTH.fullmatch(value):
                return say("found something else; allowed: a year or a month, as 2017 or 2017-04, or nothing.")
            case (("line" | "words"), _) if len(value) > self.longest:
                return say(
                    "found {length} characters; allowed up to {longest}. Shorten it.",
                    length=len(value),
                    longest=self.longest,
                )
        return ""

    def in_words(self, value: Any) -> str:
        """Say a value as pages and paper do; empty where there is none.

        >>> Field("codes", "Fruit", "", allowed={"a": "Apple", "b": "Pear"}).in_words(("b",))
        'Pear'
        >>> Field("month", "Since", "").in_words("2017-04")
        'April 2017'
        """
        match self.kind, value:
            case _, None | "" | ():
                return ""
            case "code", _:
                return (self.allowed or {}).get(value, value)
            case "codes", _:
                return ", ".join((self.allowed or {}).get(one, one) for one in value)
            case "flag", _:
                return YES_OR_NO["yes" if value else "no"]
            case "month", _:
                return dates.month(value)
            case "day", date():
                return dates.day(value)
            case "moment", datetime():
                return f"{value.astimezone():%Y-%m-%d %H:%M}"
        return str(value)


def link(table: str, label: str = "") -> Field:
    """Declare an id that leads to a row of another table."""
    return Field("link", label, f"Leads to a row of `{table}`.", table=table)


def moment(means: str) -> Field:
    """Declare a time that the workbench writes down by itself."""
    return Field("moment", "", means)


@declares("title")
@dataclass(frozen=True)
class Table:
    """A table of the case record: `owner` says with whom its rows go when a record is taken away or handed on."""

    name: str
    title: str
    owner: Owner
    meaning: str


class Entry(Strict, frozen=True, kw_only=True):
    """One row of a declared table; a value that its fields do not allow cannot be made."""

    table: ClassVar[Table]

    id: Annotated[str, Field("key", "", "Names the row; drawn at random.")]

    def __post_init__(self) -> None:
        for name, field in fields_of(type(self)).items():
            value = getattr(self, name)
            fault = field.fault(value)
            if field.only and value is not None and getattr(self, field.only[0]) not in field.only[1]:
                fault = say(
                    "found something; allowed only where “{field}” is {codes}.",
                    field=field.only[0],
                    codes=", ".join(field.only[1]),
                )
            if fault:
                raise ValueError(f"{name}: {fault}")


@cache
def fields_of(kind: type[Entry]) -> Mapping[str, Field]:
    """Return the declared fields of a table by name, in order.

    Raises
    ------
    TypeError
        A field is not declared.
    """
    hints = _hints(kind)
    found = {
        name: next((extra for extra in getattr(hints[name], "__metadata__", ()) if isinstance(extra, Field)), None)
        for name in kind.__struct_fields__
    }
    if bare := [name for name, field in found.items() if field is None]:
        raise TypeError(f"{kind.__name__}: {', '.join(bare)} stands without a declaration")
    return {name: field for name, field in found.items() if field is not None}


def is_optional(kind: type[Entry], name: str) -> bool:
    """Whether a field may hold nothing."""
    return NoneType in get_args(get_args(_hints(kind)[name])[0])


@cache
def _hints(kind: type[Entry]) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def asked_of(kind: type[Entry]) -> dict[str, Field]:
    """Return the fields that a page asks for."""
    return {name: field for name, field in fields_of(kind).items() if field.label}


def told(entry: Entry, *leave_out: str) -> list[tuple[str, str]]:
    """Say what an entry holds, as (label, words), without what is not known."""
    return [
        (field.label, words)
        for name, field in asked_of(type(entry)).items()
        if name not in leave_out and (words := field.in_words(getattr(entry, name)))
    ]
