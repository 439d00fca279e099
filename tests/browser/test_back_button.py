"""After cover, hand-over and lock the back button shows nothing from before, also where the browser keeps whole pages.

Playwright switches the back-forward cache off; here it is on, and a harmless page shows that it is. It is tried twice:
as the workbench is, and without `no-store`, as a browser would take it that keeps such pages all the same.
"""

import functools
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import Chromium, admitted
from launcher.handed import CODE, begin_child_page
from launcher.running import PIN, Running, begin_sitting, launcher

START, SITTING = "/", "/sitting"
WAYS = [("cover", START), ("cover", SITTING), ("hand over", START), ("lock", SITTING)]
KEEPING = (sys.executable, str(Path(__file__).parents[1] / "launcher" / "kept_by_browsers.py"))
# What could be seen, frame by frame, of a page that came back from memory, until it is left.
WATCH = """
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  const seen = JSON.parse(sessionStorage.getItem("seen") ?? "[]");
  const look = () => {
    const shown = document.body?.hidden ? "" : document.documentElement.innerText;
    seen.push([location.pathname, shown]);
    sessionStorage.setItem("seen", JSON.stringify(seen));
    requestAnimationFrame(look);
  };
  look();
});
"""


@pytest.fixture(scope="module")
def keeping(chromium: Chromium) -> Iterator[Browser]:
    """Chromium with its back-forward cache."""
    browser = chromium.start(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of two pages that nobody protects."""
    folder = tmp_path_factory.mktemp("harmless")
    for name in ("first", "second"):
        (folder / f"{name}.html").write_text(f"<!doctype html><title>{name}</title><p>{name} page")
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def back(page: Page, onward: str) -> list[list[str]]:
    """Press the back button, wait for an address, and return what was seen of pages that came from memory."""
    page.evaluate("() => { sessionStorage.removeItem('seen'); setTimeout(() => history.back(), 50); }")
    page.wait_for_url(onward, wait_until="commit")
    page.wait_for_timeout(500)
    return json.loads(page.evaluate("sessionStorage.getItem('seen')") or "[]")


def test_the_cache_is_on_and_what_it_shows_would_be_seen(keeping, harmless):
    context = keeping.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{harmless}/first.html")
    page.goto(f"{harmless}/second.html")
    seen = back(page, "**/first.html")
    context.close()
    assert ["/first.html", "first page"] in seen


def hide(running: Running, how: str, draft: str) -> str:
    """Cover, hand over or lock from elsewhere; return where every page leads then."""
    client = running.browser
    if how == "cover":
        answer = client.post_json("/desk/cover")
        assert answer.json["state"] == "covered"
        return "**/cover**"
    if how == "hand over":
        answer = client.post_json("/desk/hand-over", {"draft": draft})
        assert answer.json["state"] == "handed_over"
        return f"**{SITTING}#{draft}"
    answer = client.post_json("/desk/lock")
    assert answer.json["state"] == "locked"
    return "**/login**"


def uncover(running: Running, how: str) -> None:
    if how != "lock":
        path = {"cover": "/desk/uncover", "hand over": "/desk/take-back"}[how]
        answer = running.browser.post_json(path, {"pin": PIN})
        assert answer.json["right"]


@pytest.mark.parametrize(
    ("prefix", "ways"), [((), WAYS[::3]), (KEEPING, WAYS)], ids=["as it is", "kept in spite of no-store"]
)
def test_back_after_cover_hand_over_and_lock_shows_nothing_from_before(keeping, tmp_path, prefix, ways):
    draft, screen = begin_child_page(tmp_path / "store", 10), begin_sitting(tmp_path / "store")
    from_memory = set()
    with launcher(tmp_path, prefix=prefix) as running, admitted(keeping, running) as context:
        context.add_init_script(WATCH)
        for how, place in ways:
            sign = ".wb-card" if place == SITTING else f"text={CODE}10"
            page = context.new_page()
            page.goto(f"{place}#{screen}" if place == SITTING else place)
            expect(page.locator(sign).first).to_be_visible()
            # A page without script: one with script sends a message, at which the browser forgets what it kept.
            page.goto("/desk/state")
            onward = hide(running, how, draft)
            seen = back(page, onward)
            from_memory |= {path for path, _ in seen}
            assert [shown for _, shown in seen if shown.strip()] == [], f"{how}, {place}"
            expect(page.locator(sign)).to_have_count(0)
            page.close()
            uncover(running, how)
    assert from_memory == ({START, SITTING} if prefix else set())
