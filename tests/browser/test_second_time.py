"""Every form of a sitting used a second time: what is on file is shown, and stays."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from browser.walking import admitted, look
from launcher.running import CHEAP, PASSPHRASE, PIN, begin_sitting, launcher
from workbench.library.loading import instrument
from workbench.store import Store, agreements, families
from workbench.store.sittings import start_sitting

PARTS = {section.id: section.title for section in instrument("safety_screen").sections}
LEFT = "calm, with the grandmother"


@pytest.fixture
def page(browser, tmp_path) -> Iterator[Page]:
    draft = begin_sitting(tmp_path / "store")
    with launcher(tmp_path, cwd=tmp_path) as running, admitted(browser, running) as context:
        page = context.new_page()
        page.defects = []
        page.on("pageerror", lambda error: page.defects.append(str(error)))
        page.case = SimpleNamespace(address=f"{running.address}/sitting#{draft}", start=running.address)
        page.goto(page.case.address)
        page.wait_for_selector(".wb-card")
        yield page


def saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def ending(page: Page) -> tuple[str, str]:
    return page.get_by_label("How did the child leave?").input_value(), page.get_by_label("Next meeting").input_value()


def stop(page: Page) -> None:
    page.locator(".wb-head, header").get_by_role("button", name="Stop for today").first.click()
    expect(page.get_by_label("Next meeting")).to_be_visible()


def test_stopping_a_second_time_and_a_third_keeps_what_was_recorded(page):
    stop(page)
    page.get_by_label("How did the child leave?").fill(LEFT)
    agreed = page.evaluate("new Date(Date.now() + 6 * 864e5).toISOString().slice(0, 10)")
    page.get_by_label("Next meeting").fill(agreed)
    page.locator(".wb-calm").get_by_role("button", name="Stop for today").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    for reload in (False, True):
        if reload:
            page.goto(page.case.start)
            page.goto(page.case.address)
        page.get_by_role("button", name="Take it up again").click()
        stop(page)
        assert ending(page) == (LEFT, agreed)
        look(page)
        page.locator(".wb-calm").get_by_role("button", name="Stop for today").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        saved(page)
    expect(page.get_by_text("Next meeting:")).to_be_visible()
    page.get_by_role("button", name="Take it up again").click()
    stop(page)
    page.get_by_label("How did the child leave?").fill("")
    page.locator(".wb-calm").get_by_role("button", name="Stop for today").click()
    page.get_by_role("button", name="Take it up again").click()
    stop(page)
    assert ending(page) == ("", agreed), "what a person empties is emptied, and nothing else"


def test_a_note_that_was_done_reads_as_it_was_written_and_opens_filled(page):
    page.get_by_role("button", name=PARTS["before"]).click()
    page.locator("#question-go_on input[value=ask]").check()
    page.locator("nav").get_by_role("button", name=PARTS["today"]).click()
    page.locator("#question-danger_now input[value=yes]").check()
    saved(page)
    page.get_by_role("button", name="Notes").click()
    notes = page.get_by_role("complementary", name="Notes")
    written = {"What was done": "Called the police", "When": "14:00", "Who was told": "Officer K", "Reference": "17/3"}

    def fold() -> None:
        notes.locator("summary", has_text="Mark as done").click()

    fold()
    for label, words in written.items():
        notes.get_by_label(label, exact=False).first.fill(words)
    notes.get_by_role("button", name="Mark as done").click()
    expect(notes.locator("dd")).to_have_text([*written.values()])
    look(page)
    notes.get_by_role("button", name="Open again").click()
    fold()
    for label, words in written.items():
        expect(notes.get_by_label(label, exact=False).first).to_have_value(words)
    notes.get_by_label("Reference").fill("18/3")
    notes.get_by_role("button", name="Mark as done").click()
    expect(notes.locator("dd")).to_have_text([*list(written.values())[:3], "18/3"])


def test_what_lost_its_agreement_is_read_and_no_more(browser, tmp_path):
    with Store.create(tmp_path / "store", PASSPHRASE, practitioner="AB", pin=PIN, cost=CHEAP)[0] as store:
        child = families.add_child(store, families.add_family(store).id, born="2017-04", group="left_behind")
        mother = families.add_person(store, child.family_id, "mother")
        agreements.add_responsibility(store, child.id, mother.id, "by_birth")
        given = {"on": store.today(), "person_id": mother.id, "limits_explained": True}
        agreements.add_consent(store, child.id, "assessment", "given", **given)
        draft = start_sitting(store, child.id, on=store.today(), present=(), instrument="child_needs")
        agreements.add_consent(store, child.id, "assessment", "withdrawn", **given)
    with launcher(tmp_path, cwd=tmp_path) as running, admitted(browser, running) as context:
        page = context.new_page()
        page.defects = []
        page.goto(f"{running.address}/sitting#{draft}")
        expect(page.locator(".wb-withheld")).to_contain_text("Agreement to the assessment: withdrawn.")
        for control in page.locator(".wb-card input, .wb-card textarea, .wb-card select").all():
            expect(control).to_be_disabled()
        look(page)
