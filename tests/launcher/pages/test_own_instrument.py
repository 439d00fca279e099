"""A form of the organisation's own, named in the settings: offered, answered, printed, and never in the others' way."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from launcher.pages.served import Desk
from library.own_forms import TITLE, own_form
from workbench.desk.wire import from_wire, to_wire
from workbench.library import loading
from workbench.model.casework import Child
from workbench.model.changes import Answer
from workbench.store import StoreDesk, agreements, families, sittings


@pytest.fixture
def forms(tmp_path: Path):
    """A folder with one form."""
    folder = tmp_path / "forms"
    folder.mkdir(mode=0o755)
    own_form(folder)
    yield folder
    loading.use_folder(None)


@pytest.fixture
def child(desk: Desk) -> Child:
    """A child whose assessment is agreed to."""
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    return child


def begun(desk: Desk, child: Child) -> str:
    answer = desk.post(f"/child/{child.id}/sitting", SITTING | {"on": date.today().isoformat()})
    return answer.place.partition("#")[2]


SITTING = {"present": "child", "interpreter": "none", "instrument": "own_teeth"}


def test_a_folder_in_the_settings_offers_its_forms_and_text_stays_text(desk: Desk, child: Child, forms: Path) -> None:
    assert TITLE not in desk.get(f"/child/{child.id}/sitting").words
    assert desk.fill_in("/settings", "/settings", instruments=str(forms)).place == "/settings/saved"
    assert f"In use: {TITLE} (own_teeth 1.0)" in desk.get("/settings").words
    page = desk.get(f"/child/{child.id}/sitting")
    assert f"{TITLE}: a look at <i>teeth</i>" in page.words
    assert "<b>first</b>" not in page.text and "<i>teeth</i>" not in page.text


def test_it_is_begun_answered_and_printed(desk: Desk, child: Child, forms: Path) -> None:
    desk.fill_in("/settings", "/settings", instruments=str(forms))
    draft = begun(desk, child)
    keeper = StoreDesk(desk.store)
    assert keeper.open(draft, "t").draft.answers.value("here") == ("child",)
    keeper.amend(draft, Answer(item="mode", value="see"))
    keeper.amend(draft, Answer(item="teeth", value=3))
    assert TITLE in desk.get(f"/child/{child.id}").words
    assert "1 note" in desk.get("/").words
    assert "Mouth" in desk.get(f"/child/{child.id}/notes").words
    printed = desk.get(f"/report/{draft}.pdf")
    assert printed.status == 200
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.body)).pages)
    assert "Teeth and mouth" in " ".join(text.split())


def test_it_waits_for_agreement_as_its_definition_says(desk: Desk, forms: Path) -> None:
    desk.fill_in("/settings", "/settings", instruments=str(forms))
    child = desk.child()
    answer = desk.post(
        f"/child/{child.id}/sitting", SITTING | {"on": date.today().isoformat(), "why": "x", "decided_by": "y"}
    )
    assert answer.status == 422 and "waits for agreement" in answer.words
    own_form(forms, more="waits_for_consent = false\n")
    desk.fill_in("/settings", "/settings")
    assert TITLE in desk.get(f"/child/{child.id}/sitting").words
    answer = desk.post(
        f"/child/{child.id}/sitting", SITTING | {"on": date.today().isoformat(), "why": "pain", "decided_by": "M. O."}
    )
    assert answer.place.startswith("/sitting#"), answer.words
    assert [entry.reason for entry in agreements.without_consent(desk.store, child.id)] == ["pain"]
    assert "pain (decided by M. O.)" in desk.get(f"/child/{child.id}").words.replace("\u2068", "").replace("\u2069", "")


def test_a_kernel_gets_the_definition_over_its_link(desk: Desk, child: Child, forms: Path) -> None:
    desk.fill_in("/settings", "/settings", instruments=str(forms))
    opened = StoreDesk(desk.store).open(begun(desk, child), "t")
    wire = to_wire(opened)
    loading.use_folder(None)
    assert from_wire(wire, loading.instrument) == opened
    first = sittings.start_sitting(desk.store, child.id, on=date.today(), present=("child",))
    assert to_wire(StoreDesk(desk.store).open(first, "t")).draft.definition is None


@pytest.mark.parametrize("what", ["faulty", "writable by others", "gone"])
def test_a_faulty_or_missing_form_never_closes_the_others(desk: Desk, child: Child, forms: Path, what: str) -> None:
    desk.fill_in("/settings", "/settings", instruments=str(forms))
    begun(desk, child)
    if what == "faulty":
        (forms / "own_teeth" / "1.0.toml").write_text("format = ")
    elif what == "gone":
        forms.rename(forms.with_name("elsewhere"))
    else:
        forms.chmod(0o777)
    desk.vault.look_for_instruments()
    for path in ("/", f"/child/{child.id}", f"/child/{child.id}/sitting", "/settings"):
        page = desk.get(path)
        assert page.status == 200, path
    assert "Left out:" in desk.get("/settings").words
    assert "How things are" in desk.get(f"/child/{child.id}/sitting").words


def test_a_folder_that_is_not_there_is_refused(desk: Desk) -> None:
    answer = desk.fill_in("/settings", "/settings", instruments="/no/such/folder")
    assert answer.status == 422 and "There is no such folder" in answer.words
