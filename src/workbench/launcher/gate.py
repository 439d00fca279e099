"""The gate: every request passes here before any handler, static file or WebSocket is chosen."""

from typing import Any, Literal, NamedTuple

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler

from .admission import Admission
from .bare import bare_page
from .headers import SITTING
from .pages.base import place_now
from .vault import Vault

ADMIT = "/admit"
# Pages, files and sockets of the guided page: only while the vault is open, or the page with the child.
KERNEL_PATHS = ("/voila/", "/api/")
LEAVING = "/voila/api/shutdown/"
READING = ("GET", "HEAD")
# From a page of this very origin, or typed by a person; "same-site" and "cross-site" are other pages.
OWN_SITE = ("same-origin", "none")
# All that answers while the page is with the child: that page, what it is made of, the cover, and the way back.
WITH_CHILD = (*KERNEL_PATHS, "/sitting-assets/", "/plain/")
ASKS_WITH_CHILD = ("state", "changes", "cover", "uncover", "touch", "take-back")

Verdict = Literal["pass", "elsewhere", "foreign", "unknown", "closed", "with_child", "nowhere"]
SENTENCES = {
    "foreign": "This address was asked for from another place than this window.",
    "unknown": "This window is not let in. Go back to where you started the workbench, and open a new window there.",
    "closed": "The workbench is covered or locked.",
    "with_child": "This cannot be opened now.",
    "nowhere": "There is no such page.",
}


class Refusal(NamedTuple):
    """Why a request is not let through; `place` is where the browser is sent instead, if anywhere."""

    verdict: Verdict
    place: str | None = None


def judge(request: HTTPServerRequest, host: str, admission: Admission, vault: Vault) -> Refusal | None:
    """Decide on one request: right host and origin, an admitted browser, and an open vault where a kernel is meant.

    Parameters
    ----------
    host
        The one host and port under which this launcher answers, `NAME.localhost:PORT`.
    """
    if request.headers.get_list("Host") != [host]:
        return Refusal("foreign")
    origin = request.headers.get("Origin")
    # The redirect file is a local file, whose origin browsers call "null"; its token is asked for then.
    from_file = origin == "null" and request.path == ADMIT and request.method == "POST"
    if origin is not None and origin != f"http://{host}" and not from_file:
        return Refusal("foreign")
    if "%00" in request.path or "\0" in request.path:
        return Refusal("nowhere")
    if request.path == ADMIT:
        return None
    if origin is None and (request.method not in READING or "Upgrade" in request.headers):
        return Refusal("foreign")
    # A socket is judged by its origin alone: browsers do not agree on what it is sent as.
    if "Upgrade" not in request.headers and request.headers.get("Sec-Fetch-Site", "none") not in OWN_SITE:
        return Refusal("foreign")
    if not admission.holds(request):
        return Refusal("unknown")
    if vault.state == "handed_over":
        return None if _belongs_to_child(request.path) else Refusal("with_child", place_now(vault))
    if request.path == SITTING and vault.state != "open":
        return Refusal("closed", place_now(vault))
    if request.path.startswith(KERNEL_PATHS) and vault.state != "open":
        return None if request.path.startswith(LEAVING) and vault.state == "covered" else Refusal("closed")
    return None


def _belongs_to_child(path: str) -> bool:
    allowed = {SITTING, *(f"/desk/{ask}" for ask in ASKS_WITH_CHILD)}
    return path in allowed or path.startswith(WITH_CHILD)


class GatedApplication(Application):
    """An application that asks the gate first. `host` is set once the port is known."""

    host = ""

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Choose the handler, or refuse."""
        refusal = judge(request, self.host, self.settings["admission"], self.settings["vault"])
        if refusal is not None:
            return self.get_handler_delegate(request, Refused, {"refusal": refusal})
        return super().find_handler(request, **kwargs)


class Refused(RequestHandler):
    """Says no in one plain sentence, whatever was asked."""

    def initialize(self, refusal: Refusal) -> None:
        """Take the reason."""
        self._refusal = refusal

    def check_xsrf_cookie(self) -> None:
        """Nothing is done here that could be forged."""

    def prepare(self) -> None:
        """Answer before the method is looked at."""
        if self._refusal.place is not None and self.request.method in ("GET", "HEAD"):
            self.redirect(self._refusal.place, status=303)
            return
        self.set_status(404 if self._refusal.verdict == "nowhere" else 403)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(bare_page("Not here", SENTENCES[self._refusal.verdict]))
