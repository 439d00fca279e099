"""What the organisation sets once: its name, its own numbers, how soon the cover comes."""

import msgspec
from sqlalchemy import Connection, delete, insert, select

from ..errors import AnswerRefused
from ..model import majority
from ..model.instrument import Strict
from ..model.vocabulary import CONTACTS
from ..model.words import clean
from . import schema
from .audit import note_event
from .opened import OpenStore

LONGEST = 400
COVER_MINUTES = (1, 5)
LOCK_MINUTES = (1, 120)
MAJORITY = majority.ALLOWED


class Settings(Strict, frozen=True, kw_only=True):
    """All settings; `contacts` maps codes of `vocabulary.CONTACTS` to a name and number.

    `unreadable` names numbers that cannot be read; the usual ones stand in for them. `instruments` is a folder.
    """

    organisation: str = ""
    practitioner: str = ""
    contacts: dict[str, str] = msgspec.field(default_factory=dict)
    cover_minutes: int = 5
    lock_minutes: int = 30
    majority: int = majority.USUAL
    instruments: str = ""
    unreadable: tuple[str, ...] = ()


NUMBERS = {"cover_minutes": COVER_MINUTES, "lock_minutes": LOCK_MINUTES, "majority": MAJORITY}


def settings(store: OpenStore) -> Settings:
    """Return all settings as they stand."""
    with store.reading() as connection:
        return settings_in(connection)


def settings_in(connection: Connection) -> Settings:
    """Return all settings within a transaction that is already open."""
    kept = {row.name: row.value for row in connection.execute(select(schema.settings))}
    contacts = {code: kept[f"contact.{code}"] for code in CONTACTS if f"contact.{code}" in kept}
    numbers = {name: _number(kept[name], limits) for name, limits in NUMBERS.items() if name in kept}
    return Settings(
        organisation=kept.get("organisation", ""),
        practitioner=kept.get("practitioner", ""),
        contacts=contacts,
        unreadable=tuple(name for name, number in numbers.items() if number is None),
        instruments=kept.get("instruments", ""),
        **{name: number for name, number in numbers.items() if number is not None},
    )


def set_organisation(store: OpenStore, name: str, *, clear: bool = False) -> None:
    """Set the name that stands on the printed page; `clear` takes it away."""
    _set(store, "organisation", _line("organisation", name), clear=clear)


def set_practitioner(store: OpenStore, name: str) -> None:
    """Set who works with this store."""
    _set(store, "practitioner", _line("practitioner", name))


def set_contact(store: OpenStore, code: str, number: str, *, clear: bool = False) -> None:
    """Set whom to call; `clear` takes the number away.

    Raises
    ------
    AnswerRefused
        The code is not a contact, the text is too long, or a number would be taken away without `clear`.
    """
    if code not in CONTACTS:
        raise AnswerRefused(f"contact: found a code that is not on the list; allowed: {', '.join(CONTACTS)}.")
    _set(store, f"contact.{code}", _line(CONTACTS[code], number), clear=clear)


def set_cover_minutes(store: OpenStore, minutes: int) -> None:
    """Set after how many idle minutes the cover comes by itself: 1 to 5."""
    _set(store, "cover_minutes", _between("cover", minutes, COVER_MINUTES))


def set_lock_minutes(store: OpenStore, minutes: int) -> None:
    """Set after how many idle minutes the store is locked: 1 to 120."""
    _set(store, "lock_minutes", _between("lock", minutes, LOCK_MINUTES))


def set_majority(store: OpenStore, years: int) -> None:
    """Set from which age a person decides for themselves: 15 to 21."""
    _set(store, "majority", _between("age of majority", years, MAJORITY, "years"))


def set_instruments(store: OpenStore, folder: str, *, clear: bool = False) -> None:
    """Set the folder that holds the organisation's own instruments; `clear` takes it away."""
    _set(store, "instruments", _line("folder of instruments", folder), clear=clear)


def put(connection: Connection, name: str, value: str) -> None:
    """Put a value in place of the one that stands under a name; an empty one takes it away."""
    connection.execute(delete(schema.settings).where(schema.settings.c.name == name))
    if value:
        connection.execute(insert(schema.settings).values(name=name, value=value))


def _set(store: OpenStore, name: str, value: str, *, clear: bool = False) -> None:
    with store.writing() as connection:
        table = schema.settings
        if not value and not clear and connection.scalar(select(table.c.value).where(table.c.name == name)):
            raise AnswerRefused(
                f"{name}: it would empty what is on file; to empty it on purpose, say so with “clear”. Nothing was "
                "changed."
            )
        put(connection, name, value)
        note_event(connection, "setting changed", store.clock(), name[:32])


def _number(text: object, limits: tuple[int, int]) -> int | None:
    """The number that stands in the store; None for what is no number, or lies outside its limits."""
    found = str(text)
    return int(found) if found.isdecimal() and limits[0] <= int(found) <= limits[1] else None


def _line(where: str, text: str) -> str:
    text = " ".join(clean(text).split())
    if len(text) > LONGEST:
        raise AnswerRefused(f"{where}: found {len(text)} characters; allowed up to {LONGEST}. Shorten it.")
    return text


def _between(where: str, number: int, limits: tuple[int, int], unit: str = "minutes") -> str:
    low, high = limits
    if not isinstance(number, int) or not low <= number <= high:
        raise AnswerRefused(f"{where}: found {number} {unit}; allowed {low} to {high}. Choose one of these.")
    return str(number)
