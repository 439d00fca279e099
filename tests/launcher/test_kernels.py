"""What a kernel may be told, by whom, what it knows, and when it ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from multiprocessing.connection import Connection

import pytest
import websocket
import zmq

from launcher.running import REACHABLE, Page, begin_sitting, client_of, is_kernel, launcher, wait_until
from workbench.desk.link import SHIELDED
from workbench.errors import Locked
from workbench.launcher.kernels import KEPT, MOST_KERNELS, Link


@pytest.fixture(scope="module")
def page(shared):
    with Page(shared.browser) as page:
        yield page


CODE = "open('ran', 'w').close()"
TALK = """
import threading, time
threading.Thread(target=lambda: [print(time.sleep(0.1)) for _ in range(60)]).start()
"""
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


def heard_on(address: str, key: bytes | None) -> bool:
    """Whether anything is heard on a kernel's channel of outputs within a moment of being asked something."""
    with zmq.Context() as context, context.socket(zmq.SUB) as ear:
        ear.linger = 0
        ear.subscribe(b"")
        if key is not None:
            ear.curve_publickey, ear.curve_secretkey = zmq.curve_keypair()
            ear.curve_serverkey = key
        ear.connect(address)
        return bool(ear.poll(1_500))


def test_what_is_refused_to_a_visitor_is_given_to_whoever_holds_the_keys_and_to_nobody_else(tmp_path):
    """The control: the same code runs, and the same outputs are heard, past a launcher that leaves the keys about."""
    with launcher(tmp_path, prefix=REACHABLE) as running, Page(running.browser) as page:
        client = client_of(running, page.kernel_id)
        client.execute_interactive(CODE, timeout=10)
        assert (running.redirect_file.parent / "room" / "ran").exists()
        client.execute_interactive(TALK, timeout=10)
        info = client.get_connection_info()
        client.stop_channels()
        address = f"ipc://{info['ip']}-{info['iopub_port']}"
        assert heard_on(address, info["curve_publickey"].encode())
        assert not heard_on(address, None)
        assert not heard_on(address, zmq.curve_keypair()[0])


def test_the_keys_of_a_kernel_lie_in_no_file(page, shared):
    folder = shared.running.redirect_file.parent / "c"
    assert list(folder.rglob(f"kernel-{page.kernel_id}-ipc-*")), "this is where they would lie"
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_kernel_id_that_is_not_ones_own_is_refused(shared):
    foreign = "01234567-0123-4123-8123-0123456789ab"
    assert shared.browser.get(f"/api/kernels/{foreign}").status == 403
    assert shared.browser.ask("DELETE", f"/api/kernels/{foreign}", X_XSRFToken=shared.browser.xsrf()).status == 403
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        shared.browser.socket(foreign)
    assert refused.value.status_code == 403


def test_kernels_are_neither_listed_nor_started_nor_restarted_by_request(page, shared):
    assert shared.browser.get("/api/kernels").status == 404
    answer = shared.browser.post_json("/api/kernels", {"name": "python3"})
    assert answer.status == 404
    answer = shared.browser.post_json(f"/api/kernels/{page.kernel_id}/restart")
    assert answer.status == 404
    assert shared.browser.get(f"/api/kernels/{page.kernel_id}").json["id"] == page.kernel_id


ENVIRONMENT = {"IPYTHONDIR", "JUPYTER_NO_CONFIG", "TMPDIR", "TEMP", "TMP", "JPY_PARENT_PID", "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT |= {f"JUPYTER_{name}_DIR" for name in ("CONFIG", "DATA", "RUNTIME")} | {"PYDEVD_DISABLE_FILE_VALIDATION"}


def test_environment_and_arguments_of_a_kernel_hold_no_secret_and_nothing_of_the_request(shared):
    answer = shared.browser.get("/sitting?case=ALICE-001&template=reveal&theme=dark")
    assert (answer.status, answer.headers["location"]) == (303, "/sitting")
    with Page(shared.browser) as page:
        [kernel] = [p for p in shared.running.kernels() if page.kernel_id in " ".join(p.cmdline())]
        known = kernel.environ()
        told = " ".join(
            [*kernel.cmdline(), kernel.cwd(), *known.values(), *[file.path for file in kernel.open_files()]]
        )
    assert set(known) >= ENVIRONMENT, "this is the environment of the kernel"
    assert {name for name in set(known) - ENVIRONMENT if name not in KEPT and not name.startswith("LC_")} == set()
    for secret in ("ALICE", str(shared.folder / "store"), shared.running.name, *shared.browser.cookies.values()):
        assert secret not in told


def test_the_template_and_the_theme_cannot_be_chosen_from_outside(shared):
    plain = shared.browser.get("/sitting").text
    assert "voila_template" not in plain and 'data-voila="voila"' in plain
    for query in ("template=lab", "theme=dark", "voila-template=lab"):
        assert shared.browser.get(f"/sitting?{query}").status == 303


def test_a_kernel_is_told_nothing_before_it_says_that_it_is_shielded():
    link = Link(lambda: None, {"WORKBENCH_ASSETS": "http://secret"})
    end = Connection(os.dup(link.input))
    link.given()
    assert not end.poll(0.3)
    end.send_bytes(SHIELDED)
    assert json.loads(end.recv_bytes()) == {"WORKBENCH_ASSETS": "http://secret"}
    link.close()
    end.close()


def test_whoever_says_something_else_first_is_cut_off():
    link = Link(lambda: None, {})
    end = Connection(os.dup(link.input))
    link.given()
    end.send_bytes(b'{"open": "d", "tab": "t"}')
    with pytest.raises((EOFError, ConnectionResetError)):
        end.recv_bytes()
    end.close()


def test_a_closed_link_answers_no_more_and_an_unused_one_can_be_closed():
    def locked():
        raise Locked("locked")

    link = Link(locked, {})
    end = Connection(os.dup(link.input))
    link.given()
    end.send_bytes(SHIELDED)
    end.recv_bytes()
    end.send_bytes(b'{"open": "d", "tab": "t"}')
    assert json.loads(end.recv_bytes())["error"] == "Locked"
    link.close()
    with pytest.raises(EOFError):
        end.recv_bytes()
    end.close()
    unused = Link(locked, {})
    unused.close()
    unused.close()
    assert wait_until(lambda: not [t for t in threading.enumerate() if t.name == "workbench-link"])


FILES = ["environ", "mem", "maps", "fd/0"]
THIEF = f"""
import os, sys
for name in {FILES}:
    path = f"/proc/{{sys.argv[1]}}/{{name}}"
    try:
        os.readlink(path) if name == "fd/0" else os.close(os.open(path, os.O_RDONLY))
        print(name)
    except PermissionError:
        pass
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such shield")
def test_another_program_of_the_same_user_sees_nothing_of_a_kernel_once_it_may_be_told_something():
    """Both run as one user without the rights by which root looks everywhere."""
    plain = ["setpriv", "--bounding-set=-all"] if os.geteuid() == 0 else []

    def stolen_from(arguments: list[str]) -> list[str]:
        ours, theirs = socket.socketpair()
        command = [*plain, sys.executable, "-P", *arguments, "-f", "/nowhere/kernel.json"]
        with ours, theirs, subprocess.Popen(command, stdin=theirs) as kernel:
            said = Connection(os.dup(ours.fileno()))
            assert said.recv_bytes() == SHIELDED
            thief = [*plain, sys.executable, "-c", THIEF, str(kernel.pid)]
            seen = subprocess.run(thief, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
            said.close()
            kernel.kill()
        return seen

    unshielded = "from workbench.desk.link import take_over_input; take_over_input()"
    assert stolen_from(["-c", unshielded]) == FILES
    assert stolen_from(["-m", "workbench.desk.ipykernel_launcher"]) == []


def test_lock_leaves_no_kernel_and_the_record_is_kept(tmp_path):
    draft = begin_sitting(tmp_path / "store")
    with launcher(tmp_path) as running, Page(running.browser) as page, Page(running.browser) as other:
        assert len(running.kernels()) == 2
        assert page.say({"kind": "open", "draft": draft, "tab": "a"})[0]["kind"] == "view"
        answer = running.browser.post_json("/desk/lock")
        assert answer.json["state"] == "locked"
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
        status = running.process.wait(10)
        assert status == 0
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
