"""Tables on disk: batches make one file, both formats hold the same, foreign folders stay untouched."""

import pandas as pd
import pytest

from workbench.cohort.contract import TABLES
from workbench.cohort.frames import retyped
from workbench.cohort.writing import TableFiles, clear_earlier, digest, write_json, writing_to
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
    assert clear_earlier(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(TableError, match="found files that are no cohort"):
        clear_earlier(tmp_path)
    with pytest.raises(TableError, match="found a file"):
        clear_earlier(tmp_path / "thesis.txt")
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("way_out", ["../kept.csv", "{outside}", "truth/../../kept.csv", "link/kept.csv"])
def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path, way_out):
    outside = tmp_path / "kept.csv"
    outside.write_text("mine")
    folder = tmp_path / "cohort"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    write_json(folder / "manifest.json", {"files": {way_out.format(outside=outside): {}}})
    clear_earlier(folder)
    assert outside.read_text() == "mine"


def test_a_new_or_empty_folder_has_nothing_to_take_away(tmp_path):
    assert not clear_earlier(tmp_path)
    assert not clear_earlier(tmp_path / "not yet there")


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("mine")
    folder = tmp_path / "file" / "cohort"
    with pytest.raises(TableError, match="cohort: cannot be written"), writing_to(folder):
        TableFiles(folder, "csv")
