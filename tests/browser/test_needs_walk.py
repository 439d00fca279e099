"""From the start page to "what we found", by keyboard, for a child of each group; a dead kernel loses nothing."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.walking import DESK, PHONE, Witness, context_of, enter, fetch, look, new_page, press, saved, tab_to
from launcher.running import PASSPHRASE, Running, launcher, make_store
from workbench.library.loading import instrument
from workbench.model.record import Record
from workbench.scoring.single import score
from workbench.store import Store, agreements, families, sittings
from workbench.store.records import record_of
from workbench.store.schema import journal
from workbench.store.verify import verify

FORM = instrument("child_needs")
KIN, SHELTER, PARENT = "3", "5", "1"
WALKS = {
    "left_behind": (9, DESK, KIN),
    "trafficked_with": (15, PHONE, PARENT),
    "born_into": (4, DESK, SHELTER),
    "born_after": (1, DESK, KIN),
}
FOCUSED = "document.activeElement.closest('[data-item]')?.dataset.item"
DIES_IN, RELOADS_IN = "health", "administrative"


def make_child(folder: Path, group: str, years: int) -> str:
    """A store with one child whose mother has agreed to the assessment; the child's code."""
    make_store(folder / "store")
    with Store.open(folder / "store", PASSPHRASE) as store:
        family = families.add_family(store)
        mother = families.add_person(store, family.id, "mother")
        today = date.today()
        child = families.add_child(store, family.id, born=f"{today.year - years}-01", group=group)
        agreements.add_responsibility(store, child.id, mother.id, "by_birth")
        agreements.add_consent(
            store, child.id, "assessment", "given", on=today, person_id=mother.id, limits_explained=True
        )
    return child.code


def begin(page: Page, code: str, group: str) -> None:
    """One child begins with the safety screen and goes on; the others begin with their needs at once."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    press(page, "a.code")
    expect(page.get_by_role("heading", level=1)).to_contain_text(code)
    press(page, "a[href$='/sitting']")
    expect(page.get_by_role("heading", level=1)).to_have_text("New sitting")
    if group == "left_behind":
        press(page, "button.main-act")
        page.wait_for_url("**/sitting#*")
        expect(page.get_by_role("heading", level=1)).to_have_text("Before we begin")
        finish(page, early=True)
        press(page, "form[action^='/go-on/'] button")
    else:
        tab_to(page, "[name=present][value=child]")
        page.keyboard.press("Space")
        tab_to(page, "[name=instrument]")
        page.keyboard.press("ArrowDown")
        look(page)
        press(page, "button.main-act")
    expect(page.get_by_role("heading", level=1)).to_have_text("Safety first")


def digit_for(place: int, item_id: str, home: str) -> tuple[str, int | str]:
    """The key to press for an item, and the code it stands for."""
    item = FORM.item(item_id)
    responses = FORM.responses[item.responses]
    if responses.kind == "level":
        return str(place % 4), place % 4
    digit = home if item_id == "home_place" else str(place % len(responses.codes) + 1)
    return digit, responses.codes[int(digit) - 1]


def fill_in(page: Page, home: str, marks: dict[str, int | str], most: int = 99) -> None:
    """Answer the questions of the part that is shown, one digit and one Enter each, without waiting."""
    alone = page.locator(".wb-alone button")
    if alone.is_visible():
        press(page, ".wb-alone button")
    tab_to(page, ".wb-card input")
    for _ in range(most):
        item = page.evaluate(FOCUSED)
        if item is None:
            break
        digit, marks[item] = digit_for(len(marks), item, home)
        page.keyboard.press(digit)
        if item == "home_place" and home != PARENT:
            page.wait_for_selector("#question-home_welcome")
        page.keyboard.press("Enter")


def walk(page: Page, running: Running, home: str) -> dict[str, int | str]:
    """Every part from the first to the last; in one the kernel dies half-way, in another the page is loaded again."""
    marks: dict[str, int | str] = {}
    for section in FORM.sections:
        expect(page.get_by_role("heading", level=1)).to_have_text(section.title)
        if section.id == DIES_IN:
            fill_in(page, home, marks, most=3)
            item = page.evaluate(FOCUSED)
            page.evaluate("window.before = true")
            digit, marks[item] = digit_for(len(marks), item, home)
            for kernel in running.kernels():
                kernel.kill()
            page.keyboard.press(digit)
            page.wait_for_function("!window.before && document.querySelector('.wb-card')", timeout=30_000)
            arrived(page, section.title)
        if section.id == RELOADS_IN:
            fill_in(page, home, marks, most=2)
            page.reload()
            arrived(page, section.title)
        fill_in(page, home, marks)
        if section.id == DIES_IN:
            saved(page)
            page.evaluate("scrollTo(0, 0)")
            look(page)
        if section.id == "carer":
            hear_another_level(page, "knowing_needs", str((int(marks["knowing_needs"]) + 1) % 4))
        tab_to(page, "[data-next]")
        page.keyboard.press("Enter")
    return marks


def hear_another_level(page: Page, item: str, digit: str) -> None:
    """Somebody names another level than the one that was rated: it stands beside it."""
    press(page, f"#question-{item} .wb-pill")
    tab_to(page, f"#question-{item} textarea")
    page.keyboard.type("all is well, she says")
    tab_to(page, f"#question-{item} .wb-named")
    page.keyboard.press(digit)
    saved(page)


def arrived(page: Page, title: str) -> None:
    page.wait_for_selector(".wb-card")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    saved(page)


def finish(page: Page, *, early: bool = False) -> None:
    if early:
        page.get_by_role("button", name="Stop for today").focus()
        page.keyboard.press("Enter")
    press(page, ".wb-calm .wb-main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    look(page)


def in_the_store(folder: Path, code: str) -> tuple[set[str], Record]:
    with Store.open(folder / "store", PASSPHRASE) as store:
        assert verify(store) == []
        with store.reading() as connection:
            rows = connection.execute(journal.select()).all()
        begun = {entry.instrument: entry.draft_id for entry in sittings.sittings_of(store, code)}
        record = record_of(store, begun["child_needs"])
    return {row.change_id for row in rows}, record


@pytest.mark.parametrize("group", WALKS)
def test_a_whole_assessment_by_keyboard(browser, tmp_path, group):
    years, size, home = WALKS[group]
    code = make_child(tmp_path, group, years)
    witness = Witness()
    with launcher(tmp_path, admit=False) as running, context_of(browser, size) as context:
        page = new_page(context)
        witness.watch(page)
        enter(page, running.redirect_file)
        begin(page, code, group)
        marks = walk(page, running, home)
        finish(page)
        press(page, "a[href^='/found/']")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"What we found · {code}")
        press(page, "#table summary")
        look(page)
        expect(page.locator("[aria-labelledby=differ-head]")).to_contain_text("all is well, she says")
        told = page.locator(".range").inner_text()
        squares = page.locator(".squares .level").count()
        answer = fetch(page, page.get_by_role("link", name="Print").evaluate("a => a.href"))
    kept, record = in_the_store(tmp_path, code)
    assert len(witness.acknowledged) >= 40 and witness.acknowledged - kept == set()
    answers = record.draft.answers
    assert {item: answers.value(item) for item in answers.recorded} == marks
    assert {item.id for item in answers.shown()} == set(marks), "every question that applies was met, and no other"
    rows = [row for row in score(FORM, answers).rows.values() if "act_low" in row]
    low, high = sum(row["act_low"] for row in rows), sum(row["act_high"] for row in rows)
    assert low == high and told == f"Needs to act on: at least {low}, at most {high}."
    assert squares == sum(row["applicable"] for row in rows)
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body)).pages).split())
    assert f"What we found · {code}" in text and f"at least {low}, at most {high}" in text
    assert re.search(r"victim|traffick|left behind", text, re.IGNORECASE) is None
