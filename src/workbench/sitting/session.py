"""One page's conversation with the desk. No widgets: messages in, replies out, everything checked again."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ..desk import handing
from ..desk.protocol import Acknowledged, Desk, Opened
from ..errors import AnswerRefused, LinkClosed, Locked, StaleChange, StoreError, TakenOver, UnknownName, WorkbenchError
from ..language import say
from ..model import draft as drafts
from ..model.changes import MAX_MESSAGE_BYTES, Envelope, Name, decode
from . import child_view, view
from .place import at_place

Reply = dict[str, Any]


class Open(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind", tag="open"):
    """Ask for a sitting; the empty id when the page's address names none."""

    draft: Annotated[str, Meta(max_length=80, pattern=r"^[A-Za-z0-9_.-]*$")]
    tab: Name


class Session:
    """Holds the sitting that one page has open, as the desk last acknowledged it.

    Parameters
    ----------
    desk
        Keeper of the record.
    first
        The sitting to open when the page's address names none.
    """

    def __init__(self, desk: Desk, first: str = "") -> None:
        self._desk, self._first = desk, first
        self._asked: Open | None = None
        self._opened: Opened | None = None
        self._read_only = False

    def receive(self, message: object) -> list[Reply]:
        """Answer one message of the page.

        Parameters
        ----------
        message
            JSON as bytes or text, or what it decodes to: `open`, or one envelope. Anything else is
            refused and changes nothing.

        Returns
        -------
        list of dict
            One reply, or a fresh view and one reply. Kinds: `view`, `saved`, `refused`, `stale`, `read_only`,
            `locked`, `closed`, `not_saved`, `missing`.
        """
        identity = None
        try:
            read = _read(message)
            if isinstance(read, Open):
                return [self._open(read)]
            identity = read.id
            return self._record(read)
        except WorkbenchError as error:
            return [self._explain(error, identity)]

    def _open(self, asked: Open) -> Reply:
        asked = msgspec.structs.replace(asked, draft=asked.draft or self._first)
        self._opened = self._desk.open(asked.draft, asked.tab)
        self._asked, self._read_only = asked, False
        return {"kind": "view", "view": self._view()}

    def _record(self, envelope: Envelope) -> list[Reply]:
        asked, opened = self._asked, self._opened
        if asked is None or opened is None or (envelope.draft, envelope.tab) != (asked.draft, asked.tab):
            raise AnswerRefused(say("message: this page has not opened that sitting. Nothing was changed."))
        if opened.handed_over:
            handing.check(envelope.change, opened.draft)
        before = self._view()
        try:
            done = self._desk.record(envelope)
        except StaleChange:
            return [self._open(asked), {"kind": "stale", "id": envelope.id}]
        self._opened = self._after(asked, opened, envelope, done)
        saved = at_place(done.saved_at)
        changed = view.changed(before, self._view())
        return [{"kind": "saved", "id": done.id, "revision": done.revision, "at": saved, "changed": changed}]

    def _after(self, asked: Open, opened: Opened, envelope: Envelope, done: Acknowledged) -> Opened:
        """The sitting after an acknowledged change; opened anew if others came between."""
        if done.revision <= opened.draft.revision:
            return opened
        if done.revision > opened.draft.revision + 1:
            return self._desk.open(asked.draft, asked.tab)
        after = drafts.apply(opened.draft, envelope.change, done.saved_at.astimezone())
        return msgspec.structs.replace(opened, draft=after)

    def _view(self) -> dict[str, Any]:
        assert self._opened is not None and self._asked is not None
        show = child_view.show if self._opened.handed_over else view.show
        return show(self._opened, draft=self._asked.draft, read_only=self._read_only)

    def _explain(self, error: WorkbenchError, identity: str | None) -> Reply:
        match error:
            case TakenOver():
                self._read_only = True
                return {"kind": "read_only", "id": identity}
            case Locked():
                return {"kind": "locked", "id": identity}
            case LinkClosed():
                return {"kind": "closed", "id": identity}
            case StoreError():
                return {"kind": "not_saved", "id": identity, "text": str(error)}
            case UnknownName() if identity is None:
                return {"kind": "missing", "text": str(error)}
            case _:
                return {"kind": "refused", "id": identity, "text": str(error)}


def _read(message: object) -> Open | Envelope:
    try:
        raw = message if isinstance(message, (bytes, str)) else msgspec.json.encode(message)
    except (TypeError, ValueError, RecursionError, OverflowError):
        raise AnswerRefused(say("message: not readable as JSON. Nothing was changed.")) from None
    if len(raw) <= MAX_MESSAGE_BYTES:
        try:
            return msgspec.json.decode(raw, type=Open)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            pass
    return decode(raw)
