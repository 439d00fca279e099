"""Backups: generations of the encrypted store in a folder elsewhere, each read back before it counts.

A generation is a folder of its own: header and encrypted file as they were, and `backup.json`, which says without a
secret what it is. It opens with the passphrase of that day, or with the recovery key.
"""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..errors import StoreDamaged, StoreError
from ..model.instrument import Strict
from .commits import Head
from .database import FILE, damage, plain_errors
from .files import refusal_of, sync_folder, write_durably
from .folder import header_of
from .keyring import HEADER
from .opened import OpenStore

ABOUT = "backup.json"
FORMAT = 1
DAILY, WEEKLY, MONTHLY = 7, 5, 24
_NAME = re.compile(r"\d{8}T\d{6}Z-\d+")


class Generation(Strict, frozen=True, kw_only=True):
    """What a backup says of itself. `changes` counts what the store had saved by then; sums are sha256."""

    format: int
    store: str
    made_at: datetime
    changes: int
    digest: str
    sums: dict[str, str]


def back_up(store: OpenStore, to: Path) -> Path:
    """Write a generation, read it back, then thin out the older ones; return its folder.

    Raises
    ------
    StoreFull
        There is no room; what was there before still is.
    StoreError
        The folder cannot be written, lies inside the store, or the copy did not read back as it was written.
    """
    to = to.absolute()
    if to == store.folder or store.folder in to.parents:
        raise StoreError("backup: the folder lies inside the store. Choose one elsewhere, best on another disk.")
    store_id, at = header_of(store.folder).store, store.clock().astimezone(UTC)
    shelf = to / store_id
    draft = shelf / f".{secrets.token_hex(8)}"
    try:
        shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(shelf)
        draft.mkdir(mode=0o700)
        head = _copy(store, draft)
        about = Generation(
            format=FORMAT,
            store=store_id,
            made_at=at,
            changes=head.number,
            digest=head.digest,
            sums={name: _sum(draft / name) for name in (FILE, HEADER)},
        )
        write_durably(draft / ABOUT, msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
        place = shelf / f"{at:%Y%m%dT%H%M%SZ}-{head.number}"
        if place.exists():
            shutil.rmtree(place)
        draft.replace(place)
        sync_folder(shelf)
    except OSError as error:
        raise refusal_of(error, "backup") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    for old in thinned(generations(shelf), at):
        shutil.rmtree(old, ignore_errors=True)
    return place


def generations(folder: Path) -> list[tuple[Path, Generation]]:
    """Return the generations in a folder, or in the folders of stores in it, the newest first.

    What cannot be read as one is left out; `restore` names what is wrong with one that is chosen.
    """
    places = [folder, *_folders(folder), *(below for shelf in _folders(folder) for below in _folders(shelf))]
    found = [(place, about) for place in places if (about := about_of(place))]
    return sorted(found, key=lambda pair: (pair[1].made_at, pair[1].changes), reverse=True)


def about_of(place: Path) -> Generation | None:
    """Read what a folder says of itself as a backup; None where it is none that this workbench reads."""
    try:
        about = msgspec.json.decode((place / ABOUT).read_bytes(), type=Generation)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None
    return about if about.format == FORMAT else None


def check_sums(place: Path, about: Generation) -> None:
    """Check that a generation is byte for byte what was written.

    Raises
    ------
    StoreDamaged
        A file of it is not; an older generation may be whole.
    """
    for name, written in about.sums.items():
        try:
            whole = _sum(place / name) == written
        except OSError:
            whole = False
        if not whole:
            raise StoreDamaged(f"backup, {name}: it is not what was written. Choose an older generation.")


def thinned(found: list[tuple[Path, Generation]], now: datetime) -> list[Path]:
    """Return the generations that may go: of each of the last days, weeks and months the newest stays.

    Parameters
    ----------
    found
        Generations of one store, the newest first. What says that it is from the future stays.
    """
    kept: set[Path] = {place for place, _ in found[:3]}
    for count, age, name in (
        (DAILY, lambda days: days, lambda at: at.date()),
        (WEEKLY, lambda days: days // 7, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda days: days // 31, lambda at: (at.year, at.month)),
    ):
        seen = set()
        for place, about in found:
            days = (now.date() - about.made_at.astimezone(UTC).date()).days
            if days < 0:
                kept.add(place)
            elif age(days) < count and name(about.made_at) not in seen:
                seen.add(name(about.made_at))
                kept.add(place)
    return [place for place, _ in found if place not in kept and _NAME.fullmatch(place.name)]


def _copy(store: OpenStore, draft: Path) -> Head:
    """Copy header and encrypted file, and read the file back: its seals, its structure, its newest change."""
    shutil.copyfile(store.folder / HEADER, draft / HEADER)
    copy = draft / FILE
    with plain_errors():
        connection = store.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("VACUUM INTO ?", (str(copy),))
            cursor.execute("ATTACH DATABASE ? AS copy", (str(copy),))
            try:
                faults = cursor.execute("PRAGMA copy.cipher_integrity_check").fetchall()
                built = cursor.execute("PRAGMA copy.quick_check").fetchall()
                row = cursor.execute("SELECT number, digest FROM copy.commits ORDER BY number DESC LIMIT 1").fetchone()
            finally:
                cursor.execute("DETACH DATABASE copy")
        finally:
            connection.close()
    if faults or built != [("ok",)] or row is None:
        raise damage("backup")
    for path in (copy, draft / HEADER):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    return Head(*row)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _sweep(shelf: Path) -> None:
    """Remove what a backup that was cut short left behind: hidden, by its name, and without `backup.json`."""
    for path in shelf.iterdir():
        if re.fullmatch(r"\.[0-9a-f]{16}", path.name) and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
