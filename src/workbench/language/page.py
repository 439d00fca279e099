"""How a page names its language: the tag that opens it."""

from .catalogue import ENGLISH, language
from .pseudo import PSEUDO


def html_tag() -> str:
    """Return the tag that opens a page: its language, its direction, and that no browser is to translate it."""
    code = ENGLISH if language() == PSEUDO else language()
    direction = "" if code == ENGLISH or _direction(code) == "ltr" else ' dir="rtl"'
    return f'<html lang="{code.replace("_", "-")}"{direction} translate="no">'


def _direction(code: str) -> str:
    from babel import Locale

    return Locale.parse(code).text_direction
