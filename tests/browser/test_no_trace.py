"""A session in a browser that keeps its profile leaves no word of the case in it, nor anywhere else at home."""

import os
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from browser.walking import CHROMIUM, press, saved, tab_to
from launcher.running import begin_sitting, launcher

CANARY = "quillfeather ossuary lantern"
ARGUMENTS = ["--no-sandbox"]


def holding(folder: Path, words: str) -> list[Path]:
    """Files below a folder that hold the words, as UTF-8 or as UTF-16."""
    spellings = [words.encode(), words.encode("utf-16-le")]
    files = [Path(at) / name for at, _, names in os.walk(folder) for name in names]
    return [file for file in files if file.is_file() and any(s in file.read_bytes() for s in spellings)]


def test_what_is_typed_and_printed_stays_in_the_store(tmp_path):
    draft = begin_sitting(tmp_path / "store")
    home, profile = tmp_path / "home", tmp_path / "profile"
    with launcher(tmp_path, admit=False, home=home) as running, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=ARGUMENTS)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(running.redirect_file.as_uri())
        page.wait_for_url("http://127.0.0.1:*/")
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
        assert context.request.get(f"{running.address}/report/{draft}.pdf").body().startswith(b"%PDF")
        page.goto(f"{running.address}/notes/{draft}/danger_now")
        page.get_by_label("In the child's own words").press_sequentially(CANARY)
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
        page.go_back()
        context.close()
    assert holding(profile, "") != []
    assert holding(profile, CANARY) == []
    assert [path for path in holding(tmp_path, CANARY) if profile not in path.parents] == []


def test_the_search_would_notice(tmp_path):
    page_file, profile = tmp_path / "page.html", tmp_path / "profile"
    page_file.write_text(f"<title>{CANARY}</title><script>localStorage.setItem('words', '{CANARY}')</script>")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=ARGUMENTS)
        page = context.new_page()
        page.goto(page_file.as_uri())
        for _ in range(60):
            if holding(profile, CANARY):
                break
            page.wait_for_timeout(250)
        context.close()
    assert holding(profile, CANARY) != []
