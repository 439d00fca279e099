"""Meetings with a child and the assessments begun in them."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, desc, insert, select

from ..errors import AnswerRefused, WorkbenchError
from ..library import offering
from ..model.ages import Age
from ..model.casework import OTHER_FORM, WITHOUT_CONSENT, Child, Sitting, refuse_without
from ..model.child_page import fitting_pages
from ..model.draft import start
from ..model.instrument import Instrument, Strict
from ..model.scales import shows_profile
from ..model.vocabulary import PRESENT
from . import agreements, families, schema
from .audit import note_event
from .definitions import keep
from .drafts import Forms, ages_in_columns, assessment_row
from .opened import OpenStore
from .readable import readable
from .rows import add, check_code, check_words, new_id, one, value_of

INTERPRETERS = ("none", "vetted", "none_found")


class Begun(Strict, frozen=True, kw_only=True):
    """One assessment in a list: enough to find it again, nothing that was answered."""

    draft_id: str
    child_id: str
    sitting_id: str
    code: str
    instrument: str
    version: str
    on: date
    started_at: datetime
    revision: int
    saved_at: datetime | None
    stopped_at: datetime | None
    rebook: date | None


def start_sitting(
    store: OpenStore,
    child_id: str,
    *,
    on: date,
    present: tuple[str, ...],
    company: tuple[str, ...] | None = None,
    interpreter: str = "none",
    interpreter_code: str = "",
    language: str = "",
    communication: str = "",
    instrument: str | None = None,
    version: str | None = None,
    stage: str | None = None,
    decided_by: str = "",
    reason: str = "",
    as_age: Age | None = None,
) -> str:
    """Begin a sitting and an assessment in it; return the opaque id of the draft.

    An instrument that does not wait for consent, as the safety screen, is begun without: then `reason` and
    `decided_by` are kept. Every other one needs consent to the assessment first.

    Parameters
    ----------
    instrument
        By default the first that is offered.
    company
        Who is here, told apart: adults of the family by id, anybody else by the codes of `present`.
    as_age
        Which page of `model.child_page.fitting_pages` the child gets; without one, that of the youngest possible age.

    Raises
    ------
    UnknownName
        There is no such child or instrument.
    ConsentMissing
        The instrument waits for consent, and none is on file.
    AnswerRefused
        A field is not of its form, reason or name is missing where nobody has consented, or the version asked something
        else when it was first begun.
    """
    form = offering.offered(store.forms)[0] if instrument is None else store.forms(instrument, version)
    for code in present:
        check_code("who is here", code, tuple(PRESENT))
    check_code("interpreter", interpreter, INTERPRETERS)
    at = store.clock()
    with store.writing() as connection:
        child = families.child_in(connection, child_id)
        _check_consent(connection, child, form, decided_by=decided_by, reason=reason, at=at)
        sitting = Sitting(
            id=new_id(),
            child_id=child.id,
            on=on,
            present=tuple(code for code in PRESENT if code in present),
            company=_company(connection, child, company),
            interpreter=interpreter,  # type: ignore[arg-type]
            interpreter_code=check_words("interpreter's code", interpreter_code, longest=80),
            language=check_words("language", language, longest=80),
            communication=check_words("communication needs", communication),
            started_at=at,
        )
        add(connection, schema.sittings, sitting)
        draft_id = _begin(connection, child, sitting, form, at=at, stage=stage, as_age=as_age)
        note_event(connection, "sitting begun", at, draft_id)
    return draft_id


def add_assessment(
    store: OpenStore,
    sitting_id: str,
    instrument: str,
    *,
    version: str | None = None,
    decided_by: str = "",
    reason: str = "",
    as_age: Age | None = None,
) -> str:
    """Begin another assessment in a sitting and return the id of its draft.

    People, language and stage are those of the sitting; `as_age` is as in `start_sitting`. Where the sitting holds that
    instrument already, in any version, its draft is returned and nothing is begun.

    Raises
    ------
    UnknownName
        There is no such sitting or instrument.
    ConsentMissing
        The instrument waits for consent, and none is on file.
    AnswerRefused
        `reason` or `decided_by` is missing where nobody has consented to an assessment, or the version asked something
        else when it was first begun.
    """
    form = store.forms(instrument, version)
    assessments = schema.assessments
    at = store.clock()
    with store.writing() as connection:
        sitting = sitting_in(connection, sitting_id)
        here = connection.execute(select(assessments).where(assessments.c.sitting_id == sitting.id)).all()
        for row in here:
            if row.instrument == form.id:
                return row.id
        child = families.child_in(connection, sitting.child_id)
        _check_consent(connection, child, form, decided_by=decided_by, reason=reason, at=at)
        stage = here[0].stage if here else None
        draft_id = _begin(connection, child, sitting, form, at=at, stage=stage, as_age=as_age)
        note_event(connection, "assessment added", at, draft_id)
    return draft_id


def sitting_of(store: OpenStore, draft_id: str) -> Sitting:
    """Return the sitting in which an assessment was begun.

    Raises
    ------
    UnknownName
        There is no such assessment.
    """
    with store.reading() as connection:
        return sitting_in(connection, assessment_row(connection, draft_id).sitting_id)


def offered(store: OpenStore, sitting_id: str) -> tuple[tuple[str, str], ...]:
    """Return what else a sitting may hold and does not yet, as (instrument, title)."""
    with store.reading() as connection:
        return offered_in(connection, store.forms, sitting_id)


def offered_in(connection: Connection, forms: Forms, sitting_id: str) -> tuple[tuple[str, str], ...]:
    """Return it within a transaction that is already open."""
    table = schema.assessments
    held = set(connection.scalars(select(table.c.instrument).where(table.c.sitting_id == sitting_id)))
    return tuple((form.id, form.title) for form in offering.offered(forms) if form.id not in held)


def open_drafts(store: OpenStore) -> list[Begun]:
    """Return the assessments that were not stopped and may go on, last saved first: what "Continue" offers."""
    with store.reading() as connection:
        begun, _ = begun_in(connection, schema.assessments.c.stopped_at.is_(None))
        missing = {
            child_id: missing_in(connection, child_id, store.today())
            for child_id in {entry.child_id for entry in begun}
        }
    begun = [entry for entry in begun if not missing[entry.child_id] or not waits(store.forms, entry)]
    return sorted(begun, key=lambda entry: entry.saved_at or entry.started_at, reverse=True)


def sittings_of(store: OpenStore, child_id: str) -> list[Begun]:
    """Return every assessment of a child that can be read, the latest sitting first."""
    with store.reading() as connection:
        child = families.child_in(connection, child_id)
        return begun_in(connection, schema.assessments.c.child_id == child.id)[0]


def begun_in(
    connection: Connection, where: ColumnElement[bool]
) -> tuple[list[Begun], list[tuple[str, str, str, str, str]]]:
    """Return the assessments that meet a condition within a transaction that is already open, latest sitting first.

    Returns
    -------
    tuple
        Those that can be read, and of the others draft, child, code, instrument and version.
    """
    assessments, sittings, children = schema.assessments, schema.sittings, schema.children
    query = (
        select(
            assessments,
            assessments.c.id.label("draft_id"),
            children.c.code,
            sittings.c.on,
            sittings.c.started_at,
        )
        .join(sittings, sittings.c.id == assessments.c.sitting_id)
        .join(children, children.c.id == assessments.c.child_id)
        .where(where)
        .order_by(desc(sittings.c.on), desc(sittings.c.started_at), assessments.c.id)
    )
    columns = assessments.c
    keys = (columns.id, columns.child_id, children.c.code, columns.instrument, columns.version)
    return readable(connection, query, lambda row: value_of(row, Begun), *keys)  # type: ignore[return-value]


def title_of(forms: Forms, begun: Begun) -> str:
    """Name an assessment; by its code where its questions are not on this computer."""
    try:
        return forms(begun.instrument, begun.version).title
    except WorkbenchError:
        return f"{begun.instrument} {begun.version}"


def has_profile(forms: Forms, begun: Begun) -> bool:
    """Whether "what we found" can be drawn from an assessment."""
    try:
        return shows_profile(forms(begun.instrument, begun.version))
    except WorkbenchError:
        return False


def missing_in(connection: Connection, child_id: str, on: date) -> str:
    """What is on file on a day in place of agreement to the assessment of a child; empty where it is agreed to."""
    return agreements.in_place_in(connection, child_id, "assessment", on)


def missing(store: OpenStore, child_id: str) -> str:
    """Return it for today."""
    with store.reading() as connection:
        return missing_in(connection, child_id, store.today())


def waits(forms: Forms, begun: Begun | Row) -> bool:
    """Whether an assessment waits for agreement, as its questions say."""
    return offering.waits(forms, begun.instrument, begun.version)


def check_agreed(connection: Connection, child_id: str, on: date) -> None:
    """Refuse what needs agreement and has none.

    Raises
    ------
    ConsentMissing
        Agreement to the assessment was never given, was declined, or has been withdrawn.
    """
    refuse_without(missing_in(connection, child_id, on), "assessment")


def sitting_in(connection: Connection, sitting_id: str) -> Sitting:
    """Return a sitting within a transaction that is already open."""
    return one(connection, schema.sittings, Sitting, "sitting", schema.sittings.c.id == sitting_id)


def _check_consent(
    connection: Connection, child: Child, form: Instrument, *, decided_by: str, reason: str, at: datetime
) -> None:
    on = at.astimezone().date()
    if form.waits_for_consent:
        check_agreed(connection, child.id, on)
    elif missing_in(connection, child.id, on):
        what = form.id if form.id in WITHOUT_CONSENT else OTHER_FORM
        agreements.without_consent_in(connection, child, what=what, reason=reason, decided_by=decided_by, at=at)


def _company(connection: Connection, child: Child, company: tuple[str, ...] | None) -> tuple[str, ...] | None:
    adults = [person.id for person in families.persons_in(connection, child.family_id)]
    for who in company or ():
        if who not in adults:
            check_code("who is here", who, tuple(PRESENT))
    return company


def pages_for(form: Instrument, child: Child, on: date) -> tuple[Age, ...]:
    """Ages whose pages of an instrument may fit a child on a day, the youngest first; none if the age is not known."""
    age = child.age_on(on)
    return () if age is None else fitting_pages(form, age)


def pages_of(store: OpenStore, instrument: str, child_id: str, on: date) -> tuple[Age, ...]:
    """Ages whose pages of an instrument may fit a child on a day; more than one calls for a choice."""
    with store.reading() as connection:
        return pages_for(store.forms(instrument, None), families.child_in(connection, child_id), on)


def _begin(
    connection: Connection,
    child: Child,
    sitting: Sitting,
    form: Instrument,
    *,
    at: datetime,
    stage: str | None,
    as_age: Age | None,
) -> str:
    pages = pages_for(form, child, sitting.on)
    if as_age is not None and as_age not in pages:
        raise AnswerRefused(f"{form.id}: found a page that is for another age; choose one that fits the child.")
    age = next(iter(pages), None) if as_age is None else as_age
    draft = start(form, {"group": child.group, "age": age, "stage": stage})
    draft_id = new_id()
    keep(connection, form, at)
    connection.execute(
        insert(schema.assessments).values(
            id=draft_id,
            child_id=child.id,
            sitting_id=sitting.id,
            instrument=form.id,
            version=form.version,
            group=draft.answers.context.group,
            **ages_in_columns(draft.answers.context.age),
            stage=draft.answers.context.stage,
            revision=0,
            section=draft.section,
            pauses=[],
        )
    )
    return draft_id
