"""Many connections, slow ones and large bodies stop nobody, swell nothing and write nothing on the terminal."""

import asyncio
import resource
import socket
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil
import pytest
import websocket
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from launcher.running import Page, launcher
from workbench.launcher.connections import MOST_WAITING, PatientServer
from workbench.launcher.gate import MOST_FORM_BYTES
from workbench.launcher.kernels import MOST_SOCKETS
from workbench.launcher.server import MOST_MESSAGE_BYTES

MANY = 1_100
# As most systems start a program; a launcher that holds every connection has no file left then.
FEW_FILES = ("sh", "-c", 'ulimit -Sn 1024; exec "$@"', "sh")


@pytest.fixture
def many_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4_096)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_thousand_connections_that_wait_leave_the_page_usable(tmp_path, many_files):
    """Half of them say nothing, half of them send half a head."""
    with launcher(tmp_path, prefix=FEW_FILES) as running, ExitStack() as held, Page(running.browser) as page:
        for number in range(MANY):
            waiting = held.enter_context(socket.create_connection(("127.0.0.1", running.port), timeout=10))
            with suppress(ConnectionError):
                waiting.sendall(b"GET / HTTP/1.1\r\nHost: " * (number % 2))
        began = time.monotonic()
        assert running.browser.get("/").status == 200
        assert page.say({"kind": "open", "draft": "0" * 32, "tab": "t"})
        with Page(running.browser) as another:
            assert len(running.kernels()) == 2
            assert another.kernel_id != page.kernel_id
        assert time.monotonic() - began < 20
        held_now = [c for c in psutil.Process(running.process.pid).net_connections("tcp") if c.status == "ESTABLISHED"]
        assert len(held_now) <= MOST_WAITING + 8


def highest_memory(pid: int) -> int:
    """The most memory that a process has had at once, in bytes."""
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def send_body(port: int, head: str, size: int) -> bytes:
    """Send a head and as much of a body as is taken; return what is answered."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sender:
        with suppress(ConnectionError):
            sender.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
            for _ in range(size // 65_536):
                sender.sendall(b"x" * 65_536)
        with suppress(ConnectionError):
            return sender.recv(65_536)
    return b""


BODY = 6 * 1024 * 1024
LENGTH = f"Content-Length: {BODY + 1}"
HEADS = {
    "wrong host": f"POST /desk/changes HTTP/1.1\nHost: evil.example\n{LENGTH}",
    "wrong host, no length": "POST /desk/changes HTTP/1.1\nHost: evil.example\nTransfer-Encoding: chunked",
    "no cookie": f"POST /desk/changes HTTP/1.1\nHost: {{host}}\nOrigin: http://{{host}}\n{LENGTH}",
    "way in": f"POST /admit HTTP/1.1\nHost: {{host}}\nOrigin: null\n{LENGTH}",
    "wrong path": f"POST /no-such-page HTTP/1.1\nHost: {{host}}\nOrigin: http://{{host}}\nCookie: {{cookie}}\n{LENGTH}",
    "too large": f"POST /settings HTTP/1.1\nHost: {{host}}\nOrigin: http://{{host}}\nCookie: {{cookie}}\n{LENGTH}",
    "reading": f"GET /desk/state HTTP/1.1\nHost: {{host}}\nCookie: {{cookie}}\n{LENGTH}",
}


@pytest.mark.parametrize("what", HEADS)
def test_a_body_is_refused_before_it_is_read(shared, what):
    """Only the head is sent: whoever wants to read the body first would wait for it."""
    running = shared.running
    head = HEADS[what].format(host=shared.browser.host, cookie=f"workbench={shared.browser.cookies['workbench']}")
    began = time.monotonic()
    answer = send_body(running.port, head, 0)
    status = {"wrong path": 404, "way in": 413, "too large": 413, "reading": 413}.get(what, 403)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:80]
    assert time.monotonic() - began < 5


def test_sixty_large_bodies_at_once_leave_memory_as_it_is(tmp_path):
    with launcher(tmp_path) as running:
        cookie = f"workbench={running.browser.cookies['workbench']}"
        before = highest_memory(running.process.pid)
        for head in HEADS.values():
            sent = head.format(host=running.browser.host, cookie=cookie)
            senders = [threading.Thread(target=send_body, args=(running.port, sent, BODY)) for _ in range(60)]
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join()
        assert highest_memory(running.process.pid) - before < 16 * 1024 * 1024
        assert running.browser.get("/").status == 200


def test_what_is_taken_is_as_long_as_a_long_form(shared):
    answer = shared.browser.post_form("/settings", {"practitioner": "x" * (MOST_FORM_BYTES // 2)})
    assert answer.status not in (403, 413)


class Slow(RequestHandler):
    def post(self) -> None:
        self.finish(b"done")


def test_who_is_slow_with_a_head_or_a_body_is_let_go():
    """The same server with short times."""
    found = {}

    async def story():
        application = Application([("/", Slow)])
        server = PatientServer(application, idle_connection_timeout=0.6, body_timeout=0.6)
        [listening] = bind_sockets(0, "127.0.0.1")
        server.add_socket(listening)
        port = listening.getsockname()[1]

        async def dribble(name: str, text: bytes) -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            began = time.monotonic()
            with suppress(ConnectionError):
                for byte in text:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(0.1)
            with suppress(ConnectionError):
                found[name] = (await reader.read(), time.monotonic() - began)
            found.setdefault(name, (b"", time.monotonic() - began))
            writer.close()

        body = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n"
        await asyncio.gather(dribble("head", body), dribble("silent", b""))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(body)
        found["body"] = (await reader.read(), 0)
        writer.write(body)
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(body + b"x" * 40)
        found["in time"] = (await reader.read(400), 0)
        writer.close()
        server.stop()
        await server.close_all_connections()

    asyncio.run(asyncio.wait_for(story(), 20))
    assert found["in time"][0].endswith(b"done")
    assert {found[name][0] for name in ("head", "silent", "body")} == {b""}
    assert found["silent"][1] < 5 and found["head"][1] < 8


def test_a_window_with_too_many_sockets_or_too_long_a_message_is_cut_off(shared):
    with Page(shared.browser) as page, ExitStack() as open_ones:
        for _ in range(MOST_SOCKETS - 1):
            open_ones.enter_context(_closing(shared.browser.socket(page.kernel_id)))
        one_more = shared.browser.socket(page.kernel_id)
        assert _is_cut_off(one_more)
        page.socket.send("x" * (MOST_MESSAGE_BYTES + 1))
        assert _is_cut_off(page.socket)


def _closing(opened: websocket.WebSocket) -> ExitStack:
    stack = ExitStack()
    stack.callback(opened.shutdown)
    return stack


def _is_cut_off(opened: websocket.WebSocket) -> bool:
    with suppress(websocket.WebSocketConnectionClosedException, ConnectionError):
        while opened.recv_data()[0] != websocket.ABNF.OPCODE_CLOSE:
            pass
    opened.shutdown()
    return True


def test_nothing_that_is_asked_reaches_the_terminal(tmp_path):
    """A path of a megabyte, control characters, broken heads: no line at all, so none that is long or forged."""
    error = tmp_path / "stderr"
    prefix = ("sh", "-c", f'exec "$@" 2>{error}', "sh")
    with launcher(tmp_path, prefix=prefix) as running:
        host, cookie = running.browser.host, f"workbench={running.browser.cookies['workbench']}"
        canary = "canary-of-a-request"
        rest = f"Host: {host}\nCookie: {cookie}"
        for head in (
            f"GET /{canary * 60_000} HTTP/1.1\n{rest}",
            f"GET /{canary}\x1b[31m\x07\x00 HTTP/1.1\n{rest}",
            f"GET /%0d%0a{canary} HTTP/1.1\n{rest}",
            f"GET /{canary} HTTP/9.9\n{rest}",
            f"{canary} {canary}\n{rest}",
            f"GET / HTTP/1.1\n{rest}\nContent-Length: {canary}",
            f"GET / HTTP/1.1\n{rest}\nX: {canary * 60_000}",
            f"POST /desk/changes HTTP/1.1\n{rest}\nOrigin: http://{host}\nContent-Length: -1",
            f"POST /desk/changes HTTP/1.1\n{rest}\nOrigin: http://{host}\nTransfer-Encoding: chunked\n\n{canary}",
            f"GET /child/{canary * 500} HTTP/1.1\n{rest}",
            f"GET /report/{canary}.pdf HTTP/1.1\n{rest}",
        ):
            send_body(running.port, head, 0)
        assert running.browser.get("/").status == 200
    assert error.read_text() == ""
