"""Bringing a store back from a backup, into an empty folder; first only to look what would come."""

import shutil
import tempfile
from pathlib import Path

from ..errors import StoreMissing
from ..model.instrument import Strict
from . import keyring
from .backup import Generation, check_sums, generations
from .commits import Outside
from .database import FILE, check_file, engine_of, plain_errors
from .folder import new_folder
from .keyring import HEADER
from .opening import Store

COUNTED = {"families": "families", "children": "children", "assessments": "pages", "notes": "notes"}


class Coming(Strict, frozen=True, kw_only=True):
    """What a backup would bring: `counts` of rows by what they are; `newer_here` changes that it does not hold."""

    place: str
    about: Generation
    counts: dict[str, int]
    newer_here: int


def newest(folder: Path) -> tuple[Path, Generation]:
    """Return the newest generation in a folder, which may be one itself.

    Raises
    ------
    StoreMissing
        There is none.
    """
    found = generations(folder)
    if not found:
        raise StoreMissing("backup: there is none in that folder. Choose the folder into which backups were written.")
    return found[0]


def look(folder: Path, passphrase: str) -> Coming:
    """Say what the newest generation would bring, and change nothing.

    Raises
    ------
    StoreMissing, StoreDamaged
        There is no generation, or it is not what was written.
    WrongPassphrase
        The passphrase of the day of the backup does not fit.
    """
    place, about = newest(folder)
    with tempfile.TemporaryDirectory() as name:
        return _fetch(place, about, Path(name), passphrase)


def restore(folder: Path, to: Path, passphrase: str) -> Coming:
    """Bring the newest generation into an empty folder; it appears whole or not at all.

    It counts apart from then on: where it came from, if that is still here, can go on too. The audit knows of it.

    Raises
    ------
    StoreMissing, StoreDamaged, WrongPassphrase
        As in `look`; nothing was changed.
    StoreError
        The folder is not empty, or cannot be written.
    """
    place, about = newest(folder)
    to = to.absolute()
    with new_folder(to) as draft:
        coming = _fetch(place, about, draft, passphrase)
    Store.open(to, passphrase, restored=True).close()
    return coming


def _fetch(place: Path, about: Generation, to: Path, passphrase: str) -> Coming:
    """Copy a generation into a folder, open the copy and say what it holds."""
    check_sums(place, about)
    for name in (HEADER, FILE):
        shutil.copyfile(place / name, to / name)
        (to / name).chmod(0o600)
    key, _ = keyring.unwrap(keyring.read_header(to), passphrase)
    engine = engine_of(to / FILE, key)
    try:
        check_file(to / FILE, engine)
        with plain_errors(), engine.connect() as connection:
            counts = {
                what: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
                for table, what in COUNTED.items()
            }
            seen = Outside.of(about.store, connection).read()
    finally:
        engine.dispose()
    newer = max(0, seen.number - about.changes) if seen else 0
    return Coming(place=place.name, about=about, counts=counts, newer_here=newer)
