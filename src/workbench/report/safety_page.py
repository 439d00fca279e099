"""The page as a file: tagged PDF/UA-1, made in memory, with the typesetter's own fonts and no network."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ..errors import ReportError
from ..model.record import Record
from . import wording
from .contents import contents

TEMPLATES = Path(__file__).parent / "templates"
MISSING = re.compile(r'(?:the text|disallowed codepoint) `"((?:[^"\\`]|\\.)+)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def write_pdf(record: Record) -> bytes:
    """Set the record as A4 pages: one for a usual sitting, more when there is more to say; nothing is cut.

    The same record gives the same bytes on every machine. Signs for which the built-in fonts have no
    letter are printed as a box, and the page says so.

    Raises
    ------
    ReportError
        The page could not be set. Nothing of the record is in the message.
    """
    values = _each(contents(record), wording.plain)
    stamp = int(record.printed_at.timestamp())
    for _ in range(3):
        try:
            return _compile(values, stamp)
        except ValueError as error:
            missing = set(error.args[0])
            if not missing:
                break
            values = _each(values, lambda text, missing=missing: _boxed(text, missing)) | {"boxes": True}
    try:
        return _compile(_each(values, _ascii) | {"boxes": True}, stamp)
    except ValueError:
        raise ReportError(
            "printed page: the typesetter refused it. The record is unchanged; run `pip install --force-reinstall "
            "reintegration-workbench` and print again."
        ) from None


def file_name(record: Record) -> str:
    """Name the file by code and date alone, as `K-214 2026-11-22.pdf`."""
    code = re.sub(r"[^A-Za-z0-9_-]+", "-", record.child.code).strip("-") or "page"
    return f"{code} {record.sitting.on.isoformat()}.pdf"


def _compile(values: dict, stamp: int) -> bytes:
    import typst

    try:
        return typst.compile(
            (TEMPLATES / "safety_page.typ").read_bytes(),
            root=str(TEMPLATES),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"page": msgspec.json.encode(values).decode()},
            pdf_standards=["ua-1"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        raise ValueError(_missing(f"{error.message}\n{error.diagnostic}")) from None


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _missing(diagnostic: str) -> str:
    """The signs that the typesetter has no letter for, from its own list."""
    found = (ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in MISSING.findall(diagnostic))
    return "".join(sign for text in found for sign in text if sign not in wording.NO_LETTER and not sign.isascii())


def _boxed(text: str, missing: set[str]) -> str:
    return "".join(wording.NO_LETTER if sign in missing else sign for sign in text)


def _ascii(text: str) -> str:
    return "".join(sign if sign.isascii() else wording.NO_LETTER for sign in text)


def _each(values: Any, change: Callable[[str], str]) -> Any:
    match values:
        case str():
            return change(values)
        case dict():
            return {key: _each(value, change) for key, value in values.items()}
        case list():
            return [_each(value, change) for value in values]
        case _:
            return values
