"""The folder of a store: made whole or not at all, and held by one while it is open."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError
from . import keyring
from .database import FILE, damage
from .files import Hold, keep_private, refusal_of, sweep, sync_folder


def holds_store(folder: Path | str) -> bool:
    """Whether there is a store, whole or damaged, in the folder."""
    return any((Path(folder) / name).exists() for name in (keyring.HEADER, FILE))


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a folder beside it to fill; it takes its place when the block ends, or is gone.

    Raises
    ------
    StoreError
        The folder is not empty, or cannot be written.
    StoreFull
        The disk is full; the folder is as before.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError("store: the folder is not empty. Nothing was changed; choose an empty one, or open the store.")
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    made = False
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        made = True
        yield draft
        if sys.platform == "win32" and folder.exists():
            folder.rmdir()
        draft.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise refusal_of(error, "folder of the store") from None
    finally:
        if made:
            _clear(draft)


@contextmanager
def held(folder: Path) -> Iterator[Hold]:
    """Hold a store while it is opened, and let go of it if that fails.

    Leftovers of what was cut short are swept away, and rights of others taken from them; the hold tells whether
    there were any.

    Raises
    ------
    StoreMissing
        There is no store in the folder.
    StoreInUse
        Another workbench, or another part of this one, has it open.
    """
    if not folder.is_dir() or not holds_store(folder):
        keyring.read_header(folder)
    hold = Hold(folder)
    try:
        sweep(folder)
        hold.was_open_to_others = keep_private(folder)
        yield hold
    except BaseException:
        hold.release()
        raise


def header_of(folder: Path) -> keyring.Header:
    """Read the header; where only the encrypted file is left, that is damage.

    Raises
    ------
    StoreMissing, StoreDamaged
        There is no header, or it is not what was written.
    """
    if not (folder / keyring.HEADER).exists() and (folder / FILE).exists():
        raise damage(keyring.HEADER)
    return keyring.read_header(folder)


def log_of(folder: Path) -> bytes:
    """Return the write-ahead log as it lies there; empty when there is none."""
    try:
        return (folder / f"{FILE}-wal").read_bytes()
    except OSError:
        return b""


def _clear(draft: Path) -> None:
    if draft.exists():
        for file in draft.iterdir():
            file.unlink()
        draft.rmdir()
