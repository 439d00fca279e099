"""The proof that a folder is this program's own and nobody uses it: a marker, written and held when it is made.

Whatever is removed because of its name could be somebody's work. So nothing is: a folder goes only if its marker names
this very folder (a copy of a marker names another), if folder and marker belong to this user alone and the marker was
not touched since the folder was made, and if the lock that its maker keeps on the marker has been freed by the system.
"""

import json
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..store.files import lock_alone

NAME = ".runtime-of-the-workbench"
MOST_BYTES = 512
# Between the moment that the marker tells and the one that the file system noted.
TOLERANCE_SECONDS = 5
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Marker:
    """Marks a folder that was just made, and holds it as long as this process lives or until it is released."""

    def __init__(self, folder: Path) -> None:
        self._descriptor: int | None = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600)
        lock_alone(self._descriptor)
        content = _identity(folder) | {"made": time.time(), "drawn": secrets.token_hex(16)}
        os.write(self._descriptor, json.dumps(content).encode())

    def release(self) -> None:
        """Say that the folder is used no more. May be called twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def unheld(folder: Path) -> Iterator[bool]:
    """Tell whether a folder is proved to be this program's own and left behind; it stays held meanwhile."""
    descriptor = None
    try:
        descriptor = _open_private(folder)
        yield descriptor is not None and _tells_of(descriptor, folder) and lock_alone(descriptor)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _open_private(folder: Path) -> int | None:
    try:
        if not (stat.S_ISDIR(folder.lstat().st_mode) and _is_private(folder.lstat())):
            return None
        return os.open(folder / NAME, os.O_RDWR | _NO_LINK)
    except OSError:
        return None


def _tells_of(descriptor: int, folder: Path) -> bool:
    status = os.fstat(descriptor)
    if not (stat.S_ISREG(status.st_mode) and _is_private(status) and status.st_nlink == 1):
        return False
    try:
        content = json.loads(os.read(descriptor, MOST_BYTES))
        made, drawn = content.pop("made"), content.pop("drawn")
        return (
            content == _identity(folder)
            and len(bytes.fromhex(drawn)) == 16
            and abs(status.st_mtime - made) < TOLERANCE_SECONDS
            and made < time.time() + TOLERANCE_SECONDS
        )
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return False


def _identity(folder: Path) -> dict[str, str | int]:
    return {"program": "reintegration-workbench", "folder": folder.name, "inode": folder.lstat().st_ino}


def _is_private(status: os.stat_result) -> bool:
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077)
