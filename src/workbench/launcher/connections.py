"""The server's connections: few may wait, none for long, so that whoever holds many of them stops nobody."""

import sys
from contextlib import suppress
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.iostream import IOStream

# A browser keeps about six; one more than that closes the one that has waited longest without a whole request.
MOST_WAITING = 64
# Until the head of a request has come in whole, and from then on until its body has.
IDLE_SECONDS, BODY_SECONDS = 30, 30
MOST_HEAD_BYTES = 32 * 1024
# Files and sockets that eight kernels, their windows and the waiting connections take at most, with room to spare.
OPEN_FILES = 1_024


class PatientServer(HTTPServer):
    """An HTTP server that lets only so many connections wait for a request, and only so long."""

    def initialize(self, *args: Any, most_waiting: int = MOST_WAITING, **kwargs: Any) -> None:  # type: ignore[override]
        """Take what `HTTPServer` takes, and how many connections may wait."""
        limits = {
            "idle_connection_timeout": IDLE_SECONDS,
            "body_timeout": BODY_SECONDS,
            "max_header_size": MOST_HEAD_BYTES,
        }
        super().initialize(*args, **(limits | kwargs))
        self._most_waiting = most_waiting
        self._waiting: dict[IOStream, None] = {}

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """Let a connection wait for its next request; the one that has waited longest may have to go."""
        stream: IOStream = server_conn.stream  # type: ignore[attr-defined]
        self._waiting.pop(stream, None)
        self._waiting[stream] = None
        while len(self._waiting) > self._most_waiting:
            longest = next(iter(self._waiting))
            del self._waiting[longest]
            longest.close()
        return _Awaited(super().start_request(server_conn, request_conn), self._waiting, stream)

    def on_close(self, server_conn: object) -> None:
        """Forget a connection."""
        self._waiting.pop(server_conn.stream, None)  # type: ignore[attr-defined]
        super().on_close(server_conn)


class _Awaited(HTTPMessageDelegate):
    """Passes a request on, and notes that its connection waits no more once the head is there."""

    def __init__(self, onward: HTTPMessageDelegate, waiting: dict[IOStream, None], stream: IOStream) -> None:
        self._onward, self._waiting, self._stream = onward, waiting, stream

    def headers_received(self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders) -> Any:
        self._waiting.pop(self._stream, None)
        return self._onward.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Any:
        return self._onward.data_received(chunk)

    def finish(self) -> None:
        self._onward.finish()

    def on_connection_close(self) -> None:
        self._onward.on_connection_close()


def allow_open_files() -> None:
    """Let this process open as many files as it may come to need, where the system starts it with fewer."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
