"""The private folder of a run lets nobody else in; what a killed launcher left is swept, and nothing else ever is."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher.running import Page, begin_sitting, launcher
from workbench.launcher import runtime as runtimes
from workbench.launcher.marker import NAME
from workbench.launcher.runtime import LONGEST_BASE, PREFIX, Runtime, remove_leftover, sweep

ABANDONED = """
import os, sys
from pathlib import Path
from workbench.launcher import runtime
runtime._base = lambda: Path(sys.argv[1])
print(runtime.Runtime().folder, flush=True)
os.kill(os.getpid(), 9)
"""


def abandoned(base: Path) -> Path:
    """The runtime folder of a process that was killed."""
    command = [sys.executable, "-c", ABANDONED, str(base)]
    return Path(subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip())


def everything_in(base: Path) -> dict[str, object]:
    """What lies there: names, and content or target."""
    return {
        str(path.relative_to(base)): path.readlink() if path.is_symlink() else path.is_file() and path.read_bytes()
        for path in base.rglob("*")
    }


def test_the_folder_is_private_and_goes_with_the_run():
    runtime = Runtime()
    assert runtime.folder.stat().st_mode & 0o777 == 0o700
    folders = [path for path in runtime.folder.iterdir() if path.name != NAME]
    assert all(path.stat().st_mode & 0o777 == 0o700 for path in folders)
    assert (runtime.folder / NAME).stat().st_mode & 0o777 == 0o600
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


def test_what_a_killed_launcher_left_is_swept(tmp_path):
    folder = abandoned(tmp_path)
    (folder / "room" / "file").write_text("x")
    (folder / "practice").mkdir()
    assert sweep(tmp_path) == [folder]
    assert not folder.exists()


def a_thesis(base: Path) -> None:
    (base / f"{PREFIX}12345-thesis").mkdir(mode=0o700)
    (base / f"{PREFIX}12345-thesis" / "chapter.txt").write_text("three years of work")
    (base / f"{PREFIX}{2**31}-empty").mkdir()


def a_folder_of_the_same_shape(base: Path) -> None:
    shutil.copytree(abandoned(base), base / f"{PREFIX}4242-copied_x")
    (base / f"{PREFIX}4242-copied_x" / "room" / "mine").write_text("x")
    sweep(base)


def a_moved_folder(base: Path) -> None:
    abandoned(base).rename(base / f"{PREFIX}12345-renamed_")


def a_link_to_a_leftover(base: Path) -> None:
    (base / "elsewhere").mkdir()
    left = abandoned(base / "elsewhere")
    (base / left.name).symlink_to(left)
    (base / f"{PREFIX}12345-nowhere").symlink_to(base / "nothing")


def a_marker_that_is_a_link(base: Path) -> None:
    left = abandoned(base)
    (left / NAME).rename(base / "marker")
    (left / NAME).symlink_to(base / "marker")


def a_marker_with_two_names(base: Path) -> None:
    os.link(abandoned(base) / NAME, base / "second-name")


def a_marker_that_was_touched(base: Path) -> None:
    long_ago = time.time() - 3600
    os.utime(abandoned(base) / NAME, (long_ago, long_ago))


def a_marker_of_tomorrow(base: Path) -> None:
    marker = abandoned(base) / NAME
    tomorrow = time.time() + 86_400
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"made": tomorrow}))
    os.utime(marker, (tomorrow, tomorrow))


def odd_markers(base: Path) -> None:
    odd = (b"", b"{", b"null", b"[1]", b"\xff" * 80, b"[" * 5000, b'{"made": 1}', b"x" * 100_000, b'{"made": "today"}')
    for number, content in enumerate(odd):
        folder = base / f"{PREFIX}12345-odd{number}"
        folder.mkdir(mode=0o700)
        (folder / NAME).touch(0o600)
        (folder / NAME).write_bytes(content)
    (base / f"{PREFIX}12345-folder" / NAME).mkdir(parents=True, mode=0o700)
    (base / f"{PREFIX}12345-pipe").mkdir(mode=0o700)
    os.mkfifo(base / f"{PREFIX}12345-pipe" / NAME, 0o600)


def a_folder_that_others_may_enter(base: Path) -> None:
    abandoned(base).chmod(0o755)


def a_marker_that_others_may_write(base: Path) -> None:
    (abandoned(base) / NAME).chmod(0o666)


def a_name_that_is_not_ours(base: Path) -> None:
    abandoned(base).rename(base / "workbench-notes-of-a-person")
    (base / f"{PREFIX}12345-file").write_text("a file")


MADE = [
    a_thesis,
    a_moved_folder,
    a_link_to_a_leftover,
    a_marker_that_is_a_link,
    a_marker_with_two_names,
    a_marker_that_was_touched,
    a_marker_of_tomorrow,
    odd_markers,
    a_folder_that_others_may_enter,
    a_marker_that_others_may_write,
    a_name_that_is_not_ours,
    a_folder_of_the_same_shape,
]


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_is_not_proved_to_be_a_leftover_stays_as_it_is(tmp_path, make):
    make(tmp_path)
    before = everything_in(tmp_path)
    assert before
    assert sweep(tmp_path) == []
    assert everything_in(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("what", ["folder", "marker"])
def test_what_belongs_to_somebody_else_stays(tmp_path, what):
    left = abandoned(tmp_path)
    os.chown(left if what == "folder" else left / NAME, 65534, 65534)
    before = everything_in(tmp_path)
    assert sweep(tmp_path) == []
    assert everything_in(tmp_path) == before


def test_the_folder_of_a_launcher_that_runs_stays_also_if_its_number_looks_free(tmp_path, monkeypatch):
    monkeypatch.setattr(runtimes, "_base", lambda: tmp_path)
    monkeypatch.setattr(os, "getpid", lambda: 2**31)
    runtime = Runtime()
    before = everything_in(tmp_path)
    assert sweep(tmp_path) == []
    assert not remove_leftover(runtime.folder)
    assert everything_in(tmp_path) == before
    runtime.remove()
    assert everything_in(tmp_path) == {}


@pytest.mark.parametrize("swept", [True, False])
def test_a_persons_file_in_a_leftover_stays(tmp_path, swept):
    left = abandoned(tmp_path)
    (left / "chapter.txt").write_text("three years of work")
    (left / "room" / "link").symlink_to(tmp_path)
    assert sweep(tmp_path) == [left] if swept else remove_leftover(left)
    assert everything_in(tmp_path) == {left.name: False, f"{left.name}/chapter.txt": b"three years of work"}


@pytest.mark.parametrize("path", ["", ".", "/", ".."])
def test_an_empty_path_or_a_folder_of_another_name_is_never_removed(tmp_path, monkeypatch, path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "kept").write_text("x")
    monkeypatch.chdir(tmp_path / "work")
    assert not remove_leftover(Path(path))
    assert not remove_leftover(Path(path).parent)
    assert (tmp_path / "work" / "kept").read_text() == "x"


def test_a_launcher_that_does_not_start_takes_nothing_with_it(tmp_path, monkeypatch):
    work = tmp_path / "checkout"
    (work / ".git").mkdir(parents=True)
    (work / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (work / "thesis.txt").write_text("three years of work")
    before = everything_in(work)
    monkeypatch.chdir(work)
    with pytest.raises(AssertionError, match="did not start"), launcher(tmp_path, "--no-such-option", cwd=work):
        pass
    assert everything_in(work) == before


def test_a_start_after_a_kill_sweeps_what_the_killed_one_left_and_leaves_a_folder_of_that_name(tmp_path):
    """Kernels, their connection files, what libraries keep in a temporary folder: all of it lies in the one folder."""
    draft = begin_sitting(tmp_path / "store")
    thesis = Path(f"/tmp/{PREFIX}{os.getpid()}-thesis")
    thesis.mkdir()
    try:
        (thesis / "chapter.txt").write_text("three years of work")
        before = set(Path("/tmp").iterdir())
        with launcher(tmp_path) as running, Page(running.browser) as page:
            assert page.say({"kind": "open", "draft": draft, "tab": "t"})[0]["kind"] == "view"
            left = running.redirect_file.parent
            new = {path for path in set(Path("/tmp").iterdir()) - before if path.name.startswith(("pymp-", "voila"))}
            assert new == set(), "nothing lies beside it"
            os.kill(running.process.pid, signal.SIGKILL)
            running.process.wait()
            assert list((left / "c").iterdir())
            with launcher(tmp_path) as second:
                assert not left.exists()
                assert second.redirect_file.exists()
        assert (thesis / "chapter.txt").read_text() == "three years of work"
    finally:
        (thesis / "chapter.txt").unlink()
        thesis.rmdir()
