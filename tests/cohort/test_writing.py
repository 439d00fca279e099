"""Tables on disk: batches make one file, both formats hold the same, foreign folders stay untouched."""

from pathlib import Path

import pandas as pd
import pytest

from workbench.cohort.contract import TABLES
from workbench.cohort.frames import retyped
from workbench.cohort.writing import TableFiles, digest, earlier_files, write_json, writing_to
from workbench.errors import TableError


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_two_batches_make_one_file(tables, tmp_path, kind):
    stages = tables["stages"]
    files = TableFiles(tmp_path, kind)
    files.append({"stages": stages.iloc[:10]})
    files.append({"stages": stages.iloc[10:]})
    written = files.close()
    path = tmp_path / f"stages.{kind}"
    assert written == {path.name: {"rows": len(stages), "sha256": digest(path)}}
    read = pd.read_csv(path) if kind == "csv" else pd.read_parquet(path)
    pd.testing.assert_frame_equal(retyped(TABLES["stages"], read), stages)


def test_an_earlier_cohort_is_taken_away_and_nothing_else(tables, tmp_path):
    files = TableFiles(tmp_path, "csv")
    files.append({"visits": tables["visits"]})
    write_json(tmp_path / "manifest.json", {"files": files.close()})
    (tmp_path / "README.md").write_text("mine")
    assert {path.name for path in earlier_files(tmp_path)} == {"visits.csv", "manifest.json"}
    with writing_to(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(TableError, match="found files that are no cohort"), writing_to(tmp_path):
        pass
    with pytest.raises(TableError, match="found a file"), writing_to(tmp_path / "thesis.txt"):
        pass
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("way_out", ["../kept.csv", "{outside}", "truth/../../kept.csv", "link/kept.csv"])
def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path, way_out):
    outside = tmp_path / "kept.csv"
    outside.write_text("mine")
    folder = tmp_path / "cohort"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    write_json(folder / "manifest.json", {"files": {way_out.format(outside=outside): {}}})
    with writing_to(folder):
        pass
    assert outside.read_text() == "mine"


def test_a_new_or_empty_folder_has_nothing_to_take_away(tmp_path):
    assert not earlier_files(tmp_path)
    assert not earlier_files(tmp_path / "not yet there")


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("mine")
    folder = tmp_path / "file" / "cohort"
    with pytest.raises(TableError, match="cohort: cannot be written"), writing_to(folder) as draft:
        TableFiles(draft, "csv")


def test_the_folder_one_stands_in_has_a_name_too(tmp_path, monkeypatch):
    (tmp_path / "thesis.txt").write_text("mine")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TableError, match=r"^\.: found files that are no cohort"), writing_to(Path()):
        pass
