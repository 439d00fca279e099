"""Digits of any script on the command line, through the installed command."""

import subprocess
from pathlib import Path

from launcher.running import PASSPHRASE, WORKBENCH, begin_sitting, make_store
from workbench.store import Store, families


def run(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run([WORKBENCH, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_numbers_of_a_case_are_read_in_any_script(tmp_path: Path) -> None:
    plain = run("case", "--seed", "7", "--ages", "6-9", "--count", "1")
    assert plain.returncode == 0 and plain.stdout
    for seed, ages in (("٧", "٦-٩"), ("７", "６－９"), ("७", "६–९")):
        done = run("case", "--seed", seed, "--ages", ages, "--count", "1")
        assert done.stdout == plain.stdout
    out = tmp_path / "cohort"
    done = run("cohort", "--families", "٣", "--seed", "２", "--out", out)
    assert done.returncode == 0


def test_a_code_with_other_digits_finds_the_child_and_the_pin_is_the_same(tmp_path: Path) -> None:
    make_store(tmp_path / "store")
    with Store.open(tmp_path / "store", PASSPHRASE) as store:
        child = families.add_child(store, families.add_family(store).id, born="2017", code="K-274")
    begin_sitting(tmp_path / "store", child.id)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    secret.chmod(0o600)
    shared = ("--store", tmp_path / "store", "--passphrase-file", secret, "--out", tmp_path / "page.pdf")
    done = run("report", *shared, "--child", "k-٢٧٤")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    pin = tmp_path / "pin"
    pin.write_text("٧٠٣٥\n", encoding="utf-8")
    pin.chmod(0o600)
    made = run("store", "init", tmp_path / "new", "--passphrase-file", secret, "--pin-file", pin, "--code", "AB")
    assert made.returncode == 0, made.stderr
    easy = tmp_path / "easy"
    easy.write_text("١٢٣٤\n", encoding="utf-8")
    easy.chmod(0o600)
    refused = run("store", "init", tmp_path / "no", "--passphrase-file", secret, "--pin-file", easy, "--code", "AB")
    assert refused.returncode == 2 and "run or repeat" in refused.stderr
