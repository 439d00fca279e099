"""Values and a template in, the bytes of a tagged PDF out: in memory, without network or the machine's fonts."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from ..errors import ReportError
from ..language import say, spoken, words_for
from ..model.words import clean
from .breaking import breakable
from .fonts import families, fonts
from .scripts import NO_LETTER, named_in, scripts_of
from .wording import plain

TEMPLATES = Path(__file__).parent / "templates"
ATTEMPTS = 3


def typeset(template: str, values: dict[str, Any], dated: int) -> bytes:
    """Set a template with values as PDF/UA-1.

    Parameters
    ----------
    template
        File name in `templates`.
    values
        Strings, numbers, lists and dictionaries. Strings are text, never markup. A sign for which the fonts
        that ship have no letter becomes a box, and `boxes` tells the template its script.
    dated
        Seconds since 1970, UTC: the date inside the file. Same values and date, same bytes.

    Raises
    ------
    ReportError
        The template could not be set. Nothing of the values is in the message.
    """
    import typst

    values = _each(values, clean)
    lacked = frozenset(sign for sign in _signs(values) if plain(sign) == NO_LETTER != sign)
    values = _each(values, plain)
    for _ in range(ATTEMPTS):
        try:
            return _compile(template, _each(values, breakable) | _told(lacked), dated)
        except typst.TypstError as error:
            missing = named_in(f"{error.message}\n{error.diagnostic}")
        if not missing:
            break
        lacked |= missing
        values = _each(values, partial(_boxed, missing=missing))
    try:
        return _compile(template, _each(values, _only_ascii) | {"boxes": say("every sign but the plainest")}, dated)
    except typst.TypstError:
        raise ReportError(
            say(
                "printed page: it could not be set. The record is unchanged; "
                "install the workbench anew and print again."
            )
        ) from None


def lacking(signs: Iterable[str]) -> frozenset[str]:
    """Return the signs that cannot be set, found by setting each of them alone."""
    import typst

    try:
        _compile("signs.typ", {"signs": list(signs)}, 0)
    except typst.TypstError as error:
        return named_in(f"{error.message}\n{error.diagnostic}")
    return frozenset()


def _compile(template: str, values: dict[str, Any], dated: int) -> bytes:
    import typst

    return typst.compile(
        (TEMPLATES / template).read_bytes(),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs(values),
        pdf_standards=["ua-1"],
        timestamp=dated,
    )


def inputs(values: dict[str, Any]) -> dict[str, str]:
    """Return what a template takes: what stands on the page, the fonts, and its own words in the language in use."""
    given = {"page": values, "fonts": families(), "words": words_for("prints").words, "language": spoken()}
    return {name: msgspec.json.encode(part).decode() for name, part in given.items()}


def _told(lacked: frozenset[str]) -> dict[str, str]:
    return {"boxes": ", ".join(scripts_of(lacked))} if lacked else {}


def _signs(values: Any) -> set[str]:
    """Every sign that stands in values."""
    return set(msgspec.json.encode(values).decode())


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
