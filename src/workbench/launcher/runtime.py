"""The private runtime folder: everything that must exist while the launcher runs, and nothing after it."""

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from .marker import NAME as MARKER
from .marker import Marker, unheld

PREFIX = "workbench-"
# The address of a local socket may have 104 characters; the longest name below the base takes 79.
LONGEST_BASE = 24
FOLDERS = ("config", "data", "jupyter", "ipython", "c", "room", "temporary")
# Made by the run: the way in, the throw-away store, and the note of its commits.
WAY_IN, PRACTICE, STATE = LATER = ("open-workbench.html", "practice", "state")


class Runtime:
    """A folder that only this user may enter. Leftovers of launchers that were killed are swept away first."""

    def __init__(self) -> None:
        base = _base()
        sweep(base)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=base))
        self._marker = Marker(self.folder)
        for name in FOLDERS:
            (self.folder / name).mkdir(mode=0o700)

    def __getitem__(self, name: str) -> Path:
        return self.folder / name

    def jupyter(self) -> dict[str, str]:
        """Environment that keeps Jupyter and IPython out of the user's own folders and settings."""
        return {
            "JUPYTER_NO_CONFIG": "1",
            "JUPYTER_CONFIG_DIR": str(self["config"]),
            "JUPYTER_DATA_DIR": str(self["data"]),
            "JUPYTER_RUNTIME_DIR": str(self["jupyter"]),
            "IPYTHONDIR": str(self["ipython"]),
        }

    def keep_temporary(self) -> None:
        """Let what libraries of this process put into a temporary folder lie in this one, and go with it."""
        tempfile.tempdir = str(self["temporary"])

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        self._marker.release()
        remove_leftover(self.folder)


def sweep(base: Path) -> list[Path]:
    """Remove runtime folders that launchers of this user left behind when they were killed; return them."""
    return [folder for folder in base.glob(f"{PREFIX}*-*") if remove_leftover(folder)]


def remove_leftover(folder: Path) -> bool:
    """Remove what a launcher makes in its runtime folder, and the folder if nothing else is in it.

    Only if the folder is proved to be one, and no launcher holds it; returns whether that is so.
    """
    if not folder.name.startswith(PREFIX):
        return False
    with unheld(folder) as proved:
        if proved:
            for name in (*FOLDERS, *LATER):
                _remove(folder / name)
    if proved:
        # At last, and no longer open: on Windows an open file stays.
        _remove(folder / MARKER)
        with suppress(OSError):
            folder.rmdir()
    return proved


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _base() -> Path:
    for candidate in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        path = Path(candidate)
        if candidate and path.is_dir() and os.access(path, os.W_OK) and len(candidate) <= LONGEST_BASE:
            return path
    return Path(tempfile.gettempdir() if sys.platform == "win32" else "/tmp")  # noqa: S108 (mkdtemp below it)
