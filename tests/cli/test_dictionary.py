"""`workbench dictionary` on the command line."""

from click.testing import CliRunner

from workbench import cli


def run(*arguments):
    return CliRunner().invoke(cli.workbench, ["dictionary", *map(str, arguments)])


def test_write_check_drift(tmp_path):
    folder = tmp_path / "dictionary"
    ended = run("--check", "--out", folder)
    assert ended.exit_code == 1
    ended = run("--out", folder)
    assert ended.exit_code == 0
    done = run("--check", "--out", folder)
    assert done.exit_code == 0
    assert "agrees with the declarations" in done.output
    (folder / "codebook.csv").write_text("changed")
    done = run("--check", "--out", folder)
    assert done.exit_code == 1
    assert "codebook.csv: differs from the declarations; run `workbench dictionary`" in done.output
    ended = run("--out", folder)
    assert ended.output.endswith("1 files written.\n")
    ended = run("--out", folder)
    assert "nothing to change" in ended.output
