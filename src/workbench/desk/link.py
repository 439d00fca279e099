"""The desk over a link: JSON over one connection between a kernel and the launcher. Never pickle, no path, no key.

The link is a pair of connected ends without an address: nobody can call it, and nothing that could be copied leads
to it. The kernel inherits its end as standard input and is told nothing before it has said that its memory is
shielded. The launcher answers in `serve`, decodes and checks every message again, and serves only sittings that were
opened over the same link.
"""

import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Protocol

import msgspec

from ..errors import AnswerRefused, LinkClosed, WorkbenchError
from ..language import say
from ..library.loading import instrument
from ..model import changes
from .protocol import Acknowledged, Desk, Opened
from .wire import Forms, Reply, Request, error_of, from_wire, refusal_of, to_wire

SHIELDED = b"shielded"
MAX_SETTINGS_BYTES = 4_096
MAX_REQUEST_BYTES = changes.MAX_MESSAGE_BYTES + 4_096
MAX_REPLY_BYTES = 16 * 1024 * 1024


class Channel(Protocol):
    """What is used of `multiprocessing.connection.Connection`."""

    def send_bytes(self, buf: bytes) -> None: ...
    def recv_bytes(self, maxlength: int | None = None) -> bytes: ...
    def close(self) -> None: ...


_taken_over: list[Channel | None] = []


def take_over_input() -> None:
    """Make standard input the link, once: say that this process is shielded, and take what the launcher sets.

    What it sets becomes part of the environment of this process, where other programs cannot read it.
    """
    connection = _input()
    connection.send_bytes(SHIELDED)
    os.environ.update(msgspec.json.decode(connection.recv_bytes(MAX_SETTINGS_BYTES), type=dict[str, str]))
    _taken_over[:] = [connection]


def hand_out(connection: Channel, settings: dict[str, str]) -> bool:
    """Give a kernel its settings once it has said that it is shielded; return whether it did."""
    if connection.recv_bytes(len(SHIELDED)) != SHIELDED:
        return False
    connection.send_bytes(msgspec.json.encode(settings))
    return True


def connect_to_launcher() -> "LinkDesk | None":
    """Use the link to the launcher, once; the process ends when the launcher closes it.

    Returns
    -------
    LinkDesk or None
        None when this process was not started by a launcher: training, tests, JupyterLab.

    Raises
    ------
    LinkClosed
        The link has been used.
    """
    if not _taken_over:
        return None
    connection, _taken_over[0] = _taken_over[0], None
    if connection is None:
        raise LinkClosed(say("The link to the workbench is used up. Open the sitting again from the start page."))
    return LinkDesk(connection, when_closed=lambda: os._exit(0))


def _input() -> Channel:
    if sys.platform == "win32":
        import msvcrt
        from multiprocessing.connection import PipeConnection

        return PipeConnection(msvcrt.get_osfhandle(0))
    connection = Connection(os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return connection


class LinkDesk:
    """A desk at the other end of a connection. Used from one thread; a second one only notices the end.

    Parameters
    ----------
    connection
        The kernel's end of the link.
    forms
        Returns an instrument by id and version; the library by default.
    when_closed
        Called from the reading thread when the other side has closed.
    """

    def __init__(
        self, connection: Channel, forms: Forms = instrument, when_closed: Callable[[], None] | None = None
    ) -> None:
        self._connection, self._forms, self._when_closed = connection, forms, when_closed
        self._replies: SimpleQueue[Reply | None] = SimpleQueue()
        self._turn = threading.Lock()
        self._closed = threading.Event()
        threading.Thread(target=self._read, name="workbench-link", daemon=True).start()

    def open(self, draft: str, tab: str) -> Opened:
        """Open a sitting for this tab and take it over from any other."""
        reply = self._ask({"open": draft, "tab": tab})
        if reply.opened is None:
            raise LinkClosed(say("The workbench answered something else than was asked. Reload the page."))
        return from_wire(reply.opened, self._forms)

    def record(self, envelope: changes.Envelope) -> Acknowledged:
        """Make one change durable."""
        reply = self._ask({"record": envelope})
        if reply.acknowledged is None:
            raise LinkClosed(say("The workbench answered something else than was asked. Reload the page."))
        return reply.acknowledged

    def close(self) -> None:
        """Close the link from this side."""
        self._when_closed = None
        hang_up(self._connection)

    def _ask(self, request: dict[str, Any]) -> Reply:
        message = msgspec.json.encode(request)
        if len(message) > MAX_REQUEST_BYTES:
            raise AnswerRefused(say("message: found over {most} bytes; send less at once.", most=MAX_REQUEST_BYTES))
        with self._turn:
            try:
                if self._closed.is_set():
                    raise EOFError
                self._connection.send_bytes(message)
                reply = self._replies.get()
            except (OSError, EOFError):
                reply = None
        if reply is None:
            raise LinkClosed(say("The workbench has been locked or closed. Everything acknowledged is saved."))
        if reply.error is not None:
            raise error_of(reply)
        return reply

    def _read(self) -> None:
        try:
            while True:
                self._replies.put(msgspec.json.decode(self._connection.recv_bytes(MAX_REPLY_BYTES), type=Reply))
        except (OSError, EOFError, TypeError, msgspec.MsgspecError):
            # TypeError: this side closed the connection while the thread was reading from it.
            self._closed.set()
            self._replies.put(None)
            if self._when_closed is not None:
                self._when_closed()


def serve(connection: Channel | Connection, desk: Callable[[], Desk]) -> None:
    """Answer one kernel until either side closes. Runs in a thread of the launcher.

    Parameters
    ----------
    connection
        The launcher's end of the link.
    desk
        Returns the desk for each call; raises `Locked` while there is none.
    """
    opened: set[str] = set()
    try:
        while True:
            message = connection.recv_bytes(MAX_REQUEST_BYTES)
            connection.send_bytes(msgspec.json.encode(_answer(message, desk, opened)))
    except (OSError, EOFError, TypeError):
        # Closed, or a message over the limit: the link cannot be used any more either way.
        connection.close()


def hang_up(connection: Channel | Connection) -> None:
    """Close a connection that another thread may be reading from: a plain close would not wake that thread."""
    if isinstance(connection, Connection) and hasattr(socket, "AF_UNIX"):
        with suppress(OSError), socket.socket(fileno=os.dup(connection.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)
    else:
        connection.close()


def _answer(message: bytes, desk: Callable[[], Desk], opened: set[str]) -> Reply:
    try:
        request = msgspec.json.decode(message, type=Request)
        change = bytes(request.record)
        if change and request.open is None:
            envelope = changes.decode(change)
            if envelope.draft not in opened:
                raise AnswerRefused(say("message: the sitting was not opened over this link. Nothing was changed."))
            return Reply(acknowledged=desk().record(envelope))
        if request.open is None or request.tab is None or change:
            raise AnswerRefused(say("message: neither the opening of a sitting nor one change. Nothing was changed."))
        sitting = to_wire(desk().open(request.open, request.tab))
        opened.add(request.open)
        return Reply(opened=sitting)
    except WorkbenchError as error:
        return refusal_of(error)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Reply(error="AnswerRefused", text=say("message: not of the form the desk takes. Nothing was changed."))
    except Exception:
        # A defect on this side: the page must hear that nothing was acknowledged, and none of the details.
        return Reply(error="StoreError", text=say("The workbench could not do that. Nothing was changed; try again."))
