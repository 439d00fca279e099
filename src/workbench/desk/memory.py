"""A desk that keeps sittings in memory: practice, training, and notebooks run without the launcher."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from ..errors import AnswerRefused, StaleChange, TakenOver, UnknownName
from ..language import say
from ..model import draft as drafts
from ..model.changes import Envelope
from ..model.instrument import Instrument
from .protocol import Acknowledged, Opened

PRACTICE_CHILDREN = (("PRACTICE-1", 9.0, "left_behind"), ("PRACTICE-2", 4.0, "born_into"))


class MemoryDesk:
    """Keeps made-up sittings for as long as the process lives; nothing is ever written to disk.

    Parameters
    ----------
    sittings
        Opened sittings by draft id.
    """

    def __init__(self, sittings: Mapping[str, Opened]) -> None:
        self._sittings = dict(sittings)
        self._holders: dict[str, str] = {}
        self._acknowledged: dict[str, Acknowledged] = {}

    @property
    def first(self) -> str:
        """Id of the sitting that a page opens when its address names none."""
        return next(iter(self._sittings))

    def open(self, draft: str, tab: str) -> Opened:
        """Open a sitting for this tab and take it over from any other."""
        opened = self._sitting(draft)
        self._holders[draft] = tab
        return opened

    def record(self, envelope: Envelope) -> Acknowledged:
        """Keep one change; the same envelope id sent twice is kept once."""
        if envelope.id in self._acknowledged:
            return self._acknowledged[envelope.id]
        opened = self._sitting(envelope.draft)
        if self._holders.get(envelope.draft) != envelope.tab:
            raise TakenOver(say("this sitting is open in another window; take it over there or here."))
        if envelope.base != opened.draft.revision:
            raise StaleChange(
                say(
                    "made against revision {base}; the sitting is at {revision}. Open it again.",
                    base=envelope.base,
                    revision=opened.draft.revision,
                )
            )
        now = datetime.now().astimezone().replace(microsecond=0)
        after = drafts.apply(opened.draft, envelope.change, now)
        self._sittings[envelope.draft] = msgspec.structs.replace(opened, draft=after)
        done = Acknowledged(id=envelope.id, revision=after.revision, saved_at=now)
        self._acknowledged[envelope.id] = done
        return done

    def _sitting(self, draft: str) -> Opened:
        if draft not in self._sittings:
            raise UnknownName(say("no sitting of that name here; choose one on the start page."))
        return self._sittings[draft]


def practice(forms: Iterable[Instrument]) -> MemoryDesk:
    """Return a desk with one sitting for every instrument and made-up child, marked as practice.

    Raises
    ------
    AnswerRefused
        No instrument was given.
    """
    today = datetime.now().astimezone().date()
    sittings = {
        f"{form.id}-{number}": Opened(
            draft=drafts.start(form, {"age": age, "group": group, "stage": "crisis"}),
            code=code,
            age=age,
            sitting_date=today,
            contacts={},
            practice=True,
        )
        for form in forms
        for number, (code, age, group) in enumerate(PRACTICE_CHILDREN, start=1)
    }
    if not sittings:
        raise AnswerRefused(say("practice: no instrument was given; name at least one, for example safety_screen."))
    return MemoryDesk(sittings)
