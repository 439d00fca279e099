"""Instruments of an organisation's own: data in a folder or a package, used after a check and without another edit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from cli.calling import call
from library.own_forms import SMALL, TITLE, own_form, own_package
from workbench.errors import UnknownName
from workbench.library import loading
from workbench.library.offering import offered
from workbench.library.own import FOLDER
from workbench.library.released import RECORD

SHIPPED = ["child_needs", "child_voice", "safety_screen"]


@pytest.fixture
def forms(tmp_path):
    """A folder of which this process is told for one test."""
    folder = tmp_path / "forms"
    folder.mkdir(mode=0o755)
    yield folder
    loading.use_folder(None)


def told(folder: Path) -> list[str]:
    return [str(fault) for fault in loading.use_folder(folder)]


def test_a_form_in_a_folder_is_offered_after_the_others(forms):
    own_form(forms)
    assert told(forms) == []
    assert workbench.instruments() == sorted([*SHIPPED, "own_teeth"])
    assert [form.id for form in offered()] == ["safety_screen", "child_needs", "child_voice", "own_teeth"]
    assert workbench.instrument("own_teeth").waits_for_consent
    loading.use_folder(None)
    assert workbench.instruments() == SHIPPED


def test_its_translation_comes_with_it(forms):
    path = own_form(forms)
    (path.parent / "1.0.de.toml").write_bytes(SMALL.with_name("1.0.de.toml").read_bytes())
    (path.parent / "1.0.de.toml").chmod(0o644)
    assert told(forms) == []
    assert loading.languages("own_teeth", "1.0") == ["en", "de"]
    assert loading.instrument("own_teeth", "1.0", "de").title != TITLE


def broken_toml(forms):
    own_form(forms, "wrong").write_text("format = ")


def unknown_code(forms):
    own_form(forms, "wrong", change=('domain = "health"', 'domain = "helth"'))


def other_name(forms):
    shutil.move(own_form(forms, "wrong").parent, forms / "wrongly")


def not_text(forms):
    own_form(forms, "wrong").write_bytes(b"\xff\xfe")


def for_all_to_write(forms):
    own_form(forms, "wrong").chmod(0o666)


def for_a_group_to_write(forms):
    own_form(forms, "wrong").parent.chmod(0o775)


def a_link(forms):
    path = own_form(forms, "wrong")
    path.rename(path.with_name("elsewhere.txt"))
    path.symlink_to(path.with_name("elsewhere.txt"))


def orders_for_a_terminal(forms):
    own_form(forms, "wrong", change=('"Teeth and mouth"', '"Teeth \\u001b[2J and mouth"'))


def turned_round(forms):
    own_form(forms, "wrong", change=('"Teeth and mouth"', '"Teeth \\u202e and mouth"'))


def a_name_that_ships(forms):
    own_form(forms, "safety_screen", more="waits_for_consent = false\n")


def changed_after_its_release(forms):
    own_form(forms, "wrong")
    (forms / RECORD).write_text(f'"wrong/1.0" = "{"0" * 64}"\n')
    (forms / RECORD).chmod(0o644)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (broken_toml, "not TOML"),
        (unknown_code, "helth"),
        (other_name, "id and folder alike"),
        (not_text, "not UTF-8"),
        (for_all_to_write, "that others may change it"),
        (for_a_group_to_write, "that others may change it"),
        (a_link, "a link"),
        (orders_for_a_terminal, "U+001B"),
        (turned_round, "U+202E"),
        (a_name_that_ships, "which is taken"),
        (changed_after_its_release, "a released 1.0 that was changed"),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_what_is_faulty_is_left_out_and_named_and_the_others_are_there(forms, fault, sentence):
    own_form(forms)
    fault(forms)
    found = told(forms)
    assert len(found) == 1 and sentence in found[0]
    assert workbench.instruments() == sorted([*SHIPPED, "own_teeth"])
    assert not workbench.instrument("safety_screen").waits_for_consent
    assert len(workbench.instrument("safety_screen").items) > 20


def test_a_form_with_a_byte_order_mark_is_there(forms):
    own_form(forms)
    (path,) = forms.rglob("1.0.toml")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert told(forms) == []
    assert "own_teeth" in workbench.instruments()


def test_a_folder_that_others_may_write_or_that_is_gone_is_told(forms):
    own_form(forms)
    forms.chmod(0o777)
    assert "others may change" in told(forms)[0]
    assert workbench.instruments() == SHIPPED
    assert str(forms / "gone") in told(forms / "gone")[0]
    with pytest.raises(UnknownName):
        workbench.instrument("own_teeth")


def test_what_was_checked_is_what_is_used(forms):
    path = own_form(forms)
    assert told(forms) == []
    path.write_text("format = ")
    assert workbench.instrument("own_teeth").title == TITLE


@pytest.mark.parametrize("kind", ["folder", "package"])
def test_after_the_check_it_is_in_list_manual_dictionary_and_jupyterlab(tmp_path, kind):
    """The installed command and a Python of its own, as a person starts them."""
    place = tmp_path / "place"
    if kind == "folder":
        file, extra = own_form(place), {FOLDER: str(place)}
    else:
        own_package(place)
        file, extra = place / "own_forms" / "forms" / "own_teeth" / "1.0.toml", {"PYTHONPATH": str(place)}
    place.chmod(0o755)
    surroundings = os.environ | extra
    checked = call("instruments", "check", file, env=surroundings)
    assert checked.returncode == 0, checked.stderr
    listed = call("instruments", "list", env=surroundings)
    assert "own_teeth  1.0  Teeth" in listed.stdout
    manual = call("instruments", "show", "own_teeth", env=surroundings)
    assert "Teeth and mouth" in manual.stdout and "<b>" not in manual.stdout.replace("\\<", "")
    done = call("dictionary", "--out", tmp_path / "told", env=surroundings)
    assert done.returncode == 0, done.stderr
    assert "own_teeth 1.0,teeth" in (tmp_path / "told" / "codebook.csv").read_text()
    assert list((tmp_path / "told" / "instruments").glob("own_teeth*"))
    code = (
        "from workbench.sitting.assess import _desk; from workbench.sitting.session import Session; "
        "desk = _desk('own_teeth'); view = Session(desk, first=desk.first).receive({'kind': 'open', 'draft': '', "
        "'tab': 't'})[0]['view']; print(view['items'])"
    )
    shown = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=False)
    assert "How to go on" in shown.stdout, shown.stderr


def test_a_package_that_is_not_installed_is_told(tmp_path):
    own_package(tmp_path)
    shutil.rmtree(tmp_path / "own_forms")
    done = call("instruments", "list", env=os.environ | {"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout.count("\n")) == (0, 3)
    assert "a package that is not installed" in done.stderr
