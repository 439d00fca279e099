"""A form of the organisation's own, answered in one run of the workbench and read in the next, without its folder."""

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from cli.calling import call, save_secret
from launcher.running import PASSPHRASE, Page, Running, launcher, make_store
from library.own_forms import own_form
from workbench.store import Store, agreements, families

EDITED = ('text = "Teeth and mouth"', 'text = "Feet and shoes"')
SITTING = {"present": "child", "interpreter": "none", "instrument": "own_teeth", "on": date.today().isoformat()}


@pytest.fixture
def child(tmp_path: Path) -> str:
    """Id of a child whose assessment is agreed to, in a store of its own."""
    make_store(tmp_path / "store")
    with Store.open(tmp_path / "store", PASSPHRASE) as store:
        child = families.add_child(store, families.add_family(store).id, born="2017", group="left_behind", code="K-214")
        mother = families.add_person(store, child.family_id, "mother")
        agreements.add_responsibility(store, child.id, mother.id, "by_birth")
        agreements.add_consent(store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    return child.id


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir(mode=0o755)
    own_form(folder)
    return folder


@pytest.fixture
def draft(tmp_path: Path, child: str, forms: Path) -> str:
    """What a first run left: a page begun and answered, the workbench closed."""
    with launcher(tmp_path, "--instruments", str(forms)) as running:
        draft = begun(running, child)
        answer(running, draft, "mode", "see")
    return draft


def begun(running: Running, child: str) -> str:
    told = running.browser.post_form(f"/child/{child}/sitting", SITTING)
    place = told.headers.get("location", "")
    assert place.startswith("/sitting#"), told.text
    return place.partition("#")[2]


def answer(running: Running, draft: str, item: str, value: object) -> None:
    """Open the guided page, give one answer and wait until it is saved."""
    with Page(running.browser) as page:
        view = page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["view"]
        change = {"kind": "answer", "item": item, "value": value, "source": "carer"}
        name = f"{item}-{view['revision']}"
        told = page.say({"draft": draft, "tab": "t", "id": name, "base": view["revision"], "change": change})
    assert told[-1]["kind"] == "saved", told


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("what", ["gone", "edited"])
def test_a_record_opens_goes_on_prints_and_verifies(tmp_path: Path, child: str, forms: Path, draft: str, what: str):
    if what == "gone":
        shutil.rmtree(forms)
    else:
        own_form(forms, change=EDITED)
    with launcher(tmp_path, *(("--instruments", str(forms)) if forms.exists() else ())) as running:
        assert "own_teeth" not in running.browser.get("/").text
        assert "Teeth &lt;b&gt;first" in running.browser.get(f"/child/{child}").text
        answer(running, draft, "teeth", 3)
        assert "Teeth and mouth" in running.browser.get(f"/child/{child}/notes").text
        printed = running.browser.get(f"/report/{draft}.pdf")
        assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
        refused = running.browser.post_form(f"/child/{child}/sitting", SITTING)
        assert refused.status == 422
        if what == "edited":
            assert "own_teeth 1.0: it was answered here, and its definition asks something else now" in refused.text
            assert "A change of a question is a new version" in refused.text
        settings = running.browser.get("/settings").text
        assert ("Not begun any more" in settings) == (what == "edited")
    secret, sheet = save_secret(tmp_path / "secret", PASSPHRASE), tmp_path / "sheet.pdf"
    environment = {"env": {"WORKBENCH_INSTRUMENTS": str(forms), "HOME": str(tmp_path / "home"), "PATH": "/usr/bin"}}
    for more in ({}, environment):
        verified = call("store", "verify", tmp_path / "store", "--passphrase-file", secret, **more)
        assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
        words = ("--child", "K-214", "--out", sheet, "--replace", "--passphrase-file", secret)
        written = call("report", "--store", tmp_path / "store", *words, **more)
        assert written.returncode == 0, written.stderr
        text = words_of(sheet.read_bytes())
        assert "Teeth and mouth" in text and "Feet and shoes" not in text
        assert "Swollen cheek, fever, or refuses all food." in text


def test_a_new_version_of_an_edited_form_is_begun_and_the_old_record_stays(tmp_path, child, forms, draft):
    own_form(forms)
    text = (forms / "own_teeth" / "1.0.toml").read_text().replace('version = "1.0"', 'version = "1.1"').replace(*EDITED)
    (forms / "own_teeth" / "1.1.toml").write_text(text)
    with launcher(tmp_path, "--instruments", str(forms)) as running:
        later = begun(running, child)
        for known, asked in ((later, "Feet and shoes"), (draft, "Teeth and mouth")):
            answer(running, known, "mode", "see")
            answer(running, known, "teeth", 3)
            assert asked in running.browser.get(f"/child/{child}/notes").text
