"""`workbench case`: cases to hand out, tables beside them; wrong wishes are one sentence."""

import json

from click.testing import CliRunner

from workbench import cli
from workbench.errors import CaseNotFound, TableError
from workbench.incoming.reading import read_cohort
from workbench.synth.case import more_cases, synthesise_case

WISH = ["--seed", "3", "--group", "left_behind", "--ages", "6-11", "--need", "legal:3", "--need", "family_story"]


def run(*arguments):
    return CliRunner().invoke(cli.workbench, ["case", *map(str, arguments)])


def wished():
    return synthesise_case(3, group="left_behind", ages="6-11", needs={"legal": 3, "family_story": 2})


def test_a_case_is_told_on_the_screen():
    done = run(*WISH)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"{wished().description}\n{wished().afterwards}\n"


def test_cases_are_written_a_folder_each_named_by_seed_and_wish(tmp_path):
    done = run(*WISH, "--count", 2, "--out", tmp_path / "cases", "--truth")
    assert done.exit_code == 0, done.stderr
    case = wished()
    folder, second = sorted((tmp_path / "cases").iterdir())
    assert folder.name.startswith("seed3_left-behind-6-11-legal-3-family-story_")
    assert second.name == f"{folder.name}-2" and second.name in done.stdout
    for path, one in ((folder, case), (second, more_cases(case, 1)[0])):
        assert (path / "case.md").read_text() == one.description
        assert (path / "afterwards.md").read_text() == one.afterwards
        assert read_cohort(path).children["child_id"].tolist() == one.cohort.children["child_id"].tolist()
        assert json.loads((path / "manifest.json").read_text())["child"] == one.child_id
    assert (folder / "truth" / "needs.csv").exists()
    (folder / "my_notes.txt").write_text("mine")
    ended = run(*WISH, "--out", tmp_path / "cases", "--replace")
    assert ended.exit_code == 0
    assert not (folder / "truth" / "needs.csv").exists(), "what an earlier run left goes with it"
    assert (folder / "my_notes.txt").read_text() == "mine"


def test_a_case_is_never_replaced_unasked(tmp_path):
    out = ("--out", tmp_path)
    ended = run("--seed", 31, *out)
    outcome = run("--seed", 32, *out)
    assert ended.exit_code == outcome.exit_code == 0
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.parent.name for path in kept} == {"seed31", "seed32"}
    for more in ((), ("--count", 3), ("--truth",)):
        done = run("--seed", 31, *out, *more)
        assert (done.exit_code, "seed31 is there already. Add --replace" in done.stderr) == (2, True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == kept
    ended = run("--seed", 31, "--group", "left_behind", *out)
    assert ended.exit_code == 0
    ended = run("--seed", 31, "--sibling-group", "left_behind", *out)
    assert ended.exit_code == 0
    assert len(list(tmp_path.iterdir())) == 4, "a wish of its own, a folder of its own"


def test_wrong_and_impossible_wishes_are_wrong_use_in_one_sentence():
    for arguments, told in (
        (["--group", "left_behnd"], "Did you mean 'left_behind'"),
        (["--group", "born_after", "--ages", "9"], "no such child at intake"),
        (["--need", "legal:x"], "the level is not a number"),
        (["--truth"], "needs --out"),
        (["--replace"], "needs --out"),
    ):
        done = run("--seed", 1, *arguments)
        assert done.exit_code == 2
        assert told in done.stderr


def test_a_rare_wish_that_was_not_found_is_a_failure():
    done = run("--seed", 1, "--children", 5, "--setback", "reprisals", "--families", 50)
    assert done.exit_code == 1
    assert isinstance(done.exception, CaseNotFound)


def test_what_was_found_of_several_is_given_before_the_failure(tmp_path):
    arguments = [*WISH[:4], "--scenario", "small", "--count", 40, "--out", tmp_path]
    done = run(*arguments)
    assert done.exit_code == 1
    written = [folder.name for folder in tmp_path.iterdir()]
    assert 1 < len(written) < 40
    assert str(done.exception).startswith(f"{len(written)} of 40 cases written. For one more: ")
    assert all(name in done.stdout for name in written)


def test_a_folder_that_cannot_be_made_is_a_failure_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("mine")
    done = run("--seed", 1, "--out", tmp_path / "file" / "cases")
    assert isinstance(done.exception, TableError)
    assert "cannot be written" in str(done.exception)
