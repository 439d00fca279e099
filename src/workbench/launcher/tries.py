"""What wrong tries cost: after a few wrong passphrases a wait that grows, after five wrong PINs the lock."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from ..errors import WrongPassphrase
from ..language import say_many

T = TypeVar("T")

WRONG_PINS_ALLOWED = 4
FREE_TRIES = 3
LONGEST_WAIT_SECONDS = 60


class Tries:
    """Counts wrong passphrases and wrong PINs in a row."""

    def __init__(self) -> None:
        self._wrong_pins = self._wrong_passphrases = 0
        self._wait_until = 0.0

    def check_wait(self) -> None:
        """Refuse a passphrase that comes too soon after wrong ones.

        Raises
        ------
        WrongPassphrase
            It does; the text says how long to wait.
        """
        wait = self._wait_until - time.monotonic()
        if wait > 0:
            raise WrongPassphrase(
                say_many(
                    "Several wrong tries. Please wait {count} second, then try again.",
                    "Several wrong tries. Please wait {count} seconds, then try again.",
                    round(wait),
                )
            )

    async def count(self, proof: Callable[[], T]) -> T:
        """Try a passphrase in a thread, and count it if it is wrong.

        Parameters
        ----------
        proof
            Raises `WrongPassphrase` when it is wrong.
        """
        try:
            proved = await asyncio.to_thread(proof)
        except WrongPassphrase:
            self._wrong_passphrases += 1
            over = self._wrong_passphrases - FREE_TRIES
            if over >= 0:
                self._wait_until = time.monotonic() + min(2.0 ** (over + 1), LONGEST_WAIT_SECONDS)
            raise
        self._wrong_passphrases = 0
        return proved

    def count_pin(self, right: bool) -> bool:
        """Count a PIN; return whether it was one wrong PIN too many."""
        self._wrong_pins = 0 if right else self._wrong_pins + 1
        return self._wrong_pins > WRONG_PINS_ALLOWED

    def forget(self) -> None:
        """Begin both counts anew. A wait that was imposed stands."""
        self._wrong_passphrases = self._wrong_pins = 0
