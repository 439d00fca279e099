"""Ways of answering: codes, labels, action levels, and which answers are critical."""

from collections.abc import Iterator

from ..model.instrument import Instrument, Item, Responses
from ..model.vocabulary import FACES, FACES_FROM_AGE, NonAnswer
from .fault import Fault, is_id, repeated, unknown

ACTION_LEVELS = (0, 1, 2, 3)
CODED = ("level", "choice", "many")


def responding_faults(form: Instrument) -> Iterator[Fault]:
    """Faults in response sets and critical codes."""
    for name, responses in form.responses.items():
        where = f"responses {name}"
        yield from _code_faults(where, responses) if responses.kind in CODED else _uncoded_faults(where, responses)
        yield from _face_faults(where, responses)
        yield from unknown(where, "exclusive code", responses.exclusive, responses.codes if _many(responses) else ())
    for item in form.items:
        if item.responses in form.responses:
            yield from _critical_faults(item, form.responses[item.responses])
            yield from _reversal_faults(item, form.responses[item.responses])
            yield from _face_age_faults(item, form.responses[item.responses])


def _code_faults(where: str, responses: Responses) -> Iterator[Fault]:
    if len(responses.codes) < 2 and responses.kind != "many":
        yield Fault(where, f"{len(responses.codes)} codes", "two or more", "A question needs a choice.")
    if len(responses.labels) != len(responses.codes):
        found = f"{len(responses.labels)} labels for {len(responses.codes)} codes"
        yield Fault(where, found, "one label per code", "Write the missing ones, or remove the surplus.")
    for code in repeated(responses.codes):
        yield Fault(where, f"code {code!r} twice", "each code once", "Rename one of the two.")
    for code in (code for code in responses.codes if code in set(NonAnswer)):
        yield Fault(where, f"code {code!r}", "a word that is no non-answer", "Take it out; each question offers it.")
    for label in repeated(responses.labels):
        yield Fault(where, f"label {label!r} twice", "each label once", "Say how the two answers differ.")
    if responses.kind == "level":
        yield from _level_faults(where, responses)
    else:
        for code in responses.codes:
            if not (isinstance(code, str) and is_id(code)):
                yield Fault(where, f"code {code!r}", "small letters, digits and _", "Use a word as code.")
        if responses.action:
            yield Fault(where, "action = true", "only with kind 'level'", "Remove action, or use levels.")


def _many(responses: Responses) -> bool:
    return responses.kind == "many"


def _level_faults(where: str, responses: Responses) -> Iterator[Fault]:
    for code in responses.codes:
        if not isinstance(code, int):
            yield Fault(where, f"code {code!r}", "whole numbers", "Levels are numbers; for words use kind 'choice'.")
        elif responses.action and code not in ACTION_LEVELS:
            yield Fault(
                where, f"level {code}", "0, 1, 2, 3", "3 is today to 72 hours, 2 plan, 1 watch, 0 nothing seen."
            )
    numbers = [code for code in responses.codes if isinstance(code, int)]
    if numbers != sorted(numbers):
        yield Fault(where, "codes out of order", "from low to high", "Put codes, labels and anchors in that order.")


def _uncoded_faults(where: str, responses: Responses) -> Iterator[Fault]:
    if responses.codes or responses.labels or responses.action:
        yield Fault(where, f"codes with kind {responses.kind!r}", "none", "Remove them, or use kind 'choice'.")


def _face_faults(where: str, responses: Responses) -> Iterator[Fault]:
    if not responses.faces:
        return
    yield from unknown(where, "face", responses.faces, FACES)
    if len(responses.faces) != len(responses.codes):
        found = f"{len(responses.faces)} faces for {len(responses.codes)} codes"
        yield Fault(where, found, "one face per code, or none", "Name the missing ones, or remove the surplus.")


def _face_age_faults(item: Item, responses: Responses) -> Iterator[Fault]:
    if responses.faces and item.years and min(item.years) < FACES_FROM_AGE:
        remedy = "Younger children answer in play and by two choices; use other responses."
        found = f"faces at age {min(item.years)}"
        yield Fault(f"item {item.id}", found, f"faces from age {FACES_FROM_AGE}", remedy)


def _critical_faults(item: Item, responses: Responses) -> Iterator[Fault]:
    if item.critical is None:
        return
    where = f"item {item.id}"
    if not item.critical.when:
        yield Fault(where, "critical without codes", "at least one code", "Say which answers call for action.")
    yield from unknown(where, "critical code", item.critical.when, responses.codes)


def _reversal_faults(item: Item, responses: Responses) -> Iterator[Fault]:
    if item.reversed and (responses.kind != "level" or responses.action):
        remedy = "Reversal belongs to scales of numbers; action levels run one way."
        yield Fault(f"item {item.id}", "reversed = true", "only with kind 'level' without action", remedy)
