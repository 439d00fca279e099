"""The gate: every request passes here before any handler, static file or WebSocket is chosen."""

from typing import Any, Literal, NamedTuple

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, ErrorHandler, RequestHandler, stream_request_body

from ..language import Labels, say
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

# Changes sent again are many; a token is short; a form is as long as what somebody wrote; who only reads sends nothing.
CHANGES, MOST_BODY_BYTES = "/desk/changes", 8 * 1024 * 1024
MOST_BYTES = {ADMIT: 4_096, CHANGES: MOST_BODY_BYTES}
MOST_FORM_BYTES = 1024 * 1024

Verdict = Literal["foreign", "unknown", "closed", "with_child", "nowhere", "too_long"]
STATUS = {"nowhere": 404, "too_long": 413}
SENTENCES = Labels(
    {
        "foreign": "This address was asked for from another place than this window.",
        "unknown": "This window is not let in. "
        "Go back to where you started the workbench, and open a new window there.",
        "closed": "The workbench is covered or locked.",
        "with_child": "This cannot be opened now.",
        "nowhere": "There is no such page.",
        "too_long": "That is more than can be taken at once. Nothing was changed; send less.",
    }
)


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
        """Choose the handler, or refuse. Nothing of a body has been read yet."""
        refusal = judge(request, self.host, self.settings["admission"], self.settings["vault"])
        if refusal is None:
            found = super().find_handler(request, **kwargs)
            if found.handler_class is ErrorHandler:
                refusal = Refusal("nowhere")
            elif is_too_long(request):
                refusal = Refusal("too_long")
            else:
                return found
        return self.get_handler_delegate(request, Refused, {"refusal": refusal})


def is_too_long(request: HTTPServerRequest) -> bool:
    """Whether a body is said to be longer than its address takes; one of unsaid length is cut off there."""
    most = 0 if request.method in READING else MOST_BYTES.get(request.path, MOST_FORM_BYTES)
    request.connection.set_max_body_size(most)  # type: ignore[union-attr]
    said = request.headers.get("Content-Length", "0")
    return said.isascii() and said.isdecimal() and int(said[:20]) > most


@stream_request_body
class Refused(RequestHandler):
    """Says no in one plain sentence, whatever was asked, before anything of a body is read."""

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
        self.set_status(STATUS.get(self._refusal.verdict, 403))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(bare_page(say("Not here"), SENTENCES[self._refusal.verdict]))
