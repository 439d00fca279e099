"""The whole walk in Firefox: first run, family, child, sitting, answers, note, stop, print, cover and back."""

import base64
import io

import pytest
from pypdf import PdfReader

from browser.firefox import Firefox, firefox
from launcher.running import launcher

PASSPHRASE, PIN = "harbour violet ladder nineteen", "4711"
ANSWERED = "document.querySelector('#question-danger_now input:checked')"
WORDS = "he shouted and I hid"


def set_up(window: Firefox) -> None:
    window.heading("Welcome")
    window.write("[name=practitioner]", "A. B.")
    for name in ("passphrase", "passphrase_again"):
        window.write(f"[name={name}]", PASSPHRASE)
    for name in ("pin", "pin_again"):
        window.write(f"[name={name}]", PIN)
    window.press("Enter")
    window.heading("Your recovery sheet")
    window.write(
        "[name=last_group]", window.evaluate("[...document.querySelectorAll('.groups .group')].at(-1).innerText")
    )
    window.press("Enter")
    window.heading("Today")


def add_child(window: Firefox) -> None:
    window.enter("form[action='/family'] button")
    window.heading("Family")
    window.write("[name=code]", "K-274")
    window.write("[name=born_year]", "2017")
    window.press("Enter")
    window.heading("K-274")


def begin_sitting(window: Firefox) -> None:
    window.enter("a[href$='/sitting']")
    window.heading("New sitting")
    window.write("[name=language]", "Albanian")
    window.tab_to("[name=decided_by]")
    window.press("Enter")
    window.heading("Before we begin")


def answer(window: Firefox) -> None:
    for item, digit in (("privacy", "1"), ("safe_to_talk", "1"), ("go_on", "1")):
        window.choose(item, digit)
    window.shows("4 of 5")
    window.enter("[data-next]")
    window.heading("Today")
    window.choose("danger_now", "1")
    window.choose("feels_safe", "3")
    window.shows("Saved")


def write_note(window: Firefox) -> None:
    window.evaluate("[...document.querySelectorAll('button')].find(b => b.innerText.startsWith('Notes')).focus()")
    window.press("Enter")
    window.write(".wb-notes textarea", WORDS)
    window.press("Escape")
    window.shows("Saved")


def come_back(window: Firefox) -> None:
    """Reload, cover and uncover: what was answered is there."""
    window.evaluate("void (window.before = true, setTimeout(() => location.reload(), 0))")
    window.wait(f"!window.before && {ANSWERED}", "the answer after a reload")
    window.press("F9")
    window.shows("One moment, please")
    assert not window.evaluate(f"!!{ANSWERED}"), "under the cover nothing of it is there"
    window.write("[name=pin]", PIN)
    window.press("Enter")
    window.wait(ANSWERED, "the answer after the cover")


def stop(window: Firefox) -> None:
    window.evaluate("[...document.querySelectorAll('button')].find(b => b.innerText === 'Stop for today').focus()")
    window.press("Enter")
    window.write(".wb-calm textarea", "calm, holding the bear")
    window.enter(".wb-calm .wb-main")
    window.heading("Thank you")


def print_page(window: Firefox) -> str:
    page = window.evaluate(
        """fetch([...document.links].find(a => a.innerText.includes('Print')).href)
        .then(answer => answer.blob())
        .then(blob => new Promise(done => {
            const reader = new FileReader();
            reader.onload = () => done(reader.result.split(',')[1]);
            reader.readAsDataURL(blob);
        }))"""
    )
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(base64.b64decode(page))).pages)


@pytest.mark.validate
def test_the_whole_walk_in_firefox_by_keyboard(tmp_path, keep_figures):
    steps = [set_up, add_child, begin_sitting, answer, write_note, come_back, stop]
    with launcher(tmp_path, empty=True, admit=False) as running, firefox(tmp_path / "profile") as window:
        window.go(running.redirect_file.as_uri())
        for step in steps:
            step(window)
        text = " ".join(print_page(window).split())
        assert "K-274" in text and WORDS in text
        window.enter(".wb a[href='/']")
        window.heading("Today")
        window.shows("K-274")
        version = window.version
    names = [step.__name__.replace("_", " ") for step in steps]
    keep_figures(
        "The whole walk in Firefox",
        "Firefox over WebDriver BiDi, with keys alone, from the first run to the printed record.",
        [{"version": version, "steps": ", ".join([*names, "print"]), "held": "all"}],
    )
