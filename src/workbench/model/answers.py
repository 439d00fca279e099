"""Answers to one instrument: the practitioner's rating, and beside it what each person said."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

import msgspec

from ..errors import AnswerRefused
from .instrument import Condition, Instrument, Item, Strict
from .vocabulary import GROUPS, INFORMANTS, STAGES, NonAnswer, age_band

MAX_WORDS = 4_000


class Context(Strict, frozen=True, kw_only=True):
    """What decides which questions can apply. `None` is "not yet known" and hides nothing."""

    group: str | None = None
    age: float | None = None
    stage: str | None = None


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


class Answers:
    """Immutable answers to one instrument in one context; every change returns a new object.

    Parameters
    ----------
    form
        The instrument.
    context
        `group`, `age` (years) and `stage`, codes as in `vocabulary`; a missing key is "not yet known".

    Raises
    ------
    AnswerRefused
        A context value that the vocabulary does not hold.
    """

    __slots__ = ("_recorded", "_statements", "context", "form")

    def __init__(self, form: Instrument, context: Mapping[str, Any] | Context | None = None) -> None:
        self.form = form
        self.context = context if isinstance(context, Context) else _context(context or {})
        self._recorded: dict[str, Recorded] = {}
        self._statements: dict[str, Statement] = {}

    @classmethod
    def restored(
        cls,
        form: Instrument,
        context: Context,
        recorded: Mapping[str, Recorded],
        statements: Iterable[Statement],
    ) -> "Answers":
        """Put together what was kept, in the order in which it was written; it was checked when recorded."""
        return cls(form, context)._with(recorded=dict(recorded), statements={entry.id: entry for entry in statements})

    @property
    def recorded(self) -> Mapping[str, Recorded]:
        """Everything recorded, by item, hidden answers included."""
        return dict(self._recorded)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What was said, in the order in which it was written down."""
        return tuple(self._statements.values())

    def record(
        self,
        item: str,
        value: int | str | tuple[str, ...] | list[str] | NonAnswer,
        informant: str | None = None,
        *,
        at: datetime | None = None,
    ) -> "Answers":
        """Record the practitioner's answer to an item and its main source.

        Raises
        ------
        UnknownName
            The instrument has no such item.
        AnswerRefused
            The value is not one of the item's codes, or the source is not an informant.
        """
        asked = self.form.item(item)
        _check_informant(self.form, asked, informant)
        if isinstance(value, NonAnswer):
            if value is NonAnswer.NOT_APPLICABLE and not asked.may_not_apply:
                raise _refusal(self.form, asked, "does not apply", "a code, or another non-answer")
            entry = Recorded(non_answer=value, source=informant, at=at or _now())
        else:
            entry = Recorded(value=_checked_value(self.form, asked, value), source=informant, at=at or _now())
        return self._with(recorded=self._recorded | {item: entry})

    def clear(self, item: str) -> "Answers":
        """Take the answer to an item back; nothing else changes."""
        self.form.item(item)
        return self._with(recorded={k: v for k, v in self._recorded.items() if k != item})

    def said(
        self,
        item: str,
        informant: str,
        note: str = "",
        value: int | str | None = None,
        *,
        statement: str | None = None,
        at: datetime | None = None,
    ) -> "Answers":
        """Write down what someone said or showed, beside the rating.

        The same `statement` id written again replaces the words.

        Raises
        ------
        UnknownName
            The instrument has no such item.
        AnswerRefused
            The informant is not on the list, the value is no code of the item, or the words are too long.
        """
        asked = self.form.item(item)
        _check_informant(self.form, asked, informant)
        if len(note) > MAX_WORDS:
            raise _refusal(self.form, asked, f"{len(note)} characters", f"up to {MAX_WORDS}; split it in two")
        if value is not None:
            value = _checked_value(self.form, asked, value)  # type: ignore[assignment]
        key = statement or next(key for n in count(1) if (key := f"s{n}") not in self._statements)
        if key in self._statements and self._statements[key].item != item:
            raise _refusal(self.form, asked, "a statement that belongs to another item", "a new statement")
        entry = Statement(id=key, item=item, informant=informant, words=note, value=value, at=at or _now())
        return self._with(statements=self._statements | {key: entry})

    def unsaid(self, statement: str) -> "Answers":
        """Take a statement back."""
        return self._with(statements={k: v for k, v in self._statements.items() if k != statement})

    def value(self, item: str) -> int | str | tuple[str, ...] | None:
        """Return the recorded code or codes; None without one (a non-answer is never a code)."""
        entry = self._recorded.get(item)
        return entry.value if entry else None

    def applies(self, item: Item | str) -> bool:
        """Whether the item is asked: age, group and stage fit, and every condition holds.

        A condition on an item that is itself not asked does not hold.
        """
        asked = self.form.item(item) if isinstance(item, str) else item
        one_of = not asked.show_if_any or any(map(self.holds, asked.show_if_any))
        kept = not any(map(self.holds, asked.hide_if))
        return _fits(asked, self.context) and one_of and kept and all(map(self.holds, asked.show_if))

    def shown(self) -> tuple[Item, ...]:
        """The items that are asked now, in the order of the instrument."""
        return tuple(item for item in self.form.items if self.applies(item))

    def may_be_spoken(self) -> bool:
        """Whether questions may be asked aloud now; otherwise they are answered from what is seen and known."""
        return all(map(self.holds, self.form.spoken_when))

    def hidden(self) -> tuple[str, ...]:
        """Items that hold an answer but are not asked any more: kept, marked, never scored."""
        return tuple(item for item in self._recorded if not self.applies(item))

    def disputed(self) -> tuple[str, ...]:
        """Items on which people differ: a statement has another value than the rating, or than another statement.

        Nothing is averaged and nobody is overruled; the items come in the order of the instrument.
        """
        named: dict[str, set] = {}
        for entry in self._statements.values():
            if entry.value is not None:
                named.setdefault(entry.item, set()).add(entry.value)
        for item, values in named.items():
            if (rating := self.value(item)) is not None:
                values.add(rating)
        return tuple(item.id for item in self.form.items if len(named.get(item.id, ())) > 1)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds: its item is asked, and the answer is one of those named."""
        return self.applies(condition.item) and _matches(self.value(condition.item), condition.any_of)

    def _with(self, *, recorded: dict | None = None, statements: dict | None = None) -> "Answers":
        new = Answers(self.form, self.context)
        new._recorded = self._recorded if recorded is None else recorded
        new._statements = self._statements if statements is None else statements
        return new

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answers) and all(
            getattr(self, name) == getattr(other, name) for name in self.__slots__
        )

    def __repr__(self) -> str:
        return f"<Answers to {self.form.id} {self.form.version}: {len(self._recorded)} recorded>"


def _context(values: Mapping[str, Any]) -> Context:
    try:
        context = msgspec.convert(dict(values), Context)
    except msgspec.ValidationError as error:
        raise AnswerRefused(f"context: {error}; allowed: group, age (years), stage") from None
    for name, allowed in (("group", GROUPS), ("stage", STAGES)):
        found = getattr(context, name)
        if found is not None and found not in allowed:
            raise AnswerRefused(f"context {name}: found {found!r}; allowed: {', '.join(allowed)}, or leave it out")
    if context.age is not None:
        try:
            age_band(context.age)
        except ValueError as error:
            raise AnswerRefused(f"context {error}") from None
    return context


def _fits(item: Item, context: Context) -> bool:
    in_age = context.age is None or int(context.age) in item.years
    in_group = not item.groups or context.group is None or context.group in item.groups
    in_stage = not item.stages or context.stage is None or context.stage in item.stages
    return in_age and in_group and in_stage


def _matches(value: object, any_of: tuple[int | str, ...]) -> bool:
    if isinstance(value, tuple):
        return any(code in any_of for code in value)
    return value in any_of


def _checked_value(form: Instrument, item: Item, value: object) -> int | str | tuple[str, ...]:
    responses = form.responses[item.responses]
    allowed = ", ".join(map(str, responses.codes))
    match responses.kind:
        case "level" | "choice":
            for code in responses.codes:
                if code == value and type(code) is type(value):
                    return code
            raise _refusal(form, item, "a value that is not a code of this item", f"{allowed}, or a non-answer")
        case "many":
            if isinstance(value, (tuple, list)) and all(isinstance(v, str) and v in responses.codes for v in value):
                return tuple(str(code) for code in responses.codes if code in value)
            raise _refusal(form, item, "a value that is not a list of this item's codes", f"any of {allowed}")
        case "date":
            try:
                if isinstance(value, str):
                    return datetime.strptime(value, "%Y-%m-%d").date().isoformat()
            except ValueError:
                pass
            raise _refusal(form, item, "a value that is not a date", "a date as 2026-05-31")
        case "words":
            if isinstance(value, str) and 0 < len(value) <= MAX_WORDS:
                return value
            raise _refusal(form, item, "no words, or too many", f"1 to {MAX_WORDS} characters")


def _check_informant(form: Instrument, item: Item, informant: str | None) -> None:
    if informant is not None and informant not in INFORMANTS:
        raise _refusal(form, item, "an informant that is not on the list", ", ".join(INFORMANTS))


def _refusal(form: Instrument, item: Item, found: str, allowed: str) -> AnswerRefused:
    return AnswerRefused(f"{form.id} {form.version}, item {item.id}: found {found}; allowed: {allowed}.")


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
