"""`workbench store` as a script and a person use it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


def workbench(*words: str | Path, **more) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "from workbench.cli import main; main()", "store", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **more)


@pytest.fixture(scope="module")
def secrets(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    for name, secret in {"old": "four unrelated words here", "new": "quite other words again", "pin": "2580"}.items():
        (folder / name).write_text(f"{secret}\n")
        (folder / name).chmod(0o600)
    return folder


@pytest.fixture(scope="module")
def made(secrets, tmp_path_factory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("cli") / "store"
    done = workbench(
        "init", folder, "--passphrase-file", secrets / "old", "--pin-file", secrets / "pin", "--practitioner", "AB"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder, done.stdout


def test_init_shows_the_recovery_key_once(made):
    _, told = made
    assert len(re.findall(r"\b([0-9A-Z]{4}-){8}[0-9A-Z]{4}\b", told)) == 1
    assert "2580" not in told


def test_verify_finds_a_new_store_whole_and_a_damaged_one_not(made, secrets, tmp_path):
    folder, _ = made
    done = workbench("verify", folder, "--passphrase-file", secrets / "old")
    assert (done.returncode, done.stderr) == (0, "")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for path in folder.iterdir():
        (damaged / path.name).write_bytes(path.read_bytes())
    content = bytearray((damaged / "store.db").read_bytes())
    content[20_000] ^= 4
    (damaged / "store.db").write_bytes(content)
    done = workbench("verify", damaged, "--passphrase-file", secrets / "old")
    assert done.returncode == 1
    assert re.fullmatch(r"Error: store\.db: it does not hold what was written\..*\n", done.stderr)


def test_an_older_copy_is_refused_until_it_is_accepted_on_purpose(secrets, tmp_path):
    folder, words = tmp_path / "store", ("--passphrase-file", secrets / "old")
    workbench("init", folder, *words, "--pin-file", secrets / "pin", "--practitioner", "AB")
    older = (folder / "store.db").read_bytes()
    ended = workbench("verify", folder, *words)
    assert ended.returncode == 0
    (folder / "store.db").write_bytes(older)
    refused = workbench("verify", folder, *words)
    assert refused.returncode == 1 and "workbench store accept-older DIR" in refused.stderr
    ended = workbench("accept-older", folder, *words)
    assert ended.returncode == 0
    done = workbench("verify", folder, *words)
    assert (done.returncode, done.stdout) == (0, "The store holds what was written to it.\n")


def test_a_wrong_passphrase_and_a_missing_store_are_one_sentence(made, secrets, tmp_path):
    for folder, file, said in ((made[0], "new", "does not open"), (tmp_path, "old", "there is none")):
        done = workbench("verify", folder, "--passphrase-file", secrets / file)
        assert done.returncode == 1
        assert done.stdout == ""
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_the_passphrase_changes(made, secrets):
    folder, _ = made
    change = ("passphrase", folder, "--passphrase-file")
    done = workbench(*change, secrets / "old", "--new-passphrase-file", secrets / "new")
    assert done.returncode == 0
    done = workbench(*change, secrets / "new", "--new-passphrase-file", secrets / "old")
    assert done.returncode == 0


def test_a_secret_that_others_can_read_is_warned_of(made, secrets, tmp_path):
    (tmp_path / "open").write_text((secrets / "old").read_text())
    (tmp_path / "open").chmod(0o644)
    done = workbench("verify", made[0], "--passphrase-file", tmp_path / "open")
    assert done.returncode == 0
    assert "chmod 600" in done.stderr


def test_init_refuses_a_folder_in_use_and_a_short_passphrase(made, secrets, tmp_path):
    init = ("--pin-file", secrets / "pin", "--practitioner", "AB", "--passphrase-file")
    ended = workbench("init", made[0], *init, secrets / "old")
    assert "not empty" in ended.stderr
    done = workbench("init", tmp_path / "store", *init, secrets / "pin")
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "at least 12" in done.stderr


def test_init_refuses_a_pin_that_anybody_tries_first(secrets, tmp_path):
    (tmp_path / "pin").write_text("1234\n")
    (tmp_path / "pin").chmod(0o600)
    words = ("--passphrase-file", secrets / "old", "--pin-file", tmp_path / "pin", "--practitioner", "AB")
    done = workbench("init", tmp_path / "store", *words)
    assert (done.returncode, (tmp_path / "store").exists()) == (2, False)
    assert "run or repeat" in done.stderr and "1234" not in done.stderr


@pytest.mark.parametrize("words", [(), ("verify",), ("init", "x", "--passphrase", "y"), ("nonsense",)])
def test_wrong_use_ends_with_two(words):
    done = workbench(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
