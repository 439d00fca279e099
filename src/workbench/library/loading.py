"""The instruments that ship and those of the organisation's own, by id, version and language."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ..errors import DefinitionError, UnknownName
from ..model.instrument import Instrument
from .own import Kept, Own, read_own
from .reading import nearest, read
from .released import RECORD, read_record
from .translation import read_translation, translate, translation_faults

FILE = re.compile(r"(\d+(?:\.\d+)+)(?:\.([a-z]{2,3}(?:-[A-Z]{2})?))?\.toml")
ENGLISH = "en"


def instruments() -> list[str]:
    """Name every instrument that can be opened here, in alphabetical order."""
    return sorted(_shelf())


def shipped() -> list[str]:
    """Name the instruments that ship with the workbench, in alphabetical order."""
    return sorted(_shipped())


def use_folder(folder: Path | None) -> list[DefinitionError]:
    """Take the organisation's own definitions from a folder; None takes the one that the environment names, if any.

    Returns
    -------
    list
        What was left out, and why.
    """
    _own.chosen = folder
    for kept in (instrument, _shelf, _own_shelf):
        kept.cache_clear()
    return left_out()


def left_out() -> list[DefinitionError]:
    """The first fault of each file of the organisation's own that is not used."""
    return _own_shelf().refused


def own_catalogues() -> tuple[tuple[str, str], ...]:
    """Path and text of each catalogue of services of the organisation's own, not yet checked."""
    return _own_shelf().catalogues


def versions(instrument_id: str) -> list[str]:
    """List the versions of an instrument, oldest first.

    Raises
    ------
    UnknownName
        There is no instrument of that name.
    """
    shelf = _shelf()
    if instrument_id not in shelf:
        hint = nearest(instrument_id, shelf)
        raise UnknownName(f"instrument: no such name; there are: {', '.join(sorted(shelf))}. {hint}".strip())
    return sorted({version for version, language in shelf[instrument_id] if language == ENGLISH}, key=version_key)


def languages(instrument_id: str, version: str) -> list[str]:
    """List the languages in which a version of an instrument can be opened, English first."""
    found = sorted(language for kept, language in _shelf()[instrument_id] if kept == version and language != ENGLISH)
    return [ENGLISH, *found]


@cache
def instrument(instrument_id: str, version: str | None = None, language: str = ENGLISH) -> Instrument:
    """Open an instrument, the newest version unless another is named.

    A translation changes words alone: ids, codes, branches and scales are those of the definition.

    Raises
    ------
    UnknownName
        No such instrument, no such version of it, or no translation into that language.
    DefinitionError
        The file was damaged.
    """
    available = versions(instrument_id)
    wanted = available[-1] if version is None else version
    if wanted not in available:
        raise UnknownName(f"instrument {instrument_id}: no such version; there are: {', '.join(available)}.")
    spoken = languages(instrument_id, wanted)
    if language not in spoken:
        raise UnknownName(f"instrument {instrument_id} {wanted}: not in that language; there are: {', '.join(spoken)}.")
    form = read(source(instrument_id, wanted), f"{instrument_id}/{wanted}.toml")
    if language == ENGLISH:
        return form
    file = f"{instrument_id}/{wanted}.{language}.toml"
    words = read_translation(source(instrument_id, wanted, language), file)
    for fault in translation_faults(form, words, language):
        raise fault.as_error(file)
    return translate(form, words)


def text_of(item_id: str) -> str | None:
    """Text of a question, from the newest version of the instrument that asks it; None when none does."""
    return next((item.text for name in instruments() for item in instrument(name).items if item.id == item_id), None)


def source(instrument_id: str, version: str, language: str = ENGLISH) -> str:
    """Return the text of a file: a definition, or its wording in another language."""
    return _shelf()[instrument_id][version, language].read_text("utf-8")


def ships(form: Instrument) -> bool:
    """Whether exactly this definition ships, so that everybody has it."""
    known = (form.version, ENGLISH) in _shipped().get(form.id, {})
    return known and form == instrument(form.id, form.version)


def released() -> dict[str, str]:
    """Sha256 of every released version, by id and version as "child_needs/1.0"."""
    return read_record(definitions().joinpath(RECORD).read_text("utf-8"), RECORD)


def definitions() -> Traversable:
    """Folder of the shipped files."""
    return files(__package__).joinpath("definitions")


def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers: 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))


class _Own:
    """Where this process looks for the organisation's own definitions."""

    chosen: Path | None = None


_own = _Own()


@cache
def _own_shelf() -> Own:
    return read_own(_own.chosen, shipped(), ENGLISH)


@cache
def _shelf() -> Mapping[str, Mapping[tuple[str, str], Traversable | Kept]]:
    return {**_shipped(), **_own_shelf().shelf}


def _shipped() -> dict[str, dict[tuple[str, str], Traversable]]:
    shelf: dict[str, dict[tuple[str, str], Traversable]] = {}
    for folder in definitions().iterdir():
        if folder.is_dir():
            found = {(name[1], name[2] or ENGLISH): f for f in folder.iterdir() if (name := FILE.fullmatch(f.name))}
            if found:
                shelf[folder.name] = found
    return shelf
