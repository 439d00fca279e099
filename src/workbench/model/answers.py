"""Answers to one instrument: the practitioner's rating, and beside it what each person said."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from .context import Context, context_of, fits
from .entries import Recorded, Statement, answer_of, refusal, statement_of
from .instrument import Condition, Instrument, Item
from .vocabulary import NonAnswer


class Answers:
    """Immutable answers to one instrument in one context; every change returns a new object.

    Parameters
    ----------
    form
        The instrument.
    context
        `group`, `age` and `stage`, codes as in `vocabulary`; a missing key is "not yet known". `age` is in years, or
        the youngest and the oldest possible, as (6, 11): then every question is asked that one of these ages would be.

    Raises
    ------
    AnswerRefused
        A context value that the vocabulary does not hold.
    """

    __slots__ = ("_recorded", "_statements", "context", "form")

    def __init__(self, form: Instrument, context: Mapping[str, Any] | Context | None = None) -> None:
        self.form = form
        self.context = context if isinstance(context, Context) else context_of(context or {})
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
        entry = answer_of(self.form, self.form.item(item), value, informant=informant, at=at)
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
        key = statement or next(key for n in count(1) if (key := f"s{n}") not in self._statements)
        entry = statement_of(self.form, asked, key=key, informant=informant, words=note, value=value, at=at)
        if key in self._statements and self._statements[key].item != item:
            raise refusal(self.form, asked, "a statement that belongs to another item", "a new statement")
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
        return fits(asked, self.context) and one_of and kept and all(map(self.holds, asked.show_if))

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


def _matches(value: object, any_of: tuple[int | str, ...]) -> bool:
    if isinstance(value, tuple):
        return any(code in any_of for code in value)
    return value in any_of
