"""The child's own page in a real browser: by keyboard, on a phone, through reloads, dead kernels and the cover."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.test_nothing_lost import Witness, in_the_store
from browser.walking import DESK, PHONE, admitted, look, new_page, press, tab_to
from launcher.handed import OF_THE_FILE, begin_child_page
from launcher.running import PIN, begin_sitting, launcher
from workbench.desk.handing import own_items
from workbench.library.loading import instrument
from workbench.model.draft import start

VOICE = instrument("child_voice")
HAND_OVER, GROWN_UP = "Hand over to the child", "For the grown-up"
SMALLEST = 60


@contextmanager
def desk(folder: Path, *ages: int) -> Iterator[SimpleNamespace]:
    """A launcher with one child's page for each age."""
    drafts = {age: begin_child_page(folder / "store", age) for age in ages}
    drafts["in company"] = begin_child_page(folder / "store", 12, present=("child", "parent"))
    screen = begin_sitting(folder / "store")
    with launcher(folder, cwd=folder) as running:
        yield SimpleNamespace(running=running, drafts=drafts, screen=screen)


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Iterator[SimpleNamespace]:
    with desk(tmp_path_factory.mktemp("child"), 7, 10, 15) as case:
        yield case


@pytest.fixture
def context(browser, case) -> Iterator[BrowserContext]:
    with admitted(browser, case.running, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def page(context) -> Page:
    return new_page(context)


def before(page: Page, case: SimpleNamespace, age: int | str) -> None:
    page.goto("about:blank")
    page.goto(f"{case.running.address}/sitting#{case.drafts[age]}")
    expect(page.get_by_role("button", name="Hand over")).to_be_visible()


def hand_over(page: Page, case: SimpleNamespace, age: int) -> None:
    before(page, case, age)
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator(".own")).to_be_visible()


def take_back(page: Page) -> None:
    if not page.get_by_label("PIN").count():
        page.get_by_role("button", name=GROWN_UP).click()
    page.get_by_label("PIN").fill(PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Hand over")).to_be_visible()


def kept(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text("Kept safe")


def question(page: Page, item: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(VOICE.item(item).text)


def boxes_of(controls: Locator) -> list[dict]:
    return controls.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")


def large_enough(page: Page) -> None:
    """Every control that can be touched is at least 60 px high, and skipping is as large as answering."""
    boxes = boxes_of(page.locator(".own button:visible, .own-choice, .own textarea"))
    assert min(box["height"] for box in boxes) >= SMALLEST and min(box["width"] for box in boxes) >= SMALLEST
    if page.locator(".own-kind-choice").count():
        sizes = {(round(box["width"]), round(box["height"])) for box in boxes_of(page.locator(".own-choice"))}
        assert len(sizes) == 1


@pytest.mark.parametrize(("age", "size", "skips"), [(7, DESK, False), (15, PHONE, True)])
def test_a_child_goes_through_the_whole_page_by_keyboard(page, case, age, size, skips):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    before(page, case, age)
    look(page)
    press(page, ".wb-handing .wb-main")
    expect(page.locator(".own")).to_be_visible()
    look(page)
    own = own_items(start(VOICE, {"age": age}))
    seen = set()
    for item in own:
        press(page, "[data-next]")
        question(page, item.id)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        if item is own[0]:
            press(page, "[data-next]")
            expect(page.get_by_role("alert").filter(has_text="one of these first")).to_be_visible()
        skip_in_sight(page)
        kind = VOICE.responses[item.responses].kind
        answer_by_keyboard(page, kind, skip=skips and item is not own[0])
        large_enough(page)
        if item.responses not in seen:
            look(page)
        seen.add(item.responses)
    press(page, "[data-next]")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    look(page)
    kept(page)
    press(page, ".own-grown-up")
    expect(page.get_by_label("PIN")).to_be_focused()
    look(page)
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{len(own)} of {len(own)} questions have an answer.")).to_be_visible()
    expect(page.get_by_text("“Stop for today” ends this page.")).to_be_visible()
    page.get_by_text("Read what the child answered").click()
    expect(page.get_by_text("Did not want to answer")).to_have_count(len(own) - 1 if skips else 0)
    look(page)


def skip_in_sight(page: Page) -> None:
    """Not answering needs no scrolling, and nothing lies over it."""
    assert page.locator(".own-skip").first.evaluate(
        """(box) => {
            const { left, right, top, bottom } = box.getBoundingClientRect();
            const at = (y) => box.contains(document.elementFromPoint((left + right) / 2, y));
            return at(top + 4) && at(bottom - 4);
        }"""
    )


def answer_by_keyboard(page: Page, kind: str, *, skip: bool) -> None:
    if skip and kind == "choice":
        tab_to(page, ".own-choice input")
        declined = page.get_by_label("I don't want to answer")
        page.keyboard.press("ArrowUp")
        if not declined.is_checked():
            page.keyboard.press("ArrowUp")
        expect(declined).to_be_checked()
    elif kind == "words" and not skip:
        tab_to(page, ".own textarea")
        page.keyboard.type("to draw")
    else:
        selector = ".own-skip input" if skip else ".own-choice:not(.own-skip) input"
        tab_to(page, selector)
        page.keyboard.press("Space")
        expect(page.locator(selector).first).to_be_checked()


def to_the_first(page: Page, item: str) -> None:
    """Back to the first question, and yes to it."""
    heading, back = page.get_by_role("heading", level=1), page.get_by_role("button", name="Back", exact=True)
    while (was := heading.inner_text()) != VOICE.item(item).text:
        (back if back.is_visible() else page.locator("[data-next]")).click()
        expect(heading).not_to_have_text(was)
    page.get_by_role("radio", name="Yes").check(force=True)


def walk_to(page: Page, item: str) -> None:
    for _ in range(20):
        if page.get_by_role("heading", level=1).inner_text() == VOICE.item(item).text:
            return
        if page.get_by_role("heading", level=1).inner_text() == VOICE.item("begin_middle").text:
            page.get_by_role("radio", name="Yes").check(force=True)
        was = page.get_by_role("heading", level=1).inner_text()
        page.locator("[data-next]").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(was)
    raise AssertionError(f"{item} never came")


def test_with_others_in_the_room_the_button_says_that_they_have_left(page, case):
    before(page, case, "in company")
    expect(page.get_by_text("others are in the room")).to_be_visible()
    page.get_by_role("button", name="We are alone now: hand over").click()
    expect(page.locator(".own")).to_be_visible()
    take_back(page)


def test_back_with_the_grown_up_a_permission_beside_a_note_is_named(page, case):
    hand_over(page, case, 15)
    own = own_items(start(VOICE, {"age": 15}))
    to_the_first(page, own[0].id)
    for item in own[1:]:
        page.locator("[data-next]").click()
        question(page, item.id)
        if item.id in ("food_teen", "people_teen", "share_teen"):
            page.locator(".own-choice:not(.own-skip) input").last.check(force=True)
    kept(page)
    take_back(page)
    expect(page.get_by_text("show nothing at home until your supervisor has agreed")).to_be_visible()
    page.get_by_text("Read what the child answered").click()
    expect(page.get_by_text("The child names nobody to turn to.")).to_be_visible()


def test_nothing_of_the_file_is_in_the_page_and_no_address_or_button_leads_there(page, case):
    running, child = case.running, case.drafts[10]
    other = new_page(page.context)
    other.goto(f"{running.address}/settings")
    page.goto(running.address)
    page.evaluate(f"location.href = '/sitting#{child}'")
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator(".own")).to_be_visible()
    expect(other.get_by_role("heading", name="Settings")).to_have_count(0)
    nothing_of_the_file(other)
    other.close()
    page.go_back()
    expect(page.locator(".own")).to_be_visible()
    if page.get_by_role("button", name="Go on here").is_visible():
        page.get_by_role("button", name="Go on here").click()
    walk_to(page, "home_middle")
    page.get_by_role("radio", name="Hard").check(force=True)
    kept(page)
    nothing_of_the_file(page)
    expect(page.locator(".wb-notes, .wb-header, .wb-mark, .wb-help, .wb-about")).to_have_count(0)
    for place in (f"/report/{child}.pdf", f"/sitting#{case.screen}"):
        page.goto("about:blank")
        page.goto(running.address + place)
        question(page, "home_middle")
        assert page.url == f"{running.address}/sitting#{child}"
        nothing_of_the_file(page)
    page.get_by_role("button", name=GROWN_UP).click()
    page.get_by_label("PIN").fill("9999")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="not the PIN")).to_be_visible()
    nothing_of_the_file(page)
    take_back(page)
    assert OF_THE_FILE[0] in page.content(), "the practitioner's page holds it"
    expect(page.get_by_role("button", name="Notes, something to read")).to_be_visible()


def nothing_of_the_file(page: Page) -> None:
    shown = page.content()
    for word in (*OF_THE_FILE, "Supervisor", "About home", "wb-header", "7 years", "10 years"):
        assert word not in shown, word


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_skipping_is_in_sight_on_every_question_of_the_youngest(page, case, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    hand_over(page, case, 7)
    first, *others = own_items(start(VOICE, {"age": 7}))
    to_the_first(page, first.id)
    skip_in_sight(page)
    for item in others:
        page.locator("[data-next]").click()
        question(page, item.id)
        skip_in_sight(page)
        if item.id == "people_young":
            nobody_and_somebody_do_not_hold_together(page)
    take_back(page)


def nobody_and_somebody_do_not_hold_together(page: Page) -> None:
    ticked = page.locator(".own-choice input:checked")
    for name in ("Mum", "A friend"):
        page.get_by_role("checkbox", name=name).check(force=True)
    expect(ticked).to_have_count(2)
    page.get_by_role("checkbox", name="No one right now").check(force=True)
    expect(ticked).to_have_count(1)
    page.get_by_role("checkbox", name="A friend").check(force=True)
    expect(page.get_by_role("checkbox", name="No one right now")).not_to_be_checked()
    page.get_by_role("checkbox", name="I don't want to answer").check(force=True)
    expect(ticked).to_have_count(1)
    page.get_by_role("checkbox", name="I don't want to answer").uncheck(force=True)


def test_reloads_dead_kernels_and_the_cover_lose_nothing(browser, tmp_path):
    witness = Witness()
    with desk(tmp_path, 10) as case, admitted(browser, case.running, reduced_motion="reduce") as context:
        page = new_page(context)
        witness.watch(page)
        hand_over(page, case, 10)
        walk_to(page, "friends_middle")
        page.get_by_role("radio", name="Not so good").check(force=True)
        kept(page)
        page.reload()
        question(page, "friends_middle")
        expect(page.get_by_role("radio", name="Not so good")).to_be_checked()
        for kernel in case.running.kernels():
            kernel.kill()
        page.get_by_role("radio", name="Okay").check(force=True)
        page.wait_for_event("load", timeout=20_000)
        question(page, "friends_middle")
        expect(page.get_by_role("radio", name="Okay")).to_be_checked()
        walk_to(page, "wish_middle")
        page.get_by_role("textbox").fill("a garden")
        page.reload()
        question(page, "wish_middle")
        expect(page.get_by_role("textbox")).to_have_value("a garden")
        cover_and_come_back(page)
        change_the_first_answer(page)
    written, last = in_the_store(tmp_path)
    assert len(witness.acknowledged) > 10
    assert witness.acknowledged - written == set()
    assert (last["friends_middle"], last["wish_middle"], last["begin_middle"]) == ("okay", "a garden", "not_today")


def cover_and_come_back(page: Page) -> None:
    page.keyboard.press("F9")
    expect(page.get_by_label("PIN")).to_be_focused()
    assert VOICE.item("wish_middle").text not in page.content()
    page.wait_for_timeout(500)
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    question(page, "wish_middle")
    expect(page.get_by_role("textbox")).to_have_value("a garden")


def change_the_first_answer(page: Page) -> None:
    """The child thinks again: with “not today” nothing more is asked, and what it said before is kept."""
    back = page.get_by_role("button", name="Back", exact=True)
    while page.get_by_role("heading", level=1).inner_text() != VOICE.item("begin_middle").text:
        back.click()
    page.get_by_role("radio", name="Not today").check(force=True)
    page.locator("[data-next]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That is fine.")
    kept(page)
