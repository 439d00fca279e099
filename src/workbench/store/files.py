"""Files of the store: written whole or not at all, readable by their owner only, held by one process."""

import errno
import glob
import os
import re
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

from ..errors import StoreError, StoreFull, StoreInUse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HEADER = re.escape("header.json")
_OF_A_STORE = re.compile(rf"{_HEADER}|\.{_HEADER}\.[0-9a-f]{{8}}|store\.db(-wal|-shm|-journal)?|lock")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_durably(path: Path, content: bytes) -> None:
    """Put `content` in place of a file so that after a power cut either the old or the new one is there.

    Raises
    ------
    StoreFull
        The disk takes no more; the old file is as before.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise refusal_of(error, path.name) from None


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> list[str]:
    """Remove what a write or a making that was cut short left behind; return the names. Asks for the hold on `folder`.

    Such a leftover may be an older header, which an older passphrase still opens. A name alone is no proof: it must
    be this user's, and a folder must be closed to others and hold nothing but files of a store.
    """
    swept = []
    for path in [*folder.iterdir(), *folder.parent.glob(f".{glob.escape(folder.name)}.*")]:
        kind = re.fullmatch(rf"\.({_HEADER}|{re.escape(folder.name)})\.[0-9a-f]{{8}}", path.name)
        if kind is None or not _is_own(path):
            continue
        with suppress(OSError):
            if kind[1] == "header.json" and path.is_file():
                path.unlink()
            elif kind[1] != "header.json" and path.is_dir() and _is_half_made(path):
                for file in path.iterdir():
                    file.unlink()
                path.rmdir()
            else:
                continue
            swept.append(path.name)
    return swept


def _is_own(path: Path) -> bool:
    status = path.lstat()
    return not stat.S_ISLNK(status.st_mode) and (sys.platform == "win32" or status.st_uid == os.getuid())


def _is_half_made(folder: Path) -> bool:
    if sys.platform != "win32" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return False
    return all(_OF_A_STORE.fullmatch(file.name) and file.is_file() and _is_own(file) for file in folder.iterdir())


def keep_private(folder: Path) -> bool:
    """Take from others what rights they have on a store and its files; return whether they had any."""
    if sys.platform == "win32":
        return False
    was_open = False
    for path in (folder, *folder.iterdir()):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077 and not path.is_symlink():
            was_open = True
            with suppress(OSError):
                path.chmod(mode & 0o700)
    return was_open


def refusal_of(error: OSError, where: str) -> StoreError:
    """Name what the system refused, without any content."""
    if error.errno in FULL:
        return StoreFull(f"{where}: the disk is full. Nothing was changed; free some space and try again.")
    return StoreError(
        f"{where}: {os.strerror(error.errno or 0)}. Nothing was changed; check the folder and its rights."
    )


def lock_alone(descriptor: int) -> bool:
    """Lock an open file for this process, until it is closed or the process ends; return whether nobody else has."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Hold:
    """The lock that one workbench keeps on a store for as long as it is open.

    The system frees it when the process ends, however it ends.

    Raises
    ------
    StoreInUse
        Another workbench, or another part of this one, has the store open.
    """

    def __init__(self, folder: Path) -> None:
        self.was_open_to_others = False
        try:
            self._descriptor: int | None = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise refusal_of(error, "lock") from None
        if not lock_alone(self._descriptor):
            self.release()
            raise StoreInUse("store: another workbench has it open. Use that window, or close it there and try again.")

    def release(self) -> None:
        """Let the next one in. May be called twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
