"""The private runtime folder: everything that must exist while the launcher runs, and nothing after it."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

PREFIX = "workbench-"
# The address of a local socket may have 104 characters; the longest name below the base takes 79.
LONGEST_BASE = 24
FOLDERS = ("config", "data", "jupyter", "ipython", "c", "links", "room", "temporary")


class Runtime:
    """A folder that only this user may enter. Leftovers of launchers that were killed are swept away first."""

    def __init__(self) -> None:
        base = _base()
        sweep(base)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=base))
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

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep(base: Path) -> list[Path]:
    """Remove runtime folders of this user whose launcher no longer runs; return them."""
    swept = []
    for folder in base.glob(f"{PREFIX}*-*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and _is_mine(folder) and not _runs(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(folder)
    return swept


def _base() -> Path:
    for candidate in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        path = Path(candidate)
        if candidate and path.is_dir() and os.access(path, os.W_OK) and len(candidate) <= LONGEST_BASE:
            return path
    return Path(tempfile.gettempdir() if sys.platform == "win32" else "/tmp")  # noqa: S108 (mkdtemp below it)


def _is_mine(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return not folder.is_symlink() and (sys.platform == "win32" or status.st_uid == os.getuid())


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        # os.kill would end the process there; a folder in use cannot be removed on Windows anyway.
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
