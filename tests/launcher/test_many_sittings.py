"""Sitting after sitting: the launcher grows no heavier and opens the next one no later."""

import asyncio
import gc
import logging
import os
import threading
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from types import SimpleNamespace

import psutil
import pytest
from jupyter_server import CallContext
from jupyter_server.auth import User

from launcher.running import PASSPHRASE, Page, Running, begin_sitting, launcher, make_store, wait_until
from workbench.launcher.runtime import Runtime
from workbench.launcher.server import Launcher
from workbench.launcher.vault import Vault
from workbench.store import Store
from workbench.store.families import children

SITTINGS, WARM_UP, LAST = 200, 10, 20
MOST_GROWTH, MOST_SLOWER = 1.05, 1.15
SETTING = {
    "on": date.today().isoformat(),
    "present": "child",
    "interpreter": "none",
    "instrument": "safety_screen",
    "why": "before consent",
    "decided_by": "Tester",
}


def child_in(folder: Path) -> str:
    begin_sitting(folder / "store")
    with Store.open(folder / "store", PASSPHRASE) as store:
        return children(store)[0].id


def hold_sitting(running: Running, child: str) -> float:
    """Begin one, open its page, answer two questions, stop, leave; return how long the page took to open."""
    answer = running.browser.post_form(f"/child/{child}/sitting", SETTING)
    draft = answer.headers["location"].partition("#")[2]
    began = time.monotonic()
    with Page(running.browser) as page:
        revision = page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["view"]["revision"]
        took = time.monotonic() - began
        for number, change in enumerate(
            (
                {"kind": "answer", "item": "privacy", "value": "private", "source": "worker"},
                {"kind": "answer", "item": "go_on", "value": "ask", "source": "worker"},
                {"kind": "stop", "left": "calm", "rebook": None},
            )
        ):
            said = {"draft": draft, "tab": "t", "id": f"c{number}", "base": revision + number, "change": change}
            assert page.say(said)[-1]["kind"] == "saved"
    leaving = f"/voila/api/shutdown/{page.kernel_id}"
    assert running.browser.ask("POST", leaving, b"", Origin=running.browser.origin).status == 204
    assert running.browser.get("/").status == 200
    return took


@pytest.mark.validate
def test_two_hundred_sittings_leave_the_launcher_as_light_and_as_quick(tmp_path, keep_figures):
    """A fresh launcher holds its 11th to 30th in turn with the last 20, since a computer is not always as busy."""
    opening, beside, memory = [], [], []
    folders = [tmp_path / "long", tmp_path / "fresh"]
    children_of = [child_in(folder) for folder in folders]
    with ExitStack() as launchers:
        running = launchers.enter_context(launcher(folders[0]))
        together = [running]
        for number in range(1, SITTINGS + 1):
            opening.append(hold_sitting(running, children_of[0]))
            if number > SITTINGS - LAST - WARM_UP:
                if len(together) == 1:
                    together.append(launchers.enter_context(launcher(folders[1])))
                beside.append(hold_sitting(together[1], children_of[1]))
            assert wait_until(lambda: not any(one.kernels() for one in together), 30)
            memory.append(psutil.Process(running.process.pid).memory_info().rss / 1e6)
    early, late = median(opening[WARM_UP : WARM_UP + LAST]), median(opening[-LAST:])
    same_time = median(beside[WARM_UP:])
    rows = [
        ("memory of the launcher, MB: at 200 and at 20", memory[-1], memory[19], MOST_GROWTH),
        ("until the first view, s: 181–200 and 11–30", late, early, MOST_SLOWER),
        (
            "until the first view, s: 181–200 and 11–30 of a fresh launcher at the same time",
            late,
            same_time,
            MOST_SLOWER,
        ),
    ]
    keep_figures(
        "Sittings opened and closed, one after another",
        "One launcher, one growing store; a plain client begins a sitting, opens its page, answers twice, stops and "
        f"leaves, {SITTINGS} times; times are medians. It may weigh and take so many times what it did early.",
        [
            {"what": what, "late": f"{now:.2f}", "early": f"{then:.2f}", "ratio": f"{now / then:.3f}", "allowed": most}
            for what, now, then, most in rows
        ],
    )
    assert memory[-1] <= MOST_GROWTH * memory[19]
    assert late <= MOST_SLOWER * max(early, same_time)


def test_a_kernel_that_has_ended_leaves_nothing_in_the_launcher(tmp_path, monkeypatch):
    runtime = Runtime()
    for name, value in runtime.jupyter().items():
        monkeypatch.setenv(name, value)
    make_store(tmp_path / "store")
    found = []

    async def story():
        vault = Vault(tmp_path / "store")
        await vault.unlock(PASSPHRASE)
        launcher = Launcher(vault, runtime)
        launcher.initialize(argv=[])
        launcher.build()
        kernels = launcher.kernel_manager
        CallContext.set(CallContext.JUPYTER_HANDLER, SimpleNamespace(current_user=User("somebody")))
        for _ in range(5):
            ended = await kernels.start_kernel()
            await kernels.end(ended)
            await kernels.end(ended)
            await asyncio.sleep(0.2)
            held = (kernels.links, kernels.owners, kernels.sockets, kernels._kernels, kernels._kernel_ports)
            assert [one for one in (*held, kernels._kernel_connections) if ended in one] == []
            gc.collect()
            found.append(
                {
                    "loggers": len(logging.root.manager.loggerDict),
                    "files": len(os.listdir("/dev/fd")),
                    "threads": threading.active_count(),
                    "managers": sum(type(one).__name__.endswith("KernelManager") for one in gc.get_objects()),
                }
            )
        await vault.lock()
        for listening in launcher.sockets:
            listening.close()

    try:
        asyncio.run(story())
    finally:
        Launcher.clear_instance()
        runtime.remove()
    assert found[-1] == found[1], "the first one brings along what is made once"
