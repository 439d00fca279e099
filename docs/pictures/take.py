"""Take the pictures of the README from a practice desk: `python docs/pictures/take.py`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from browser.walking import CHROMIUM, enter
from launcher.running import PASSPHRASE, begin_sitting, launcher
from workbench.store import Store, families

HERE = Path(__file__).parent
ITEM = "#question-hurt_at_home"


def fill_in(page: Page) -> None:
    """Answer as in a first meeting, up to a question with something said beside it."""
    page.locator("#question-go_on input[value=see]").check()
    page.get_by_role("navigation", name="Parts").get_by_role("button", name="At home").click()
    page.locator(f"{ITEM} input[value=worry]").check()
    page.locator(ITEM).get_by_role("button", name="add who").click()
    page.locator(f"{ITEM} textarea").first.fill("goes quiet when the stepfather's car is heard")
    page.locator(f"{ITEM} .wb-said-list select").first.select_option("worker")
    page.get_by_role("heading", level=1).focus()
    page.wait_for_timeout(1500)


def main() -> None:
    """Write sitting.png."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        begin_sitting(folder / "store")
        with Store.open(folder / "store", PASSPHRASE) as store:
            child = families.add_child(store, families.add_family(store).id, born="2017", code="K-274")
        draft = begin_sitting(folder / "store", child.id)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with launcher(folder, admit=False) as running:
            page = chromium.new_page(viewport={"width": 1240, "height": 760})
            enter(page, running.redirect_file)
            page.goto(f"{running.address}/sitting#{draft}")
            page.wait_for_selector(".wb-card")
            fill_in(page)
            page.screenshot(path=HERE / "sitting.png")
        chromium.close()


main()
