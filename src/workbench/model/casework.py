"""Who a file is about, who may decide, and what was agreed. Pseudonyms only; never a name or an address."""

from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar, Literal

from ..errors import ConsentMissing
from .ages import Age, grown, since_birth
from .instrument import Strict

ROLES = {
    "mother": "Mother",
    "father": "Father",
    "step_parent": "Step-parent or parent's partner",
    "grandparent": "Grandparent",
    "aunt_or_uncle": "Aunt or uncle",
    "older_sibling": "Older brother or sister",
    "other_relative": "Other relative",
    "foster_carer": "Foster carer",
    "guardian": "Appointed guardian",
    "authority": "Child protection or guardianship office",
    "other": "Other person",
}
# As whom each of them may be named among those who are in the room. Where two codes are possible, both: the parent
# whose past it is and the other parent are told apart in the room, not in the file.
IN_THE_ROOM = {
    "mother": ("parent", "other_parent"),
    "father": ("parent", "other_parent"),
    "step_parent": ("partner",),
    "grandparent": ("relative", "carer"),
    "aunt_or_uncle": ("relative", "carer"),
    "older_sibling": ("sibling", "carer"),
    "other_relative": ("relative", "carer"),
    "foster_carer": ("carer",),
    "guardian": ("carer", "other"),
    "authority": ("other",),
    "other": ("other",),
}
GROUNDS = {
    "by_birth": "By birth or descent",
    "by_law": "By law (marriage, recognition)",
    "court_order": "Court order",
    "appointed_guardian": "Appointed as guardian",
    "adoption": "Adoption",
    "protection_order": "Child protection order",
    "not_known": "Not yet known",
}
PURPOSES = {
    "assessment": "Needs assessment and plan",
    "sharing": "Sharing with named others",
    "research": "Use for research, without identity",
}
CONSENT_DECISIONS = {
    "given": "Given",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "cannot_be_sought": "Cannot be sought",
}
ASSENT_DECISIONS = {"given": "Given", "declined": "Declined", "cannot_be_sought": "Cannot be sought"}
OTHER_FORM = "other_form"
WITHOUT_CONSENT = {
    "safety_screen": "Safety screen",
    "urgent_care": "Urgent care",
    "report": "Report to child protection",
    OTHER_FORM: "Another page that does not wait",
}


class Listed(Strict, frozen=True, kw_only=True):
    """A value some of whose fields hold a code of a closed list."""

    lists: ClassVar[dict[str, Collection[str]]] = {}

    def __post_init__(self) -> None:
        for name, allowed in self.lists.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name}: not on the list")


class Family(Strict, frozen=True, kw_only=True):
    """Children and adults who belong together. `code` is a pseudonym."""

    id: str
    code: str
    created_at: datetime


class Person(Listed, frozen=True, kw_only=True):
    """An adult of a family. `label` tells two of the same role apart ("A", "B"); it is not a name.

    `of_concern`: suspected of harming or exploiting the child; neither consents nor is told.
    """

    lists: ClassVar = {"role": ROLES}

    id: str
    family_id: str
    role: str
    label: str = ""
    of_concern: bool = False


class Child(Strict, frozen=True, kw_only=True):
    """One child. `code` is a pseudonym; `born` is a year ("2017") or month ("2017-04"), if known.

    `age_band` stands in when no birth date is known, as seen on the day `age_band_on` (that of the file without one).
    `group` None is "not yet known".
    """

    id: str
    family_id: str
    code: str
    born: str | None = None
    age_band: str | None = None
    age_band_on: date | None = None
    group: str | None = None
    created_at: datetime

    def age_on(self, day: date) -> Age | None:
        """Age on that day: in whole years, or the youngest and the oldest possible; None if unknown."""
        if self.born is not None:
            return since_birth(self.born, day)
        if self.age_band is None:
            return None
        return grown(self.age_band, self.age_band_on or self.created_at.astimezone().date(), day)


class Responsibility(Listed, frozen=True, kw_only=True):
    """Who holds parental responsibility for a child, on what ground, since when."""

    lists: ClassVar = {"ground": GROUNDS}

    id: str
    child_id: str
    person_id: str
    ground: str
    since: date | None = None
    until: date | None = None


class Consent(Listed, frozen=True, kw_only=True):
    """One decision for one purpose by whoever holds parental responsibility. Never edited; a later one counts.

    `own`: by the person the file is about, who is of age; then there is no `person_id`.
    """

    lists: ClassVar = {"purpose": PURPOSES, "decision": CONSENT_DECISIONS}

    id: str
    child_id: str
    purpose: str
    decision: str
    person_id: str | None
    own: bool = False
    on: date
    limits_explained: bool
    reason: str = ""
    recorded_at: datetime


class Assent(Listed, frozen=True, kw_only=True):
    """What the child said to a purpose, put in a form that fits the age."""

    lists: ClassVar = {"purpose": PURPOSES, "decision": ASSENT_DECISIONS}

    id: str
    child_id: str
    purpose: str
    decision: str
    on: date
    limits_explained: bool
    reason: str = ""
    recorded_at: datetime


class WithoutConsent(Listed, frozen=True, kw_only=True):
    """Something that did not wait for consent: what, why, and the name of who decided."""

    lists: ClassVar = {"what": WITHOUT_CONSENT}

    id: str
    child_id: str
    what: str
    reason: str
    decided_by: str
    at: datetime


class Sitting(Strict, frozen=True, kw_only=True):
    """One meeting with or about a child. `interpreter` "none_found": one was needed, none could be had that day.

    `present` is by the codes of `vocabulary.PRESENT`; `company` are the same people told apart: an adult on file by id,
    anybody else by code. Empty where that was not noted.
    """

    id: str
    child_id: str
    on: date
    present: tuple[str, ...]
    company: tuple[str, ...] | None = None
    interpreter: Literal["none", "vetted", "none_found"] = "none"
    interpreter_code: str = ""
    language: str = ""
    communication: str = ""
    started_at: datetime


def current_consent(decisions: list[Consent], purpose: str) -> Consent | None:
    """The decision that counts now: the latest for that purpose."""
    of_purpose = [d for d in decisions if d.purpose == purpose]
    return max(of_purpose, key=lambda d: (d.on, d.recorded_at), default=None)


def missing_consent(decisions: list[Consent], purpose: str) -> str:
    """Say in a few words what is on file in place of consent; empty where it is given."""
    decision = current_consent(decisions, purpose)
    if decision is None:
        return "no decision on file"
    return "" if decision.decision == "given" else CONSENT_DECISIONS[decision.decision].lower()


def require_consent(decisions: list[Consent], purpose: str) -> None:
    """Refuse a purpose that nobody has agreed to. The safety screen never comes here.

    Raises
    ------
    ConsentMissing
        No decision, or the latest is not "given".
    """
    if found := missing_consent(decisions, purpose):
        raise ConsentMissing(
            f"consent for “{PURPOSES[purpose]}”: found {found}; needed: given by whoever holds parental "
            "responsibility, or by the person who is of age. Record it on the child's page. The safety screen does not "
            "wait for it, nor do urgent care or a report; what is on file can be read."
        )
