"""The catalogue of the language that is in use."""

import gettext
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import UnknownName
from .pseudo import PSEUDO, disguised

FOLDER = Path(__file__).parent / "catalogues"
DOMAIN = "workbench"
ENGLISH = "en"
LANGUAGE = "WORKBENCH_LANGUAGE"
COUNTED = 200
READERS = "readers.json"
_english_for_a_while = ContextVar("english for a while", default=False)


class Forms(NamedTuple):
    """What a script needs to count: `of` gives the place of the form for 0 to `COUNTED`."""

    of: tuple[int, ...]
    words: dict[str, list[str]]
    language: str = ENGLISH


def mark(message: str) -> str:
    """Return a message as it is: the extractor finds it here, and whoever shows it says it."""
    return message


def say(message: str, /, **values: Any) -> str:
    """Return a message in the language in use, with its values in place.

    >>> say("Saved {time}", time="14:32")
    'Saved 14:32'
    """
    return _filled(translated(message), message, values)


def say_many(one: str, many: str, count: int, /, **values: Any) -> str:
    """Return the message that fits a count, which stands in it as `{count}`.

    >>> [say_many("{count} note", "{count} notes", count) for count in (1, 2)]
    ['1 note', '2 notes']
    """
    source = one if count == 1 else many
    return _filled(translated_many(one, many, count), source, values | {"count": count})


def use(code: str) -> None:
    """Choose the language of this process.

    Raises
    ------
    UnknownName
        There is no catalogue of that language.
    """
    if code not in languages():
        raise UnknownName(f"language: there is no catalogue of that name; there are: {', '.join(languages())}.")
    os.environ[LANGUAGE] = code


@contextmanager
def in_english() -> Iterator[None]:
    """Say everything in English for a while: for files that are the same wherever they are written."""
    before = _english_for_a_while.set(True)
    try:
        yield
    finally:
        _english_for_a_while.reset(before)


def language() -> str:
    """Return the code of the language in use; English where nothing else was chosen."""
    return ENGLISH if _english_for_a_while.get() else os.environ.get(LANGUAGE) or ENGLISH


def spoken() -> str:
    """Return the code of the language as browsers and readers know it; the disguised English is English."""
    return ENGLISH if language() == PSEUDO else language()


def languages() -> tuple[str, ...]:
    """Return the codes of all catalogues, and the one that shows which words stand in none."""
    return (*sorted({ENGLISH} | {path.parents[1].name for path in FOLDER.glob("*/LC_MESSAGES/*.mo")}), PSEUDO)


def translated(message: str) -> str:
    """Return a message in the language in use, its values still to be put in."""
    return _catalogue(language()).gettext(message) if message else ""


def translated_many(one: str, many: str, count: int) -> str:
    """Return the message that fits a count, its values still to be put in."""
    return _catalogue(language()).ngettext(one, many, count)


def words_for(reader: str) -> Forms:
    """Return the messages of `scripts` or `prints` in the language in use, for what cannot ask; none in English."""
    catalogue = _catalogue(language())
    of = tuple(catalogue.place(count) for count in range(COUNTED + 1))
    if language() == ENGLISH:
        return Forms(of, {})
    messages = json.loads((FOLDER / READERS).read_text("utf-8"))[reader]
    examples = [of.index(place) for place in sorted(set(of))]
    return Forms(
        of,
        {
            one: [catalogue.ngettext(one, many, n) for n in examples] if many else [catalogue.gettext(one)]
            for one, many in messages.items()
        },
        language(),
    )


class _Catalogue(gettext.GNUTranslations):
    plural: Callable[[int], int]

    def place(self, count: int) -> int:
        return self.plural(count)


class _English(gettext.NullTranslations):
    def place(self, count: int) -> int:
        return int(count != 1)


class _Pseudo(_English):
    def gettext(self, message: str) -> str:
        return disguised(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return disguised(msgid1 if n == 1 else msgid2)


@cache
def _catalogue(code: str) -> Any:
    if code == PSEUDO:
        return _Pseudo()
    if code == ENGLISH:
        return _English()
    try:
        return gettext.translation(DOMAIN, FOLDER, [code], class_=_Catalogue)
    except OSError:
        return _English()


def _filled(text: str, source: str, values: dict[str, Any]) -> str:
    """Put the values in; a translation that names another value gives way to the English."""
    if not values:
        return text
    try:
        return text.format_map(values)
    except (KeyError, IndexError, ValueError):
        return source.format_map(values)
