"""A whole session leaves no trace outside the store, and works on a machine without a network."""

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_server import CallContext
from jupyter_server.auth import User
from tornado.web import HTTPError

from launcher.running import PASSPHRASE, REACHABLE, Page, begin_sitting, client_of, launcher, make_store, wait_until
from workbench.launcher.runtime import Runtime
from workbench.launcher.server import Launcher
from workbench.launcher.vault import Vault
from workbench.library.loading import instrument
from workbench.store import Store, StoreDesk

FIRST = instrument("safety_screen").items[0].id


def places_with(words: str, *folders: Path) -> list[str]:
    """Files below the folders that hold the words."""
    found = subprocess.run(
        ["grep", "-rlaF", "-D", "skip", words, *map(str, folders)],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.splitlines()


def test_words_of_a_session_are_found_nowhere_but_in_the_opened_store(tmp_path):
    home, draft = tmp_path / "home", begin_sitting(tmp_path / "store")
    canary = f"canary{secrets.token_hex(8)}"
    with launcher(tmp_path, home=home) as running:
        runtime = running.redirect_file.parent
        with Page(running.browser) as page:
            base = page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["view"]["revision"]
            said = {"kind": "said", "statement": "s", "item": FIRST, "informant": "child", "words": canary}
            saved = page.say({"draft": draft, "tab": "t", "id": "c", "base": base, "change": said})
            assert saved[-1]["kind"] == "saved"
            searched = [home, runtime, running.store, tmp_path, Path("/var/tmp")]
            assert places_with(canary, *searched) == [], "while it runs"
            (runtime / "room" / "control").write_text(canary)
            assert places_with(canary, *searched) == [str(runtime / "room" / "control")], "it would be found"
    assert not runtime.exists()
    assert places_with(canary, home, tmp_path, Path("/tmp"), Path("/var/tmp")) == [], "and after it has ended"
    assert [path for path in home.rglob("*") if path.is_file()] == []
    with Store.open(tmp_path / "store", PASSPHRASE) as store:
        kept = StoreDesk(store).open(draft, "reader").draft.answers.statements
        assert [statement.words for statement in kept] == [canary], "it was written at all"


def test_nothing_is_printed_but_the_way_in(tmp_path):
    draft = begin_sitting(tmp_path / "store")
    error = tmp_path / "stderr"
    with error.open("w") as file:
        saved = os.dup(2)
        os.dup2(file.fileno(), 2)
        try:
            with launcher(tmp_path) as running:
                with Page(running.browser) as page:
                    page.say({"kind": "open", "draft": draft, "tab": "t"})
                running.browser.get(f"/child/{'0' * 32}")
                running.browser.get("/no-such-page")
                running.process.terminate()
                running.process.wait(10)
                assert running.process.stdout.read() == ""
        finally:
            os.dup2(saved, 2)
            os.close(saved)
    assert error.read_text() == ""


def test_neither_launcher_nor_kernel_can_be_dumped_to_a_file(tmp_path):
    with launcher(tmp_path, prefix=REACHABLE) as running, Page(running.browser) as page:
        [limit] = [x for x in Path(f"/proc/{running.process.pid}/limits").read_text().splitlines() if "core file" in x]
        assert limit.split()[4:6] == ["0", "0"]
        client = client_of(running, page.kernel_id)
        look = "open('dumpable', 'w').write(str(__import__('ctypes').CDLL(None).prctl(3, 0, 0, 0, 0)))"
        client.execute_interactive(look, timeout=10)
        client.stop_channels()
        assert (running.redirect_file.parent / "room" / "dumpable").read_text() == "0"


SESSION = """
import socket, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import psutil
from launcher.running import Page, launcher
try:
    socket.create_connection(("192.0.2.1", 9), timeout=0.5)
except OSError as error:
    print("outside:", error.strerror)
with launcher(Path(sys.argv[2])) as running:
    assert running.browser.get("/").status == 200
    with Page(running.browser) as page:
        print("inside:", page.say({"kind": "open", "draft": sys.argv[3], "tab": "t"})[0]["kind"])
        everyone = [psutil.Process(running.process.pid), *running.kernels()]
        ends = [end for p in everyone for c in p.net_connections("inet") for end in (c.laddr, c.raddr) if end]
        beyond = [end for end in ends if end.ip not in ("127.0.0.1", "::1")]
        print("beyond loopback:", len(beyond), "of", "some" if ends else "none")
"""


def namespace_without_network() -> list[str]:
    """A command that starts another without any network but loopback; empty where the system gives none."""
    user = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["--map-root-user", "--user"]
    command = ["unshare", *user, "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    if shutil.which("unshare") and subprocess.run([*command, "true"], check=False, capture_output=True).returncode == 0:
        return command
    return []


def test_a_session_works_without_any_network(tmp_path):
    """Where no namespace is to be had, only the second half is shown: no connection leaves loopback."""
    draft = begin_sitting(tmp_path / "store")
    script = tmp_path / "session.py"
    script.write_text(SESSION)
    isolated = namespace_without_network()
    command = [*isolated, sys.executable, str(script), str(Path(__file__).parents[1]), str(tmp_path), draft]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    outside, *inside = done.stdout.splitlines() or [done.stderr]
    assert not isolated or outside == "outside: Network is unreachable"
    assert inside == ["inside: view", "beyond loopback: 0 of some"], done.stderr


@pytest.mark.parametrize("calls_out", [False, True])
def test_neither_launcher_nor_kernel_tries_to_call_out_even_where_the_error_is_swallowed(tmp_path, calls_out):
    draft, heard = begin_sitting(tmp_path / "store"), tmp_path / "heard"
    watched = (sys.executable, str(Path(__file__).with_name("watched.py")), str(heard), *["--calls-out"] * calls_out)
    with launcher(tmp_path, prefix=watched) as running, Page(running.browser) as page:
        assert running.browser.get("/").status == 200
        assert page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["kind"] == "view"
        assert running.browser.get(f"/report/{draft}.pdf").status == 200
        assert all((tmp_path / f"heard.{who}").exists() for who in ("launcher", "kernel")), "there was an ear in both"
        attempts = heard.read_text().splitlines() if heard.exists() else []
        if calls_out:
            assert wait_until(lambda: len(heard.read_text().splitlines()) >= 2)
            attempts = heard.read_text().splitlines()
    out = {f"{who} socket.connect 192.0.2.1" for who in ("launcher", "kernel")}
    assert out <= set(attempts) if calls_out else attempts == []


def test_a_kernel_without_a_window_is_ended_and_one_with_a_window_stays(tmp_path, monkeypatch):
    runtime = Runtime()
    for name, value in runtime.jupyter().items():
        monkeypatch.setenv(name, value)
    make_store(tmp_path / "store")

    async def story():
        vault = Vault(tmp_path / "store")
        await vault.unlock(PASSPHRASE)
        launcher = Launcher(vault, runtime)
        launcher.initialize(argv=[])
        launcher.build()
        kernels = launcher.kernel_manager
        assert (kernels.cull_idle_timeout, kernels.cull_connected, kernels.cull_busy) == (120, False, False)
        kernels.cull_idle_timeout = kernels.cull_interval = 1
        CallContext.set(CallContext.JUPYTER_HANDLER, SimpleNamespace(current_user=User("somebody")))
        monkeypatch.setattr("workbench.launcher.kernels.MOST_KERNELS", 2)
        forgotten, left, kept = [await kernels.start_kernel() for _ in range(3)]
        assert kernels.get_kernel(kept).transport == "ipc" and not kernels.get_kernel(kept).autorestart
        assert len(kernels) == 2 and forgotten not in kernels, "a third ended the oldest that had no window"
        kernels.sockets = {kernel_id: {object()} for kernel_id in (left, kept)}
        with pytest.raises(HTTPError, match="503"):
            await kernels.start_kernel()
        kernels.sockets = {}
        kernels.notify_connect(kept)
        for _ in range(100):
            await asyncio.sleep(0.1)
            if left not in kernels:
                break
        assert left not in kernels and kept in kernels
        assert set(kernels.owners) == set(kernels.links) == {kept}
        with pytest.raises(HTTPError, match="403"):
            await kernels.restart_kernel(kept)
        await vault.lock()
        assert kernels.list_kernel_ids() == []
        for listening in launcher.sockets:
            listening.close()

    try:
        asyncio.run(story())
    finally:
        Launcher.clear_instance()
        runtime.remove()
