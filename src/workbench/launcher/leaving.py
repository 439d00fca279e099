"""What happens when a page of a sitting is left: its kernel ends a moment later."""

import asyncio

from jupyter_core.utils import ensure_async
from tornado.web import HTTPError, RequestHandler

from .identity import COOKIE, session_name

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


def _end(kernels: object, kernel_id: str) -> None:
    if kernel_id in kernels:  # type: ignore[operator]
        ending = asyncio.ensure_future(ensure_async(kernels.shutdown_kernel(kernel_id)))  # type: ignore[attr-defined]
        # Kept until it is done: the loop itself holds tasks only weakly.
        _ENDING.add(ending)
        ending.add_done_callback(_ENDING.discard)


_ENDING: set[asyncio.Future] = set()
