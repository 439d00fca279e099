"""Texts: an anchor for every answer, no two alike, no fact asked twice."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from ..model.instrument import Instrument, Item
from .fault import Fault

ANCHORED = ("level", "choice")
TOO_ALIKE = 0.75
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DEGREE = re.compile(
    "a|almost|always|an|at|bit|extremely|least|less|little|lot|more|most|mostly|much|often|quite|rarely|rather|really|"
    "seldom|so|sometimes|somewhat|the|times|too|usually|very|.+ly"
)


def wording_faults(form: Instrument) -> Iterator[Fault]:
    """Faults in anchors and item texts."""
    for item in form.items:
        if not item.text.strip():
            yield Fault(f"item {item.id}", "no text", "a short, calm label", "Write it.")
        if item.responses in form.responses:
            yield from _anchor_faults(form, item)
    yield from _duplicate_facts(form)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without punctuation."""
    return tuple(_WORD.findall(text.casefold()))


def too_alike(one: str, other: str) -> bool:
    """Whether two anchors differ by no more than an adverb or a word or two."""
    first, second = _content(one), _content(other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= TOO_ALIKE


def _content(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if not _DEGREE.fullmatch(word))


def _anchor_faults(form: Instrument, item: Item) -> Iterator[Fault]:
    where, responses = f"item {item.id}", form.responses[item.responses]
    if responses.kind not in ANCHORED:
        if item.anchors:
            found = f"anchors with kind {responses.kind!r}"
            yield Fault(where, found, "anchors with 'level' and 'choice' only", "Put them into the help.")
        return
    codes = len(responses.codes)
    if len(item.anchors) != codes:
        found = f"{len(item.anchors)} anchors" if item.anchors else "no anchors"
        yield Fault(where, found, f"{codes}, one per code", "Write what one can see or hear at each code.")
        return
    for code, anchor in zip(responses.codes, item.anchors, strict=True):
        if not anchor.strip():
            yield Fault(where, f"an empty anchor at {code!r}", "a sentence", "Write what one can see or hear there.")
    for (one, first), (other, second) in combinations(zip(responses.codes, item.anchors, strict=True), 2):
        if too_alike(first, second):
            found = f"anchors of {one!r} and {other!r} nearly alike"
            yield Fault(
                where, found, "anchors that differ by more than an adverb", "Name another thing to see or hear."
            )


def _duplicate_facts(form: Instrument) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], str] = {}
    for item in form.items:
        text = words(item.text)
        if text and text in seen:
            found = f"the same text as item {seen[text]!r}"
            yield Fault(f"item {item.id}", found, "one fact, one item", "Remove one, or say how they differ.")
        seen.setdefault(text, item.id)
