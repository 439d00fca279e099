"""How long nobody has done anything, and what follows: first the cover, then the lock."""

import time
from collections.abc import Callable
from typing import Literal

from ..store.settings import Settings

SHORTEST_LIMIT_SECONDS = 60


class Idle:
    """The clock of a desk that somebody may have left.

    Parameters
    ----------
    cover_after, lock_after
        Idle seconds before cover and lock; None takes the minutes of the settings.
    """

    def __init__(self, cover_after: float | None = None, lock_after: float | None = None) -> None:
        self._cover_after, self._lock_after = cover_after, lock_after
        self.touch()

    def touch(self) -> None:
        """Count from now on."""
        self.touched = (time.monotonic(), time.time())

    def cover_seconds(self, settings: Callable[[], Settings]) -> float:
        """Return the idle seconds before the cover comes."""
        return self._cover_after if self._cover_after is not None else 60.0 * settings().cover_minutes

    def lock_seconds(self, settings: Callable[[], Settings]) -> float:
        """Return the idle seconds before the full lock."""
        return self._lock_after if self._lock_after is not None else 60.0 * settings().lock_minutes

    def due(self, settings: Callable[[], Settings]) -> Literal["cover", "lock"] | None:
        """Say what is due now, if anything. A laptop's sleep counts as idle.

        Parameters
        ----------
        settings
            Reads the settings; called only when something can be due.
        """
        idle = max(time.monotonic() - self.touched[0], time.time() - self.touched[1])
        if idle < min(self._cover_after or SHORTEST_LIMIT_SECONDS, self._lock_after or SHORTEST_LIMIT_SECONDS):
            return None
        if idle >= self.lock_seconds(settings):
            return "lock"
        return "cover" if idle >= self.cover_seconds(settings) else None
