"""A real launcher in a process of its own, and plain clients for it. Used by launcher tests and browser tests.

with launcher(tmp_path) as running:
    running.browser.get("/")          # admitted and, unless locked=True, unlocked
"""

import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psutil
import websocket
from jupyter_client.blocking import BlockingKernelClient

from workbench.errors import StoreDamaged
from workbench.launcher.runtime import remove_leftover
from workbench.store import Store
from workbench.store.families import add_child, add_family
from workbench.store.folder import holds_store
from workbench.store.keyring import Cost
from workbench.store.settings import settings
from workbench.store.sittings import start_sitting

CHEAP = Cost(passes=1, memory_kib=1_024, lanes=1)
PASSPHRASE = "seven quiet lanterns by the water"
PIN = "2468"
# Where a browser is once it has been let in: under the launcher's own name.
START_PAGE, ANY_PAGE = "http://w*.localhost:*/", "http://w*.localhost:*/**"
REACHABLE = (sys.executable, str(Path(__file__).with_name("reachable.py")))
WORKBENCH = Path(sys.executable).with_name("workbench")


@dataclass
class Answer:
    """What came back: status, headers in lower case, body as text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self):
        return json.loads(self.text)


@dataclass
class Browser:
    """A cookie jar and a way to ask; follows nothing by itself."""

    port: int
    name: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"{self.name}:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        sent = {"Host": self.host} | sent
        if self.cookies and "Cookie" not in sent:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            sent["Content-Length"] = str(len(body))
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
        connection.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post_form(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        given = {"Origin": self.origin, "Content-Type": "application/x-www-form-urlencoded"} | headers
        sent = {"_xsrf": self.xsrf()} | fields if "_xsrf" in self.cookies or self.cookies else fields
        answer = self.ask("POST", path, urlencode(sent).encode(), **given)
        return self.get("/again") if answer.headers.get("location") == "/again" else answer

    def post_json(self, path: str, value: object = None, **headers: str) -> Answer:
        given = {"Origin": self.origin, "Content-Type": "application/json", "X-XSRFToken": self.xsrf()} | headers
        return self.ask("POST", path, json.dumps(value if value is not None else {}).encode(), **given)

    def xsrf(self) -> str:
        if "_xsrf" not in self.cookies:
            self.get("/desk/state")
        return self.cookies.get("_xsrf", "")

    def admit(self, redirect_file: Path) -> Answer:
        """Send the form of the redirect file as a browser would: from a local file, so with origin "null"."""
        token = re.search(r'name="token" value="([^"]+)"', redirect_file.read_text())[1]
        return self.ask(
            "POST",
            "/admit",
            urlencode({"token": token}).encode(),
            Origin="null",
            **{"Content-Type": "application/x-www-form-urlencoded"},
        )

    def unlock(self, passphrase: str = PASSPHRASE) -> Answer:
        return self.post_form("/login", {"passphrase": passphrase})

    def state(self) -> str:
        return self.get("/desk/state").json["state"]

    def note_of(self, child: str) -> str:
        """Where the most urgent open note of a child is in this run."""
        found = re.search(r'href="(/notes/[^"]+)"', self.get(f"/child/{child}/notes").text)
        assert found, "no note in the list"
        return found[1]

    def open_page(self) -> str:
        """Open the guided page and return the id of its kernel."""
        return kernel_of(self.get("/sitting"))

    def socket(self, kernel_id: str, **options: object) -> websocket.WebSocket:
        """Open the kernel's socket as the page would."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"host": self.host, "origin": self.origin, "cookie": cookies} | options
        address = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel_id}/channels?session_id=test"
        return websocket.create_connection(address, timeout=20, **given)


class Page:
    """A guided page without a browser: its kernel's socket, and the messages of its form."""

    def __init__(self, browser: Browser) -> None:
        answer = browser.get("/sitting")
        self.kernel_id = kernel_of(answer)
        self._form = re.search(r'"model_id": "([0-9a-f]+)"', answer.text)[1]
        self.socket = browser.socket(self.kernel_id)
        self.inbox: list[dict] = []

    def send(self, kind: str, content: dict, channel: str = "shell") -> str:
        """Send one kernel message and return its id."""
        message_id = secrets.token_hex(8)
        header = {"msg_id": message_id, "msg_type": kind, "username": "", "session": "test", "version": "5.3"}
        message = {"channel": channel, "header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.socket.send(json.dumps(message))
        return message_id

    def answers(self, message_id: str, seconds: float = 5, until: str = "idle") -> list[dict]:
        """What the kernel sends because of a message, until its type or state is `until`, or the time is over."""
        end = time.monotonic() + seconds
        while not any(until in (m["msg_type"], m["content"].get("execution_state")) for m in self.of(message_id)):
            self.socket.settimeout(max(end - time.monotonic(), 0.01))
            try:
                self.inbox.append(json.loads(self.socket.recv()))
            except websocket.WebSocketTimeoutException:
                break
        return self.of(message_id)

    def of(self, message_id: str) -> list[dict]:
        """What has come because of a message so far."""
        return [message for message in self.inbox if message["parent_header"].get("msg_id") == message_id]

    def say(self, content: object) -> list[dict]:
        """Send what the form in the browser would send, and return the session's replies."""
        data = {"method": "custom", "content": content}
        message_id = self.send("comm_msg", {"comm_id": self._form, "data": data})
        replies = [m["content"]["data"] for m in self.answers(message_id) if m["header"]["msg_type"] == "comm_msg"]
        return [reply["content"] for reply in replies if reply["method"] == "custom"]

    def __enter__(self) -> "Page":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close(timeout=0.5)
        self.socket.shutdown()


@dataclass
class Running:
    """A launcher that runs; `browser` is admitted."""

    process: subprocess.Popen
    redirect_file: Path
    port: int
    name: str
    store: Path
    browser: Browser
    let_in: Answer | None = None
    terminal: int = -1

    @property
    def address(self) -> str:
        return f"http://{self.name}:{self.port}"

    def kernels(self) -> list[psutil.Process]:
        """Kernel processes of this launcher that live."""
        return [p for p in psutil.Process(self.process.pid).children(recursive=True) if is_kernel(p)]

    def stranger(self) -> Browser:
        """A browser that has not been let in."""
        return Browser(self.port, self.name)

    def new_window(self) -> Browser:
        """A browser that is let in by Enter in the terminal."""
        os.write(self.terminal, b"\n")
        browser = self.stranger()
        assert browser.admit(Path(self.process.stdout.readline().strip())).status == 200
        return browser


def is_kernel(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        called = " ".join(process.cmdline())
        return process.status() != psutil.STATUS_ZOMBIE and bool(re.search(r"/kernel-[\w-]+\.json", called))
    return False


def client_of(running: Running, kernel_id: str) -> BlockingKernelClient:
    """A client that comes past the launcher, to a kernel of one that was started by `reachable.py`."""
    file = running.redirect_file.parent / "c"
    client = BlockingKernelClient(connection_file=str(next(file.rglob(f"kernel-{kernel_id}.json"))))
    client.load_connection_file()
    client.start_channels()
    return client


def kernel_of(answer: Answer) -> str:
    """The id of the kernel behind a guided page."""
    found = re.search(r'"kernelId": "([^"]+)"', answer.text)
    assert found, f"no kernel in a page with status {answer.status}"
    return found[1]


def wait_until(true, seconds: float = 10, every: float = 0.05) -> bool:
    """Whether something became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(every)
    return bool(true())


def make_store(folder: Path) -> str:
    """Make a store that opens fast, and return its recovery key."""
    store, recovery_key = Store.create(folder, PASSPHRASE, practitioner="Tester", pin=PIN, cost=CHEAP)
    store.close()
    return recovery_key


def spoil(store: Store) -> None:
    """Let every page of an open store's file hold something else, and nothing be remembered of what was read before."""
    store.engine.dispose()
    file = store.folder / "store.db"
    file.write_bytes(secrets.token_bytes(file.stat().st_size))
    try:
        settings(store)
    except StoreDamaged:
        return
    raise AssertionError("the store can still be read")


def begin_sitting(folder: Path, child: str | None = None) -> str:
    """Make the store if need be, a family with one child and a safety screen in it; return the draft's id."""
    if not holds_store(folder):
        make_store(folder)
    with Store.open(folder, PASSPHRASE) as store:
        if child is None:
            child = add_child(store, add_family(store).id, born="2017", group="left_behind").id
        return start_sitting(
            store, child, on=date.today(), present=("child",), reason="before consent", decided_by="Tester"
        )


@contextmanager
def launcher(
    folder: Path,
    *arguments: str,
    locked: bool = False,
    empty: bool = False,
    practice: bool = False,
    admit: bool = True,
    home: Path | None = None,
    cwd: Path | None = None,
    prefix: tuple[str, ...] = (),
) -> Iterator[Running]:
    """Start `workbench app --no-browser` on a store in `folder / "store"` and end it afterwards.

    Parameters
    ----------
    locked
        The passphrase is still to be given; else it comes by `--passphrase-file`.
    empty
        There is no store yet: the first run.
    practice
        `--practice`, with a store of its own.
    admit
        False leaves the redirect file unused, for a real browser.
    home
        HOME of the process; a fresh one below `folder` by default.
    prefix
        A command to start it with, such as `unshare`.
    """
    store, home = folder / "store", home or folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    command = [*prefix, str(WORKBENCH), "app", "--no-browser", *arguments]
    if practice:
        command.append("--practice")
    else:
        command += ["--store", str(store)]
        if not empty and not holds_store(store):
            make_store(store)
        if not empty and not locked:
            secret = folder / "passphrase"
            secret.write_text(PASSPHRASE + "\n")
            secret.chmod(0o600)
            command += ["--passphrase-file", str(secret)]
    environment = {**os.environ, "HOME": str(home)}
    environment.pop("XDG_RUNTIME_DIR", None)
    terminal, keyboard = os.openpty()
    process = subprocess.Popen(
        command, env=environment, cwd=cwd or folder, stdin=keyboard, stdout=subprocess.PIPE, text=True
    )
    os.close(keyboard)
    path = Path()
    try:
        path = Path(process.stdout.readline().strip())
        assert path.name and path.is_file(), "the launcher did not start; its error stands above"
        name, port = re.search(r'action="http://(w[0-9a-f]{16}\.localhost):(\d+)/', path.read_text()).groups()
        running = Running(process, path, int(port), name, store, Browser(int(port), name), terminal=terminal)
        if admit:
            running.let_in = running.browser.admit(path)
            assert running.let_in.status == 200
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        process.stdout.close()
        os.close(terminal)
        remove_leftover(path.parent)
