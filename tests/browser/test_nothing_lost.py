"""Kernels, tabs and launchers end at random moments; everything the page was told is saved is in the store."""

import random
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.walking import Witness, context_of, enter
from launcher.running import PASSPHRASE, Running, begin_sitting, launcher
from workbench.library.loading import instrument
from workbench.model.changes import from_json
from workbench.store import Store
from workbench.store.schema import journal
from workbench.store.verify import verify

FORM = instrument("safety_screen")
HOME = next(section.title for section in FORM.sections if section.id == "home")
ITEMS = ["hurt_at_home", "sees_harm", "looked_after", "whereabouts"]


def window(context: BrowserContext, running: Running, draft: str, witness: Witness) -> Page:
    page = context.new_page()
    page.set_default_timeout(20_000)
    witness.watch(page)
    page.goto(f"{running.address}/sitting#{draft}")
    page.wait_for_selector(".wb-card")
    return page


def to_home(page: Page) -> None:
    if page.get_by_role("heading", level=1).inner_text() != HOME:
        page.locator("#question-go_on input[value=ask]").check()
        page.get_by_role("navigation", name="Parts").get_by_role("button", name=HOME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


def fill_in(page: Page, chance: random.Random, marks: dict[str, str]) -> None:
    """Two or three answers, entered without waiting for any of them to be saved."""
    for item in chance.sample(ITEMS, chance.randint(2, 3)):
        code = chance.choice(FORM.responses[FORM.item(item).responses].codes)
        page.locator(f"#question-{item} input[value='{code}']").check()
        marks[item] = str(code)


def shows(page: Page, marks: dict[str, str]) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Saved", timeout=30_000)
    for item, code in marks.items():
        expect(page.locator(f"#question-{item} input[value='{code}']")).to_be_checked()


def shown(page: Page) -> dict[str, str]:
    answers = {item: page.locator(f"#question-{item} input:checked") for item in ITEMS}
    return {item: answer.first.input_value() for item, answer in answers.items() if answer.count()}


def in_the_store(folder: Path) -> tuple[set[str], dict[str, str]]:
    with Store.open(folder / "store", PASSPHRASE) as store:
        assert verify(store) == []
        with store.reading() as connection:
            rows = connection.execute(journal.select().order_by(journal.c.revision)).all()
    last = {change.item: str(change.value) for row in rows if hasattr(change := from_json(row.change), "value")}
    return {row.change_id for row in rows}, last


def campaign(browser: Browser, folder: Path, seed: int, blows: list[str]) -> Witness:
    chance, witness, marks = random.Random(seed), Witness(), {}
    draft = begin_sitting(folder / "store")
    lives = 1 + blows.count("launcher")
    while lives:
        lives -= 1
        with context_of(browser) as context, launcher(folder, cwd=folder, admit=False) as running:
            enter(context.new_page(), running.redirect_file)
            page = window(context, running, draft, witness)
            to_home(page)
            shows(page, marks)
            while blows:
                blow = blows.pop(0)
                fill_in(page, chance, marks)
                page.wait_for_timeout(chance.uniform(0, 120))
                if blow == "launcher":
                    running.process.send_signal(signal.SIGKILL)
                    running.process.wait()
                    marks = {}
                    break
                page = strike(blow, page, context, running, draft, witness)
                to_home(page)
                # A page that lives on keeps what was not yet saved; one that went away may take that with it.
                marks = marks if blow == "kernel" else shown(page)
                shows(page, marks)
        _, last = in_the_store(folder)
        marks = {item: code for item, code in last.items() if item in ITEMS}
    return witness


def strike(blow: str, page: Page, context: BrowserContext, running: Running, draft: str, witness: Witness) -> Page:
    if blow == "kernel":
        for kernel in running.kernels():
            kernel.kill()
        return page
    if blow == "reload":
        page.reload()
        page.wait_for_selector(".wb-card")
        return page
    if blow == "close":
        page.goto("about:blank")
        page.close()
        return window(context, running, draft, witness)
    second = window(context, running, draft, witness)
    expect(page.get_by_role("alert").filter(has_text="another window")).to_be_visible()
    page.close(run_before_unload=False)
    return second


@pytest.mark.timeout(240)
def test_no_acknowledged_change_is_lost_whatever_ends(browser, tmp_path):
    blows = ["kernel", "reload", "launcher", "second window", "close", "kernel", "launcher"]
    witness = campaign(browser, tmp_path, seed=20, blows=blows)
    kept, _ = in_the_store(tmp_path)
    assert len(witness.acknowledged) >= 8
    assert witness.acknowledged - kept == set()


@pytest.mark.validate
@pytest.mark.timeout(3600)
def test_fifty_random_ends_lose_nothing(browser, tmp_path, keep_figures):
    chance = random.Random(50)
    blows = chance.choices(["kernel", "reload", "close", "second window", "launcher"], weights=[4, 2, 2, 1, 1], k=50)
    counted = {blow: blows.count(blow) for blow in sorted(set(blows))}
    witness = campaign(browser, tmp_path, seed=51, blows=blows)
    kept, _ = in_the_store(tmp_path)
    lost = len(witness.acknowledged - kept)
    row = {"ended": sum(counted.values()), **counted, "acknowledged": len(witness.acknowledged), "lost": lost}
    how = "Chromium answers two or three questions; at a random moment within 120 ms something ends."
    keep_figures("Acknowledged changes lost", how, [row])
    assert lost == 0
