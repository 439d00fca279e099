"""`workbench report`, run as a practitioner or a script runs it."""

import io
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from workbench.model import changes
from workbench.store.agreements import add_consent, add_responsibility
from workbench.store.desk import StoreDesk
from workbench.store.families import add_child, add_family, add_person
from workbench.store.keyring import Cost
from workbench.store.opening import Store
from workbench.store.sittings import add_assessment, sitting_of, start_sitting

PASSPHRASE = "six plain words for one door"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store with K-214, who had two sittings, and K-300, who had none; and a file with its passphrase."""
    folder = tmp_path_factory.mktemp("case") / "store"
    cost = Cost(passes=1, memory_kib=8, lanes=1)
    store, _ = Store.create(folder, PASSPHRASE, practitioner="AB", pin="2468", cost=cost)
    with store:
        family = add_family(store)
        child = add_child(store, family.id, born="2017-04", code="K-214")
        add_child(store, family.id, code="K-300")
        for day, left in ((20, "Tired from the first meeting."), (22, "Humming a song.")):
            draft = start_sitting(
                store, child.id, on=date(2026, 11, day), present=("child",), decided_by="AB", reason="Asked to talk."
            )
            desk = StoreDesk(store)
            desk.open(draft, "tab")
            desk.record(changes.Envelope(draft=draft, tab="tab", id=f"a{day}", base=0, change=changes.Stop(left=left)))
    secret = folder.parent / "passphrase"
    secret.write_text(PASSPHRASE)
    secret.chmod(0o600)
    return folder


def run(folder: Path, out: Path, *more: str, child: str = "K-214") -> subprocess.CompletedProcess[str]:
    command = ["report", "--store", folder, "--child", child, "--out", out]
    command += more or ["--passphrase-file", folder.parent / "passphrase"]
    code = "from workbench.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, command)],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def text_of(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read_bytes())).pages)


def test_the_newest_sitting_is_printed_for_its_reader_alone(folder, tmp_path):
    out = tmp_path / "page.pdf"
    done = run(folder, out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Humming a song." in text_of(out)
    assert "22 November 2026" in text_of(out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_in_a_folder_the_file_is_named_by_code_and_day_and_replaced_when_printed_again(folder, tmp_path):
    done = run(folder, tmp_path, child="k-214")
    assert done.returncode == 0
    done = run(folder, tmp_path)
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["K-214 2026-11-22.pdf"]


def test_a_pdf_of_a_name_that_was_given_is_replaced_on_request_alone(folder, tmp_path):
    out, secret = tmp_path / "page.pdf", ("--passphrase-file", str(folder.parent / "passphrase"))
    out.write_bytes(b"%PDF-1.7 of somebody else")
    refused = run(folder, out)
    assert (refused.returncode, "Add --replace" in refused.stderr) == (2, True)
    assert out.read_bytes() == b"%PDF-1.7 of somebody else"
    done = run(folder, out, "--replace", *secret)
    assert done.returncode == 0
    assert "Humming a song." in text_of(out)


def test_each_page_of_the_newest_sitting_can_be_asked_for_and_has_a_neutral_name_of_its_own(folder, tmp_path):
    with Store.open(folder, PASSPHRASE) as store:
        child = add_child(store, add_family(store).id, born="2017-04", group="born_into", code="K-401")
        mother = add_person(store, child.family_id, "mother")
        add_responsibility(store, child.id, mother.id, "by_birth")
        day = date(2026, 11, 23)
        add_consent(store, child.id, "assessment", "given", on=day, person_id=mother.id)
        first = start_sitting(store, child.id, on=day, present=())
        added = add_assessment(store, sitting_of(store, first).id, "child_needs")
        StoreDesk(store).amend(added, changes.Answer(item="health_teeth", value=2))
    secret = ("--passphrase-file", str(folder.parent / "passphrase"))
    done = run(folder, tmp_path, child="K-401")
    assert done.returncode == 0
    done = run(folder, tmp_path, "--instrument", "safety_screen", *secret, child="K-401")
    assert done.returncode == 0
    names = ["K-401 2026-11-23 how-things-are.pdf", "K-401 2026-11-23.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert "at least 1" in text_of(tmp_path / names[0])
    other = run(folder, tmp_path, "--instrument", "child_voice", *secret, child="K-401")
    assert other.returncode == 1 and "it holds: child_needs, safety_screen" in other.stderr


def test_a_file_that_is_no_pdf_is_not_replaced(folder, tmp_path):
    out = tmp_path / "notes.txt"
    out.write_text("mine")
    done = run(folder, out)
    assert done.returncode == 2
    assert "found a file that is not a PDF" in done.stderr
    assert out.read_text() == "mine"


@pytest.mark.parametrize(
    ("child", "says"), [("K-999", "child"), ("K-300", "this child has no sitting yet")], ids=["unknown", "no sitting"]
)
def test_a_child_without_a_page_is_said_in_one_sentence(folder, tmp_path, child, says):
    done = run(folder, tmp_path / "page.pdf", child=child)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "page.pdf").exists()


def test_a_wrong_passphrase_prints_nothing(folder, tmp_path):
    wrong = tmp_path / "wrong"
    wrong.write_text("other plain words for no door")
    wrong.chmod(0o600)
    done = run(folder, tmp_path / "page.pdf", "--passphrase-file", str(wrong))
    assert done.returncode == 1
    assert "other plain words" not in done.stderr + done.stdout
    assert not (tmp_path / "page.pdf").exists()


def test_a_folder_that_is_not_there_is_wrong_use(folder, tmp_path):
    done = run(folder, tmp_path / "none" / "page.pdf")
    assert done.returncode == 2
    assert "its folder does not exist" in done.stderr
