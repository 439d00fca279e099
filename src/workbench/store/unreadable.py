"""Which records cannot be read, so that one of them never closes the others."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select, true

from ..model.casework import Assent, Child, Consent, Exploitation, Person, Responsibility, Sitting, WithoutConsent
from ..model.casework.declared import fields_of
from ..model.casework.history import OF_A_CHILD
from ..model.instrument import Strict
from ..model.notes import Note
from . import schema
from .drafts import Forms
from .families import child_as_read, children_in, families_in
from .lone_notes import PARTS, pauses_of
from .opened import OpenStore
from .readable import readable
from .rows import value_of
from .settings import Settings, settings_in
from .sittings import Begun, begun_in

OF_THE_CHILD: tuple[tuple[Table, type[Strict], str], ...] = (
    (schema.sittings, Sitting, "a meeting"),
    (schema.responsibilities, Responsibility, "parental responsibility"),
    (schema.consents, Consent, "an agreement"),
    (schema.assents, Assent, "what the child said to an agreement"),
    (schema.without_consent, WithoutConsent, "what did not wait for agreement"),
    *((schema.declared[kind], kind, "an entry of the history") for kind in OF_A_CHILD),
)
# Fields that no page asks for.
BEHIND = {
    "id": "the file",
    "family_id": "the family",
    "code": "the code",
    "age_band_on": "the day on which the age was seen",
    "created_at": "the day on which the file was begun",
}
NUMBERS_IN_WORDS = {
    "cover_minutes": "after how many minutes the cover comes",
    "lock_minutes": "after how many minutes the workbench locks",
    "majority": "the age of majority",
}


class Unreadable(Strict, frozen=True, kw_only=True):
    """One thing that cannot be read: of whom, and what it is. No word of what it holds.

    `code` is the child's or the family's; empty where even that is not known. `family_id` or `child_id` is the file;
    neither for a setting.
    """

    code: str
    what: str
    child_id: str = ""
    family_id: str = ""
    is_setting: bool = False


def unreadable(store: OpenStore, child_id: str | None = None) -> list[Unreadable]:
    """Look through everything that lists are made from, and through what was answered: by all, or by one child."""
    with store.reading() as connection:
        files, pages = _files(connection), _pages(connection, store.forms, child_id)
        return [*_settings(connection), *files, *_of_children(connection), *pages]


def _settings(connection: Connection) -> Iterable[Unreadable]:
    """Settings that cannot be read: the usual ones stand in for them, so that every file goes on being reachable."""
    for name in settings_in(connection).unreadable:
        what = f"{NUMBERS_IN_WORDS[name]}. Until it is set again, {getattr(Settings(), name)} is taken"
        yield Unreadable(code="", what=what, is_setting=True)


def _files(connection: Connection) -> Iterable[Unreadable]:
    for family_id, code in families_in(connection)[1]:
        yield Unreadable(code=str(code), what="the family", family_id=str(family_id))
    for child_id, family_id, code in children_in(connection)[1]:
        lost = child_as_read(connection, str(child_id))[1]
        can_be_set = not BEHIND.keys() & set(lost) - {"age_band_on"}
        what = f"what is known of the child: {', '.join(in_words(lost))}"
        what += ". It can be set again on the page of the child, under “For the file”" * can_be_set
        yield Unreadable(code=str(code), what=what, child_id=str(child_id), family_id=str(family_id))
    codes = _codes(connection, schema.families)
    for (family_id,) in _faults(connection, _all_of(schema.persons), Person, schema.persons.c.family_id):
        yield Unreadable(code=codes.get(family_id, ""), what="an adult of the family", family_id=str(family_id))
    spells, persons = schema.declared[Exploitation], schema.persons
    query = select(spells, persons.c.family_id).join(persons, persons.c.id == spells.c.person_id).order_by(spells.c.id)
    for (family_id,) in _faults(connection, query, Exploitation, persons.c.family_id):
        what = "an entry of an adult's history"
        yield Unreadable(code=codes.get(family_id, ""), what=what, family_id=str(family_id))


def in_words(lost: Iterable[str]) -> list[str]:
    """Name fields of a child as its page does."""
    return [BEHIND.get(name) or fields_of(Child)[name].label.lower() for name in lost]


def _of_children(connection: Connection) -> Iterable[Unreadable]:
    codes = _codes(connection, schema.children)
    for table, kind, what in OF_THE_CHILD:
        for (child_id,) in _faults(connection, _all_of(table), kind, table.c.child_id):
            yield Unreadable(code=codes.get(child_id, ""), what=what, child_id=str(child_id))
    notes, assessments = schema.notes, schema.assessments
    query = select(notes, assessments.c.child_id).join(assessments, assessments.c.id == notes.c.assessment_id)
    for (child_id,) in _faults(connection, query.order_by(*notes.primary_key), Note, assessments.c.child_id):
        yield Unreadable(code=codes.get(child_id, ""), what="a note", child_id=str(child_id))


def _pages(connection: Connection, forms: Forms, child_id: str | None) -> Iterable[Unreadable]:
    found, faulty = begun_in(connection, schema.assessments.c.id.is_not(None))
    for _, of, code, instrument, version in faulty:
        yield Unreadable(code=str(code), what=_page(instrument, version), child_id=str(of))
    broken = _broken_inside(connection, {draft for draft, *_ in faulty}, child_id)
    for begun in found:
        for what in broken.get(begun.draft_id, ()):
            yield Unreadable(
                code=begun.code, what=f"{what} of {_page(begun.instrument, begun.version)}", child_id=begun.child_id
            )
        if not _is_here(forms, begun):
            what = f"a page whose questions, “{begun.instrument}” {begun.version}, are not on this computer"
            yield Unreadable(code=begun.code, what=what, child_id=begun.child_id)


def _page(instrument: object, version: object) -> str:
    return f"a page of “{instrument}” {version}"


def _broken_inside(connection: Connection, known: set[str], child_id: str | None) -> dict[str, list[str]]:
    """What cannot be read in each assessment, but for those that are known already."""
    broken: dict[str, list[str]] = {}
    columns = schema.assessments.c
    mine = columns.id.not_in(known) & (true() if child_id is None else columns.child_id == child_id)
    for table, kind, what in PARTS:
        query = _all_of(table).where(table.c.assessment_id.in_(select(columns.id).where(mine)))
        for (draft_id,) in sorted(set(_faults(connection, query, kind, table.c.assessment_id))):
            broken.setdefault(draft_id, []).append(what)
    whole = select(schema.assessments).where(mine).order_by(columns.id)
    for (draft_id,) in readable(connection, whole, pauses_of, columns.id)[1]:
        broken.setdefault(draft_id, []).append("the breaks")
    return broken


def _is_here(forms: Forms, begun: Begun) -> bool:
    try:
        forms(begun.instrument, begun.version)
    except Exception:  # whatever is wrong with an instrument, the others are listed
        return False
    return True


def _all_of(table: Table) -> Select:
    return select(table).order_by(*table.primary_key)


def _faults(connection: Connection, query: Select, kind: type[Strict], *keys: Any) -> list[tuple[Any, ...]]:
    """Keys of the rows of which no value of their kind can be made."""
    make: Callable[[Row], Strict] = partial(value_of, kind=kind)
    return readable(connection, query, make, *keys)[1]


def _codes(connection: Connection, table: Table) -> dict[str, str]:
    return {row.id: row.code for row in connection.execute(select(table.c.id, table.c.code))}
