"""What is pasted is kept or refused in sight, in the sitting and on the plain pages; what is long stays on the page."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.walking import PHONE, admitted, press, saved
from launcher.running import PASSPHRASE, PIN, begin_sitting, launcher
from workbench.library.loading import instrument
from workbench.model.changes import Answer, Said
from workbench.store import Store, StoreDesk
from workbench.store.records import record_of

PASTED = "".join(f"{n:05d} " for n in range(1_667))[:10_000]
# Half a sign does not come through from outside the browser.
PASTE = """(field, escaped) => {
  field.value = JSON.parse(`"${escaped}"`);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
FORM = instrument("safety_screen")
PART = next(part.title for part in FORM.sections if part.id == FORM.item("tonight_place").section)
UNBROKEN = "Donaudampfschiff" * 12


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """A launcher with a sitting in which one note is open, and unbroken words stand where words can stand."""
    folder = tmp_path_factory.mktemp("words")
    draft = begin_sitting(folder / "store")
    with Store.open(folder / "store", PASSPHRASE) as store:
        desk = StoreDesk(store)
        desk.amend(draft, Answer(item="go_on", value="see"))
        desk.amend(draft, Answer(item="danger_now", value="worry", source="child"))
        desk.amend(draft, Said(statement="long", item="danger_now", informant="child", words=UNBROKEN))
        desk.amend(draft, Said(statement="script", item="danger_now", informant="child", words="བོད་ཡིག"))
        child = record_of(store, draft).child
    with launcher(folder, cwd=folder) as running:
        at = SimpleNamespace(running=running, folder=folder, draft=draft, child=child)
        yield at


@pytest.fixture
def context(browser, case) -> Iterator[BrowserContext]:
    with admitted(browser, case.running) as context:
        yield context


@pytest.fixture
def page(context, case) -> Page:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{case.running.address}/sitting#{case.draft}")
    page.wait_for_selector(".wb-card")
    page.locator(".wb-nav").get_by_role("button", name=PART).click()
    page.wait_for_selector("#question-tonight_place")
    return page


def line_of(page: Page) -> Locator:
    page.locator("#question-tonight_place").get_by_role("button", name="add who").click()
    return page.locator("#question-tonight_place textarea").last


def typed(page: Page, case: SimpleNamespace) -> list[str]:
    """The words of the question as a fresh window gets them: what the record holds."""
    with_page = page.context.new_page()
    with_page.goto(f"{case.running.address}/sitting#{case.draft}")
    with_page.wait_for_selector("#question-tonight_place")
    found = [area.input_value() for area in with_page.locator("#question-tonight_place textarea").all()]
    with_page.close()
    return found


def test_as_much_as_fits_is_kept_said_at_once_and_the_rest_stays_in_the_field(page, case) -> None:
    words = line_of(page)
    words.fill(PASTED)
    told = page.locator("#question-tonight_place .wb-room")
    expect(told).to_contain_text("10,000 characters long; there is room for 4,000. The first 4,000 are kept.")
    page.locator("#question-tonight_place h2").click()
    saved(page)
    assert words.input_value() == PASTED
    assert typed(page, case)[-1] == PASTED[:4_000].strip()
    page.get_by_role("button", name="Take over here").click()
    expect(words).to_have_value(PASTED)
    page.keyboard.press("F9")
    page.locator("input[name=pin]").fill(PIN)
    page.get_by_role("button", name="Continue").click()
    words = page.locator("#question-tonight_place textarea").last
    expect(words).to_have_value(PASTED)
    expect(told).to_be_visible()
    words.evaluate(PASTE, "short\\u000bone\\u2028two\\ud800three")
    expect(told).to_have_count(0)
    page.locator("#question-tonight_place h2").click()
    saved(page)
    assert typed(page, case)[-1] == "short one two three"
    page.get_by_role("button", name="Take over here").click()


def test_the_words_of_the_ending_and_of_a_note_are_not_recorded_before_they_fit(page) -> None:
    page.get_by_role("button", name="Notes, something to read").click()
    page.locator(".wb-closing summary").click()
    page.get_by_label("What was done").fill("Called the office")
    page.get_by_label("When", exact=False).first.fill("14:00")
    page.get_by_label("Reference").fill("x" * 401)
    expect(page.locator(".wb-notes .wb-room")).to_contain_text("there is room for 400. Shorten it")
    page.locator(".wb-closing button").click()
    expect(page.get_by_label("Reference")).to_be_focused()
    assert len(page.get_by_label("Reference").input_value()) == 401
    expect(page.locator(".wb-note-closed")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Stop for today").click()
    left = page.locator(".wb-calm textarea")
    left.fill(PASTED)
    expect(page.locator(".wb-calm .wb-room")).to_contain_text("until then it is not recorded")
    press(page, ".wb-calm .wb-main")
    expect(left).to_be_focused()
    assert left.input_value() == PASTED
    left.fill("calm")
    press(page, ".wb-calm .wb-main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect(page.locator(".wb-calm")).to_contain_text("a box (□) stands for what no font here has a letter for: Tibetan")
    page.get_by_role("button", name="Take it up again").click()


def test_a_plain_page_says_at_once_what_it_will_not_keep(page, case) -> None:
    page.goto(f"{case.running.address}/child/{case.child.id}/notes")
    page.locator("a[href^='/notes/']").first.click()
    words = page.locator("textarea[name=words]")
    words.fill(PASTED)
    expect(page.locator("[data-told-room]")).to_contain_text("This is 10000 characters long; there is room for 4000")
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet. This is 10000 characters long")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#problems")).to_contain_text("there is room for 4000")
    expect(words).to_have_value(PASTED)
    words.fill("short")
    expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    expect(page.locator("[data-told-room]")).to_have_count(0)


def test_a_pin_is_not_cut_to_what_would_fit(page, case) -> None:
    page.goto(f"{case.running.address}/settings")
    page.locator("summary", has_text="PIN").click()
    page.locator("input[name=pin]").fill("481539271640")
    page.locator("input[name=pin_again]").fill("481539271640")
    assert page.locator("input[name=pin]").input_value() == "481539271640"
    assert page.locator("[maxlength]").count() == 0


def test_unbroken_words_stay_on_every_page_and_missing_letters_are_told_before_printing(page, case) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    paths = ["/", f"/child/{case.child.id}", f"/child/{case.child.id}/notes", f"/child/{case.child.id}/agreement"]
    for path in paths:
        page.goto(case.running.address + path)
        wide, fits = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= fits, path
        if path in paths[:2]:
            expect(page.get_by_text("no font here has a letter for: Tibetan")).to_be_visible()
    page.goto(f"{case.running.address}/child/{case.child.id}/notes")
    page.locator("a[href^='/notes/']").first.click()
    expect(page.get_by_text(UNBROKEN)).to_be_visible()
    expect(page.get_by_text("no font here has a letter for: Tibetan")).to_be_visible()
    wide, fits = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= fits
