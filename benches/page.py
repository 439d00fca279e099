"""The guided page against an empty Voilà notebook, side by side: time to the first question, saving, memory."""

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benches.measurement import Measurement, Row, median, percentile

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.walking import CHROMIUM
from launcher.running import START_PAGE, begin_sitting, is_kernel, launcher

LOADS = 9
ANSWERS = 60
ITEM = "#question-go_on"
LISTEN = """
const words = (data) => (typeof data === "string" ? data : new TextDecoder().decode(data));
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  if (!this.heard) {
    this.heard = true;
    this.addEventListener("message", ({ data }) => {
      if (/"kind": ?"saved"/.test(words(data))) window.told = performance.now();
    });
  }
  return send.call(this, data);
};
document.addEventListener("change", () => { window.changed = performance.now(); }, true);
"""


def measure() -> Measurement:
    """Alternate loads of both pages in one browser; then answer and wait for "saved"."""
    empty_times, own_times, waits = [], [], []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        draft = begin_sitting(folder / "store")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with empty_voila(folder) as (address, server), launcher(folder, admit=False) as running:
            context = chromium.new_context()
            door = context.new_page()
            door.goto(running.redirect_file.as_uri())
            door.wait_for_url(START_PAGE)
            own = f"{running.address}/sitting#{draft}"
            for turn in range(LOADS + 1):
                first = (load(chromium.new_context(), address, "text=ready"), load(context, own, ".wb-card"))
                if turn:
                    empty_times.append(first[0])
                    own_times.append(first[1])
            bare = median([unshared(kernel) for kernel in kernels(server)])
            page = context.new_page()
            page.add_init_script(LISTEN)
            page.goto(own)
            page.wait_for_selector(".wb-card")
            waits = [answer(page, turn) for turn in range(ANSWERS)]
            light = unshared(running.kernels()[-1])
        chromium.close()
    ratio = statistics.median(o / e for o, e in zip(own_times, empty_times, strict=True))
    return Measurement(
        title="The guided page",
        how=f"Chromium on the same machine as both servers; {LOADS} alternating loads after one warm-up, median of the "
        f"pairwise ratios; {ANSWERS} answers in a row; unshared memory of the kernels.",
        rows=[
            Row(
                "navigation → first question, against an empty Voilà notebook",
                f"{ratio:.2f}",
                "≤ 1.15",
                f"{median(own_times):.2f} s against {median(empty_times):.2f} s",
            ),
            Row(
                "answer → “saved”, p95 against p50",
                f"{percentile(waits, 0.95) / median(waits):.1f}",
                "–",
                f"p50 {1000 * median(waits):.0f} ms, p95 {1000 * percentile(waits, 0.95):.0f} ms",
            ),
            Row(
                "kernel memory, against a bare kernel", f"{light / bare:.2f}", "≤ 1.3", f"{light:.0f} MB, {bare:.0f} MB"
            ),
        ],
        versions=("voila", "anywidget", "ipykernel"),
    )


@contextmanager
def empty_voila(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Plain Voilà on a notebook of one line."""
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": []}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = folder / "empty.ipynb"
    content = {"cells": [{**cell, "source": "print('ready')"}], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    notebook.write_text(json.dumps(content))
    port = free_port()
    call = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            time.sleep(5)
            yield f"http://127.0.0.1:{port}/", psutil.Process(process.pid)
        finally:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
            process.terminate()


def load(context: BrowserContext, address: str, selector: str) -> float:
    """Seconds from navigation until something stands on the page."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(selector)
    took = time.perf_counter() - began
    page.close(run_before_unload=False)
    return took


def answer(page: Page, turn: int) -> float:
    """Seconds from a change of an answer in the page until the message that it is saved has arrived there."""
    code = ("ask", "see")[turn % 2]
    page.evaluate("() => { window.changed = window.told = 0 }")
    page.locator(f"{ITEM} input[value={code}]").check()
    page.wait_for_function("window.told > window.changed && window.changed > 0")
    return page.evaluate("(window.told - window.changed) / 1000")


def kernels(server: psutil.Process) -> list[psutil.Process]:
    """Kernel processes below a server."""
    return [process for process in server.children(recursive=True) if is_kernel(process)]


def unshared(process: psutil.Process) -> float:
    """Memory that would be free again without this process, in MB."""
    return process.memory_full_info().uss / 1e6


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
