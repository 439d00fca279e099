"""Everything one printed page is made from: the child's file and one sitting, as plain values."""

from datetime import date, datetime

import msgspec

from .casework import Assent, Child, Consent, FamilyHistory, Person, Responsibility, Sitting, WithoutConsent
from .draft import Draft
from .majority import USUAL
from .notes import Standing


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting with what the file holds about consent, as it is printed.

    `history` is what the team knows of the years before; `practitioner` is the code or initials of who rated;
    `contacts` the organisation's numbers by the codes of `vocabulary.CONTACTS`; `majority` the age of majority there;
    `others` the child's other pages, as (title, day of the sitting); `earlier` critical points left open at the child's
    other sittings, as (question, opened on, kind);
    `standing` how many notes of the child stand open, this assessment's own among them; `next_meeting` the soonest day
    agreed at the end of any page of the sitting; `printed_at` an aware datetime in the zone that every time on the page
    is written in; it also dates the PDF, so that the same record always makes the same bytes. `team` asks for the
    team's own sheet, the only one that may name a person of concern; `all_read` is false where an adult of the family,
    or something about agreement, cannot be read: then nothing is said that it might contradict.
    """

    child: Child
    sitting: Sitting
    draft: Draft
    persons: tuple[Person, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    consents: tuple[Consent, ...] = ()
    assents: tuple[Assent, ...] = ()
    without_consent: tuple[WithoutConsent, ...] = ()
    history: FamilyHistory | None = None
    practitioner: str = ""
    organisation: str = ""
    contacts: dict[str, str] = {}
    others: tuple[tuple[str, date], ...] = ()
    earlier: tuple[tuple[str, date, str], ...] = ()
    standing: Standing = Standing()
    next_meeting: date | None = None
    printed_at: datetime
    majority: int = USUAL
    practice: bool = False
    team: bool = False
    all_read: bool = True
