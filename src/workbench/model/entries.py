"""What is written down of one item: the practitioner's answer, what someone said, and what may stand in either."""

from datetime import UTC, datetime
from typing import overload

from ..errors import AnswerRefused
from .digits import plain_number
from .instrument import Instrument, Item, Strict
from .vocabulary import INFORMANTS, NonAnswer
from .words import MAX_WORDS


class Recorded(Strict, frozen=True, kw_only=True):
    """The answer to one item: a value or a non-answer, its main source, and when it was given."""

    value: int | str | tuple[str, ...] | None = None
    non_answer: NonAnswer | None = None
    source: str | None = None
    at: datetime | None = None


class Statement(Strict, frozen=True, kw_only=True):
    """What one person said or showed about one item. Never scored, never averaged."""

    id: str
    item: str
    informant: str
    words: str = ""
    value: int | str | None = None
    at: datetime | None = None


def answer_of(form: Instrument, item: Item, value: object, *, informant: str | None, at: datetime | None) -> Recorded:
    """Make an answer of a value or a non-answer and its main source; without `at` it is given now.

    Raises
    ------
    AnswerRefused
        The value is not one of the item's codes, or the source is not an informant.
    """
    _check_informant(form, item, informant)
    if isinstance(value, NonAnswer):
        if value is NonAnswer.NOT_APPLICABLE and not item.may_not_apply:
            raise refusal(form, item, "does not apply", "a code, or another non-answer")
        return Recorded(non_answer=value, source=informant, at=at or _now())
    return Recorded(value=_checked_value(form, item, value), source=informant, at=at or _now())


def statement_of(
    form: Instrument,
    item: Item,
    *,
    key: str,
    informant: str,
    words: str,
    value: int | str | None,
    at: datetime | None,
) -> Statement:
    """Make a statement under the id `key`; without `at` it is made now.

    Raises
    ------
    AnswerRefused
        The informant is not on the list, the value is no code of the item, or the words are too long.
    """
    _check_informant(form, item, informant)
    if len(words) > MAX_WORDS:
        raise refusal(form, item, f"{len(words)} characters", f"up to {MAX_WORDS}; split it in two")
    if value is not None:
        value = _checked_value(form, item, value)
    return Statement(id=key, item=item.id, informant=informant, words=words, value=value, at=at or _now())


def refusal(form: Instrument, item: Item, found: str, allowed: str) -> AnswerRefused:
    """Say of which item, what was found and what is allowed; the value itself is never repeated."""
    return AnswerRefused(f"{form.id} {form.version}, item {item.id}: found {found}; allowed: {allowed}.")


@overload
def _checked_value(form: Instrument, item: Item, value: int | str) -> int | str: ...
@overload
def _checked_value(form: Instrument, item: Item, value: object) -> int | str | tuple[str, ...]: ...
def _checked_value(form: Instrument, item: Item, value: object) -> int | str | tuple[str, ...]:
    responses = form.responses[item.responses]
    allowed = ", ".join(map(str, responses.codes))
    match responses.kind:
        case "level" | "choice":
            for code in responses.codes:
                if code == value and type(code) is type(value):
                    return code
            raise refusal(form, item, "a value that is not a code of this item", f"{allowed}, or a non-answer")
        case "many":
            if isinstance(value, (tuple, list)) and all(isinstance(v, str) and v in responses.codes for v in value):
                return tuple(str(code) for code in responses.codes if code in value)
            raise refusal(form, item, "a value that is not a list of this item's codes", f"any of {allowed}")
        case "date":
            try:
                if isinstance(value, str):
                    return datetime.strptime(plain_number(value), "%Y-%m-%d").date().isoformat()
            except ValueError:
                pass
            raise refusal(form, item, "a value that is not a date", "a date as 2026-05-31")
        case "words":
            if isinstance(value, str) and 0 < len(value) <= MAX_WORDS:
                return value
            raise refusal(form, item, "no words, or too many", f"1 to {MAX_WORDS} characters")


def _check_informant(form: Instrument, item: Item, informant: str | None) -> None:
    if informant is not None and informant not in INFORMANTS:
        raise refusal(form, item, "an informant that is not on the list", ", ".join(INFORMANTS))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
