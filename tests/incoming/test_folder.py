"""Which file is read: every other one that could be meant is named."""

import shutil
import sys

import pytest

import workbench as wb
from workbench.errors import TableError, TableWarning


def test_two_files_of_one_table_are_named(folder, made):
    made.families.to_parquet(folder.place / "families.parquet")
    told = folder.refused()
    assert "table families: 'families.csv' and 'families.parquet' are both there; allowed: one of them" in told


@pytest.mark.parametrize("name", ["Families.CSV", "FAMILIES.csv", "families.CSV", "Families.Csv"])
def test_endings_in_capitals_are_read(folder, name):
    folder.path("families").rename(folder.place / name)
    assert len(folder.read().families) == 4


@pytest.mark.parametrize("name", ["Families.CSV", "FAMILIES.PARQUET"])
def test_two_files_whose_names_differ_in_capitals_are_named(folder, made, name):
    if name.endswith("CSV"):
        shutil.copy(folder.path("families"), folder.place / name)
    else:
        made.families.to_parquet(folder.place / name)
    assert f"table families: '{name}' and 'families.csv' are both there" in folder.refused()


COULD_BE_THE_TABLE = (
    *("families (1).csv", "Copy of families.csv", "families_old.parquet", "families-2026-12-01.CSV", "~families.csv"),
    *("families.csv.bak", "families.csv~", "families.csv.gz", "families.csv.part", "families.txt", "families"),
    *("families.xlsx", "families.tsv", "families.pq", "families.json"),
)


@pytest.mark.parametrize("name", COULD_BE_THE_TABLE)
def test_a_file_that_could_be_the_table_is_named(folder, name):
    shutil.copy(folder.path("families"), folder.place / name)
    told = folder.refused()
    assert told.startswith(f"table families: '{name}' has its name and is not read.")
    folder.path("families").unlink()
    assert f"'{name}' has its name" in folder.refused()


def test_a_folder_with_the_name_of_a_file_is_named(folder):
    folder.path("families").unlink()
    (folder.place / "families.parquet").mkdir()
    assert folder.refused().startswith("table families: 'families.parquet' is a folder; allowed: a file.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no links without a right of its own")
def test_a_link_is_followed_and_one_that_leads_nowhere_is_named(folder, tmp_path):
    path = folder.path("families").rename(tmp_path / "kept elsewhere.csv")
    folder.path("families").symlink_to(path)
    assert len(folder.read().families) == 4
    path.unlink()
    assert folder.refused().startswith("table families: 'families.csv' is no file that can be read; allowed: a file.")


def test_a_place_that_no_system_can_name_is_told():
    with pytest.raises(TableError, match="found no folder that can be read"):
        wb.read_cohort("cohort\0")


def test_only_tables_that_are_wanted_are_looked_for(folder):
    shutil.copy(folder.path("families"), folder.place / "families (1).csv")
    assert list(folder.read(["visits"]).tables) == ["visits"]


@pytest.mark.parametrize("name", ["notes.xlsx", "codebook.csv", "results.parquet", "old.zip"])
def test_data_of_other_names_are_warned_of(folder, name):
    (folder.place / name).write_text("x")
    with pytest.warns(TableWarning, match="is not read: it is no table of a cohort") as told:
        folder.read()
    assert name in str(told[0].message)
    assert told[0].filename == folder.read.__func__.__code__.co_filename


def test_papers_truth_and_hidden_files_may_lie_there(folder):
    for name in ("README.md", "manifest.json", "datapackage.json", "families.md", "stages.png", ".~lock.children.csv#"):
        (folder.place / name).write_text("{}")
    (folder.place / "truth").mkdir()
    shutil.copy(folder.path("families"), folder.place / "truth" / "families.csv")
    assert len(folder.read().families) == 4
