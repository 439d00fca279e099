"""The form in a real browser, on a practice desk: keyboard, phone, notes, cover, and words that stay words."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from browser.walking import DESK, PHONE, RULES, context_of

MADE_UP = Path(__file__).parents[1] / "sitting" / "made_up.toml"
NOTEBOOK = f"""
from pathlib import Path
import msgspec
from workbench.desk.memory import practice
from workbench.model.instrument import Instrument
from workbench.sitting import assess
assess(practice([msgspec.toml.decode(Path({str(MADE_UP)!r}).read_bytes(), type=Instrument)]))
"""
SCRIPT = "<img src=x onerror=document.title='run'>"


def notebook(folder: Path, code: str) -> Path:
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": code}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path = folder / "made_up.ipynb"
    path.write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[tuple[str, psutil.Process]]:
    path = notebook(tmp_path_factory.mktemp("page"), NOTEBOOK)
    address = f"http://127.0.0.1:{(port := free_port())}/"
    call = [sys.executable, "-m", "voila", str(path), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                if answers(f"{address}voila/static/voila.js"):
                    break
                time.sleep(0.1)
            yield address, psutil.Process(process.pid)
        finally:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
            process.terminate()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort())
    page.goto(address)
    page.wait_for_selector(".wb-card")
    return page


@pytest.fixture
def page(browser, server) -> Iterator[Page]:
    with context_of(browser) as context:
        yield opened(context, server[0])


def card(page: Page, item: str):
    return page.locator(f"#question-{item}")


def go(page: Page, part: str) -> None:
    page.get_by_role("navigation", name="Parts").get_by_role("button", name=part).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(part)


def saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")


def test_a_whole_sitting_is_done_by_keyboard(page):
    tab_to(page, "#question-here input[type=checkbox]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    expect(card(page, "worry")).to_be_visible()
    page.keyboard.press("Enter")
    expect(card(page, "worry").locator("textarea")).to_be_focused()
    page.keyboard.type("the dark, 3 times")
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "#question-teeth input")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="2, Act")).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="3, Act now")).to_be_checked()
    page.keyboard.press("d")
    expect(page.get_by_role("radio", name="Declined").first).to_be_checked()
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Other things")
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("That was the last part")
    tab_to(page, "textarea")
    page.keyboard.type("calm, with the grandmother")
    tab_to(page, ".wb-calm .wb-main")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    saved(page)


def test_arrows_pass_over_levels_and_only_where_they_rest_is_an_answer(page):
    go(page, "Health")
    tab_to(page, "#question-teeth input")
    page.keyboard.press("1")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    saved(page)
    expect(page.get_by_role("radio", name="2, Act")).to_be_checked()
    expect(page.locator(".wb-mark")).to_be_hidden()


def test_a_digit_outside_a_question_or_inside_words_answers_nothing(page):
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("2")
    card(page, "alone").get_by_role("button", name="add who").click()
    card(page, "alone").locator("textarea").press_sequentially("2 u d s")
    expect(card(page, "alone").locator("input:checked")).to_have_count(0)
    expect(page.locator("input:checked")).to_have_count(0)


def test_an_answer_can_be_taken_back(page):
    card(page, "alone").get_by_role("radio", name="No", exact=True).check()
    card(page, "alone").get_by_role("button", name="Clear answer").click()
    expect(card(page, "alone").locator("input:checked")).to_have_count(0)
    saved(page)
    expect(page.get_by_role("navigation").get_by_role("button", name="First things")).to_contain_text("0 of 2")


def test_a_critical_answer_moves_nothing_but_the_mark_and_the_note_waits_behind_its_button(page):
    go(page, "Health")
    boxes = "[...document.querySelectorAll('.wb *')].filter(e => !e.closest('.wb-mark,.wb-status'))"
    places = f"{boxes}.map(e => [e.tagName, e.getBoundingClientRect().top, e.getBoundingClientRect().left])"
    before = page.evaluate(places)
    page.get_by_role("radio", name="3, Act now").check()
    expect(page.locator(".wb-mark")).to_be_visible()
    assert page.evaluate(places) == before
    notes = page.get_by_role("button", name="Notes, something to read")
    notes.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Notes")
    expect(panel.get_by_role("heading", name="Notes")).to_be_focused()
    expect(panel).to_contain_text("Stay with the child.")
    page.keyboard.press("Escape")
    expect(notes).to_be_focused()
    expect(panel).to_be_hidden()


def test_a_note_is_closed_with_what_was_done_or_not_at_all(page):
    go(page, "Health")
    page.get_by_role("radio", name="3, Act now").check()
    page.get_by_role("button", name="Notes, something to read").click()
    panel = page.get_by_role("complementary", name="Notes")
    panel.get_by_label("In the child's own words").fill(SCRIPT)
    panel.locator("summary").click()
    panel.get_by_role("button", name="Mark as done").click()
    expect(panel.get_by_role("alert")).to_contain_text("Write what was done and when")
    panel.get_by_label("What was done").fill("Taken to the clinic")
    panel.get_by_role("button", name="Mark as done").click()
    expect(panel).to_contain_text("✓ Talk with someone today")
    expect(page.locator(".wb-mark")).to_be_hidden()


def test_script_in_words_is_shown_as_words(page):
    line = card(page, "alone")
    line.get_by_role("button", name="add who").click()
    line.locator("textarea").fill(SCRIPT)
    go(page, "Health")
    go(page, "First things")
    expect(line.locator("textarea")).to_have_value(SCRIPT)
    page.get_by_role("button", name="Stop for today").click()
    page.get_by_label("How did the child leave?").fill(SCRIPT)
    page.locator(".wb-calm").get_by_role("button", name="Stop for today").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert page.locator(".wb img").count() == 0 and page.title() != "run"


def test_who_hears_it_decides_what_is_on_the_screen(page):
    page.get_by_label("Parent's partner").check()
    expect(card(page, "alone")).to_contain_text("For another time")
    assert "worries the child" not in page.content()
    card(page, "alone").get_by_role("button", name="Put aside for today").click()
    expect(card(page, "alone")).to_contain_text("✓ Put aside for today")
    expect(page.locator("[data-next]")).to_be_focused()
    saved(page)
    card(page, "alone").get_by_role("button", name="Show the question").click()
    expect(card(page, "alone").get_by_role("radio", name="Not safe to ask")).to_be_checked()
    card(page, "alone").get_by_role("button", name="Put it away again").click()
    expect(card(page, "alone")).to_contain_text("For another time")
    page.get_by_label("Parent's partner").uncheck()
    expect(card(page, "alone").get_by_role("radio", name="Not safe to ask")).to_be_checked()


def test_nobody_and_somebody_are_never_ticked_together(page):
    page.get_by_label("Parent's partner").check()
    page.get_by_label("Nobody: I fill this in alone").check()
    expect(page.get_by_label("Parent's partner")).not_to_be_checked()
    expect(card(page, "alone").get_by_role("radio", name="Yes")).to_be_visible()
    page.get_by_role("checkbox", name="Carer").check()
    expect(page.get_by_label("Nobody: I fill this in alone")).not_to_be_checked()
    saved(page)


def test_points_of_one_note_stand_together_and_are_done_at_once(page):
    card(page, "alone").get_by_role("radio", name="Yes").check()
    go(page, "Health")
    page.get_by_role("radio", name="3, Act now").check()
    page.get_by_role("button", name="Notes, something to read").click()
    panel = page.get_by_role("complementary", name="Notes")
    expect(panel.get_by_role("heading", name="Talk with someone today")).to_have_count(1)
    expect(panel.locator(".wb-points li")).to_have_count(2)
    panel.locator("summary").click()
    panel.get_by_label("What was done").fill("Taken to the clinic")
    panel.get_by_role("button", name="Mark as done").click()
    expect(panel.get_by_role("heading", name="✓ Talk with someone today")).to_have_count(2)
    expect(page.locator(".wb-mark")).to_be_hidden()
    panel.get_by_role("button", name="Hide").click()
    expect(panel).to_be_hidden()


def test_the_cover_leaves_nothing_in_the_page_and_keeps_the_place(page):
    go(page, "Health")
    page.get_by_role("radio", name="2, Act").check()
    card(page, "teeth").get_by_role("button", name="add who").click()
    page.keyboard.press("Tab")
    page.keyboard.type("chews on one side")
    page.keyboard.press("F9")
    expect(page.get_by_role("heading", name="One moment, please")).to_be_visible()
    body = page.evaluate("document.querySelector('.wb').outerHTML")
    assert not any(words in body for words in ("Health", "PRACTICE-1", "Teeth", "chews", "question-"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Health")
    expect(page.get_by_role("radio", name="2, Act")).to_be_focused()
    expect(card(page, "teeth").locator("textarea")).to_have_value("chews on one side")


def test_after_the_cover_the_focus_is_on_the_page_also_where_no_question_was_touched(page):
    go(page, "Health")
    page.keyboard.press("F9")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Health")).to_be_focused()
    go(page, "First things")


def test_after_five_idle_minutes_the_cover_comes_by_itself(page, server):
    page.clock.install()
    page.reload()
    page.wait_for_selector(".wb-card")
    page.clock.fast_forward("04:50")
    expect(page.locator(".wb-card").first).to_be_visible()
    page.clock.fast_forward("00:15")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    expect(page.locator(".wb-card")).to_have_count(0)


def test_a_break_hides_the_questions(page):
    page.get_by_role("button", name="Break").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A break")
    expect(page.locator(".wb-who")).to_have_text("")
    expect(page.locator(".wb-choice")).to_have_count(0)
    page.get_by_role("button", name="Carry on").click()
    expect(card(page, "alone")).to_be_visible()


def test_when_the_kernel_dies_the_page_says_so_and_keeps_what_was_entered(page, server):
    go(page, "Health")
    page.get_by_role("radio", name="1, Watch").check()
    saved(page)
    for child in server[1].children(recursive=True):
        child.kill()
    page.get_by_role("radio", name="3, Act now").check()
    expect(page.get_by_role("alert").filter(has_text="Not saved")).to_be_visible(timeout=8000)
    expect(page.get_by_role("status").first).to_have_text("Not saved")
    expect(page.get_by_role("radio", name="3, Act now")).to_be_checked()


def no_sideways_scroll(page: Page) -> None:
    width = page.viewport_size["width"]
    wide = f"[...document.querySelectorAll('.wb *')].filter(e => e.getBoundingClientRect().right > {width} + 1)"
    assert page.evaluate(f"{wide}.map(e => e.className)") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def clean(page: Page) -> None:
    found = Axe().run(page, context=".wb", options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "height"), [DESK, PHONE])
def test_every_state_is_accessible_and_fits_its_width(page, width, height):
    page.set_viewport_size({"width": width, "height": height})

    def look() -> None:
        clean(page)
        no_sideways_scroll(page)

    card(page, "alone").get_by_role("radio", name="Yes").check()
    card(page, "alone").get_by_role("button", name="add who").click()
    card(page, "alone").locator("textarea").fill("a very long word: " + "x" * 200)
    page.get_by_role("button", name="? Keyboard").click()
    look()
    page.get_by_label("Parent's partner").check()
    expect(card(page, "alone")).to_contain_text("For another time")
    look()
    page.get_by_role("button", name="Notes, something to read").click()
    page.locator("summary").click()
    look()
    page.keyboard.press("Escape")
    page.locator("[data-next]").click()
    expect(page.get_by_text("This question came with an answer above.")).to_be_visible()
    look()
    page.locator("[data-next]").click()
    page.get_by_role("radio", name="3, Act now").check()
    saved(page)
    look()
    page.get_by_role("button", name="Stop for today").click()
    look()
    page.keyboard.press("F9")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    look()
