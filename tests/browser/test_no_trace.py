"""A session in a browser that keeps its profile leaves no word of the case in it, nor anywhere else at home."""

import os
from pathlib import Path

from playwright.sync_api import expect

from browser.walking import fetch, press, saved, tab_to
from launcher.running import PASSPHRASE, START_PAGE, begin_sitting, launcher
from workbench.library.loading import instrument
from workbench.model.changes import Answer
from workbench.store import Store, StoreDesk

FORM = instrument("safety_screen")
CANARY = "quillfeather ossuary lantern"


def holding(folder: Path, words: str) -> list[Path]:
    """Files below a folder that hold the words, as UTF-8 or as UTF-16."""
    spellings = [words.encode(), words.encode("utf-16-le")]
    files = [Path(at) / name for at, _, names in os.walk(folder) for name in names]
    return [file for file in files if file.is_file() and any(s in file.read_bytes() for s in spellings)]


def test_what_is_typed_and_printed_stays_in_the_store(chromium, tmp_path):
    draft = begin_sitting(tmp_path / "store")
    home, profile = tmp_path / "home", tmp_path / "profile"
    with launcher(tmp_path, admit=False, home=home) as running:
        context = chromium.with_profile(profile)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(running.redirect_file.as_uri())
        page.wait_for_url(START_PAGE)
        page.goto(f"{running.address}/sitting#{draft}")
        page.wait_for_selector(".wb-card")
        page.locator("#question-go_on input[value=see]").check()
        press(page, "[data-next]")
        page.locator("#question-danger_now input[value=worry]").check()
        page.locator("#question-tonight_place").get_by_role("button", name="add who").click()
        page.locator("#question-tonight_place textarea").press_sequentially(CANARY)
        saved(page)
        page.get_by_role("button", name="Stop for today").first.click()
        tab_to(page, ".wb-calm textarea")
        page.keyboard.type(CANARY)
        press(page, ".wb-calm .wb-main")
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
        assert fetch(page, f"/report/{draft}.pdf").body.startswith(b"%PDF")
        page.goto(running.address)
        page.locator("a[href$='/notes']").click()
        page.locator("a[href^='/notes/']").first.click()
        page.get_by_label("In their own words").press_sequentially(CANARY)
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
        page.go_back()
        context.close()
    assert holding(profile, "") != []
    assert holding(profile, CANARY) == []
    assert holding(profile, f"sitting#{draft}") != [], "browsers do keep addresses"
    assert [item.id for item in FORM.items if item.critical and holding(profile, item.id)] == []
    assert [path for path in holding(tmp_path, CANARY) if profile not in path.parents] == []


def test_refused_forms_and_shown_passphrases_stay_out_of_the_browsers_files(chromium, tmp_path):
    draft = begin_sitting(tmp_path / "store")
    words, profile = "quillfeatherossuary", tmp_path / "profile"
    with Store.open(tmp_path / "store", PASSPHRASE) as store:
        StoreDesk(store).amend(draft, Answer(item="danger_now", value="yes"))
    with launcher(tmp_path, admit=False) as running:
        context = chromium.with_profile(profile)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(running.redirect_file.as_uri())
        page.wait_for_url("http://*:*/")
        here = page.url.rstrip("/")
        page.goto(here)
        page.locator("a[href$='/notes']").click()
        page.locator("a[href^='/notes/']").first.click()
        page.locator("details summary").last.click()
        page.locator("[name=action]").fill(words)
        page.locator("form[action$='/close'] button").click()
        expect(page.locator("[name=action]")).to_have_value(words)
        page.wait_for_timeout(3000)
        page.goto(f"{here}/settings")
        page.locator("summary").filter(has_text="passphrase").click()
        page.locator("[data-shows]").check()
        for name in ("old_passphrase", "passphrase", "passphrase_again"):
            page.locator(f"[name={name}]").fill(f"{words} {name}")
        page.locator("form[action='/settings/passphrase'] button").click()
        expect(page.locator("#problems")).to_be_visible()
        page.wait_for_timeout(3000)
        context.close()
    for spelling in (words, words.replace(" ", "+")):
        assert holding(profile, spelling) == []


def test_the_search_would_notice(chromium, tmp_path):
    page_file, profile = tmp_path / "page.html", tmp_path / "profile"
    page_file.write_text(f"<title>{CANARY}</title><script>localStorage.setItem('words', '{CANARY}')</script>")
    context = chromium.with_profile(profile)
    page = context.new_page()
    page.goto(page_file.as_uri())
    for _ in range(60):
        if holding(profile, CANARY):
            break
        page.wait_for_timeout(250)
    context.close()
    assert holding(profile, CANARY) != []
