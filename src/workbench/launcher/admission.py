"""Admission: which browser may talk to the launcher at all. The passphrase is asked separately."""

import hmac
import secrets
import threading
from collections.abc import Awaitable, Callable

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from .identity import COOKIE, session_name


class Admission:
    """One browser is let in at a time, by a token that works once.

    A lock leaves the admitted browser admitted: admission opens nothing but the sign-in page, and a
    person who has to find the redirect file again after each pause would stop locking. The cookie is
    renewed with every right passphrase, and it ends with the browser session or the launcher.

    Attributes
    ----------
    on_admit
        Awaited with the name of the new session before its browser gets an answer: ends what belongs to any other.
    """

    def __init__(self) -> None:
        self.on_admit: Callable[[str], Awaitable[None]] | None = None
        self._token: str | None = None
        self._cookie: str | None = None
        self._mutex = threading.Lock()

    def new_token(self) -> str:
        """Make the one token that admits the next browser; an older unused one stops working."""
        with self._mutex:
            self._token = secrets.token_urlsafe(32)
            return self._token

    def redeem(self, token: str) -> bool:
        """Use up the token. False: it is not the one, or has been used."""
        with self._mutex:
            right = self._token is not None and hmac.compare_digest(
                self._token.encode(), token.encode("utf-8", "surrogateescape")
            )
            if right:
                self._token = None
            return right

    async def admit(self, handler: RequestHandler) -> None:
        """Give this browser the cookie; whoever held one before is no longer admitted, and what it had open ends."""
        self._cookie = cookie = secrets.token_urlsafe(32)
        handler.set_cookie(COOKIE, cookie, path="/", httponly=True, samesite="Strict")
        if self.on_admit is not None:
            await self.on_admit(session_name(cookie))

    @property
    def session(self) -> str | None:
        """Name of the admitted browser's session; None before any was let in."""
        return None if self._cookie is None else session_name(self._cookie)

    @property
    def anyone(self) -> bool:
        """Whether a browser has been let in already."""
        return self._cookie is not None

    def holds(self, request: HTTPServerRequest) -> bool:
        """Whether the request comes from the admitted browser."""
        sent = request.cookies.get(COOKIE)
        if self._cookie is None or sent is None:
            return False
        return hmac.compare_digest(self._cookie.encode(), sent.value.encode("utf-8", "surrogateescape"))
