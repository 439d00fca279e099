"""The help page."""

from ...language import say_many
from ...store import settings
from .form import FormPage


class Help(FormPage):
    """Keys, what is kept where, what the cover does, whom this never replaces."""

    def get(self) -> None:
        kept = settings.settings(self.vault.store)
        self.draw("help.html", cover_minutes=_minutes(kept.cover_minutes), lock_minutes=_minutes(kept.lock_minutes))


def _minutes(count: int) -> str:
    return say_many("{count} minute", "{count} minutes", count)
