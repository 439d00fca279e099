"""A throw-away store with four made-up children, so that a newcomer can try everything at once."""

import secrets
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import msgspec

from ..model import changes
from ..model.casework import Episode, Exploitation, Stretch
from ..model.casework.history import OF_A_CHILD
from ..model.instrument import Strict
from ..model.vocabulary import CONTACTS, NonAnswer
from ..store import Store, StoreDesk
from ..store.agreements import add_assent, add_consent, add_responsibility
from ..store.families import add_child, add_family, add_person
from ..store.history import add_stretch
from ..store.keyring import Cost
from ..store.settings import set_contact
from ..store.sittings import add_assessment, sitting_of, start_sitting

PIN = "0000"
WORKER = "Practice"
# Guarded by nothing but the folder it lies in; it holds nobody.
CHEAP = Cost(passes=1, memory_kib=8_192, lanes=1)
STORY = "practice_children.toml"


class Heard(Strict, frozen=True, kw_only=True):
    """What somebody said, and the level they named."""

    item: str
    who: str
    words: str
    level: int | None = None


class Filled(Strict, frozen=True, kw_only=True):
    """One instrument, as far as it is filled in; `answers` by main source and item."""

    instrument: str
    answers: dict[str, dict[str, int | str | tuple[str, ...]]]
    none: dict[str, NonAnswer]
    said: tuple[Heard, ...] = ()
    left: str = ""
    rebook_in_days: int | None = None


class Met(Strict, frozen=True, kw_only=True):
    """One sitting."""

    days_ago: int
    present: tuple[str, ...]
    language: str = ""
    communication: str = ""
    pages: tuple[Filled, ...] = ()


class Lived(Strict, frozen=True, kw_only=True):
    """A stretch of the years before, `from_years` to `to_years` ago; without an end it is still so."""

    table: str
    from_years: int
    to_years: int | None = None
    more: dict[str, str] = msgspec.field(default_factory=dict)


class MadeUpChild(Strict, frozen=True, kw_only=True):
    """One child; `agreed_by` is the role of the adult who agreed to the assessment, if anybody has."""

    code: str
    years: int
    group: str
    sex: str | None = None
    agreed_by: str | None = None
    history: tuple[Lived, ...] = ()
    sittings: tuple[Met, ...] = ()


class Adult(Strict, frozen=True, kw_only=True):
    """One adult; `ground` is that of parental responsibility, if there is one."""

    role: str
    ground: str | None = None


class MadeUpFamily(Strict, frozen=True, kw_only=True):
    """One family."""

    adults: tuple[Adult, ...]
    children: tuple[MadeUpChild, ...]


class Story(Strict, frozen=True, kw_only=True):
    """Everybody."""

    families: tuple[MadeUpFamily, ...]


class Clock:
    """The time, set back while an earlier day is written."""

    def __init__(self) -> None:
        self.back = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) - self.back


def make_practice_store(folder: Path) -> str:
    """Make the store with the made-up children and return its passphrase."""
    passphrase = "-".join(secrets.token_hex(2) for _ in range(4))
    clock = Clock()
    store, _ = Store.create(folder, passphrase, practitioner=WORKER, pin=PIN, cost=CHEAP, clock=clock)
    with store:
        for number, contact in enumerate(CONTACTS, start=1):
            set_contact(store, contact, f"555 01{number:02} (made up)")
        for family in story().families:
            _add_family(store, clock, family)
    return passphrase


def story() -> Story:
    """Read who is made up."""
    return msgspec.toml.decode(files(__package__).joinpath(STORY).read_bytes(), type=Story)


def _add_family(store: Store, clock: Clock, made_up: MadeUpFamily) -> None:
    earliest = max((met.days_ago for child in made_up.children for met in child.sittings), default=0)
    clock.back = timedelta(days=earliest, hours=1)
    family = add_family(store)
    adults = {adult.role: add_person(store, family.id, adult.role) for adult in made_up.adults}
    for told in made_up.children:
        clock.back = timedelta(days=earliest, hours=1)
        child = add_child(store, family.id, born=_born(told.years), group=told.group, sex=told.sex, code=told.code)
        for lived in told.history:
            _add_stretch(store, child.id, adults["mother"].id, lived)
        for adult in made_up.adults:
            if adult.ground:
                add_responsibility(store, child.id, adults[adult.role].id, adult.ground)
        if told.agreed_by:
            _agree(store, child.id, adults[told.agreed_by].id, _day(clock))
        for met in told.sittings:
            _add_sitting(store, clock, child.id, met)
    clock.back = timedelta()


def _add_stretch(store: Store, child_id: str, mother_id: str, lived: Lived) -> None:
    kinds: tuple[type[Stretch], ...] = (*OF_A_CHILD, Exploitation)
    kind = next(kind for kind in kinds if kind.table.name == lived.table)
    years = {"began": lived.from_years, "ended": lived.to_years}
    dated = {name: str(_day(Clock()).year - ago) for name, ago in years.items() if ago is not None}
    parent = {"parent_id": mother_id} if kind is Episode else {}
    of = mother_id if kind is Exploitation else child_id
    add_stretch(store, kind, of, goes_on=lived.to_years is None, **dated, **parent, **lived.more)


def _agree(store: Store, child_id: str, person_id: str, on: date) -> None:
    add_consent(store, child_id, "assessment", "given", on=on, person_id=person_id, limits_explained=True)
    add_assent(store, child_id, "assessment", "given", on=on, limits_explained=True)


def _add_sitting(store: Store, clock: Clock, child_id: str, met: Met) -> None:
    clock.back = timedelta(days=met.days_ago)
    draft = ""
    for filled in met.pages:
        if draft:
            draft = add_assessment(store, sitting_of(store, draft).id, filled.instrument)
        else:
            draft = start_sitting(
                store,
                child_id,
                on=_day(clock),
                present=met.present,
                language=met.language,
                communication=met.communication,
                instrument=filled.instrument,
            )
        desk = StoreDesk(store)
        for change in _changes(filled, _day(clock)):
            desk.amend(draft, change)


def _changes(filled: Filled, on: date) -> list[changes.AnyChange]:
    made: list[changes.AnyChange] = [
        changes.Answer(item=item, value=value, source=source)
        for source, values in filled.answers.items()
        for item, value in values.items()
    ]
    made += [changes.NoAnswer(item=item, reason=reason) for item, reason in filled.none.items()]
    made += [
        changes.Said(statement=f"s{n}", item=one.item, informant=one.who, words=one.words, value=one.level)
        for n, one in enumerate(filled.said)
    ]
    if filled.left:
        rebook = on + timedelta(days=filled.rebook_in_days) if filled.rebook_in_days else None
        made.append(changes.Stop(left=filled.left, rebook=rebook))
    return made


def _day(clock: Clock) -> date:
    return clock().astimezone().date()


def _born(years: int) -> str:
    """Year and month of birth of a child who turned so many years old three months ago."""
    months = (today := datetime.now().astimezone()).year * 12 + today.month - 1 - 12 * years - 3
    return f"{months // 12}-{months % 12 + 1:02}"
