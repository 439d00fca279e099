"""`workbench cohort` on the command line."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from click.testing import CliRunner

from workbench import cli
from workbench.cohort.check import check_cohort
from workbench.cohort.contract import TABLES
from workbench.cohort.frames import retyped
from workbench.cohort.writing import digest
from workbench.errors import TableError
from workbench.synth.synthesis import synthesise


def run(*arguments):
    return CliRunner().invoke(cli.workbench, ["cohort", *map(str, arguments)])


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cohort") / "out"
    done = run("--families", 30, "--seed", 7, "--out", folder)
    assert done.exit_code == 0, done.output
    return folder


def test_the_files_hold_the_cohort(written):
    tables = {name: retyped(table, pd.read_csv(written / f"{name}.csv")) for name, table in TABLES.items()}
    check_cohort(tables)
    drawn = synthesise(30, 7)
    for name in ("families", "children", "stages", "setbacks", "visits"):
        pd.testing.assert_frame_equal(tables[name], drawn.tables[name])


def test_manifest_and_description_stand_beside_them(written):
    manifest = json.loads((written / "manifest.json").read_text())
    assert (manifest["families"], manifest["seed"], manifest["scenario"]) == (30, 7, "default")
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == {
        f"{name}.csv": digest(written / f"{name}.csv") for name in TABLES
    }
    package = json.loads((written / "datapackage.json").read_text())
    assert [one["path"] for one in package["resources"]] == [f"{name}.csv" for name in TABLES]
    assert not (written / "truth").exists()


def test_parquet_and_truth(tmp_path, written):
    done = run("--families", 30, "--seed", 7, "--out", tmp_path, "--format", "parquet", "--truth")
    assert done.exit_code == 0, done.output
    read = retyped(TABLES["stages"], pd.read_parquet(tmp_path / "stages.parquet"))
    pd.testing.assert_frame_equal(read, retyped(TABLES["stages"], pd.read_csv(written / "stages.csv")))
    truth = {path.stem for path in (tmp_path / "truth").iterdir()}
    assert truth == {"families", "children", "stages", "needs", "missing", "effects", "marginal", "shocks"}


def test_many_families_come_in_batches(tmp_path):
    done = run("--families", 2100, "--seed", 1, "--out", tmp_path, "--scenario", "small")
    assert done.exit_code == 0
    assert len(pd.read_csv(tmp_path / "children.csv")) == 60
    assert list(pd.read_csv(tmp_path / "visits.csv", nrows=1)) == [one.name for one in TABLES["visits"].columns]


def test_an_earlier_cohort_of_another_call_is_replaced_on_request_alone(tmp_path):
    done = run("--families", 5, "--seed", 1, "--out", tmp_path, "--truth")
    assert done.exit_code == 0
    other = ("--families", 5, "--seed", 2, "--out", tmp_path, "--format", "parquet")
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    refused = run(*other)
    assert (refused.exit_code, "another call made. Add --replace" in refused.stderr) == (2, True)
    assert kept and {path: path.read_bytes() for path in kept} == kept
    again = run(*other, "--replace")
    assert again.exit_code == 0
    assert "replaced" in again.output
    assert not list(tmp_path.glob("**/*.csv"))


def test_the_same_call_may_write_its_cohort_again_unless_it_was_edited(tmp_path):
    call = ("--families", 5, "--seed", 1, "--out", tmp_path)
    done = run(*call)
    assert done.exit_code == 0
    done = run(*call)
    assert "replaced" in done.output
    with (tmp_path / "children.csv").open("a") as file:
        file.write("a row of my own\n")
    refused = run(*call)
    assert (refused.exit_code, "children.csv was edited" in refused.stderr) == (2, True)
    assert "a row of my own" in (tmp_path / "children.csv").read_text()
    done = run(*call, "--replace")
    assert done.exit_code == 0


def test_a_case_is_not_replaced_by_a_cohort(tmp_path):
    ended = CliRunner().invoke(cli.workbench, ["case", "--seed", "31", "--out", str(tmp_path)])
    assert ended.exit_code == 0
    done = run("--families", 5, "--seed", 1, "--out", tmp_path / "seed31")
    assert (done.exit_code, (tmp_path / "seed31" / "case.md").exists()) == (2, True)


def test_a_wrong_scenario_leaves_the_folder_alone(tmp_path):
    ended = run("--families", 5, "--seed", 1, "--out", tmp_path)
    assert ended.exit_code == 0
    done = run("--families", 5, "--seed", 1, "--out", tmp_path, "--scenario", "null_group")
    assert done.exit_code == 2
    assert "Did you mean 'null_groups'?" in done.output
    assert (tmp_path / "children.csv").is_file()


def test_what_cannot_be_drawn_leaves_an_earlier_cohort_alone(tmp_path):
    out = tmp_path / "out"
    ended = run("--families", 5, "--seed", 1, "--out", out)
    assert "replaced" not in ended.output
    ended = run("--families", 10_000_000, "--seed", 1, "--out", out)
    assert ended.exit_code == 2
    scenario = tmp_path / "voice.toml"
    scenario.write_text('[ratings]\ninstrument = { value = "child_voice", unit = "id of an instrument" }\n')
    done = run("--families", 5, "--seed", 1, "--out", out, "--scenario", scenario)
    assert (done.exit_code, "which the child answers" in done.output) == (2, True), done.output
    assert (out / "children.csv").is_file()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("mine")
    done = run("--families", 5, "--seed", 1, "--out", tmp_path / "file" / "cohort")
    assert isinstance(done.exception, TableError)
    assert "cannot be written" in str(done.exception)


def test_a_foreign_folder_is_one_sentence_and_no_traceback(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    code = "from workbench.cli import main; main()"
    call = [sys.executable, "-c", code, "cohort", "--families", "5", "--seed", "1", "--out", str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "no cohort" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_families_is_wrong_use(tmp_path):
    done = run("--families", 0, "--seed", 1, "--out", tmp_path)
    assert done.exit_code == 2
