"""Firefox over WebDriver BiDi, without a driver of its own: what a walk needs, with keys as a person presses them."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import websocket

COMMANDS = ("firefox-esr", "firefox")
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " ", "F9": "\ue039", "Control": "\ue009"}
# Nothing of its own that calls out or asks first.
SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
WAIT_SECONDS = 30


def firefox_command() -> str | None:
    """Where Firefox is, if it is."""
    return next((found for name in COMMANDS if (found := shutil.which(name))), None)


class Firefox:
    """One window."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self._number = 0
        self.version = self.ask("session.new", capabilities={})["capabilities"]["browserVersion"]
        # Buttons obey a key only in a window that has the focus; without a screen the first one never gets it.
        self._window = self.ask("browsingContext.create", type="window")["context"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and return its result; what else Firefox tells meanwhile is passed over."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                assert answer["type"] == "success", f"{method}: {answer.get('error')}: {answer.get('message')}"
                return answer["result"]

    def go(self, address: str) -> None:
        """Load an address."""
        self.ask("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page; a promise is awaited."""
        answer = self.ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(JSON.stringify)",
            target={"context": self._window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"].get("value", "null"))

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        strokes = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", context=self._window, actions=[{"type": "key", "id": "k", "actions": strokes}])

    def wait(self, expression: str, what: str) -> None:
        """Wait until an expression is true, also across a change of page."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            # Between two pages there is nothing to ask.
            with suppress(AssertionError):
                if self.evaluate(f"!!({expression})"):
                    return
            time.sleep(0.1)
        raise AssertionError(f"not in {WAIT_SECONDS} s: {what}")

    def tab_to(self, selector: str, most: int = 150) -> None:
        """Press Tab until the element has the focus."""
        self.wait(f"document.querySelector({json.dumps(selector)})", selector)
        for _ in range(most):
            if self.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reached {selector}")

    def enter(self, selector: str, key: str = "Enter") -> None:
        """Go to a link or button with Tab and press it."""
        self.tab_to(selector)
        self.press(key)

    def write(self, selector: str, words: str) -> None:
        """Go to a field with Tab, take out what stands there, and type."""
        self.tab_to(selector)
        self.press(*words)

    def choose(self, item: str, digit: str) -> None:
        """Go to a question with Tab and press a digit."""
        self.enter(f"#question-{item} input", digit)

    def heading(self, beginning: str) -> None:
        """Wait for a page whose heading begins so."""
        self.wait(f"document.querySelector('h1')?.innerText.startsWith({json.dumps(beginning)})", beginning)

    def shows(self, words: str) -> None:
        """Wait until words stand on the page."""
        self.wait(f"document.body.innerText.includes({json.dumps(words)})", words)

    def close(self) -> None:
        """Leave the session."""
        self._socket.close()


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start Firefox without a window on the screen, on a profile of its own, and end it afterwards."""
    command = firefox_command()
    assert command, "Firefox is missing. On Debian: apt-get install firefox-esr"
    profile.mkdir()
    prefs = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items())
    (profile / "user.js").write_text(prefs)
    called = [command, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen(called, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        address = next(line.split()[-1] for line in process.stderr if "WebDriver BiDi listening on" in line)
        with closing(Firefox(f"{address}/session")) as window:
            yield window
    finally:
        process.terminate()
        process.communicate(timeout=30)
