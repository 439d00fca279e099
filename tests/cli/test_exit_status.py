"""Every command and its exit status: 0 done, 1 failed, 2 wrong use; what went wrong is one sentence on stderr."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from cli.calling import OTHER, PASSPHRASE, PIN, call, save_secret
from workbench import cli
from workbench.store.backup import back_up
from workbench.store.families import add_child, add_family
from workbench.store.keyring import Cost
from workbench.store.opening import Store
from workbench.store.sittings import start_sitting

CANNOT_FAIL = {"instruments list", "instruments show"}
FAULT_BY_FAULT = {"{faulty}", "--check --out {none}"}
SMALL = Path(__file__).parents[1] / "library" / "definitions" / "small" / "1.0.toml"


class Row(NamedTuple):
    """One call: command, its words as written in a shell, its exit status, what it says (on stderr unless done)."""

    command: str
    words: str
    status: int
    says: str


ROWS = [
    Row("app", "--store {none} --passphrase-file {right}", 1, "there is none in that folder yet"),
    Row("app", "--store {store} --passphrase-file {wrong}", 1, "does not open this store"),
    Row("app", "--practice --store {store}", 2, "--practice makes its own store"),
    Row("app", "--port 70000", 2, "not in the range"),
    Row("case", "--seed 31", 0, "^# "),
    Row("case", "--seed 31 --out {out}/case", 0, "Hand out case.md"),
    Row("case", "--seed 31 --out {file}", 1, "cannot be written"),
    Row("case", "--seed 1 --children 5 --setback reprisals --families 50", 1, "no such family among the 50"),
    Row("case", "--seed 31 --group left_behnd", 2, "Did you mean 'left_behind'"),
    Row("case", "--seed x", 2, "not a valid integer"),
    Row("case", "--truth --seed 1", 2, "needs --out"),
    Row("case", "", 2, "Missing option '--seed'"),
    Row("cohort", "--families 3 --seed 1 --out {out}/cohort", 0, "made-up children"),
    Row("cohort", "--families 3 --seed 1 --out {file}/cohort", 1, "cannot be written"),
    Row("cohort", "--families 3 --seed 1 --out {folder}", 1, "found files that are no cohort"),
    Row("cohort", "--families 0 --seed 1 --out {out}/none", 2, "not in the range"),
    Row("cohort", "--families 3 --seed 1 --out {out}/none --scenario nul", 2, "scenario"),
    Row("cohort", "--families 3 --seed 1 --out {out}/none --format xlsx", 2, "'csv', 'parquet'"),
    Row("dictionary", "--out {out}/dictionary", 0, "files written"),
    Row("dictionary", "--check --out {dictionary}", 0, "agrees with the declarations"),
    Row("dictionary", "--check --out {drifted}", 1, "codebook.csv: differs"),
    Row("dictionary", "--check --out {none}", 1, "differs from the declarations"),
    Row("dictionary", "--out {folder}", 1, "found files that are no dictionary"),
    Row("dictionary", "--out {file}/dictionary", 1, "Not a directory"),
    Row("dictionary", "--out {file}", 2, "is a file"),
    Row("instruments list", "", 0, "safety_screen"),
    Row("instruments list", "surprise", 2, "unexpected extra argument"),
    Row("instruments show", "safety_screen --version 1.0", 0, "^# "),
    Row("instruments show", "nothing_like_it", 2, "no such name"),
    Row("instruments show", "safety_screen --version 9.9", 2, "no such version"),
    Row("instruments show", "", 2, "Missing argument 'ID'"),
    Row("instruments check", "", 0, "offers/catalogue.toml: no fault found"),
    Row("instruments check", "{small}", 0, "no fault found"),
    Row("instruments check", "{faulty}", 1, "found .*; allowed: "),
    Row("instruments check", "{file}", 1, "not TOML"),
    Row("instruments check", "{none}", 2, "does not exist"),
    Row("instruments check", "{folder}", 2, "is a directory"),
    Row("report", "--store {store} --child K-300 --out {out}/page.pdf --passphrase-file {right}", 0, "not encrypted"),
    Row("report", "--store {store} --child K-999 --out {out}/x.pdf --passphrase-file {right}", 1, "child"),
    Row("report", "--store {store} --child K-301 --out {out}/x.pdf --passphrase-file {right}", 1, "no sitting yet"),
    Row("report", "--store {none} --child K-300 --out {out}/x.pdf --passphrase-file {right}", 1, "there is none"),
    Row("report", "--store {store} --child K-300 --out {file} --passphrase-file {right}", 2, "not a PDF"),
    Row("report", "--store {store} --child K-300 --out {out}/x.pdf", 2, "--passphrase-file is needed"),
    Row("store init", "{out}/new --passphrase-file {right} --code AB --pin-file {pin}", 0, "([0-9A-Z]{4}-){8}"),
    Row("store init", "{store} --passphrase-file {right} --code AB --pin-file {pin}", 1, "not empty"),
    Row("store init", "{file}/new --passphrase-file {right} --code AB --pin-file {pin}", 1, "File exists"),
    Row("store init", "{out}/none --passphrase-file {pin} --code AB --pin-file {pin}", 1, "at least 12"),
    Row("store init", "{out}/none --passphrase-file {weak} --code AB --pin-file {pin}", 1, "would soon be guessed"),
    Row("store init", "{out}/none --passphrase-file {right} --code AB --pin-file {year}", 2, "or a year"),
    Row("store init", "{out}/none --passphrase-file {right} --code AB", 2, "--pin-file is needed"),
    Row("store init", "{out}/none --passphrase-file {right} --pin-file {pin}", 2, "--code is needed"),
    Row("store init", "{out}/none --code AB --pin-file {pin}", 2, "--passphrase-file is needed"),
    Row("store init", "{out}/none --code AB --pin-file {pin} --passphrase-file {none}", 2, "does not exist"),
    Row("store verify", "{store} --passphrase-file {right}", 0, "holds what was written"),
    Row("store verify", "{damaged} --passphrase-file {right}", 1, "does not hold what was written"),
    Row("store verify", "{store} --passphrase-file {wrong}", 1, "does not open"),
    Row("store verify", "{none} --passphrase-file {right}", 1, "there is none"),
    Row("store verify", "{store}", 2, "--passphrase-file is needed"),
    Row("store verify", "{file} --passphrase-file {right}", 2, "is a file"),
    Row("store backup", "{store} --to {out}/stick --passphrase-file {right}", 0, "Backed up and read back"),
    Row("store backup", "{store} --to {store}/in --passphrase-file {right}", 1, "inside the store"),
    Row("store backup", "{store} --to {file}/stick --passphrase-file {right}", 1, "Nothing was changed"),
    Row("store backup", "{damaged} --to {out}/stick --passphrase-file {right}", 1, "does not hold what was written"),
    Row("store backup", "{store} --to {out}/stick --passphrase-file {wrong}", 1, "does not open"),
    Row("store backup", "{store} --passphrase-file {right}", 2, "Missing option '--to'"),
    Row("store restore", "{stick} --to {out}/back --dry-run --passphrase-file {right}", 0, "Nothing was changed"),
    Row("store restore", "{stick} --to {out}/back --passphrase-file {right}", 0, "and the audit says so"),
    Row("store restore", "{stick} --to {folder} --passphrase-file {right}", 1, "not empty"),
    Row("store restore", "{folder} --to {out}/none --passphrase-file {right}", 1, "there is none in that folder"),
    Row("store restore", "{stick} --to {out}/none --passphrase-file {wrong}", 1, "does not open"),
    Row("store restore", "{stick} --to {out}/none", 2, "--passphrase-file is needed"),
    Row("store accept-older", "{store} --passphrase-file {right}", 0, "accepted"),
    Row("store accept-older", "{store} --passphrase-file {wrong}", 1, "does not open"),
    Row("store accept-older", "{store}", 2, "--passphrase-file is needed"),
    Row(
        "store passphrase", "{mine} --passphrase-file {right} --new-passphrase-file {wrong}", 0, "new passphrase opens"
    ),
    Row("store passphrase", "{store} --passphrase-file {wrong} --new-passphrase-file {wrong}", 1, "does not open"),
    Row("store passphrase", "{store} --passphrase-file {right} --new-passphrase-file {pin}", 1, "at least 12"),
    Row("store passphrase", "{store} --passphrase-file {right} --new-passphrase-file {weak}", 1, "soon be guessed"),
    Row("store passphrase", "{store} --passphrase-file {right}", 2, "--new-passphrase-file is needed"),
]
WRONG_NAMES = ["nonsense", "store nonsense", "instruments nonsense", "--nonsense"]


def commands(group: click.Group = cli.workbench, *above: str) -> dict[str, click.Command]:
    """Every command that can be called, by its words."""
    found: dict[str, click.Command] = {}
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            found |= commands(command, *above, name)
        elif command is not None:
            found[" ".join((*above, name))] = command
    return found


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> dict[str, Path]:
    """A store with K-300, who had a sitting, and K-301, who had none; what goes wrong beside it."""
    at = tmp_path_factory.mktemp("places")
    cost = Cost(passes=1, memory_kib=8, lanes=1)
    store, other = (
        Store.create(at / name, PASSPHRASE, practitioner="AB", pin=PIN, cost=cost)[0] for name in ("store", "mine")
    )
    with store, other:
        family = add_family(store)
        child = add_child(store, family.id, born="2017-04", code="K-300")
        add_child(store, family.id, code="K-301")
        start_sitting(store, child.id, on=store.clock().date(), present=("child",), decided_by="AB", reason="Asked.")
        back_up(other, at / "stick")
    damaged = shutil.copytree(at / "store", at / "damaged") / "store.db"
    content = bytearray(damaged.read_bytes())
    content[20_000] ^= 4
    damaged.write_bytes(content)
    done = call("dictionary", "--out", at / "dictionary")
    assert done.returncode == 0
    drifted = shutil.copytree(at / "dictionary", at / "drifted")
    (drifted / "codebook.csv").write_text("changed")
    faulty = at / "small" / "1.0.toml"
    faulty.parent.mkdir()
    faulty.write_text(SMALL.read_text("utf-8").replace("when = [3]", "when = [7]"), "utf-8")
    (at / "folder").mkdir()
    (at / "folder" / "thesis.txt").write_text("mine")
    (at / "file").write_text("mine")
    (at / "out").mkdir()
    names = ("store", "mine", "damaged", "dictionary", "drifted", "folder", "file", "out", "none", "stick")
    secrets = {"right": PASSPHRASE, "wrong": OTHER, "pin": PIN, "weak": "password12345", "year": "1987"}
    return {
        **{name: at / name for name in names},
        **{name: save_secret(at / name, f"{secret}\n") for name, secret in secrets.items()},
        "faulty": faulty,
        "small": SMALL,
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.status} {row.command} {row.words}")
def test_a_call_ends_as_the_table_says(row, places):
    done = call(*row.command.split(), *row.words.format(**places).split())
    assert done.returncode == row.status, done.stderr
    lines = done.stderr.splitlines()
    assert re.search(row.says, done.stderr if row.status else done.stdout, re.MULTILINE), done.stderr
    assert [line for line in lines if not line.startswith("Error: ")] == []
    if row.words not in FAULT_BY_FAULT:
        assert len(lines) == (row.status > 0)
    assert (places["file"].read_text(), PASSPHRASE in done.stdout + done.stderr) == ("mine", False)


@pytest.mark.parametrize("words", WRONG_NAMES)
def test_a_name_that_does_not_exist_is_wrong_use(words):
    done = call(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"Error: No such (command|option).*\n", done.stderr)


@pytest.mark.parametrize("words", ["", "store", "instruments"])
def test_a_call_that_says_nothing_shows_help_and_is_wrong_use(words):
    done = call(*words.split())
    assert (done.returncode, "Commands:" in done.stderr) == (2, True)


def test_every_command_that_exists_has_its_rows():
    statuses = {name: {row.status for row in ROWS if row.command == name} for name in commands()}
    served = {"app": {0}}  # tests/cli/test_app.py: a workbench that is stopped ends with 0
    wanted = {name: {0, 2} if name in CANNOT_FAIL else {0, 1, 2} for name in statuses}
    assert {name: wanted[name] - held - served.get(name, set()) for name, held in statuses.items()} == {
        name: set() for name in statuses
    }
    assert {row.command for row in ROWS} == set(statuses)


@pytest.mark.parametrize("name", ["", "store", "instruments", *commands()])
def test_help_is_given_for_everything(name):
    done = call(*name.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: workbench")
