"""A form of the organisation's own in a browser: on the page, answered, printed; and again when its folder is gone."""

import io
import shutil
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from browser.walking import admitted, fetch, look, new_page
from launcher.running import PASSPHRASE, launcher, make_store
from library.own_forms import TITLE, own_form
from workbench.store import Store, agreements, families


def agreed(folder: Path) -> str:
    """Id of a child whose assessment is agreed to, in a store of its own."""
    make_store(folder)
    with Store.open(folder, PASSPHRASE) as store:
        child = families.add_child(store, families.add_family(store).id, born="2017", group="left_behind")
        mother = families.add_person(store, child.family_id, "mother")
        agreements.add_responsibility(store, child.id, mother.id, "by_birth")
        agreements.add_consent(store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    return child.id


def saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def printed(page: Page) -> str:
    """The words of the sheet that the page offers to print."""
    answer = fetch(page, page.locator("a[href^='/report/']").first.get_attribute("href"))
    assert answer.status == 200
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body)).pages).split())


def test_an_own_form_is_begun_answered_and_printed_and_opens_without_its_folder(browser: Browser, tmp_path: Path):
    child, forms = agreed(tmp_path / "store"), tmp_path / "forms"
    forms.mkdir(mode=0o755)
    own_form(forms)
    with launcher(tmp_path, "--instruments", str(forms)) as running, admitted(browser, running) as context:
        page = new_page(context)
        page.goto(f"/child/{child}/sitting")
        page.get_by_label(f"{TITLE}: a look at <i>teeth</i>").check()
        page.locator("main button[type=submit]").click()
        page.wait_for_selector(".wb-card")
        page.locator("#question-mode input[value=see]").check()
        page.locator("nav").get_by_role("button", name="Body").click()
        expect(page.locator("#question-teeth")).to_contain_text("Teeth and mouth")
        page.locator("#question-teeth input[value='2']").check()
        saved(page)
        look(page)
        draft = page.url.partition("#")[2]
        page.goto(f"/child/{child}")
        assert "Brown spots, or pain with cold drinks." in printed(page)
        assert page.defects == []
    shutil.rmtree(forms)
    with launcher(tmp_path) as running, admitted(browser, running) as context:
        page = new_page(context)
        page.goto(f"/child/{child}")
        expect(page.get_by_text(TITLE).first).to_be_visible()
        assert "Brown spots, or pain with cold drinks." in printed(page)
        page.goto(f"/sitting#{draft}")
        expect(page.locator("#question-teeth input[value='2']")).to_be_checked()
        page.locator("#question-teeth input[value='3']").check()
        saved(page)
        page.get_by_role("button", name="Notes").click()
        expect(page.get_by_role("complementary", name="Notes")).to_contain_text("Teeth and mouth")
        look(page)
