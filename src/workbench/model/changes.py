"""The only things a page may ask the record to do. A message that is none of these is refused.

`msgspec` checks every field, length and type while decoding; `draft.apply` then checks the meaning.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from ..errors import AnswerRefused
from .digits import plain_number
from .vocabulary import NonAnswer
from .words import MAX_LINE, MAX_WORDS, clean

Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_.-]+$")]
Code = Annotated[str, Meta(max_length=80)]
Words = Annotated[str, Meta(max_length=MAX_WORDS)]
Line = Annotated[str, Meta(max_length=MAX_LINE)]


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """Root of all changes."""


class Filling(Change, frozen=True, kw_only=True):
    """A change of fields that may hold something already.

    A field that is left out stays as it is. An empty one empties what is on file only where `clear` names it.
    """

    clear: Annotated[tuple[Name, ...], Meta(max_length=10)] = ()

    def after(self, on_file: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields as they stand after the change.

        Parameters
        ----------
        on_file
            Every field that the change can fill, as it stands now; empty is "" or None.

        Raises
        ------
        AnswerRefused
            The change would empty a field without saying so, or empties one that it cannot.
        """
        if unknown := set(self.clear) - set(on_file):
            raise AnswerRefused(f"change: found {len(unknown)} field to empty that it does not have. {_KEPT}")
        fields = dict(on_file)
        for name, before in on_file.items():
            value = getattr(self, name)
            if name in self.clear and value in (UNSET, None, ""):
                fields[name] = "" if isinstance(before, str) and name != "value" else None
            elif name in self.clear:
                raise AnswerRefused(f"change, field {name}: found words for a field that it also empties. {_KEPT}")
            elif value in (None, "") and before not in (None, ""):
                raise AnswerRefused(
                    f"change, field {name}: it would empty what is on file. To empty it on purpose, name it in "
                    f"“clear”. {_KEPT}"
                )
            elif value is not UNSET:
                fields[name] = value
        return fields


_KEPT = "Nothing was changed."


class Answer(Change, frozen=True, kw_only=True, tag="answer"):
    """The practitioner's answer: a code, several codes, a date, or words. Without a source, that on file stays."""

    item: Name
    value: int | Words | Annotated[tuple[Code, ...], Meta(max_length=40)]
    source: Name | UnsetType | None = UNSET


class NoAnswer(Change, frozen=True, kw_only=True, tag="no_answer"):
    """One of the five non-answers; `by` says who declined."""

    item: Name
    reason: NonAnswer
    by: Name | None = None


class Clear(Change, frozen=True, kw_only=True, tag="clear"):
    """Take an answer back."""

    item: Name


class Said(Filling, frozen=True, kw_only=True, tag="said"):
    """What someone said or showed, and the code they would give, if they named one.

    The same `statement` again replaces what it carries.
    """

    statement: Name
    item: Name
    informant: Name
    words: Words | UnsetType = UNSET
    value: int | Code | UnsetType | None = UNSET


class Unsaid(Change, frozen=True, kw_only=True, tag="unsaid"):
    """Take a statement back."""

    statement: Name


class Place(Change, frozen=True, kw_only=True, tag="place"):
    """Where the practitioner is, so that a reload returns there."""

    section: Name
    item: Name | None = None


class NoteWords(Filling, frozen=True, kw_only=True, tag="note_words"):
    """What to write down for a note, in the child's own words; replaces what stood there."""

    item: Name
    words: Words


class AskAgain(Change, frozen=True, kw_only=True, tag="ask_again"):
    """When an open point is asked again."""

    item: Name
    on: date


class CloseNote(Filling, frozen=True, kw_only=True, tag="close_note"):
    """Close a note with what was done, or with why nothing was done. `at` is the time as written."""

    item: Name
    action: Words | UnsetType = UNSET
    at: Line | UnsetType = UNSET
    agency: Line | UnsetType = UNSET
    reference: Line | UnsetType = UNSET
    why_not: Words | UnsetType = UNSET


class ReopenNote(Change, frozen=True, kw_only=True, tag="reopen_note"):
    """Open a closed note again; what was written stays."""

    item: Name


class Pause(Change, frozen=True, kw_only=True, tag="pause"):
    """A break begins, or ends."""

    ends: bool = False


class Stop(Filling, frozen=True, kw_only=True, tag="stop"):
    """Stop for today. The sitting can be taken up again; `rebook` is the date agreed."""

    left: Words | UnsetType = UNSET
    rebook: date | UnsetType | None = UNSET


class NextMeeting(Filling, frozen=True, kw_only=True, tag="next_meeting"):
    """Agree on another day to meet, or take the agreed one back, without taking the sitting up again."""

    rebook: date | UnsetType | None = UNSET


class Resume(Change, frozen=True, kw_only=True, tag="resume"):
    """Take a stopped sitting up again."""


AnyChange = (
    Answer
    | NoAnswer
    | Clear
    | Said
    | Unsaid
    | Place
    | NoteWords
    | AskAgain
    | CloseNote
    | ReopenNote
    | Pause
    | Stop
    | NextMeeting
    | Resume
)
# What goes on filling in an assessment. Notes, the end of a sitting and the next meeting wait for nobody.
NEEDS_AGREEMENT = (Answer, NoAnswer, Clear, Said, Unsaid, Resume)


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One change on its way: its own id (sent twice, recorded once) and the revision it was made against."""

    draft: Name
    tab: Name
    id: Name
    base: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    change: AnyChange


MAX_MESSAGE_BYTES = 65_536
FIRST_YEAR, LAST_YEAR = 1990, 2099
_DAYS = ("on", "rebook")


def decode(message: bytes | str) -> Envelope:
    """Read one envelope from JSON.

    Raises
    ------
    AnswerRefused
        Not JSON, too long, an unknown kind, a missing, extra, too long or mistyped field. The text names
        the field, never its content.
    """
    if len(message) > MAX_MESSAGE_BYTES:
        raise AnswerRefused(f"message: found over {MAX_MESSAGE_BYTES} bytes; send less at once. Nothing was changed.")
    try:
        return _with_likely_days(_cleaned(_envelope(message)))
    except msgspec.ValidationError as error:
        _, told, path = str(error).rpartition(" - at ")
        where = path.strip("`") if told else "$"
        raise AnswerRefused(f"message, field {where}: not of the form the record takes. Nothing was changed.") from None
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise AnswerRefused("message: not readable as JSON. Nothing was changed.") from None


def _envelope(message: bytes | str) -> Envelope:
    """Read an envelope, its days in digits of any script."""
    try:
        return msgspec.json.decode(message, type=Envelope)
    except msgspec.ValidationError:
        told = msgspec.json.decode(message)
        if isinstance(told, dict) and isinstance(change := told.get("change"), dict):
            told["change"] = {name: _day(value) if name in _DAYS else value for name, value in change.items()}
        return msgspec.convert(told, Envelope)


def _cleaned(envelope: Envelope) -> Envelope:
    """The same envelope with what people wrote as it is kept."""
    change = envelope.change
    written = {name: value for name in change.__struct_fields__ if type(value := getattr(change, name)) is str}
    cleaned = {name: clean(value) for name, value in written.items()}
    return msgspec.structs.replace(envelope, change=msgspec.structs.replace(change, **cleaned))


def _day(value: Any) -> Any:
    return plain_number(value) if isinstance(value, str) else value


def _with_likely_days(envelope: Envelope) -> Envelope:
    for name in _DAYS:
        day = getattr(envelope.change, name, None)
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise AnswerRefused(
                f"message, field $.change.{name}: found a year that cannot be meant; allowed {FIRST_YEAR} to "
                f"{LAST_YEAR}. Nothing was changed; look at day, month and year again."
            )
    return envelope


def to_json(change: AnyChange) -> str:
    """Write a change as it is journaled: canonical JSON with sorted keys."""
    return msgspec.json.encode(change, order="sorted").decode()


def from_json(text: str) -> AnyChange:
    """Read a journaled change. One from before `clear` was written emptied whatever it carried empty."""
    change: AnyChange = msgspec.json.decode(text, type=AnyChange)  # type: ignore[assignment]
    if isinstance(change, Filling) and '"clear":' not in text:
        emptied = tuple(name for name in change.__struct_fields__ if getattr(change, name) in (None, ""))
        return msgspec.structs.replace(change, clear=emptied)
    return change
