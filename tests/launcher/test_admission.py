"""One browser at a time: when another is let in, nothing that the first had open goes on."""

import time

import pytest
import websocket

from launcher.running import PASSPHRASE, PIN, Page, begin_sitting, launcher, wait_until


def is_cut_off(page: Page) -> bool:
    """Whether the other side closes the page's socket within seconds."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        page.socket.settimeout(max(end - time.monotonic(), 0.01))
        try:
            if not page.socket.recv():
                return True
        except (websocket.WebSocketConnectionClosedException, ConnectionError):
            return True
        except websocket.WebSocketTimeoutException:
            break
    return False


def test_a_new_window_ends_the_sockets_and_kernels_of_the_old_one(tmp_path):
    draft = begin_sitting(tmp_path / "store")
    with launcher(tmp_path) as running, Page(running.browser) as page:
        assert page.say({"kind": "open", "draft": draft, "tab": "a"})[0]["kind"] == "view"
        second = running.new_window()
        assert is_cut_off(page)
        assert wait_until(lambda: running.kernels() == [])
        answer = second.post_json("/desk/uncover", {"pin": PIN})
        assert answer.json["right"]
        with pytest.raises(websocket.WebSocketBadStatusException):
            running.browser.socket(page.kernel_id)
        with Page(second) as other:
            assert other.say({"kind": "open", "draft": draft, "tab": "b"})[0]["kind"] == "view"


def test_a_renewed_cookie_ends_them(tmp_path):
    new = {"passphrase": "quite other words again", "passphrase_again": "quite other words again"}
    with launcher(tmp_path) as running, Page(running.browser) as page:
        answer = running.browser.post_form("/settings/passphrase", {"old_passphrase": PASSPHRASE} | new)
        assert answer.headers["location"] == "/settings/passphrase-changed"
        assert is_cut_off(page)
        assert wait_until(lambda: running.kernels() == [])


def test_a_lock_closes_the_sockets(tmp_path):
    with launcher(tmp_path) as running, Page(running.browser) as page:
        running.browser.post_json("/desk/lock")
        assert is_cut_off(page)
        assert running.kernels() == []
