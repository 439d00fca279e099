"""The form under a real launcher: dead kernels, reloads, the cover and second windows lose nothing that was said."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.walking import admitted
from launcher.running import PIN, Running, begin_sitting, launcher
from workbench.library.loading import instrument

CARD = "#question-hurt_at_home"
PARTS = {section.id: section.title for section in instrument("safety_screen").sections}


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[tuple[Running, str]]:
    folder = tmp_path_factory.mktemp("resume")
    draft = begin_sitting(folder / "store")
    with launcher(folder, cwd=folder) as running:
        yield running, f"{running.address}/sitting#{draft}"


@pytest.fixture
def case(browser, place) -> Iterator[SimpleNamespace]:
    with admitted(browser, place[0]) as context:
        yield SimpleNamespace(running=place[0], context=context, address=place[1])


def opened(case: SimpleNamespace) -> Page:
    context: BrowserContext = case.context
    page = context.new_page()
    page.goto(case.address)
    page.wait_for_selector(".wb-card")
    return page


@pytest.fixture
def page(case) -> Page:
    page = opened(case)
    if page.locator(CARD).count() == 0:
        page.get_by_role("button", name=PARTS["before"]).click()
        page.locator("#question-go_on input[value=ask]").check()
        page.get_by_role("button", name=PARTS["home"]).click()
    at_home(page)
    return page


def saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def at_home(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(PARTS["home"])


def level(page: Page, code: str) -> Locator:
    return page.locator(f"{CARD} input[value={code}]")


def test_after_a_reload_the_same_question_has_the_focus(page):
    level(page, "no").check()
    page.wait_for_timeout(900)
    saved(page)
    page.reload()
    at_home(page)
    expect(level(page, "no")).to_be_focused()


def test_what_was_answered_at_the_moment_of_leaving_is_kept(page, case):
    level(page, "no").check()
    page.wait_for_timeout(900)
    saved(page)
    level(page, "worry").check()
    page.goto("about:blank")
    page.wait_for_timeout(1500)
    again = opened(case)
    expect(level(again, "worry")).to_be_checked()
    again.close()


def test_a_change_made_after_the_kernel_died_is_saved_and_the_place_kept(page, case):
    level(page, "no").check()
    saved(page)
    for kernel in case.running.kernels():
        kernel.kill()
    level(page, "worry").check()
    page.locator(CARD).get_by_role("button", name="add who").click()
    page.locator(f"{CARD} textarea").last.fill("shouts at night")
    expect(page.get_by_role("alert").filter(has_text="Not saved")).to_be_visible()
    page.wait_for_event("load", timeout=20_000)
    expect(level(page, "worry")).to_be_checked()
    expect(page.locator(f"{CARD} textarea").last).to_have_value("shouts at night")
    at_home(page)


def test_the_cover_takes_the_pin_and_gives_the_question_back(page):
    level(page, "worry").check()
    saved(page)
    page.locator(CARD).get_by_role("button", name="add who").click()
    page.locator(f"{CARD} textarea").last.press_sequentially("typed just before")
    page.keyboard.press("F9")
    pin = page.get_by_label("PIN")
    expect(pin).to_be_focused()
    assert "typed just before" not in page.content() and PARTS["home"] not in page.content()
    page.wait_for_timeout(500)
    pin.press_sequentially("1111")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("That is not the PIN. Try again.")
    pin.press_sequentially(PIN)
    page.keyboard.press("Enter")
    expect(level(page, "worry")).to_be_focused()
    expect(page.locator(f"{CARD} textarea").last).to_have_value("typed just before")


def test_a_second_window_takes_over_and_the_first_says_so_and_can_take_it_back(page, case):
    second = opened(case)
    expect(page.get_by_role("alert").filter(has_text="opened in another window")).to_be_visible()
    expect(level(page, "no")).to_be_disabled()
    level(second, "yes").check()
    saved(second)
    page.get_by_role("button", name="Take over here").click()
    expect(level(page, "yes")).to_be_checked()
    expect(level(page, "no")).to_be_enabled()
    expect(second.get_by_role("alert").filter(has_text="opened in another window")).to_be_visible()
    second.close()


def test_covering_one_window_covers_every_other(page, case):
    second = opened(case)
    second.keyboard.press("F9")
    expect(page.get_by_label("PIN")).to_be_visible()
    page.wait_for_timeout(500)
    page.get_by_label("PIN").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.locator(CARD)).to_be_visible()
    second.close()


def test_every_script_that_the_page_asks_for_is_sent_ahead_of_the_kernel(case):
    page, failed = case.context.new_page(), []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status != 200 else None)
    page.goto(case.address)
    page.wait_for_selector(".wb-card")
    ahead = page.evaluate("[...document.querySelectorAll('link[rel$=preload]')].map((one) => one.href)")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    scripts = {one for one in loaded if one.endswith(".js") and ("/voila/static/" in one or "/sitting-assets/" in one)}
    assert scripts - set(ahead) == {f"{case.running.address}/voila/static/boot.js"}
    assert failed == []
