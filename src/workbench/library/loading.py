"""The shipped instruments, by id and version."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..errors import UnknownName
from ..model.instrument import Instrument
from .reading import nearest, read

_DEFINITIONS = "definitions"
_FILE = re.compile(r"(\d+(?:\.\d+)+)\.toml")


def instruments() -> list[str]:
    """Name the instruments that ship with the workbench, in alphabetical order."""
    return sorted(_shelf())


def versions(instrument_id: str) -> list[str]:
    """List the versions of a shipped instrument, oldest first.

    Raises
    ------
    UnknownName
        No instrument of that name ships with the workbench.
    """
    shelf = _shelf()
    if instrument_id not in shelf:
        hint = nearest(instrument_id, shelf)
        raise UnknownName(f"instrument: no such name; there are: {', '.join(sorted(shelf))}. {hint}".strip())
    return sorted(shelf[instrument_id], key=version_key)


@cache
def instrument(instrument_id: str, version: str | None = None) -> Instrument:
    """Open a shipped instrument, the newest version unless another is named.

    Raises
    ------
    UnknownName
        No such instrument, or no such version of it.
    DefinitionError
        The shipped file was damaged.
    """
    available = versions(instrument_id)
    wanted = available[-1] if version is None else version
    if wanted not in available:
        raise UnknownName(f"instrument {instrument_id}: no such version; there are: {', '.join(available)}.")
    return read(_shelf()[instrument_id][wanted].read_text("utf-8"), f"{instrument_id}/{wanted}.toml")


def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers: 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split("."))


@cache
def _shelf() -> dict[str, dict[str, Traversable]]:
    shelf: dict[str, dict[str, Traversable]] = {}
    for folder in files(__package__).joinpath(_DEFINITIONS).iterdir():
        if folder.is_dir():
            found = {name[1]: f for f in folder.iterdir() if (name := _FILE.fullmatch(f.name))}
            if found:
                shelf[folder.name] = found
    return shelf
