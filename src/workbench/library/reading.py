"""From the text of one definition to an `Instrument`; a fault of form is told with file, place and remedy."""

import difflib
import re
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import DefinitionError
from ..model.instrument import Instrument

ANY_TIME = "any"
LARGEST = 4 * 1024 * 1024
Struct = TypeVar("Struct", bound=msgspec.Struct)


def read(text: str, file: str) -> Instrument:
    """Read one definition. `window_days = "any"` in the file becomes None.

    Raises
    ------
    DefinitionError
        Not TOML, a missing or unknown field, or a value of the wrong type.
    """
    table = read_table(text, file)
    items = table.get("items", [])
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and item.get("window_days") == ANY_TIME:
            item["window_days"] = None
    return convert(table, Instrument, file)


def read_table(text: str, file: str) -> dict[str, Any]:
    """Read TOML, or say on which line it stops being that."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(
            file, _line_of(str(error)), "text that is not TOML", "TOML 1.0", f"The reader says: {error}."
        ) from None


def convert(table: dict, root: type[Struct], file: str) -> Struct:
    """Turn what was read into a value of the format, or say where it is none."""
    try:
        return msgspec.convert(table, root)
    except msgspec.ValidationError as error:
        raise _type_fault(str(error), table, root, file) from None


def text_of(path: Path) -> str:
    """Return the text of a definition file, which may carry a byte-order mark; refuses what has no end."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DefinitionError(str(path), "the file", "over 4 MB", "up to 4 MB", "Split the form.")
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: Path | str) -> str:
    """Return the text of a definition file, or say why it cannot be read."""
    try:
        return text_of(Path(path))
    except (OSError, UnicodeDecodeError) as error:
        found = "bytes that are not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror).lower()
        raise DefinitionError(
            str(path), "the file", found, "a TOML file in UTF-8", "Check path and encoding."
        ) from None


def nearest(name: object, allowed: typing.Iterable[object]) -> str:
    """Suggest the allowed name that looks most like the one found, as a sentence; "" when none is near."""
    close = difflib.get_close_matches(str(name), [str(a) for a in allowed], n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}?" if close else ""


def _line_of(message: str) -> str:
    at = re.search(r"line (\d+)", message)
    return f"line {at[1]}" if at else "end of file"


def _type_fault(message: str, table: dict, root: type, file: str) -> DefinitionError:
    said, _, path = message.partition(" - at ")
    steps = re.findall(r"\[(\d+|\.\.\.)\]|\.([A-Za-z_]+)", path.strip("`"))
    where, struct = _place(steps, table, root), _struct_at(steps, root)
    if missing := re.search(r"missing required field `(.+)`", said):
        return DefinitionError(
            file, where, f"no {missing[1]!r}", f"{missing[1]!r} is required", f"Add {missing[1]!r} there."
        )
    if unknown := re.search(r"unknown field `(.+)`", said):
        fields = [field.encode_name for field in msgspec.structs.fields(struct)]
        remedy = nearest(unknown[1], fields) or "Remove it, or put it where it belongs."
        return DefinitionError(file, where, f"an unknown field {unknown[1]!r}", ", ".join(fields), remedy)
    if wrong := re.search(r"Expected `(.+)`, got `(.+)`", said):
        return DefinitionError(
            file, where, f"a value of type {wrong[2]}", f"type {wrong[1]}", "Change the value there."
        )
    words = typing.get_args(_hints(struct).get(steps[-1][1])) if steps else ()
    allowed = ", ".join(map(str, words)) or "what the format names"
    return DefinitionError(file, where, said[0].lower() + said[1:], allowed, "Change the value there.")


def _place(steps: list[tuple[str, str]], table: Any, root: type) -> str:
    """Name the place by ids where the file gives them, by position where it does not."""
    words: list[str] = []
    here: Any = table
    hint: Any = root
    for index, name in steps:
        if name:
            words.append(name)
            here = here.get(name) if isinstance(here, dict) else None
            hint = _hints(_struct_in(hint)).get(name)
        elif index.isdigit():
            here = here[int(index)] if isinstance(here, list) and int(index) < len(here) else None
            hint = _inner(hint)
            label = here.get("id") if isinstance(here, dict) else None
            kind = words.pop().removesuffix("s") if words else "entry"
            words.append(f"{kind} {label or int(index) + 1}")
        elif isinstance(here, dict):
            hint = _inner(hint)
            key = _first_that_fails(here, hint)
            words[-1:] = [f"{words[-1]} {key}"]
            here = here.get(key)
    return ", ".join(words) or "top of the file"


def _inner(hint: Any) -> Any:
    """What a tuple or a dict holds."""
    held = [part for part in typing.get_args(hint) if part is not Ellipsis]
    return held[-1] if held else Any


def _first_that_fails(entries: dict, value_type: Any) -> str:
    """The key of the entry that is not of the form; msgspec names the field inside it, not the key."""
    for key, value in entries.items():
        try:
            msgspec.convert(value, value_type)
        except msgspec.ValidationError:
            return key
    return "?"


def _struct_at(steps: list[tuple[str, str]], root: type) -> type:
    """The struct that the path of a fault leads to."""
    here = root
    for _, name in steps:
        if name:
            here = _struct_in(_hints(here).get(name)) or here
    return here


def _hints(struct: type | None) -> dict[str, Any]:
    return {} if struct is None else {field.encode_name: field.type for field in msgspec.structs.fields(struct)}


def _struct_in(hint: Any) -> type | None:
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) and issubclass(hint, msgspec.Struct):
        return hint
    return next(filter(None, map(_struct_in, typing.get_args(hint))), None)
