"""Cells of a file as values of the declared kinds; what cannot be read so is told and never guessed."""

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from ..cohort.declaration import NOT_KNOWN, Column
from ..cohort.faults import row_faults

FLAGS = {"true": True, "1": True, "false": False, "0": False}
WHOLE = re.compile(r"-?[0-9]+(\.[0-9]*)?")
NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
SHORTENED = re.compile(r"-?[0-9]([.,][0-9]+)?(E\+?|e\+)[0-9]+")
FAILED = re.compile(r"#(N/A|N/V|NV|[¡¿]?[A-ZÀ-Ý/0]+[!?])|##+|Err:[0-9]+")
MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec mär mrz mai okt dez "
    "janv févr fév mars avr juin juil août déc ene abr ago dic"
)
MONTH = f"({'|'.join(f'{MONTHS} {MONTHS.title()}'.split())})"  # in capitals it could be a name of one's own
DATE = re.compile(
    rf"[0-9]{{1,2}}[-. ]{{1,2}}{MONTH}\.?([-. ]{{1,2}}[0-9]{{2,4}})?|{MONTH}\.?[- ][0-9]{{1,4}}"
    r"|([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}(?P<mark>[./])[0-9]{1,2}(?P=mark)[0-9]{4})([T ].*)?"
)
SPOILT = (
    (SHORTENED, "a number that a spreadsheet has shortened"),
    (FAILED, "a formula that failed in a spreadsheet"),
)
MISSING = ("na", "n/a", "n.a.", "nan", "<na>", "null", "none", "nil", "nat", "missing", "#n/a", "#n/v", "-", ".", "?")
NO_NUMBER = (
    (re.compile(r"\s.*|.*\s"), "a space beside it"),
    (re.compile(r"[−–—‐‑].*"), "a minus that is not the plain hyphen"),
    (re.compile(r"[-+]?(inf|infinity|∞)", re.IGNORECASE), "a number that is not finite"),
    *SPOILT,
    (re.compile(r"-?[0-9.' \u00a0\u202f]*,[0-9,]*"), "a comma; the sign for decimals is a point, none parts thousands"),
    (re.compile(r"[0-9]{1,4}[-./][^\W\d_]{3,}.*|[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}.*"), "a date"),
    (re.compile(r"[^\W\d_]{3,}[-./ ][0-9]{1,4}"), "a date"),
)


class Told(str):
    """What was found in place of a value."""


def read_cells(table: str, column: Column, raw: pd.Series) -> tuple[pd.Series, np.ndarray, list[str]]:
    """Read the cells of one column.

    Parameters
    ----------
    raw
        Text, empty where the cell is; or from Parquet also flags and numbers.

    Returns
    -------
    tuple
        Values, missing where the cell is empty, not known or faulty; where it is faulty; and the faults.
    """
    if pd.api.types.is_numeric_dtype(raw.dtype):
        return _read_typed(table, column, raw)
    place, texts = pd.factorize(raw)
    read = [_read(column, text) for text in texts.tolist()]
    told = np.zeros(len(raw), dtype=bool)
    faults: list[str] = []
    for sentence in dict.fromkeys(value for value in read if isinstance(value, Told)):
        here = np.array([isinstance(value, Told) and value == sentence for value in read])[place]
        told |= here
        faults += row_faults(table, column.name, raw.to_frame(), here, f"found {sentence}.", _remedy(column))
    kept = [None if isinstance(value, Told) else value for value in read]
    if column.kind == "flag":
        values: Any = pd.array(kept, dtype="boolean").take(place)
    elif column.kind in ("whole", "number"):
        values = np.array(kept, dtype=float)[place]
    elif column.kind == "code":
        values = _categories(kept, place)
    else:
        values = pd.array(kept, dtype="str").take(place)
    return pd.Series(values, index=raw.index), told, faults


def _categories(kept: list, place: np.ndarray) -> pd.Categorical:
    listed = sorted(text for text in kept if text is not None)
    rank = {text: here for here, text in enumerate(listed)}
    return pd.Categorical.from_codes(np.array([rank.get(text, -1) for text in kept], dtype=int)[place], listed)


def _read_typed(table: str, column: Column, raw: pd.Series) -> tuple[pd.Series, np.ndarray, list[str]]:
    told = np.zeros(len(raw), dtype=bool)
    is_flag = pd.api.types.is_bool_dtype(raw.dtype)
    if column.kind == "flag" and is_flag:
        return raw.astype("boolean"), told, []
    if column.kind == "flag" and pd.api.types.is_integer_dtype(raw.dtype):
        told = ~raw.isin([0, 1]).to_numpy() & raw.notna().to_numpy()
        faults = row_faults(table, column.name, raw.to_frame(), told, "found another number.", _remedy(column))
        return raw.mask(told).astype("boolean"), told, [*faults]
    if column.kind in ("whole", "number") and not is_flag:
        return pd.Series(raw.to_numpy(dtype=float, na_value=np.nan), index=raw.index), told, []
    found = "True and False" if is_flag else "numbers"
    values = pd.Series(pd.array([None] * len(raw), dtype="str"), index=raw.index)
    return values, ~told, [f"table {table}, column '{column.name}': found {found}. {_remedy(column)}"]


def _read(column: Column, text: str) -> Any:
    """Value of a cell; None where there is none, or what was found in place of one."""
    if not text or (column.not_known and text == NOT_KNOWN):
        return None
    return READ[column.kind](text)


def _flag(text: str) -> bool | Told:
    return FLAGS.get(text.lower(), Told("a space beside the word" if text.strip().lower() in FLAGS else "another word"))


def _whole(text: str) -> float | Told:
    number = _number(text)
    if isinstance(number, Told) or WHOLE.fullmatch(text):
        return number
    return Told("a number in shortened form")


def _number(text: str) -> float | Told:
    if NUMBER.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else Told("a number too large to be kept")
    if text.lower() in (*MISSING, NOT_KNOWN):
        return Told("a word for 'missing'")
    return Told(next((what for pattern, what in NO_NUMBER if pattern.fullmatch(text)), "no number"))


def _identifier(text: str) -> str | Told:
    return Told("a date, which a spreadsheet makes of a name such as 3-5") if DATE.fullmatch(text) else _text(text)


def _text(text: str) -> str | Told:
    if text != text.strip() or not text.isprintable() or "\ufffd" in text:
        return Told("a stray space or an invisible character")
    if text.lower() in (*MISSING, NOT_KNOWN):
        return Told("a word for 'missing'")
    spoilt = next((what for pattern, what in SPOILT if pattern.fullmatch(text)), None)
    return text if spoilt is None else Told(spoilt)


READ: dict[str, Callable[[str], Any]] = {
    "flag": _flag,
    "whole": _whole,
    "number": _number,
    "identifier": _identifier,
    "text": _text,
    "code": str,
}


def _remedy(column: Column) -> str:
    allowed = {
        "flag": "True, False, 1 and 0, in any case",
        "whole": "whole numbers such as 42",
        "number": "numbers such as -16.986",
    }.get(column.kind, "text; for codes and names that look like numbers too")
    unknown = f", or an empty cell or {NOT_KNOWN}" if column.not_known else ""
    return f"Allowed: {allowed}{unknown}."
