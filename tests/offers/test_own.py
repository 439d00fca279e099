"""Services of an organisation's own: one file in its folder, offered beside those that ship."""

from pathlib import Path

import pytest

import workbench as wb
from cli.calling import call
from workbench.library import loading
from workbench.offers.check import left_out
from workbench.offers.offering import services

OWN = """format = 1
instrument = "child_needs"
beside = true

[[services]]
id = "smile_bus"
title = "The smile bus"
kind = "medical"
what = "A dentist who comes to the day centre on Tuesdays."
needs = ["health_teeth"]
source = "practice: the town's own offer"
"""


@pytest.fixture
def folder(tmp_path: Path):
    """A folder with a catalogue, in use."""
    made = tmp_path / "own"
    made.mkdir(mode=0o755)
    (made / "catalogue.toml").write_text(OWN, "utf-8")
    loading.use_folder(made)
    yield made
    loading.use_folder(None)


def rewritten(folder: Path, old: str, new: str) -> None:
    (folder / "catalogue.toml").write_text(OWN.replace(old, new), "utf-8")
    loading.use_folder(folder)


def offered() -> list[str]:
    form = wb.instrument("child_needs")
    answers = wb.Answers(form, {"group": "left_behind", "age": 9, "stage": "transition"}).record("health_teeth", 2)
    (entry,) = services(form, answers)
    return [offer.service.title for offer in entry.offers]


def test_it_is_offered_after_those_that_ship(folder):
    assert offered() == ["Dentist", "Help with the cost of care", "The smile bus"]
    assert left_out() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"health_teeth"', '"health_tooth"', "Did you mean 'health_teeth'?"),
        ("smile_bus", "dentist", "an id that is taken"),
        ('kind = "medical"', 'kind = "magic"', "kind 'magic'"),
        ("format = 1", "format =", "catalogue.toml"),
    ],
)
def test_a_faulty_one_is_left_out_and_named_and_the_others_are_offered(folder, old, new, told):
    rewritten(folder, old, new)
    assert offered() == ["Dentist", "Help with the cost of care"]
    (fault,) = left_out()
    assert told in str(fault)


def test_one_that_others_could_change_is_left_out(folder):
    (folder / "catalogue.toml").chmod(0o666)
    loading.use_folder(folder)
    assert offered() == ["Dentist", "Help with the cost of care"]
    assert "others may change it" in str(loading.left_out()[0])


def test_the_installed_command_checks_it_and_names_what_is_left_out(folder, monkeypatch):
    good = call("instruments", "check", folder / "catalogue.toml")
    assert (good.returncode, good.stderr) == (0, "")
    rewritten(folder, '"health_teeth"', '"health_tooth"')
    bad = call("instruments", "check", folder / "catalogue.toml")
    assert bad.returncode == 1 and "health_tooth" in bad.stderr
    monkeypatch.setenv("WORKBENCH_INSTRUMENTS", str(folder))
    listed = call("instruments", "list")
    assert "Left out" in listed.stderr
