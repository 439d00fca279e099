"""A cohort or case whose writing is ended before its time leaves the folder as it was."""

import signal
import subprocess
import sys
import time

import pytest

from cli.calling import WORKBENCH, call

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits as Linux and macOS have them")
LONG = ("cohort", "--families", 500_000, "--seed", 1)
CALLS = {
    "cohort": ("cohort", "--families", 30, "--seed", 1),
    "truth": ("cohort", "--families", 30, "--seed", 1, "--truth"),
    "parquet": ("cohort", "--families", 300, "--seed", 1, "--format", "parquet"),
}


def kept(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def last_written(folder):
    return max((path.stat().st_mtime_ns for path in folder.rglob("ratings.csv")), default=0)


def interrupted(folder):
    """Start a long call, and press Ctrl-C once it writes."""
    words = [WORKBENCH, *map(str, LONG), "--out", str(folder), "--replace"]
    earlier = last_written(folder)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        until = time.monotonic() + 60
        while not (written := last_written(folder) > earlier) and time.monotonic() < until:
            time.sleep(0.02)
        begun.send_signal(signal.SIGINT)
        _, told = begun.communicate(timeout=60)
    assert written, "it wrote nothing within a minute"
    return begun.returncode, told.strip()


def with_files_of_at_most(size, *words):
    """Call where no file can grow any further, as on a full disk."""
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return call(*words, preexec_fn=limit)


def test_after_ctrl_c_the_folder_can_be_written_to_again(tmp_path):
    out = tmp_path / "out"
    ended = interrupted(out)
    assert ended == (1, "Stopped.")
    assert not out.exists()
    done = call(*CALLS["cohort"], "--out", out)
    assert done.returncode == 0, done.stderr


def test_after_ctrl_c_an_earlier_cohort_is_whole(tmp_path):
    done = call(*CALLS["truth"], "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    before = kept(tmp_path)
    ended = interrupted(tmp_path)
    assert ended == (1, "Stopped.")
    assert kept(tmp_path) == before


@pytest.mark.parametrize("name", CALLS)
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, name):
    out = tmp_path / "out"
    ended = with_files_of_at_most(20_000, *CALLS[name], "--out", out)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: out: cannot be written (File too large)"), ended.stderr
    assert ended.stderr.count("\n") == 1
    assert not out.exists()
    done = call(*CALLS[name], "--out", out)
    assert done.returncode == 0, done.stderr


def test_a_full_disk_leaves_an_earlier_case(tmp_path):
    words = ("case", "--seed", 1, "--out", tmp_path)
    done = call(*words)
    assert done.returncode == 0, done.stderr
    before = kept(tmp_path)
    ended = with_files_of_at_most(2_000, *words, "--replace")
    assert (ended.returncode, "cannot be written" in ended.stderr) == (1, True), ended.stderr
    assert kept(tmp_path) == before
