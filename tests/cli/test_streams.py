"""The command at any terminal, in a pipe that closes, without streams, stopped, and where the disk is full."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.calling import PASSPHRASE, PIN, WORKBENCH, call, save_secret
from workbench import cli

SHOW = ("instruments", "show", "child_voice")
ENCODINGS = ["cp1252", "ascii", "latin-1", "utf-16", "utf-8", "cp437", "koi8-r", "shift_jis"]


def in_shell(line: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["bash", "-c", line, "bash", WORKBENCH], capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_terminal_gets_a_manual_it_can_show(encoding):
    done = call(*SHOW, text=False, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    # An ASCII terminal is taken to be one that was not set up: it gets UTF-8.
    told = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)
    assert told.startswith("# My page") and len(told) > 50_000


def test_a_sign_that_a_terminal_does_not_have_is_put_plainly():
    done = call(*SHOW, text=False, env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    told, whole = done.stdout.decode("latin-1"), call(*SHOW, encoding="utf-8").stdout
    assert "“" in whole and "“" not in told
    assert told.count('"') >= whole.count("“") + whole.count("”") > 0


@pytest.mark.parametrize("more", [{"LANG": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}])
def test_no_language_is_set(more):
    done = call(*SHOW, text=False, env={**os.environ, **more})
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_name_that_is_no_text_is_told_in_a_sentence(tmp_path):
    (tmp_path / os.fsdecode(b"\xff.toml")).write_text("x")
    done = subprocess.run(
        [os.fsencode(WORKBENCH), b"instruments", b"check", os.fsencode(tmp_path) + b"/\xff.toml"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: ") and b"Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_is_no_error_to_tell():
    done = in_shell('"$1" instruments show child_needs | head -n 1; echo "${PIPESTATUS[0]}"')
    assert done.stdout.splitlines()[0] == b"# How things are"
    assert (done.stdout.splitlines()[1] in (b"0", b"1"), done.stderr) == (True, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full disk to write to")
def test_output_that_cannot_be_written_is_a_failure_in_one_sentence():
    done = in_shell('"$1" instruments show child_needs >/dev/full')
    assert done.returncode == 1
    assert done.stderr.decode().startswith("Error: the output could not be written (No space left on device).")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("closed", "told"), [("<&-", True), (">&-", False), ("2>&-", True), ("<&- >&- 2>&-", False)])
def test_streams_that_are_closed_harm_nobody(closed, told):
    done = in_shell(f'"$1" instruments list {closed}')
    assert (done.returncode, done.stderr, b"safety_screen" in done.stdout) == (0, b"", told)


def test_a_recovery_key_that_nobody_sees_makes_no_store(tmp_path):
    words, pin = save_secret(tmp_path / "words", PASSPHRASE), save_secret(tmp_path / "pin", PIN)
    init = f'"$1" store init {tmp_path}/store --code AB --passphrase-file {words} --pin-file {pin}'
    for output, status in ((">&-", 2), *([(">/dev/full", 1)] if Path("/dev/full").exists() else ())):
        done = in_shell(f"{init} {output}")
        assert done.returncode == status
        assert done.stderr.startswith(b"Error: ") and done.stderr.count(b"\n") == 1
        assert not (tmp_path / "store").exists()
    ended = in_shell(init)
    assert ended.returncode == 0


def test_ctrl_c_stops_in_one_word(tmp_path):
    command = [WORKBENCH, "cohort", "--families", "2000000", "--seed", "1", "--out", tmp_path / "cohort"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        until = time.monotonic() + 60
        while not (tmp_path / "cohort" / "families.csv").exists() and time.monotonic() < until:
            time.sleep(0.05)
        started.send_signal(signal.SIGINT)
        out, error = started.communicate(timeout=60)
    assert (started.returncode, out, error.strip()) == (1, "", "Stopped.")


def test_a_person_at_a_terminal_is_asked_unseen(tmp_path):
    shown = at_terminal(["store", "verify", tmp_path], ["a secret that is typed\n"])
    assert "Passphrase: " in shown and "a secret" not in shown
    assert "Error: store: there is none in that folder." in shown


def test_the_first_run_asks_for_everything_at_a_terminal(tmp_path):
    typed = ["AB\n", *[f"{PASSPHRASE}\n"] * 2, *[f"{PIN}\n"] * 2]
    shown = at_terminal(["store", "init", tmp_path / "store"], typed)
    assert "Your code or initials: " in shown and "The store is made." in shown
    assert PIN not in shown and PASSPHRASE not in shown
    assert (tmp_path / "store" / "store.db").exists()


def at_terminal(words: list, typed: list[str]) -> str:
    """Call the command at a terminal of its own; type a line whenever it asks."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(WORKBENCH, [str(WORKBENCH), *map(str, words)])
    shown = ""
    waiting = list(typed)
    while True:
        try:
            new = os.read(terminal, 4096).decode()
        except OSError:
            break
        if not new:
            break
        shown += new
        if shown.endswith(": ") and waiting:
            time.sleep(0.05)
            os.write(terminal, waiting.pop(0).encode())
    os.waitpid(pid, 0)
    os.close(terminal)
    return shown


def test_what_the_program_itself_does_wrong_is_told_without_its_contents():
    code = (
        "import sys\n"
        "from workbench.cli import main, instruments\n"
        "def names(): raise KeyError('what the child said')\n"
        "instruments.names = names\n"
        "main()"
    )
    for flags, traceback in (([], False), (["-X", "dev"], True)):
        done = subprocess.run(
            [sys.executable, *flags, "-c", code, "instruments", "list"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", traceback)
        assert ("what the child said" in done.stderr) is traceback
        assert ("the workbench itself failed (KeyError in <string>, line 3)" in done.stderr) is not traceback


def test_what_the_makefile_checks_with_fails_on_a_fault(tmp_path):
    """The two commands of `make check`, on a copy with a faulty instrument and beside a dictionary that drifted."""
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    recipe = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    lines = [line.strip().removeprefix("$(BIN)/workbench ").split() for line in recipe.splitlines()]
    assert ["instruments", "check"] in lines and ["dictionary", "--check"] in lines
    copy = shutil.copytree(Path(cli.__file__).parents[1], tmp_path / "src" / "workbench")
    screen = copy / "library" / "definitions" / "safety_screen" / "1.0.toml"
    screen.write_text(screen.read_text("utf-8").replace('rated_by = "practitioner"', 'rated_by = "nobody"'), "utf-8")
    shutil.copytree(Path(__file__).parents[2] / "data_dictionary", tmp_path / "data_dictionary")
    with (tmp_path / "data_dictionary" / "codebook.csv").open("a") as codebook:
        codebook.write("drift\n")
    faulty = call("instruments", "check", env={**os.environ, "PYTHONPATH": str(tmp_path / "src")})
    assert (faulty.returncode, "nobody" in faulty.stderr) == (1, True)
    drifted = call("dictionary", "--check", cwd=tmp_path)
    assert (drifted.returncode, "codebook.csv" in drifted.stderr) == (1, True)
