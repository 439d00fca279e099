"""One Chromium for all browser tests, started again when it ended; where it hangs, a test fails instead of waiting."""

import faulthandler
import threading
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest
from playwright.sync_api import Browser

from browser.walking import Chromium

WATCHES: list[threading.Timer] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Shortly before its time is over Chromium ends, so that whoever waits for it is told; long after, all ends."""
    mark = item.get_closest_marker("timeout")
    seconds = mark.args[0] if mark else float(item.config.getini("timeout"))
    disarm()
    WATCHES.append(threading.Timer(seconds - 10, end_browsers))
    WATCHES[-1].daemon = True
    WATCHES[-1].start()
    faulthandler.dump_traceback_later(seconds + 240, exit=True)


def pytest_runtest_logfinish() -> None:
    disarm()


def disarm() -> None:
    while WATCHES:
        WATCHES.pop().cancel()
    faulthandler.cancel_dump_traceback_later()


def end_browsers() -> None:
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "chrom" in process.name():
                process.kill()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def browser(chromium: Chromium) -> Browser:
    """Debian's Chromium, headless, alive; a test opens and closes windows of its own."""
    return chromium.alive()
