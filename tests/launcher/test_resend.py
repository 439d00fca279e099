"""What the page of a sitting may ask over plain HTTP: state, cover, lock, and changes its kernel never acknowledged."""

from itertools import groupby

import pytest

from launcher.running import PASSPHRASE, PIN, Page, begin_sitting, launcher, wait_until
from workbench.library.loading import instrument
from workbench.store import Store

SECTIONS = [section.id for section in instrument("safety_screen").sections]


def place(draft, number, base, tab="t", section=0):
    change = {"kind": "place", "section": SECTIONS[section]}
    return {"draft": draft, "tab": tab, "id": f"{tab}{number}", "base": base, "change": change}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("resend")
    draft = begin_sitting(folder / "store")
    with launcher(folder) as running:
        yield running, running.browser, draft


def test_changes_of_a_dead_kernel_are_recorded_in_order_and_only_once(desk):
    running, browser, draft = desk
    with Page(browser) as page:
        assert page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["kind"] == "view"
        base = page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["view"]["revision"]
        assert page.say(place(draft, 1, base))[0]["kind"] == "saved"
        [kernel] = running.kernels()
        kernel.kill()
    unsure = [place(draft, 1, base), place(draft, 2, base + 1), place(draft, 3, base + 2)]
    answer = browser.post_json("/desk/changes", unsure)
    assert [done["revision"] for done in answer.json["acknowledged"]] == [base + 1, base + 2, base + 3]
    again = browser.post_json("/desk/changes", unsure)
    assert again.json["acknowledged"] == answer.json["acknowledged"], "sent twice, recorded once"


def test_the_first_refusal_stops_and_what_came_before_stays(desk):
    _, browser, draft = desk
    with Page(browser) as page:
        base = page.say({"kind": "open", "draft": draft, "tab": "u"})[0]["view"]["revision"]
    wrong = place(draft, 11, base + 1, "u") | {"change": {"kind": "place", "section": "nowhere"}}
    answer = browser.post_json("/desk/changes", [place(draft, 10, base, "u"), wrong, place(draft, 12, base + 1, "u")])
    assert (answer.status, answer.json["refused"], answer.json["error"]) == (422, 1, "AnswerRefused")
    assert [done["id"] for done in answer.json["acknowledged"]] == ["u10"]
    other = browser.post_json("/desk/changes", [place(draft, 13, base + 1, "another-tab")])
    assert (other.status, other.json["error"]) == (422, "TakenOver")


@pytest.mark.parametrize("body", [{}, [1], "text", [{"draft": "x"}], [[[]]], [None] * 600])
def test_what_is_no_list_of_changes_is_refused(desk, body):
    _, browser, _ = desk
    answer = browser.post_json("/desk/changes", body)
    assert (answer.status, answer.json["error"]) == (422, "AnswerRefused")


@pytest.mark.parametrize("path", ["changes", "cover", "uncover", "lock", "touch"])
def test_another_page_or_browser_cannot_do_any_of_it(desk, path):
    running, browser, _ = desk
    assert browser.ask("POST", f"/desk/{path}", b"[]", Origin=browser.origin).status == 403, "no token"
    answer = browser.post_json(f"/desk/{path}", [], X_XSRFToken="forged")
    assert answer.status == 403
    assert running.stranger().ask("POST", f"/desk/{path}", b"[]").status == 403
    answer = browser.post_json(f"/desk/{path}", [], Origin="http://evil.example")
    assert answer.status == 403
    assert browser.state() == "open"


def test_the_cover_hides_pages_kernels_and_record_until_the_pin(desk):
    running, browser, draft = desk
    with Page(browser) as page:
        base = page.say({"kind": "open", "draft": draft, "tab": "v"})[0]["view"]["revision"]
        answer = browser.post_json("/desk/cover")
        assert answer.json["state"] == "covered"
        for path in ("/", "/settings", "/sitting"):
            assert browser.get(path).headers["location"] == "/cover"
        assert page.say({"kind": "open", "draft": draft, "tab": "v"})[0]["kind"] == "locked"
        assert page.say(place(draft, 1, base, "v"))[0]["kind"] == "locked"
        refused = browser.post_json("/desk/changes", [place(draft, 1, base, "v")])
        assert (refused.status, refused.json["error"]) == (423, "Locked")
        answer = browser.post_json("/desk/touch")
        assert answer.status == 423
        assert browser.get(f"/api/kernels/{page.kernel_id}").status == 403
        assert len(running.kernels()) >= 1, "the place is kept"
        answer = browser.post_json("/desk/uncover", {"pin": "9999"})
        assert answer.json == {"state": "covered", "right": False}
        answer = browser.post_json("/desk/uncover", {"pin": PIN})
        assert answer.json == {"state": "open", "right": True}
        assert page.say(place(draft, 1, base, "v"))[0]["kind"] == "saved"


def test_five_wrong_pins_lock_and_end_every_kernel(desk):
    running, browser, _ = desk
    browser.open_page()
    browser.post_json("/desk/cover")
    for _ in range(4):
        answer = browser.post_json("/desk/uncover", {"pin": "9999"})
        assert answer.json["state"] == "covered"
    last = browser.post_json("/desk/uncover", {"pin": "9999"})
    assert (last.status, last.json["state"]) == (423, "locked")
    assert running.kernels() == []
    answer = browser.post_json("/desk/uncover", {"pin": PIN})
    assert answer.status == 423
    browser.unlock()
    assert browser.state() == "open"


def test_the_cover_and_the_lock_come_by_themselves_and_asking_for_the_state_puts_nothing_off(tmp_path):
    with launcher(tmp_path, "--cover-after", "1", "--lock-after", "3") as running:
        seen = []

        def is_locked() -> bool:
            seen.append(running.browser.state())
            return seen[-1] == "locked"

        assert wait_until(is_locked, 20)
        assert [state for state, _ in groupby(seen) if state != "open"] == ["covered", "locked"]
    with Store.open(running.store, PASSPHRASE):
        pass
