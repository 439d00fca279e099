"""What happens when a page of a sitting is left: its kernel ends a moment later."""

import asyncio

from tornado.web import HTTPError, RequestHandler

from .identity import COOKIE, session_name
from .kernels import Kernels

# What the page sent last is still on its way through the kernel when the browser says that it leaves.
GRACE_SECONDS = 3


class LeavingAnswer(RequestHandler):
    """Takes the browser's beacon. It cannot carry a header, so the gate's look at cookie and origin has to do."""

    def check_xsrf_cookie(self) -> None:
        """Only a page of this server passes the gate, and ending its own kernel loses nothing that was saved."""

    def post(self, kernel_id: str) -> None:
        """End the kernel if it is this session's own.

        Raises
        ------
        HTTPError
            403: the kernel is another's, or there is none.
        """
        kernels = self.settings["kernel_manager"]
        owner = session_name(self.request.cookies[COOKIE].value)
        if self.request.headers.get("Origin") is None or kernels.owners.get(kernel_id) != owner:
            raise HTTPError(403)
        asyncio.get_running_loop().call_later(GRACE_SECONDS, _end, kernels, kernel_id)
        self.set_status(204)
        self.finish()


def _end(kernels: Kernels, kernel_id: str) -> None:
    ending = asyncio.ensure_future(kernels.end(kernel_id))
    # Kept until it is done: the loop itself holds tasks only weakly.
    _ENDING.add(ending)
    ending.add_done_callback(_ENDING.discard)


_ENDING: set[asyncio.Future] = set()
