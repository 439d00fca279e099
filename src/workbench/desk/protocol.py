"""What a page may ask of whoever keeps the record: two calls, plain values, nothing of the store."""

from datetime import date, datetime
from typing import Protocol

import msgspec

from ..model.ages import Age
from ..model.changes import Envelope
from ..model.draft import Draft


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting as a page may see it. `code` is the child's pseudonym; `contacts` the organisation's numbers.

    `earlier` lists critical points left open at earlier sittings, as (question, opened on, kind). `present`
    says who was in the room when the sitting was set up, by the codes of `vocabulary.PRESENT`, and
    `of_concern_roles` by the same codes as whom an adult of the family who is marked may be there; it is never
    shown, only more is put aside. `onward` is what else the sitting may hold and does not yet, as (instrument,
    title). `child` is the id of the child's page.
    `withheld` says why the assessment can only be read, where agreement to it is missing; notes can still be written.
    `handed_over`: the page is with the child, and everything else has been taken away (`desk.handing`).
    """

    draft: Draft
    code: str
    age: Age | None
    sitting_date: date
    contacts: dict[str, str]
    earlier: tuple[tuple[str, date, str], ...] = ()
    present: tuple[str, ...] = ()
    of_concern_roles: tuple[str, ...] = ()
    onward: tuple[tuple[str, str], ...] = ()
    withheld: str = ""
    practice: bool = False
    child: str = ""
    handed_over: bool = False


class Acknowledged(msgspec.Struct, frozen=True, kw_only=True):
    """Said only after the change is durable."""

    id: str
    revision: int
    saved_at: datetime


class Desk(Protocol):
    """Keeper of the record: the launcher's store, or memory for practice and tests."""

    def open(self, draft: str, tab: str) -> Opened:
        """Open a sitting for this tab and take it over from any other.

        Raises
        ------
        UnknownName
            There is no such sitting.
        Locked
            The desk is covered or locked.
        """

    def record(self, envelope: Envelope) -> Acknowledged:
        """Make one change durable. The same envelope id sent twice is recorded once.

        Raises
        ------
        AnswerRefused
            The change has no meaning here; nothing was changed.
        TakenOver
            Another tab holds the sitting.
        StaleChange
            `base` is not the sitting's revision.
        ConsentMissing
            The assessment goes on only with agreement, and there is none now.
        Locked, StoreError
            Nothing was changed.
        """
