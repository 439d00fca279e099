"""The plain pages behind their real gate, served on a real port, and a browser without script to read them."""

import asyncio
import re
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from workbench.launcher.admission import Admission
from workbench.launcher.gate import GatedApplication
from workbench.launcher.headers import Headers
from workbench.launcher.pages import routes
from workbench.launcher.pages.addresses import note_address
from workbench.launcher.pages.base import template_environment
from workbench.launcher.redirect import AdmitPage
from workbench.launcher.resend import ROUTES
from workbench.launcher.vault import Vault
from workbench.model.casework import Child
from workbench.model.changes import Answer, Envelope, NoAnswer
from workbench.model.vocabulary import NonAnswer
from workbench.store import Store, StoreDesk, families, sittings
from workbench.store.keyring import Cost
from workbench.store.records import record_of

PASSPHRASE = "copper lantern walks slowly"
PIN = "4821"
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)


@dataclass
class Page:
    """One answer as the browser holds it."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def place(self) -> str:
        """Where the browser is sent."""
        return self.headers.get("Location", "")

    @property
    def words(self) -> str:
        """What a reader sees: no tags, no entities, single spaces."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())

    def typed(self, name: str) -> str:
        """What stands in a field."""
        found = re.search(rf'<input id="{re.escape(name)}"[^>]* value="([^"]*)"', self.text)
        area = re.search(rf'<textarea id="{re.escape(name)}"[^>]*>\n?(.*?)</textarea>', self.text, re.DOTALL)
        assert found or area, f"no field {name}"
        return unescape((found or area).group(1))


@dataclass
class Desk:
    """A served vault and one admitted browser."""

    port: int
    vault: Vault
    run: Callable[[Any], Any]
    settings: dict[str, Any]
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        """The open store."""
        return self.vault.store

    def get(self, path: str) -> Page:
        """Load a page; a redirect is told, not followed."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict | None = None, *, token: bool = True, accept: str = "text/html") -> Page:
        """Send a form, with the hidden field that the page carries."""
        if token and "_xsrf" not in self.cookies:
            self.get({"empty": "/first-run", "locked": "/login", "covered": "/cover"}.get(self.vault.state, "/"))
        sent = dict(fields or {}) | ({"_xsrf": self.cookies["_xsrf"]} if token else {})
        answer = self._ask("POST", path, urlencode(sent, doseq=True), accept)
        return self.get("/again") if answer.place == "/again" else answer

    def fill_in(self, page: str, action: str, **fields: str) -> Page:
        """Change some fields of a form as its page shows it, and send it as a browser does."""
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', self.get(page).text, re.DOTALL)
        assert form, f"no form {action} on {page}"
        hidden = re.findall(r'<input type="hidden" name="(was-[^"]+)" value="([^"]*)"', form.group())
        shown = {name: unescape(value) for name, value in hidden}
        return self.post(action, shown | {name.removeprefix("was-"): v for name, v in shown.items()} | fields)

    def first_run(self, **changed: str) -> Page:
        """Send the form of the first run."""
        right = {"practitioner": "M. O.", "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}
        return self.post("/first-run", right | {"pin": PIN, "pin_again": PIN} | changed)

    def child(self, born: str | None = "2017-04") -> Child:
        """A child in a new family."""
        family = families.add_family(self.store)
        return families.add_child(self.store, family.id, born=born, group="left_behind")

    def sitting(self, child: Child, item: str = "danger_now") -> str:
        """A sitting in which one critical question was answered with its first critical answer."""
        draft = self.bare_sitting(child)
        asked = self.store.forms("safety_screen", None).item(item)
        answer = Answer(item=item, value=asked.critical.when[0])
        if self.store.forms("safety_screen", None).responses[asked.responses].kind == "many":
            answer = Answer(item=item, value=(asked.critical.when[0],))
        StoreDesk(self.store).amend(draft, Answer(item="go_on", value="ask"))
        StoreDesk(self.store).open(draft, "tab")
        StoreDesk(self.store).record(Envelope(draft=draft, tab="tab", id="first", base=1, change=answer))
        return draft

    def open_point(self, draft: str, item: str) -> None:
        """Leave a critical question open."""
        StoreDesk(self.store).amend(draft, NoAnswer(item=item, reason=NonAnswer.UNKNOWN))

    def bare_sitting(self, child: Child) -> str:
        """A sitting in which nothing was answered."""
        return sittings.start_sitting(
            self.store, child.id, on=date.today(), present=("child",), reason="first look", decided_by="M. O."
        )

    def note(self, draft: str, item: str = "danger_now") -> Any:
        """A note as it is stored."""
        return record_of(self.store, draft).draft.notes[item]

    def note_path(self, draft: str, item: str = "danger_now") -> str:
        """Where the note of a question is in this run."""
        return note_address(self.settings, draft, item)

    def _ask(self, method: str, path: str, body: str | None = None, accept: str = "text/html") -> Page:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        origin = {"Origin": f"http://127.0.0.1:{self.port}"} if method == "POST" else {}
        connection.request(method, path, body, {"Cookie": cookie, "Accept": accept} | kind | origin)
        answer = connection.getresponse()
        body_of_answer = answer.read()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        connection.close()
        kept = dict(answer.headers.items())
        return Page(answer.status, body_of_answer, kept)


def serve(folder: Path) -> Iterator[Desk]:
    """Serve the plain pages in a thread of their own."""
    vault, admission = Vault(folder, cost=CHEAP), Admission()
    defects: list[str] = []
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    run = lambda waiting: asyncio.run_coroutine_threadsafe(waiting, loop).result(30)
    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]

    async def begin() -> tuple[HTTPServer, dict[str, Any]]:
        application = GatedApplication(
            [("/admit", AdmitPage), *ROUTES, *routes()],
            transforms=[Headers],
            vault=vault,
            admission=admission,
            templates=template_environment(),
            report_defect=lambda kind, trace: defects.append(f"{kind.__name__} {traceback.format_tb(trace)[-1]}"),
            xsrf_cookies=True,
            log_function=lambda _handler: None,
        )
        application.host = f"127.0.0.1:{port}"
        server = HTTPServer(application)
        server.add_sockets(sockets)
        return server, application.settings

    async def end(server: HTTPServer) -> None:
        server.stop()
        await vault.lock()
        await server.close_all_connections()

    server, settings = run(begin())
    desk = Desk(port, vault, run, settings)
    answer = desk.post("/admit", {"token": admission.new_token()}, token=False)
    assert answer.status == 200
    yield desk
    run(end(server))
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
    assert not defects, f"pages broke: {defects}"
