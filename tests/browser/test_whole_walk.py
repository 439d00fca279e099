"""From a fresh machine to the printed page, with a keyboard alone, at the desk and at phone width."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.walking import DESK, PHONE, choose, context_of, enter, fetch, look, new_page, press, saved, tab_to, write
from launcher.running import launcher

PASSPHRASE, PIN = "harbour violet ladder nineteen", "4711"
WORDS = "he shouted and <b>I hid</b> & waited"


def heading(page: Page, text: str | re.Pattern) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def set_up(page: Page) -> None:
    heading(page, "Welcome")
    write(page, "[name=practitioner]", "A. B.")
    write(page, "[name=passphrase]", PASSPHRASE)
    write(page, "[name=passphrase_again]", PASSPHRASE)
    write(page, "[name=pin]", PIN)
    write(page, "[name=pin_again]", PIN)
    look(page)
    page.keyboard.press("Enter")
    heading(page, "Your recovery sheet")
    last = page.locator(".groups .group").last.inner_text()
    look(page)
    write(page, "[name=last_group]", last)
    page.keyboard.press("Enter")
    heading(page, "Today")


def set_numbers(page: Page) -> None:
    press(page, "a[href='/settings']")
    heading(page, "Settings")
    write(page, "#contact-child_protection", "0800 222")
    look(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept").or_(page.get_by_text("Saved")).first).to_be_visible()
    press(page, "a[href='/']")
    heading(page, "Today")


def add_child(page: Page) -> None:
    look(page)
    press(page, "form[action='/family'] button")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Family")
    look(page)
    write(page, "[name=code]", "K-274")
    write(page, "[name=born_year]", "2017")
    page.keyboard.press("Enter")
    heading(page, re.compile("^K-274"))


def begin_sitting(page: Page) -> None:
    press(page, "a[href$='/sitting']")
    heading(page, "New sitting")
    look(page)
    write(page, "[name=language]", "Albanian")
    expect(page.locator("[name=why]")).to_have_value(re.compile("^First look at safety"))
    tab_to(page, "[name=decided_by]")
    look(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sitting#*")
    heading(page, "Before we begin")


def answer(page: Page) -> None:
    expect(page.get_by_role("checkbox", name="Child", exact=True)).to_be_checked()
    choose(page, "privacy", "1")
    choose(page, "safe_to_talk", "1")
    choose(page, "go_on", "1")
    look(page)
    press(page, "[data-next]")
    heading(page, "Today")
    choose(page, "danger_now", "1")
    choose(page, "feels_safe", "3")
    saved(page)
    look(page)
    press(page, "[data-next]")
    choose(page, "hurt_at_home", "u")
    saved(page)


def keep_the_note(page: Page) -> None:
    notes = page.get_by_role("button", name=re.compile("^Notes"))
    expect(notes).to_have_accessible_name(re.compile("something to read"))
    notes.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Notes")
    expect(panel).to_contain_text("0800 222")
    look(page)
    tab_to(page, ".wb-notes textarea")
    page.keyboard.type(WORDS)
    page.keyboard.press("Escape")
    saved(page)


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop for today").focus()
    page.keyboard.press("Enter")
    write(page, ".wb-calm textarea", "calm, holding the bear")
    look(page)
    press(page, ".wb-calm .wb-main")
    heading(page, "Thank you")
    look(page)


def print_page(page: Page, name: str = "Print") -> str:
    link = page.get_by_role("link", name=re.compile(name))
    link.focus()
    response = fetch(page, link.evaluate("a => a.href"))
    assert response.status == 200
    assert (
        response.headers["content-disposition"].startswith("inline")
        or "K-274" in response.headers["content-disposition"]
    )
    assert "victim" not in response.headers["content-disposition"]
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(response.body)).pages)


def close_the_note(page: Page) -> None:
    press(page, "a[href$='/notes']")
    heading(page, "Notes still open")
    look(page)
    press(page, "a[href^='/notes/']")
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)
    look(page)
    press(page, "details summary")
    write(page, "[name=action]", "Stayed with the child, called the office")
    write(page, "[name=at]", "today 15:10")
    write(page, "[name=agency]", "Child protection")
    press(page, "form[action$='/close'] button")
    expect(page.get_by_role("heading", name=re.compile("^Done"))).to_be_visible()
    look(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_first_run_child_screen_note_and_page_by_keyboard(browser, tmp_path, size):
    with launcher(tmp_path, empty=True, admit=False) as running, context_of(browser, size) as context:
        page = new_page(context)
        enter(page, running.redirect_file)
        set_up(page)
        set_numbers(page)
        add_child(page)
        begin_sitting(page)
        answer(page)
        keep_the_note(page)
        stop(page)
        text = print_page(page)
        assert "K-274" in text and "he shouted" not in text
        assert "0800 222" in text and "First look at safety" not in text
        own = print_page(page, "own sheet")
        assert "The team’s own sheet" in own and "First look at safety" in own
        assert "he shouted and <b>I hid</b> & waited" in " ".join(own.split())
        press(page, ".wb a[href='/']")
        page.wait_for_url(re.compile(r"/$"))
        expect(page.get_by_role("heading", name="Notes still open")).to_be_visible()
        close_the_note(page)
