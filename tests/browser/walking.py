"""How a person moves through the pages with nothing but a keyboard."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, expect, sync_playwright

from launcher.running import ANY_PAGE, Running

expect.set_options(timeout=15_000)
CHROMIUM, ARGUMENTS = "/usr/bin/chromium", ["--no-sandbox"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DESK, PHONE = (1240, 820), (390, 844)


SAVED = re.compile(rb'"kind": ?"saved", ?"id": ?"([\w-]+)"')


@dataclass
class Witness:
    """Every change id that a page was told is saved, by its socket or by the launcher itself."""

    acknowledged: set[str] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("response", self._response)

    def _frame(self, payload: str | bytes) -> None:
        raw = payload.encode() if isinstance(payload, str) else payload
        self.acknowledged |= {found.decode() for found in SAVED.findall(raw)}

    def _response(self, response: Response) -> None:
        if response.url.endswith("/desk/changes"):
            with suppress(Error, ValueError):
                self.acknowledged |= {done["id"] for done in response.json().get("acknowledged", [])}


class Chromium:
    """A headless browser for many tests, started at first use and again after it ended."""

    def __enter__(self) -> "Chromium":
        self._driver = sync_playwright().start()
        self._browser: Browser | None = None
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Error):
            if self._browser:
                self._browser.close()
        self._driver.stop()

    def alive(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self._browser = self.start()
        return self._browser

    def start(self, **options: object) -> Browser:
        """Another one, which the caller closes."""
        return self._driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, **options)

    def with_profile(self, folder: Path) -> BrowserContext:
        """A browser of its own that keeps a profile in a folder."""
        return self._driver.chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=ARGUMENTS)


@contextmanager
def context_of(browser: Browser, size: tuple[int, int] = DESK, **options: object) -> Iterator[BrowserContext]:
    """Windows that share their cookies. They come to rest before they close: Chromium hangs if one is still loading."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    context.set_default_timeout(15_000)
    try:
        yield context
    finally:
        for page in context.pages:
            with suppress(Error):
                page.goto("about:blank")
        context.close()


def new_page(context: BrowserContext) -> Page:
    """A window that records defects of the page and every address outside this machine."""
    page = context.new_page()
    page.defects = []
    page.on("pageerror", lambda error: page.defects.append(str(error)))
    page.on("request", lambda r: ".localhost:" in r.url or r.url.startswith("file:") or page.defects.append(r.url))
    return page


@contextmanager
def admitted(
    browser: Browser, running: Running, size: tuple[int, int] = DESK, **given: object
) -> Iterator[BrowserContext]:
    """Windows that a launcher takes for the browser that its plain client was admitted as."""
    with context_of(browser, size, base_url=running.address, **given) as context:
        cookie = {"name": "workbench", "value": running.browser.cookies["workbench"], "url": running.address}
        context.add_cookies([cookie])
        yield context


def enter(page: Page, redirect_file: Path) -> None:
    """Come in as a browser that is handed the redirect file."""
    page.goto(redirect_file.as_uri())
    page.wait_for_url(ANY_PAGE)


@dataclass
class Fetched:
    """What the window itself was answered, with the name and the cookie that only it has."""

    status: int
    headers: dict[str, str]
    body: bytes


def fetch(page: Page, path: str) -> Fetched:
    """Ask as the page would, so that the browser finds the launcher by its own name."""
    status, headers, body = page.evaluate(
        """async (path) => {
            const answer = await fetch(path);
            let bytes = "";
            for (const byte of new Uint8Array(await answer.arrayBuffer())) bytes += String.fromCharCode(byte);
            return [answer.status, Object.fromEntries(answer.headers), btoa(bytes)];
        }""",
        path,
    )
    return Fetched(status, headers, base64.b64decode(body))


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(most):
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Go to a link or button with Tab and press it."""
    tab_to(page, selector)
    page.keyboard.press(key)


def write(page: Page, selector: str, words: str) -> None:
    """Go to a field with Tab and type."""
    tab_to(page, selector)
    page.keyboard.type(words)


def choose(page: Page, item: str, digit: str) -> None:
    """Go to a question with Tab and press a digit."""
    tab_to(page, f"#question-{item} input")
    page.keyboard.press(digit)


def saved(page: Page) -> None:
    """Wait until everything that was entered has been acknowledged."""
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def look(page: Page) -> None:
    """No axe finding, nothing to scroll sideways, no defect, nothing asked from outside."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.defects == []
