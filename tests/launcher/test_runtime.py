"""The private folder of a run lets nobody else in and is swept when a launcher was killed."""

import os
import subprocess
import sys

from workbench.launcher.runtime import LONGEST_BASE, PREFIX, Runtime, sweep


def test_the_folder_is_private_and_goes_with_the_run():
    runtime = Runtime()
    assert runtime.folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o700 for path in runtime.folder.iterdir())
    assert all(value == "1" or value.startswith(str(runtime.folder)) for value in runtime.jupyter().values())
    runtime.remove()
    assert not runtime.folder.exists()


def test_the_address_of_a_socket_fits_where_the_system_is_strictest():
    runtime = Runtime()
    base = len(str(runtime.folder.parent))
    longest = runtime["c"] / ("kernel-" + "0" * 36 + "-ipc-1")
    assert base <= LONGEST_BASE
    assert len(str(longest)) - base + LONGEST_BASE <= 104
    runtime.remove()


def test_leftovers_of_a_killed_launcher_are_swept_and_nothing_else(tmp_path):
    ended = int(subprocess.check_output([sys.executable, "-c", "import os; print(os.getpid())"]))
    dead, alive = tmp_path / f"{PREFIX}{ended}-abc", tmp_path / f"{PREFIX}{os.getpid()}-abc"
    other, lookalike = tmp_path / "workbench-notes-of-a-person", tmp_path / f"{PREFIX}{ended}-link"
    for folder in (dead, alive, other):
        folder.mkdir()
        (folder / "file").write_text("x")
    lookalike.symlink_to(other)
    assert sweep(tmp_path) == [dead]
    assert not dead.exists() and alive.exists() and (other / "file").exists() and lookalike.is_symlink()
