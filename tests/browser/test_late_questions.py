"""A question that comes with an answer is met, however fast somebody goes on."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from browser.test_needs_walk import FOCUSED, KIN, PARENT, make_child
from browser.walking import admitted, new_page, press, saved, tab_to
from launcher.running import PASSPHRASE, launcher
from workbench.store import Store, families, sittings

HOME = "Home"


@pytest.fixture
def case(browser, tmp_path) -> Iterator[SimpleNamespace]:
    """The part on the home of a child, in which the kind of home decides whether it is asked how the child was met."""
    code = make_child(tmp_path, "left_behind", 9)
    with Store.open(tmp_path / "store", PASSPHRASE) as store:
        child = families.child(store, code)
        draft = sittings.start_sitting(
            store, child.id, on=child.created_at.date(), present=("child",), instrument="child_needs"
        )
    with launcher(tmp_path) as running, admitted(browser, running) as context:
        page = new_page(context)
        page.goto(f"{running.address}/sitting#{draft}")
        page.get_by_role("button", name=HOME).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
        saved(page)
        yield SimpleNamespace(page=page, running=running)


def answer_all(page: Page, home: str) -> None:
    """A digit and Enter for every question, as fast as keys can be pressed."""
    tab_to(page, ".wb-card input")
    while (item := page.evaluate(FOCUSED)) is not None:
        page.keyboard.press(home if item == "home_place" else "1")
        page.keyboard.press("Enter")


@pytest.mark.parametrize("slow", [True, False], ids=["comes while Next waits", "comes above"])
def test_next_leads_to_a_question_that_was_passed_before_it_came(case, slow):
    page, [kernel] = case.page, case.running.kernels()
    kernel.suspend()
    answer_all(page, KIN)
    assert not page.locator("#question-home_welcome").count()
    if slow:
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
        kernel.resume()
    else:
        kernel.resume()
        page.wait_for_selector("#question-home_welcome")
        saved(page)
        press(page, "[data-next]")
    page.wait_for_function(f"{FOCUSED} === 'home_welcome'")
    expect(page.get_by_text("This question came with an answer above.")).to_be_visible()
    assert page.defects == []
    page.keyboard.press("2")
    saved(page)
    press(page, "[data-next]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Health")


def test_it_is_brought_up_once_and_may_stay_without_an_answer(case):
    page, [kernel] = case.page, case.running.kernels()
    kernel.suspend()
    answer_all(page, KIN)
    kernel.resume()
    page.wait_for_selector("#question-home_welcome")
    press(page, "[data-next]")
    page.wait_for_function(f"{FOCUSED} === 'home_welcome'")
    press(page, "[data-next]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Health")


def test_next_that_waited_goes_on_by_itself_where_nothing_came(case):
    page, [kernel] = case.page, case.running.kernels()
    kernel.suspend()
    answer_all(page, PARENT)
    page.keyboard.press("Enter")
    kernel.resume()
    expect(page.get_by_role("heading", level=1)).to_have_text("Health")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
