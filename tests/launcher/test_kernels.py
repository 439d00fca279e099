"""What a kernel may be told, by whom, what it knows, and when it ends."""

import json
import os
import signal
import socket
import time
from contextlib import ExitStack

import pytest
import websocket
from jupyter_client.blocking import BlockingKernelClient

from launcher.running import Page, begin_sitting, is_kernel, launcher, wait_until
from workbench.errors import Locked
from workbench.launcher.kernels import MOST_KERNELS, Link
from workbench.launcher.runtime import Runtime


@pytest.fixture(scope="module")
def page(shared):
    with Page(shared.browser) as page:
        yield page


def environment_of(page, shared) -> dict[str, str]:
    [kernel] = [p for p in shared.running.kernels() if page.kernel_id in " ".join(p.cmdline())]
    return kernel.environ()


CODE = "open('ran', 'w').close()"
ASKS = [
    ("execute_request", {"code": CODE, "silent": False, "store_history": False, "user_expressions": {}}),
    ("complete_request", {"code": "os.env", "cursor_pos": 6}),
    ("inspect_request", {"code": "print", "cursor_pos": 5, "detail_level": 1}),
    ("history_request", {"hist_access_type": "tail", "n": 10, "raw": True, "output": True}),
    ("is_complete_request", {"code": "1 +"}),
    ("debug_request", {"type": "request", "command": "initialize", "seq": 1, "arguments": {}}),
]


@pytest.mark.parametrize(("kind", "content"), ASKS, ids=[kind for kind, _ in ASKS])
def test_a_visitor_cannot_make_the_kernel_do_anything(page, shared, kind, content):
    room = shared.running.redirect_file.parent / "room"
    sent = [page.send(kind, content, channel) for channel in ("shell", "control")]
    # A message that is allowed comes back, so the two before it were dropped and not merely slow.
    answered = page.answers(page.send("kernel_info_request", {}), until="kernel_info_reply")
    assert any(message["msg_type"] == "kernel_info_reply" for message in answered)
    assert [page.answers(message_id, seconds=0.1) for message_id in sent] == [[], []]
    assert not (room / "ran").exists()


def test_the_same_code_runs_when_it_comes_past_the_launcher(page, shared):
    runtime = shared.running.redirect_file.parent
    connection = next((runtime / "c").rglob(f"kernel-{page.kernel_id}.json"))
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    client.execute_interactive("open('ran', 'w').close()", timeout=10)
    client.stop_channels()
    assert (runtime / "room" / "ran").exists()
    (runtime / "room" / "ran").unlink()


def test_a_kernel_id_that_is_not_ones_own_is_refused(shared):
    foreign = "01234567-0123-4123-8123-0123456789ab"
    assert shared.browser.get(f"/api/kernels/{foreign}").status == 403
    assert shared.browser.ask("DELETE", f"/api/kernels/{foreign}", X_XSRFToken=shared.browser.xsrf()).status == 403
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        shared.browser.socket(foreign)
    assert refused.value.status_code == 403


def test_kernels_are_neither_listed_nor_started_nor_restarted_by_request(page, shared):
    assert shared.browser.get("/api/kernels").status == 404
    assert shared.browser.post_json("/api/kernels", {"name": "python3"}).status == 404
    assert shared.browser.post_json(f"/api/kernels/{page.kernel_id}/restart").status == 404
    assert shared.browser.get(f"/api/kernels/{page.kernel_id}").json["id"] == page.kernel_id


def test_a_kernel_knows_no_store_no_passphrase_and_nothing_of_the_request(shared):
    answer = shared.browser.get("/sitting?case=ALICE-001&template=reveal&theme=dark")
    assert (answer.status, answer.headers["location"]) == (303, "/sitting")
    with Page(shared.browser) as page:
        known = environment_of(page, shared)
    assert {"WORKBENCH_LINK", "WORKBENCH_ASSETS"} <= set(known), "this is the environment of the kernel"
    assert not any("ALICE" in value or str(shared.folder / "store") in value for value in known.values())
    assert not any(name.startswith(("QUERY", "VOILA", "HTTP_", "SERVER")) for name in known)
    [kernel] = [p for p in shared.running.kernels() if page.kernel_id in " ".join(p.cmdline())]
    assert str(shared.folder / "store") not in " ".join(kernel.cmdline()) + kernel.cwd()
    assert all(str(shared.folder / "store") not in file.path for file in kernel.open_files())


def test_the_template_and_the_theme_cannot_be_chosen_from_outside(shared):
    plain = shared.browser.get("/sitting").text
    assert "voila_template" not in plain and 'data-voila="voila"' in plain
    for query in ("template=lab", "theme=dark", "voila-template=lab"):
        assert shared.browser.get(f"/sitting?{query}").status == 303


def test_the_link_in_the_environment_of_a_kernel_is_spent(page, shared):
    from multiprocessing.connection import Client

    known = environment_of(page, shared)
    with pytest.raises((FileNotFoundError, ConnectionRefusedError)):
        Client(known["WORKBENCH_LINK"], authkey=bytes.fromhex(known["WORKBENCH_LINK_KEY"]))
    assert page.say({"kind": "open", "draft": shared.draft, "tab": "a"})[0]["kind"] == "view", (
        "and the first call works"
    )


def test_a_link_takes_one_call_and_only_with_its_key():
    from multiprocessing import AuthenticationError
    from multiprocessing.connection import Client

    def locked():
        raise Locked("locked")

    runtime = Runtime()
    try:
        link = Link(runtime, locked)
        with pytest.raises(AuthenticationError):
            Client(link.address, authkey=b"guess")
        key = bytes.fromhex(link.environment()["WORKBENCH_LINK_KEY"])
        first = Client(link.address, authkey=key)
        first.send_bytes(b'{"open": "d", "tab": "t"}')
        assert json.loads(first.recv_bytes())["error"] == "Locked"
        with pytest.raises((FileNotFoundError, ConnectionRefusedError)):
            Client(link.address, authkey=key)
        link.close()
        with pytest.raises(EOFError):
            first.recv_bytes()
        first.close()
    finally:
        runtime.remove()


def test_a_link_that_nobody_called_can_be_closed():
    runtime = Runtime()
    try:
        link = Link(runtime, lambda: None)
        link.close()
        assert wait_until(lambda: not os.path.exists(link.address))
    finally:
        runtime.remove()


def test_closing_a_link_waits_for_nobody_who_calls_and_says_nothing():
    runtime = Runtime()
    try:
        link = Link(runtime, lambda: None)
        with socket.socket(socket.AF_UNIX) as silent:
            silent.connect(link.address)
            time.sleep(0.2)
            began = time.monotonic()
            link.close()
            assert time.monotonic() - began < 2
        assert wait_until(lambda: not os.path.exists(link.address))
    finally:
        runtime.remove()


def test_lock_leaves_no_kernel_and_the_record_is_kept(tmp_path):
    draft = begin_sitting(tmp_path / "store")
    with launcher(tmp_path) as running, Page(running.browser) as page, Page(running.browser) as other:
        assert len(running.kernels()) == 2
        assert page.say({"kind": "open", "draft": draft, "tab": "a"})[0]["kind"] == "view"
        assert running.browser.post_json("/desk/lock").json["state"] == "locked"
        assert running.kernels() == []
        for path in ("/", "/sitting"):
            assert running.browser.get(path).headers["location"] == "/login"
        assert running.browser.get(f"/api/kernels/{page.kernel_id}").status == 403
        with pytest.raises(websocket.WebSocketBadStatusException):
            running.browser.socket(other.kernel_id)
        assert running.browser.post_form("/login", {"passphrase": "not this one at all"}).status != 303
        assert running.browser.state() == "locked"
        running.browser.unlock()
        with Page(running.browser) as again:
            assert again.say({"kind": "open", "draft": draft, "tab": "b"})[0]["kind"] == "view"


def test_a_killed_kernel_loses_nothing_and_a_new_one_needs_no_passphrase(shared):
    with Page(shared.browser) as page:
        [kernel] = [p for p in shared.running.kernels() if page.kernel_id in " ".join(p.cmdline())]
        kernel.kill()
    with Page(shared.browser) as again:
        assert again.say({"kind": "open", "draft": shared.draft, "tab": "b"})[0]["kind"] == "view"


def test_kernels_end_within_seconds_when_the_launcher_is_killed(tmp_path):
    with launcher(tmp_path) as running:
        running.browser.open_page()
        kernels = running.kernels()
        assert len(kernels) == 1
        os.kill(running.process.pid, signal.SIGKILL)
        began = time.monotonic()
        assert wait_until(lambda: not any(p.is_running() and is_kernel(p) for p in kernels), 6)
        assert time.monotonic() - began < 6


def test_ctrl_c_locks_and_leaves_nothing_behind(tmp_path):
    with launcher(tmp_path) as running, Page(running.browser):
        kernels, folder = running.kernels(), running.redirect_file.parent
        assert len(kernels) == 1
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(10) == 0
        assert not any(p.is_running() and is_kernel(p) for p in kernels)
        assert not folder.exists()
        assert not list(running.store.glob("*-wal")), "the store was closed in order"


def test_one_window_too_many_is_told_so(tmp_path):
    begin_sitting(tmp_path / "store")
    with launcher(tmp_path) as running, ExitStack() as windows:
        for _ in range(MOST_KERNELS):
            windows.enter_context(Page(running.browser))
        answer = running.browser.get("/sitting")
        assert (answer.status, "Close a window of the workbench" in answer.text) == (503, True)
        assert len(running.kernels()) == MOST_KERNELS


def test_a_page_that_is_left_ends_its_kernel(shared):
    with Page(shared.browser) as page:
        before = len(shared.running.kernels())
        stranger = shared.running.stranger()
        path = f"/voila/api/shutdown/{page.kernel_id}"
        assert stranger.ask("POST", path, b"").status == 403
        forged = {"Cookie": "workbench=" + "A" * 43 + "; _xsrf=1", "Origin": shared.browser.origin}
        assert stranger.ask("POST", f"{path}?_xsrf=1", b"", **forged).status == 403
        assert shared.browser.ask("POST", path, b"").status == 403, "without an origin it is no page"
        assert len(shared.running.kernels()) == before
        assert shared.browser.ask("POST", path, b"", Origin=shared.browser.origin).status == 204
        assert wait_until(lambda: len(shared.running.kernels()) == before - 1, 8)
