"""While the page is with the child, the launcher gives out that page alone; only the PIN leads back."""

import asyncio
import re

import pytest
from sqlalchemy import select

from launcher.handed import OF_THE_FILE, begin_child_page
from launcher.running import PASSPHRASE, PIN, Browser, Page, begin_sitting, launcher
from workbench.errors import AnswerRefused, Locked, UnknownName
from workbench.launcher.pages import routes
from workbench.launcher.vault import Vault
from workbench.model import changes
from workbench.model.vocabulary import NonAnswer
from workbench.store import Store
from workbench.store.schema import audit

GROUPS = (
    (r"\([^()]*0-9a-f[^()]*\{32\}[^()]*\)", "0" * 32),
    (r"\([^()]*0-9a-f[^()]*\{16\}[^()]*\)", "0" * 16),
    (r"\(([a-z_-]+)[a-z_|-]*\)", r"\1"),
    (r"\(\[a-z[^()]*\]\+\)", "desk.css"),
)


def example(pattern: str) -> str:
    """An address that a route answers."""
    path = pattern.removesuffix("$")
    for group, given in GROUPS:
        path = re.sub(group, given, path)
    path = path.replace("\\", "")
    assert re.fullmatch(pattern.removesuffix("$"), path), f"no example for {pattern}; add its group to GROUPS"
    return path


ADDRESSES = [path for spec in routes() if not (path := example(spec.regex.pattern)).startswith("/plain/")]


def answer(draft: str, item: str, value: object, base: int, tab: str = "t", **more: object) -> dict:
    change = {"kind": "answer", "item": item, "value": value, "source": "child"} | more
    return {"draft": draft, "tab": tab, "id": f"{tab}-{item}-{base}", "base": base, "change": change}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed")
    screen = begin_sitting(folder / "store")
    child = begin_child_page(folder / "store", 10)
    with launcher(folder, cwd=folder) as running:
        yield running, running.browser, child, screen


@pytest.fixture
def given(desk):
    """The page is with the child while a test runs."""
    _, browser, child, _ = desk
    if browser.state() == "open":
        answer = browser.post_json("/desk/hand-over", {"draft": child})
        assert answer.json["state"] == "handed_over"
    yield desk
    if browser.state() == "locked":
        browser.unlock()
    if browser.state() == "covered":
        browser.post_json("/desk/uncover", {"pin": PIN})
    if browser.state() == "handed_over":
        browser.post_json("/desk/take-back", {"pin": PIN})


@pytest.mark.parametrize("path", [*ADDRESSES, "/voila", "/no-such-page", "/admit/x", "/desk/none", "/sitting/x", "//"])
def test_every_other_address_leads_to_the_childs_page(given, path):
    _, browser, child, _ = given
    for method in ("GET", "HEAD"):
        found = browser.ask(method, path)
        assert (found.status, found.headers["location"]) == (303, f"/sitting#{child}")
    for method in ("POST", "PUT", "DELETE"):
        sent = browser.ask(method, path, b"", Origin=browser.origin, X_XSRFToken=browser.xsrf())
        assert (sent.status, "Not here" in sent.text) == (403, True)
    assert browser.state() == "handed_over"


@pytest.mark.parametrize("path", ["/desk/hand-over", "/desk/lock", "/lock", "/settings/pin", "/login"])
def test_nothing_else_can_be_done_not_even_handing_on(given, path):
    _, browser, _, screen = given
    answer = browser.post_json(path, {"draft": screen})
    assert answer.status == 403
    assert browser.state() == "handed_over"


def test_the_same_addresses_answer_before_and_after(desk):
    _, browser, child, _ = desk
    assert browser.state() == "open"
    assert [browser.get(path).status for path in ("/", "/settings", f"/report/{child}.pdf")] == [200, 200, 200]
    browser.post_json("/desk/hand-over", {"draft": child})
    answer = browser.post_json("/desk/take-back", {"pin": PIN})
    assert answer.json == {"state": "open", "right": True}
    assert browser.get("/").status == 200


def test_no_word_of_the_file_is_in_the_page_its_messages_or_the_state(given):
    _, browser, child, _ = given
    shown = [browser.get("/sitting").text, browser.get("/desk/state").text, browser.get("/").text]
    with Page(browser) as page:
        page.say({"kind": "open", "draft": child, "tab": "t"})
        [view] = page.say({"kind": "open", "draft": child, "tab": "t"})
        page.say(answer(child, "begin_middle", "go", view["view"]["revision"]))
        page.answers(page.send("comm_info_request", {}))
        shown.append(repr(page.inbox))
    assert view["view"]["mode"] == "child" and "begin_middle" in shown[-1], "this is the child's page"
    for word in (*OF_THE_FILE, "Supervisor", "act at once", "KFI"):
        assert [word in text for text in shown] == [False] * 4, word


def test_the_same_search_finds_the_file_on_the_practitioners_page(desk):
    _, browser, child, _ = desk
    assert browser.state() == "open"
    with Page(browser) as page:
        page.say({"kind": "open", "draft": child, "tab": "t"})
        assert OF_THE_FILE[0] in repr(page.inbox)


def test_other_drafts_are_not_there_and_every_other_change_is_refused(given):
    _, browser, child, screen = given
    with Page(browser) as page:
        assert page.say({"kind": "open", "draft": screen, "tab": "t"})[0]["kind"] == "missing"
        [opened] = page.say({"kind": "open", "draft": child, "tab": "t"})
        base = opened["view"]["revision"]
        for change in (
            {"kind": "said", "statement": "s", "item": "home_middle", "informant": "carer", "words": "x"},
            {"kind": "stop"},
            {"kind": "pause"},
            {"kind": "note_words", "item": "home_middle", "words": "x"},
            {"kind": "answer", "item": "baby_joy", "value": "x", "source": "child"},
            {"kind": "answer", "item": "home_middle", "value": "good"},
        ):
            message = {"draft": child, "tab": "t", "id": "no", "base": base, "change": change}
            assert page.say(message)[0]["kind"] == "refused"
            sent = browser.post_json("/desk/changes", [message])
            assert (sent.status, sent.json["error"]) == (422, "AnswerRefused")
    elsewhere = browser.post_json("/desk/changes", [answer(screen, "privacy", "alone", 0)])
    assert (elsewhere.status, elsewhere.json["error"]) == (422, "UnknownName")


def test_a_page_that_was_open_before_loses_its_kernel_and_its_link(desk):
    running, browser, child, screen = desk
    with Page(browser) as page:
        assert page.say({"kind": "open", "draft": screen, "tab": "t"})[0]["kind"] == "view"
        assert len(running.kernels()) >= 1
        browser.post_json("/desk/hand-over", {"draft": child})
        assert running.kernels() == []
        assert browser.get(f"/api/kernels/{page.kernel_id}").status == 403
    with Page(browser):
        assert len(running.kernels()) == 1
        browser.post_json("/desk/take-back", {"pin": PIN})
        assert running.kernels() == [], "and the child's own one goes as well"


def test_a_reload_and_a_new_window_are_the_childs_page_again(given):
    _, browser, child, _ = given
    for tab in ("first", "second"):
        with Page(browser) as page:
            assert page.say({"kind": "open", "draft": child, "tab": tab})[0]["view"]["mode"] == "child"
    assert browser.state() == "handed_over"


def test_the_cover_goes_with_the_pin_and_the_child_has_its_page_again(given):
    _, browser, child, _ = given
    answer = browser.post_json("/desk/cover")
    assert answer.json["state"] == "covered"
    assert browser.get("/sitting").headers["location"] == "/cover"
    answer = browser.post_json("/desk/take-back", {"pin": PIN})
    assert answer.status == 423, "the cover comes first"
    answer = browser.post_json("/desk/uncover", {"pin": PIN})
    assert answer.json == {"state": "handed_over", "right": True}
    assert browser.get("/").headers["location"] == f"/sitting#{child}"


def test_a_wrong_pin_leaves_everything_and_the_fifth_locks(given):
    running, browser, _, _ = given
    browser.open_page()
    for _ in range(4):
        answer = browser.post_json("/desk/take-back", {"pin": "9999"})
        assert answer.json == {"state": "handed_over", "right": False}
    last = browser.post_json("/desk/take-back", {"pin": "9999"})
    assert (last.status, last.json["state"], running.kernels()) == (423, "locked", [])
    assert browser.get("/").headers["location"] == "/login"
    browser.unlock(PASSPHRASE)
    assert browser.state() == "open"


def test_covering_in_between_gives_no_new_tries(given):
    _, browser, _, _ = given
    for _ in range(2):
        answer = browser.post_json("/desk/take-back", {"pin": "9999"})
        assert answer.json["state"] == "handed_over"
    browser.post_json("/desk/cover")
    for _ in range(2):
        answer = browser.post_json("/desk/uncover", {"pin": "9999"})
        assert answer.json["state"] == "covered"
    answer = browser.post_json("/desk/uncover", {"pin": "9999"})
    assert answer.json["state"] == "locked"


def test_another_page_or_browser_can_neither_hand_over_nor_take_back(desk):
    running, browser, child, _ = desk
    for path, sent in (("hand-over", {"draft": child}), ("take-back", {"pin": PIN})):
        answer = browser.post_json(f"/desk/{path}", sent, X_XSRFToken="forged")
        assert answer.status == 403
        answer = browser.post_json(f"/desk/{path}", sent, Origin="http://evil.example")
        assert answer.status == 403
        assert Browser(running.port).ask("POST", f"/desk/{path}", b"{}").status == 403
    assert browser.state() == "open"


def test_a_new_window_from_the_terminal_asks_for_the_pin_and_is_the_childs_again(tmp_path):
    child = begin_child_page(tmp_path / "store", 10)
    with launcher(tmp_path, cwd=tmp_path) as running:
        running.browser.post_json("/desk/hand-over", {"draft": child})
        new = running.new_window()
        assert (new.state(), running.browser.get("/desk/state").status) == ("covered", 403)
        assert new.get("/").headers["location"] == "/cover"
        answer = new.post_json("/desk/uncover", {"pin": PIN})
        assert answer.json["state"] == "handed_over"
        assert new.get("/settings").headers["location"] == f"/sitting#{child}"


@pytest.mark.parametrize("sent", [{}, {"draft": "0" * 32}, {"draft": 7}, ["x"]])
def test_what_is_no_page_cannot_be_handed_over(desk, sent):
    _, browser, _, _ = desk
    answer = browser.post_json("/desk/hand-over", sent)
    assert answer.status == 422
    assert browser.state() == "open"


# The vault by itself


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def opened(store, story):
    async def whole():
        vault = Vault(store)
        await vault.unlock(PASSPHRASE)
        try:
            await story(vault)
        finally:
            await vault.lock()

    asyncio.run(whole())


def test_the_store_is_closed_to_pages_while_the_desk_serves_the_child(store):
    child = begin_child_page(store, 7)

    async def story(vault):
        before = vault.desk
        await vault.hand_over(child)
        assert (vault.state, vault.handed_over) == ("handed_over", child)
        with pytest.raises(Locked):
            _ = vault.store
        with pytest.raises(Locked, match="changed hands"):
            before.open(child, "t")
        with pytest.raises(UnknownName):
            vault.desk.open("", "t")
        desk = vault.desk
        assert desk.open(child, "t").code == ""
        skip = changes.NoAnswer(item="begin_young", reason=NonAnswer.DECLINED, by="child")
        desk.record(changes.Envelope(draft=child, tab="t", id="x", base=0, change=skip))
        done = await vault.take_back(PIN)
        assert done is True
        assert vault.desk.open(child, "t").draft.answers.recorded["begin_young"].source == "child"
        with pytest.raises(Locked, match="changed hands"):
            desk.open(child, "t")

    opened(store, story)
    with Store.open(store, PASSPHRASE) as again, again.reading() as connection:
        events = list(connection.scalars(select(audit.c.event).where(audit.c.subject == child)))
    assert [event for event in events if event.startswith("page")] == ["page handed to the child", "page taken back"]


def test_a_lock_ends_it_and_signing_in_finds_the_practitioners_desk(store):
    child = begin_child_page(store, 7)

    async def story(vault):
        await vault.hand_over(child)
        await vault.lock()
        assert (vault.state, vault.handed_over) == ("locked", None)
        await vault.unlock(PASSPHRASE)
        assert vault.state == "open"
        with pytest.raises(Locked):
            await vault.take_back(PIN)

    opened(store, story)


@pytest.mark.parametrize("age", [None, 2, 5])
def test_what_the_child_does_not_answer_alone_is_not_handed_over(store, age):
    page = begin_child_page(store, age)

    async def story(vault):
        with pytest.raises(AnswerRefused):
            await vault.hand_over(page)
        assert vault.state == "open"

    opened(store, story)


def test_a_stopped_page_is_taken_up_before_it_is_handed_over(store):
    child = begin_child_page(store, 12)

    async def story(vault):
        vault.desk.open(child, "t")
        vault.desk.record(changes.Envelope(draft=child, tab="t", id="x", base=0, change=changes.Stop()))
        with pytest.raises(AnswerRefused, match="Take it up again"):
            await vault.hand_over(child)

    opened(store, story)
