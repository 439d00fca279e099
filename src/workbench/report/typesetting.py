"""Values and a template in, the bytes of a tagged PDF out: in memory, without network or the machine's fonts."""

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from ..errors import ReportError
from .wording import NO_LETTER, plain

TEMPLATES = Path(__file__).parent / "templates"
ATTEMPTS = 3
_MISSING = re.compile(r'(?:the text|disallowed codepoint) `"((?:[^"\\`]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(template: str, values: dict[str, Any], dated: int) -> bytes:
    """Set a template with values as PDF/UA-1.

    Parameters
    ----------
    template
        File name in `templates`.
    values
        Strings, numbers, lists and dictionaries. Strings are text, never markup. A sign for which the built-in
        fonts have no letter becomes a box, and the template is told by `boxes` = true.
    dated
        Seconds since 1970, UTC: the date inside the file. Same values and date, same bytes.

    Raises
    ------
    ReportError
        The template could not be set. Nothing of the values is in the message.
    """
    import typst

    values = _each(values, plain)
    for _ in range(ATTEMPTS):
        try:
            return _compile(template, values, dated)
        except typst.TypstError as error:
            missing = _without_letter(f"{error.message}\n{error.diagnostic}")
        if not missing:
            break
        values = _each(values, partial(_boxed, missing=missing)) | {"boxes": True}
    try:
        return _compile(template, _each(values, _only_ascii) | {"boxes": True}, dated)
    except typst.TypstError:
        raise ReportError(
            "printed page: it could not be set. The record is unchanged; install the workbench anew and print again."
        ) from None


def _compile(template: str, values: dict[str, Any], dated: int) -> bytes:
    import typst

    return typst.compile(
        (TEMPLATES / template).read_bytes(),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"page": msgspec.json.encode(values).decode()},
        pdf_standards=["ua-1"],
        timestamp=dated,
    )


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _without_letter(diagnostic: str) -> frozenset[str]:
    """The signs that the typesetter names as having no letter."""
    named = (_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in _MISSING.findall(diagnostic))
    return frozenset(sign for text in named for sign in text if not sign.isascii() and sign != NO_LETTER)


def _boxed(text: str, missing: frozenset[str]) -> str:
    return "".join(NO_LETTER if sign in missing else sign for sign in text)


def _only_ascii(text: str) -> str:
    return "".join(sign if sign.isascii() else NO_LETTER for sign in text)


def _each(values: Any, change: Callable[[str], str]) -> Any:
    match values:
        case str():
            return change(values)
        case dict():
            return {key: _each(value, change) for key, value in values.items()}
        case list() | tuple():
            return [_each(value, change) for value in values]
        case _:
            return values
