"""Definitions of the organisation's own: a folder, or an installed package. They are data; nothing of them is run.

A folder holds `<id>/<version>.toml` as the shipped one does. It is named by `use_folder`, or by the environment
variable `WORKBENCH_INSTRUMENTS`. A package names its own in the entry point group `workbench.instruments`, as
`my_forms = "my_package.forms"`: it is looked up as a folder and never imported. A file with a fault, or that somebody
else could change, is left out and named; the others are used. `catalogue.toml` beside them holds services of their own.
"""

import os
import re
import stat
import sys
from collections.abc import Collection, Iterator
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import NamedTuple

from ..errors import DefinitionError
from ..model.instrument import Instrument
from .fault import Fault
from .reading import read, text_of
from .released import RECORD, read_record, release_faults
from .rules import rule_faults, unseen_signs
from .translation import read_translation, translation_faults

FOLDER, GROUP = "WORKBENCH_INSTRUMENTS", "workbench.instruments"
CATALOGUE = "catalogue.toml"
_NAME = re.compile(r"(\d+(?:\.\d+)+)(?:\.([a-z]{2,3}(?:-[A-Z]{2})?))?\.toml")
OTHERS = stat.S_IWGRP | stat.S_IWOTH


class Kept(str):
    """Text of a file as it was when it was checked."""

    __slots__ = ()

    def read_text(self, encoding: str) -> str:
        """Return it, whatever lies on the disk by now."""
        return str(self)


Shelf = dict[str, dict[tuple[str, str], Kept]]


class Own(NamedTuple):
    """What the organisation brings: texts by id, version and language; catalogues of services; what is left out."""

    shelf: Shelf
    catalogues: tuple[tuple[str, Kept], ...]
    refused: list[DefinitionError]


def read_own(chosen: Path | None, taken: Collection[str], english: str) -> Own:
    """Read what the organisation brings.

    Parameters
    ----------
    chosen
        The folder; None takes the one that the environment names.
    taken
        Ids that are not free: what ships keeps its name.

    Returns
    -------
    Own
        Catalogues by the path of their file; for each file that is left out the first fault.
    """
    shelf: Shelf = {}
    catalogues: list[tuple[str, Kept]] = []
    refused: list[DefinitionError] = []
    for folder in _folders(chosen, refused):
        ids = {*taken, *shelf}
        try:
            _check_rights(folder)
            forms = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
        except (OSError, DefinitionError) as error:
            refused.append(_as_error(folder, error))
            continue
        for path in forms:
            if path.name in ids:
                fault = Fault("id", f"{path.name!r}, which is taken", "an id of your own", "Rename folder and id.")
                refused.append(fault.as_error(str(path)))
            elif texts := dict(_texts(path, english, refused)):
                shelf[path.name] = texts
        try:
            if (path := folder / CATALOGUE).is_file():
                catalogues.append((str(path), Kept(_read(path))))
        except (OSError, UnicodeError, DefinitionError) as error:
            refused.append(_as_error(path, error))
    return Own(shelf, tuple(catalogues), refused)


def _folders(chosen: Path | None, refused: list[DefinitionError]) -> Iterator[Path]:
    named = chosen or (Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else None)
    if named is not None:
        yield named
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        folder = _folder_of(point)
        if folder is None:
            fault = Fault(point.name, "a package that is not installed", "a package with a folder", "Install it again.")
            refused.append(fault.as_error(GROUP))
        else:
            yield folder


def _folder_of(point: EntryPoint) -> Path | None:
    """The folder of a package, found without importing any of it."""
    first, *rest = point.module.split(".")
    spec = PathFinder.find_spec(first)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place, *rest)
        if folder.is_dir():
            return folder
    return None


def _texts(folder: Path, english: str, refused: list[DefinitionError]) -> Iterator[tuple[tuple[str, str], Kept]]:
    """Texts of one form without a fault; definitions before their translations, which stand on them."""
    forms: dict[str, Instrument] = {}
    for path in sorted(folder.iterdir(), key=lambda path: (path.name.count("."), path.name)):
        name = _NAME.fullmatch(path.name)
        if name is None:
            continue
        try:
            text = _read(path)
            if name[2] is None:
                forms[name[1]] = _checked(path, text)
            elif name[1] in forms:
                _check_words(path, text, forms[name[1]], name[2])
            else:
                continue
        except (OSError, UnicodeError, DefinitionError) as error:
            refused.append(_as_error(path, error))
        else:
            yield (name[1], name[2] or english), Kept(text)


def _checked(path: Path, text: str) -> Instrument:
    form = read(text, str(path))
    for fault in (*rule_faults(form, path), *release_faults(f"{form.id}/{form.version}", form, _record(path))):
        raise fault.as_error(str(path))
    return form


def _check_words(path: Path, text: str, form: Instrument, language: str) -> None:
    words = read_translation(text, str(path))
    name = f"{form.id}/{form.version}.{language}"
    for fault in (
        *translation_faults(form, words, language),
        *unseen_signs(words),
        *release_faults(name, words, _record(path)),
    ):
        raise fault.as_error(str(path))


def _record(path: Path) -> dict[str, str]:
    """What the organisation wrote down of its own released versions, if it did."""
    record = path.parents[1] / RECORD
    return read_record(_read(record), str(record)) if record.is_file() else {}


def _read(path: Path) -> str:
    _check_rights(path.parent)
    _check_rights(path)
    return text_of(path)


def _check_rights(path: Path) -> None:
    """Refuse what somebody else than the user, or who cares for the computer, could change."""
    if sys.platform == "win32":
        return
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise Fault("the file", "a link", "a file or folder", "Copy what it leads to.").as_error(str(path))
    if status.st_mode & OTHERS or status.st_uid not in (0, os.getuid()):
        remedy = "Take the right from them: chmod -R go-w, or make it your own."
        raise Fault("rights", "that others may change it", "only you", remedy).as_error(str(path))


def _as_error(path: Path, error: Exception) -> DefinitionError:
    if isinstance(error, DefinitionError):
        return error
    found = error.strerror or "something unreadable" if isinstance(error, OSError) else "bytes that are not UTF-8"
    return Fault("the file", found, "a file or folder that can be read", "Check path and rights.").as_error(str(path))
