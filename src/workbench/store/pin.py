"""The short number that lifts the cover. It guards a minute away from the desk, not the files."""

import re

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from ..errors import AnswerRefused
from ..model.digits import plain_digits
from . import schema
from .audit import note_event
from .keyring import Cost
from .opened import OpenStore
from .settings import put

COST = Cost(passes=2, memory_kib=19_456, lanes=1)


def set_pin(store: OpenStore, pin: str, cost: Cost | None = None) -> None:
    """Set the PIN; only its Argon2id hash is kept, inside the encrypted store.

    Raises
    ------
    AnswerRefused
        It is not 4 to 8 digits.
    """
    pin = plain_digits(pin)
    if not re.fullmatch("[0-9]{4,8}", pin):
        raise AnswerRefused("PIN: found something else; allowed: 4 to 8 digits. Choose one that is not a birthday.")
    cost = COST if cost is None or cost.memory_kib > COST.memory_kib else cost
    hasher = PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)
    with store.writing() as connection:
        put(connection, "pin", hasher.hash(pin))
        note_event(connection, "PIN set", store.clock())


def is_easy(pin: str) -> bool:
    """Whether anybody would try it first: digits that run, one digit or pair again and again, a year of birth.

    >>> is_easy("1111"), is_easy("4321"), is_easy("7890"), is_easy("121212"), is_easy("1987"), is_easy("4711")
    (True, True, True, True, True, False)
    """
    pin = plain_digits(pin)
    runs = any(pin in row for row in ("0123456789" * 2, "9876543210" * 2))
    repeats = re.fullmatch(r"(.)\1+|(..)\2{2,}", pin)
    return bool(runs or repeats or re.fullmatch("19[3-9][0-9]|20[0-3][0-9]", pin))


def check_pin(store: OpenStore, pin: str) -> bool:
    """Whether it is the PIN that was set."""
    with store.reading() as connection:
        kept = connection.scalar(select(schema.settings.c.value).where(schema.settings.c.name == "pin"))
    try:
        return PasswordHasher().verify(kept or "", plain_digits(pin))
    except (VerificationError, InvalidHashError):
        return False
