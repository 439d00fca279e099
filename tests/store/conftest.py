"""A cheap store, a child in it, and a clock that the test sets."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from workbench.library.loading import instrument
from workbench.store import Store, StoreDesk, agreements, families, sittings
from workbench.store.keyring import Cost

PASSPHRASE = "four unrelated words here"
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
DAY = date(2026, 5, 31)


class Clock:
    """Moves one second at each look, from wherever the test has set it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 5, 31, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def forms(name: str, version: str | None = None):
    """The library, and one instrument that waits for consent."""
    form = instrument("safety_screen", version)
    if name == form.id:
        return form
    return msgspec.structs.replace(form, id=name, offer=instrument(name).offer, waits_for_consent=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def made(tmp_path: Path, clock: Clock):
    """The store and its recovery key."""
    store, recovery_key = Store.create(
        tmp_path / "store", PASSPHRASE, practitioner="AB", pin="2580", cost=CHEAP, clock=clock, forms=forms
    )
    with store:
        yield store, recovery_key


@pytest.fixture
def store(made) -> Store:
    return made[0]


@pytest.fixture
def reopen(store: Store, clock: Clock):
    """Close the store and open it again."""

    def again() -> Store:
        store.close()
        return Store.open(store.folder, PASSPHRASE, clock=clock, forms=forms)

    return again


@pytest.fixture
def child(store: Store):
    family = families.add_family(store)
    return families.add_child(store, family.id, born="2017-04", group="left_behind")


@pytest.fixture
def mother(store: Store, child):
    person = families.add_person(store, child.family_id, "mother")
    agreements.add_responsibility(store, child.id, person.id, "by_birth")
    return person


def begin(store: Store, child, **given) -> str:
    fields = {"on": DAY, "present": ("child",), "decided_by": "AB", "reason": "Nobody could be asked."} | given
    return sittings.start_sitting(store, child.id, **fields)


@pytest.fixture
def draft_id(store: Store, child) -> str:
    return begin(store, child)


@pytest.fixture
def desk(store: Store, draft_id: str) -> StoreDesk:
    desk = StoreDesk(store)
    desk.open(draft_id, "tab-1")
    return desk
