"""`workbench instruments` on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli.instruments import instruments
from workbench.library.loading import instrument
from workbench.library.manual import write_manual
from workbench.offers.catalogue import shipped_text

SMALL = Path(__file__).parents[1] / "library" / "definitions" / "small" / "1.0.toml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(instruments, arguments)


def test_list_names_id_version_and_title():
    done = run("list")
    assert done.exit_code == 0
    form = instrument("safety_screen")
    assert f"safety_screen  {form.version}  {form.title}" in done.stdout


def test_show_prints_the_manual():
    done = run("show", "safety_screen", "--version", "1.0")
    assert (done.exit_code, done.stdout) == (0, write_manual(instrument("safety_screen", "1.0")))


@pytest.mark.parametrize("arguments", [("show", "nothing_like_it"), ("show", "safety_screen", "--version", "9.9")])
def test_a_name_that_leads_nowhere_is_wrong_use_told_in_one_sentence(arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: instrument") and done.stderr.count("\n") == 1


def test_check_without_a_file_checks_everything_that_ships():
    done = run("check")
    assert done.exit_code == 0
    assert "safety_screen/1.0.toml: no fault found." in done.stdout
    assert "offers/catalogue.toml: no fault found." in done.stdout


def test_check_of_a_catalogue_of_services_tells_its_faults(tmp_path):
    faulty = tmp_path / "catalogue.toml"
    faulty.write_text(shipped_text().replace('kind = "medical"', 'kind = "medicine"', 1), "utf-8")
    done = run("check", str(faulty))
    assert done.exit_code == 1
    assert "found kind 'medicine'" in done.stderr and done.stderr.count("\n") == 1


def test_check_of_a_file_without_fault():
    done = run("check", str(SMALL))
    assert done.exit_code == 0


def test_check_takes_a_file_as_other_editors_save_it(tmp_path):
    path = tmp_path / "small" / SMALL.name
    path.parent.mkdir()
    for saved in (b"\xef\xbb\xbf" + SMALL.read_bytes(), SMALL.read_bytes().replace(b"\n", b"\r\n")):
        path.write_bytes(saved)
        done = run("check", str(path))
        assert (done.exit_code, done.stderr) == (0, "")


def test_check_reads_no_file_without_an_end(tmp_path):
    path = tmp_path / "1.0.toml"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    done = run("check", str(path))
    assert (done.exit_code, "over 4 MB" in done.stderr) == (1, True)


def test_check_tells_every_fault_and_fails(tmp_path):
    faulty = tmp_path / "small" / "1.0.toml"
    faulty.parent.mkdir()
    faulty.write_text(SMALL.read_text("utf-8").replace("when = [3]", "when = [7]").replace('"doctor"', '"docter"'))
    done = run("check", str(faulty))
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 2
    assert "critical code 7" in done.stderr and "contact 'docter'" in done.stderr


def test_check_of_a_file_that_is_not_there_is_wrong_use(tmp_path):
    done = run("check", str(tmp_path / "none.toml"))
    assert done.exit_code == 2
