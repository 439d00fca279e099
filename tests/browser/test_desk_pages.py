"""The plain pages on a real launcher in a real browser: keyboard, phone, axe, cover, words that save themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.walking import RULES, admitted, context_of
from launcher.running import PASSPHRASE, PIN, Running, launcher, make_store
from workbench.model.changes import Answer, Envelope
from workbench.store import Store, StoreDesk, agreements, families, sittings

WIDTHS = (1240, 390)


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A store with a family, a sitting and an open note; where they are."""
    folder = tmp_path_factory.mktemp("desk")
    make_store(folder / "store")
    with Store.open(folder / "store", PASSPHRASE) as store:
        child = families.add_child(store, families.add_family(store).id, born="2017-04", group="born_into")
        mother = families.add_person(store, child.family_id, "mother")
        agreements.add_responsibility(store, child.id, mother.id, "by_birth")
        day = child.created_at.date()
        draft = sittings.start_sitting(store, child.id, on=day, present=(), reason="first look", decided_by="A")
        StoreDesk(store).open(draft, "tab")
        item = store.forms("safety_screen", None).item("danger_now")
        change = Answer(item=item.id, value=item.critical.when[0])
        StoreDesk(store).record(Envelope(draft=draft, tab="tab", id="first", base=0, change=change))
    at = {"child": f"/child/{child.id}", "family": f"/family/{child.family_id}", "id": child.id}
    return folder, at | {"draft": draft, "notes": f"/child/{child.id}/notes"}


@pytest.fixture(scope="module")
def running(case) -> Iterator[Running]:
    with launcher(case[0]) as running:
        case[1]["note"] = running.browser.note_of(case[1]["id"])
        yield running


@pytest.fixture
def context(browser: Browser, running: Running) -> Iterator[BrowserContext]:
    with admitted(browser, running) as context:
        yield context
    if running.browser.state() == "covered":
        running.browser.post_json("/desk/uncover", {"pin": PIN})
    assert running.browser.state() == "open"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def tab_to(page: Page, selector: str) -> None:
    """Walk there with the Tab key alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def type_into(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => (part.open = true))")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "name", ["/", "note", "notes", "child", "family", "/agreement", "/history", "/sitting", "/settings", "/help"]
)
def test_every_page_is_accessible_and_fits(page: Page, case, name: str, width: int) -> None:
    at = case[1]
    address = at.get(name, f"{at['child']}{name}" if name in ("/agreement", "/history", "/sitting") else name)
    foreign = []
    page.on("request", lambda request: foreign.append(request.url) if ".localhost:" not in request.url else None)
    page.on("console", lambda message: foreign.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": width, "height": 820})
    page.goto(address)
    for unfolded in (False, True):
        if unfolded:
            unfold(page)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() == "Workbench" and page.locator("h1").count() == 1
    assert foreign == []


@pytest.mark.parametrize("width", WIDTHS)
def test_first_run_to_first_sitting_by_keyboard(browser: Browser, tmp_path: Path, width: int) -> None:
    with launcher(tmp_path, empty=True, admit=False) as running, context_of(browser, (width, 820)) as context:
        page = context.new_page()
        page.goto(running.redirect_file.as_uri())
        page.wait_for_url("**/first-run")
        assert faults(page) == []
        type_into(page, "#practitioner", "M. O.")
        type_into(page, "#passphrase", PASSPHRASE)
        type_into(page, "#passphrase_again", PASSPHRASE)
        tab_to(page, "[data-shows]")
        page.keyboard.press("Space")
        assert page.locator("#passphrase").get_attribute("type") == "text"
        type_into(page, "#pin", PIN)
        type_into(page, "#pin_again", PIN)
        press(page, "main button")
        page.wait_for_url("**/recovery-sheet", timeout=60_000)
        assert faults(page) == []
        last = page.locator(".group").last.inner_text()
        type_into(page, "#last_group", last)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=2)).to_have_text("Nobody is on this desk yet")
        press(page, "main button")
        page.wait_for_url("**/family/*")
        type_into(page, "#born_year", "2017")
        press(page, "main form button")
        page.wait_for_url("**/child/*")
        press(page, "main a.main-act")
        page.wait_for_url("**/sitting")
        type_into(page, "#language", "Albanian")
        press(page, "main .main-act")
        page.wait_for_url(re.compile(r"/sitting#[0-9a-f]{32}$"))


# A slow writer needs a third of a second for a key; three minutes are 540 of them.
A_THIRD_OF_A_SECOND, THREE_MINUTES = 1 / 3, 180


def test_a_life_is_entered_by_keyboard_in_three_minutes(page: Page, case) -> None:
    """Left behind, then trafficked with the mother, then home to a grandmother: every key is counted."""
    keys = 0

    def press_key(key: str) -> None:
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    def go_to(selector: str) -> None:
        for _ in range(80):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            press_key("Tab")
        pytest.fail(f"the keyboard does not reach {selector}")

    def add(act: str, **typed: str) -> None:
        go_to(f"details:has([name='{act}-began']) > summary")
        press_key("Enter")
        for name, value in typed.items():
            go_to(f"[name='{act}-{name}']")
            for sign in value:
                press_key(sign)
        with page.expect_navigation():
            go_to("details[open] button")
            press_key("Enter")

    place = f"{case[1]['child']}/history"
    page.goto(place)
    add("apart", began="2019-04", ended="2021-04", parent_id="m", contact="now", told="gone for")
    add("carer", began="2019", ended="2021", who="grand")
    add("there", began="2021-04", ended="2023-10")
    add("home", began="2023-10", goes_on=" ", who="grand")
    told = page.locator("section", has=page.locator("#life-head")).inner_text()
    for words in (
        "Separated from the trafficked parent (Mother); contact with the parent: now and then",
        "Who looked after the child: Grandparents",
        "With the parent while the parent was exploited",
        "Who lives with the child: Grandparent",
    ):
        assert words in told
    assert keys * A_THIRD_OF_A_SECOND < THREE_MINUTES, keys


def test_what_is_wrong_is_told_first_and_leads_to_its_field(page: Page, case) -> None:
    page.goto(f"{case[1]['child']}/sitting")
    page.fill("#language", "Albanian")
    page.fill("#why", "")
    page.get_by_role("button", name="Begin").click()
    problems = page.locator("#problems")
    expect(problems).to_be_focused()
    assert page.locator("#language").input_value() == "Albanian"
    problems.get_by_role("link").first.press("Enter")
    expect(page.locator("#why")).to_be_focused()
    described = page.locator("#why").get_attribute("aria-describedby")
    assert "why" in page.locator(f"#{described.split()[-1]}").inner_text()
    assert faults(page) == []


def test_the_reader_is_where_it_is_said_that_something_was_kept(page: Page, case) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_be_focused()
    page.goto(case[1]["note"])
    page.get_by_text("Mark as done").first.click()
    page.get_by_label("Or: why nothing was done").fill("It was a game.")
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_role("heading", name=re.compile("^Done"))).to_be_focused()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("Mark as done").first).to_be_visible()


def test_the_keyboard_sees_where_it_is(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


def test_one_key_covers_every_window_and_the_pin_leads_back(context: BrowserContext, case) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(case[1]["child"])
    second.goto("/help")
    second.keyboard.press("F9")
    for page, place in ((first, case[1]["child"]), (second, "/help")):
        page.wait_for_url(f"**/cover#{place}")
        assert page.locator("body").inner_text().split() == ["One", "moment,", "please", "PIN", "Continue"]
        assert faults(page) == []
    for pin in ("0000", PIN):
        expect(first.get_by_label("PIN")).to_be_focused()
        first.keyboard.type(pin)
        first.keyboard.press("Enter")
        if pin != PIN:
            expect(first.get_by_text("That is not the PIN.")).to_be_visible()
    first.wait_for_url(f"**{case[1]['child']}")
    second.wait_for_url("**/help")


def test_going_back_under_the_cover_shows_nothing(page: Page, case) -> None:
    page.goto("/help")
    page.goto(case[1]["child"])
    page.keyboard.press("F9")
    page.wait_for_url(re.compile("/cover#/"))
    page.go_back()
    page.wait_for_url(re.compile("/cover"))
    assert "One moment, please" in page.locator("body").inner_text()


def test_the_cover_comes_by_itself(page: Page) -> None:
    page.clock.install()
    page.goto("/help")
    page.clock.fast_forward("04:00")
    page.mouse.move(10, 10)
    page.clock.run_for(20_000)
    assert page.url.endswith("/help")
    page.clock.fast_forward("05:00")
    page.clock.run_for(10_000)
    page.wait_for_url("**/cover#/help")


def test_words_save_themselves_also_when_the_cover_comes(page: Page, case) -> None:
    page.goto(case[1]["note"])
    page.get_by_label("In their own words").fill("“It is loud there.”")
    expect(page.locator("[data-saved]")).to_contain_text("Saved ")
    page.get_by_label("In their own words").fill("“It is loud there. I go out.”")
    page.keyboard.press("F9")
    page.wait_for_url(re.compile("/cover#/"))
    expect(page.get_by_label("PIN")).to_be_focused()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{case[1]['note']}")
    assert page.get_by_label("In their own words").input_value() == "“It is loud there. I go out.”"


def test_all_but_the_key_works_without_script(browser: Browser, running: Running, case) -> None:
    with admitted(browser, running, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(case[1]["note"])
        page.get_by_label("In their own words").fill("one")
        page.get_by_role("button", name="Save").click()
        assert page.get_by_label("In their own words").input_value() == "one"
        page.get_by_role("button", name="Cover screen").click()
        page.get_by_label("PIN").fill(PIN)
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def test_the_recovery_sheet_prints_its_groups_and_nothing_of_the_page(browser: Browser, tmp_path: Path) -> None:
    with launcher(tmp_path, empty=True) as running:
        fields = {"practitioner": "A", "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}
        running.browser.post_form("/first-run", fields | {"pin": PIN, "pin_again": PIN})
        with admitted(browser, running) as context:
            page = context.new_page()
            page.goto("/recovery-sheet")
            page.emulate_media(media="print")
            assert page.locator(".group:visible").count() == 9
            assert page.get_by_role("banner").is_hidden() and page.locator("#last_group").is_hidden()


def test_a_lock_reaches_every_window(context: BrowserContext, running: Running, case) -> None:
    other, page = context.new_page(), context.new_page()
    other.goto(case[1]["note"])
    page.goto("/")
    page.get_by_role("button", name="Lock").click()
    expect(other).to_have_url(re.compile("/login$"), timeout=15_000)
    running.browser.unlock()
