"""A pointer leads a stranger to a work and a whole heading of it; one that does not is refused where it stands."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from library.sources import keep, known_headings, letters, listed_headings
from workbench.cohort.contract import TABLES
from workbench.dictionary.package import check_columns
from workbench.dictionary.pages import write_instrument_page, write_table_page
from workbench.errors import WrongParameter
from workbench.library.loading import instrument, instruments, released
from workbench.library.manual import write_manual
from workbench.library.released import release_faults
from workbench.library.sources import cited, mentioned_faults, source_faults, sources
from workbench.synth.parameters import check_numbers, read_parameters

WORKBENCH = Path(sys.executable).with_name("workbench")
HEALTH = "000 › Health issues and needs"


def workbench(*words: object) -> subprocess.CompletedProcess:
    return subprocess.run([WORKBENCH, *map(str, words)], capture_output=True, text=True, check=False)


def test_every_listed_heading_stands_in_its_text():
    assert listed_headings() == known_headings()


def test_a_heading_that_no_text_has_would_be_told(tmp_path):
    heading = "000 › Health issues and needs"
    (tmp_path / "000_made_up.txt").write_text("…\n  Health issues\n   and needs3\nMore.\n")
    assert heading not in keep(tmp_path, tmp_path)
    assert heading in known_headings(tmp_path)
    (tmp_path / "000_made_up.txt").write_text("Health and needs\n")
    assert heading in keep(tmp_path, tmp_path)
    assert letters("traf-\nficking 3.1") == "trafficking31"


def test_every_work_says_who_wrote_it_and_where_to_get_it():
    assert list(sources()) == ["000", "001", "002", "003", "004"]
    for work in sources().values():
        assert work.author and work.title and work.publisher
        assert 1990 < work.year < 2030
        assert work.where.startswith("https://")
        assert len(set(work.headings)) == len(work.headings)


@pytest.mark.parametrize(
    ("source", "found", "remedy"),
    [
        ("000 › Health issues", "no whole heading", "Did you mean 'Health issues and needs'?"),
        ("000 › Health isues and needs", "no whole heading", "Did you mean 'Health issues and needs'?"),
        ("000 › Health issues and needs and more", "no whole heading", "Did you mean 'Health issues and needs'?"),
        (
            "004 › LEGAL PROCESS",
            "no whole heading",
            "Did you mean 'NEEDS OF VICTIM/WITNESSES DURING THE LEGAL PROCESS'?",
        ),
        ("000 › Socialisation of children", "no whole heading", "practice"),
        ("002 › a welcome that fades", "no whole heading", "practice"),
        ("003 › Issues in the parent-child relationship", "no whole heading", ""),
        ("005 › Health issues and needs", "'005'", "Name a work of that list."),
        ("000 Health issues and needs", "'000 Health issues and needs'", "Say where"),
        ("practice: so", "'practice: so'", "Say where"),
        ("", "no source", "Say where"),
    ],
)
def test_what_is_no_whole_heading_is_refused(source, found, remedy):
    (fault,) = source_faults("item one", source)
    assert found in fault.found and remedy in fault.remedy


@pytest.mark.parametrize("source", [HEALTH, "practice: a reason that somebody can weigh"])
def test_a_whole_heading_or_a_reason_is_taken(source):
    assert list(source_faults("item one", source)) == []


@pytest.mark.parametrize("cut", ["000 › Health issues", "005 › Health issues and needs"])
def test_a_faulty_pointer_is_refused_by_the_command(tmp_path, save, small, cut):
    path = save(small)
    text = path.read_text("utf-8")
    assert HEALTH in text
    whole = workbench("instruments", "check", path)
    assert whole.returncode == 0
    path.write_text(text.replace(HEALTH, cut), "utf-8")
    done = workbench("instruments", "check", path)
    assert done.returncode == 1
    assert cut[:3] in done.stderr and "Traceback" not in done.stderr


def test_columns_and_numbers_name_whole_headings():
    assert check_columns() == []
    assert check_numbers() == []
    checked = workbench("instruments", "check")
    assert checked.returncode == 0
    assert "cohort: no fault found." in checked.stdout and "synth/numbers: no fault found." in checked.stdout


def test_a_column_with_a_faulty_pointer_is_told():
    table = TABLES["children"]
    column = replace(table.column("told"), source="002 › Children left")
    (fault,) = check_columns([replace(table, columns=(column,))])
    assert str(fault).startswith("cohort/children, column told: found source '002 › Children left'")
    assert "Did you mean 'Children left behind'?" in str(fault)


@pytest.mark.parametrize(
    ("text", "alone", "faults"),
    [
        (HEALTH, True, 0),
        (f"{HEALTH}: what is said there", True, 0),
        (f"half of what {HEALTH}, says", False, 0),
        (f"{HEALTH} and more", False, 1),
        ("000 › Health", False, 1),
        ("006 › Health", False, 1),
        ("a welcome that fades", False, 0),
        ("a welcome that fades", True, 1),
    ],
)
def test_a_pointer_inside_a_sentence_is_held_too(text, alone, faults):
    assert len(list(mentioned_faults("number", text, alone=alone))) == faults


def test_a_scenario_with_a_faulty_pointer_is_refused(tmp_path):
    scenario = tmp_path / "mine.toml"
    unit = read_parameters()["dropout.need"].unit
    told = f'[dropout]\nneed = {{ value = 0.1, unit = "{unit}", source = "%s" }}\n'
    scenario.write_text(told % HEALTH, "utf-8")
    assert read_parameters(scenario)["dropout.need"].reason == HEALTH
    scenario.write_text(told % "our own count of 2025", "utf-8")
    assert read_parameters(scenario)["dropout.need"].provenance == "source"
    scenario.write_text(told % "000 › Health isues", "utf-8")
    with pytest.raises(WrongParameter, match=r"mine.toml, parameter 'dropout.need': found source .*Did you mean"):
        read_parameters(scenario)
    done = workbench("cohort", "--families", 1, "--seed", 1, "--scenario", scenario, "--out", tmp_path / "out")
    assert done.returncode != 0 and "no whole heading" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", instruments())
def test_manual_and_dictionary_end_with_the_works_that_they_name(name):
    form = instrument(name)
    of_items = cited(item.source for item in form.items)
    of_all = cited([item.source for item in form.items] + [note.source for note in form.guidance.values()])
    for text, works in ((write_manual(form), of_all), (write_instrument_page(form), of_items)):
        listed = text.partition("\n## Sources\n")[2]
        assert [line[3:6] for line in listed.splitlines() if line.startswith("- `")] == list(works)
        assert all(work.reference in listed for work in works.values())


def test_a_page_that_names_no_work_has_no_list():
    column = replace(TABLES["children"].column("told"), source="practice: a reason of our own")
    assert "## Sources" not in write_table_page(replace(TABLES["children"], columns=(column,)))
    assert "## Sources" in write_table_page(TABLES["children"])


def test_sources_are_no_part_of_what_a_release_froze():
    form = instrument("safety_screen")
    items = tuple(replace_source(item) for item in form.items)
    record = released()
    moved = type(form)(**{name: getattr(form, name) for name in form.__struct_fields__} | {"items": items})
    assert list(release_faults("safety_screen/1.0", moved, record)) == []


def replace_source(item):
    values = {name: getattr(item, name) for name in item.__struct_fields__}
    return type(item)(**values | {"source": "practice: moved for this test"})
