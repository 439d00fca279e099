"""Works that questions, services, columns and numbers rest on, and pointers to their headings: `000 › Heading`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from ..model.instrument import Strict
from .fault import Fault
from .reading import convert, nearest, read_table

FILE = "sources.toml"
ALLOWED = "'000 › Heading' or 'practice: reason'"
_POINTER = re.compile(r"(\d{3}) › (\S.*)")
_PRACTICE = re.compile(r"practice: \S.{9,}")
# Behind a heading inside a sentence: what it says there, the next part, or the end.
_AFTER = re.compile(r"[:;,.)]|$")


class Source(Strict, frozen=True, kw_only=True):
    """One work: who wrote it, where to get it, and its headings as they stand there."""

    author: str
    year: int
    title: str
    publisher: str
    where: str
    headings: tuple[str, ...]

    @property
    def reference(self) -> str:
        """The work as a list of references names it."""
        return f"{self.author} ({self.year}). {self.title}. {self.publisher}. {self.where}"


@cache
def sources() -> dict[str, Source]:
    """Every work by its number of three digits.

    Raises
    ------
    DefinitionError
        The shipped file was damaged.

    Examples
    --------
    >>> sources()["004"].year
    2017
    """
    table = read_table(files(__package__).joinpath(FILE).read_text("utf-8"), FILE)
    return {number: convert(work, Source, FILE) for number, work in table.items()}


def source_faults(where: str, source: str) -> Iterator[Fault]:
    """Faults of a source: a work and one whole heading of it, or `practice` with its reason."""
    if pointer := _POINTER.fullmatch(source):
        yield from _pointer_faults(where, *pointer.groups())
    elif not _PRACTICE.fullmatch(source):
        found = f"source {source!r}" if source.strip() else "no source"
        yield Fault(where, found, ALLOWED, "Say where the question comes from.")


def mentioned_faults(where: str, text: str, *, alone: bool = False) -> Iterator[Fault]:
    """Faults of the pointers inside a sentence; behind the heading may stand what is said there, after a colon.

    `alone`: the sentence claims nothing else, so that it has to begin with a pointer.
    """
    if alone and not _POINTER.match(text):
        yield Fault(where, f"source {text!r}", "'000 › Heading'", "Name the heading, or call the number an assumption.")
    for pointer in _POINTER.finditer(text):
        number, rest = pointer.groups()
        headings = sources()[number].headings if number in sources() else ()
        if not any(rest.startswith(one) and _AFTER.match(rest[len(one) :]) for one in headings):
            yield from _pointer_faults(where, number, rest)


def cited(texts: Iterable[str]) -> dict[str, Source]:
    """The works that texts point to, by number, in the order of their numbers.

    Examples
    --------
    >>> list(cited(["practice: a reason of ours", "002 › Children left behind"]))
    ['002']
    """
    numbers = {pointer[1] for text in texts for pointer in _POINTER.finditer(text)}
    return {number: work for number, work in sources().items() if number in numbers}


def source_lines(texts: Iterable[str]) -> Iterator[str]:
    """The section of Markdown that lists the works that texts point to; nothing where they point to none."""
    if not (works := cited(texts)):
        return
    yield "## Sources"
    yield ""
    yield "The number before › is the work, the words behind it are the heading under which to look."
    yield ""
    yield from (f"- `{number}` {work.reference}" for number, work in works.items())
    yield ""


def _pointer_faults(where: str, number: str, heading: str) -> Iterator[Fault]:
    if number not in sources():
        known = ", ".join(sources())
        yield Fault(where, f"source {number!r}", f"{known}, or 'practice: reason'", "Name a work of that list.")
    elif heading not in (headings := sources()[number].headings):
        found = f"source {f'{number} › {heading}'!r}, which is no whole heading there"
        longer = next((one for one in headings if heading and heading in one), None)
        near = f"Did you mean {longer!r}?" if longer else nearest(heading, headings)
        remedy = near or f"Take one of the list in library/{FILE}, or say 'practice: ' and why."
        yield Fault(where, found, f"a heading of {number} as it stands there, in full", remedy)
