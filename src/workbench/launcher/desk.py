"""The desk as the vault gives it out: asked again at every call whether, and for whom, it is open."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import msgspec

from ..desk import handing
from ..desk.protocol import Acknowledged, Opened
from ..errors import Locked, UnknownName
from ..language import say
from ..model.changes import Envelope
from ..model.draft import Draft
from ..store import Store, StoreDesk


class WithChild(NamedTuple):
    """What was handed to the child: the draft's id, and the draft as it was then."""

    id: str
    draft: Draft


class GuardedDesk:
    """A desk that refuses as soon as the vault is covered or locked, also in the middle of a sitting.

    Made while the page is with the child, it knows that one draft, and gives and takes only what is the child's.

    Parameters
    ----------
    open_now
        Returns the open store and what is with the child; raises `Locked` while the vault is covered or locked.
    using
        Held at every call, so that nothing is covered, locked or handed over in the middle of it.
    touch
        Called after each change that was made.
    practice
        The store is a throw-away one.
    """

    def __init__(
        self,
        open_now: Callable[[], tuple[Store, WithChild | None]],
        using: AbstractContextManager[Any],
        *,
        touch: Callable[[], None],
        practice: bool,
    ) -> None:
        self._open_now, self._using, self._touch, self._practice = open_now, using, touch, practice
        self._opened_for, self._with_child = open_now()
        self._desk = StoreDesk(self._opened_for)

    def open(self, draft: str, tab: str) -> Opened:
        """Open a sitting, if it may be opened now."""
        with self._using:
            self._check(draft)
            opened = self._desk.open(draft, tab)
            if self._with_child is not None:
                return handing.for_child(opened)
            return msgspec.structs.replace(opened, practice=True) if self._practice else opened

    def record(self, envelope: Envelope) -> Acknowledged:
        """Make one change durable, if it may be made now."""
        with self._using:
            self._check(envelope.draft)
            if self._with_child is not None:
                handing.check(envelope.change, self._with_child.draft)
            done = self._desk.record(envelope)
            self._touch()
            return done

    def _check(self, draft: str) -> None:
        store, with_child = self._open_now()
        if store is not self._opened_for:
            raise Locked(say("The workbench was locked in the meantime. Open the sitting again."))
        if with_child is not self._with_child:
            raise Locked(say("The page has changed hands in the meantime. Load it again."))
        if self._with_child is not None and draft != self._with_child.id:
            raise UnknownName(say("There is no other page here now."))
