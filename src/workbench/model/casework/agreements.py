"""Who may decide, what was agreed to, what the child said, and what did not wait for it."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from ...errors import ConsentMissing
from ...language import mark, say
from .declared import Entry, Field, Table, link, moment
from .words import ASSENT_DECISIONS, CONSENT_DECISIONS, GROUNDS, PURPOSES, WITHOUT_CONSENT

Explained = Annotated[
    bool, Field("flag", "Limits explained", "Whether the limits of confidentiality were explained first.")
]
Reason = Annotated[
    str,
    Field("words", "Why", "In the words of whoever recorded it.", "sensitive", hint="Needed when it cannot be sought."),
]


class Responsibility(Entry, frozen=True, kw_only=True):
    """Who holds parental responsibility for a child, on what ground, since when."""

    table: ClassVar = Table(
        "responsibilities",
        mark("Parental responsibility"),
        "child",
        "Who holds it, or held it, and on what ground.",
    )

    child_id: Annotated[str, link("children")]
    person_id: Annotated[str, link("persons", "Who")]
    ground: Annotated[str, Field("code", "On what ground", "What it rests on.", allowed=GROUNDS)]
    since: Annotated[
        date | None, Field("day", "Since", "First day.", not_known=True, hint="You may leave this empty.")
    ] = None
    until: Annotated[date | None, Field("day", "Until", "Last day.", not_known=True)] = None


class Consent(Entry, frozen=True, kw_only=True):
    """One decision for one purpose by whoever holds parental responsibility. Never edited; a later one counts.

    `own`: by the person the file is about, who is of age; then there is no `person_id`.
    """

    table: ClassVar = Table(
        "consents",
        mark("Agreement"),
        "child",
        "One decision for one purpose; the latest counts.",
    )

    child_id: Annotated[str, link("children")]
    purpose: Annotated[str, Field("code", "What for", "What was asked.", allowed=PURPOSES)]
    decision: Annotated[str, Field("code", "Decision", "What was decided.", "sensitive", allowed=CONSENT_DECISIONS)]
    person_id: Annotated[str | None, link("persons", "Who decided")]
    own: Annotated[
        bool, Field("flag", "By the person themselves", "Decided by the person, who is of age.", late=True)
    ] = False
    on: Annotated[date, Field("day", "Date", "Day of the decision.")]
    limits_explained: Explained
    reason: Reason = ""
    recorded_at: Annotated[datetime, moment("When it was written down.")]


class Assent(Entry, frozen=True, kw_only=True):
    """What the child said to a purpose, put in a form that fits the age."""

    table: ClassVar = Table(
        "assents",
        mark("What the child said to it"),
        "child",
        "The child's own answer to one purpose.",
    )

    child_id: Annotated[str, link("children")]
    purpose: Annotated[str, Field("code", "What for", "What was asked.", allowed=PURPOSES)]
    decision: Annotated[str, Field("code", "Answer", "What the child said.", "sensitive", allowed=ASSENT_DECISIONS)]
    on: Annotated[date, Field("day", "Date", "Day of the answer.")]
    limits_explained: Explained
    reason: Reason = ""
    recorded_at: Annotated[datetime, moment("When it was written down.")]


class WithoutConsent(Entry, frozen=True, kw_only=True):
    """Something that did not wait for consent: what, why, and the name of who decided."""

    table: ClassVar = Table(
        "without_consent",
        mark("What did not wait for agreement"),
        "child",
        "Help that could not wait, and who decided so.",
    )

    child_id: Annotated[str, link("children")]
    what: Annotated[str, Field("code", "What", "What did not wait.", "sensitive", allowed=WITHOUT_CONSENT)]
    reason: Annotated[
        str, Field("words", "Why it could not wait", "In the worker's words.", "sensitive", longest=4_000)
    ]
    decided_by: Annotated[
        str,
        Field("line", "Who decided", "Name or initials of a worker.", hint="A name or initials of a worker."),
    ]
    at: Annotated[datetime, moment("When it was written down.")]


def current_consent(decisions: list[Consent], purpose: str) -> Consent | None:
    """The decision that counts now: the latest for that purpose."""
    of_purpose = [d for d in decisions if d.purpose == purpose]
    return max(of_purpose, key=lambda d: (d.on, d.recorded_at), default=None)


def missing_consent(decisions: list[Consent], purpose: str) -> str:
    """Say in a few words what is on file in place of consent; empty where it is given."""
    decision = current_consent(decisions, purpose)
    if decision is None:
        return say("no decision is on file yet")
    return "" if decision.decision == "given" else CONSENT_DECISIONS[decision.decision].lower()


def require_consent(decisions: list[Consent], purpose: str) -> None:
    """Refuse a purpose that nobody has agreed to. The safety screen never comes here.

    Raises
    ------
    ConsentMissing
        No decision, or the latest is not "given".
    """
    refuse_without(missing_consent(decisions, purpose), purpose)


def refuse_without(found: str, purpose: str) -> None:
    """Refuse a purpose where something else is on file than consent; `found` says what, and nothing where it is given.

    Raises
    ------
    ConsentMissing
        Something is found.
    """
    if found:
        raise ConsentMissing(
            say(
                "consent for “{purpose}”: {found}; needed: given by whoever holds parental responsibility, or by "
                "the person who is of age. Record it on the child's page. The safety screen does not wait for it, nor "
                "do urgent care or a report; what is on file can be read.",
                purpose=PURPOSES[purpose],
                found=found,
            )
        )
