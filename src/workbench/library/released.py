"""Released versions: what is asked, branched, scored and alerted under a version never changes again.

The record holds a digest of the meaning of each version and of each translation. Where a form is offered, how its
sources are resolved and what examples show stand outside it, and so do the notation of the file and fields that a later
format adds.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..errors import DefinitionError
from .fault import Fault
from .reading import read_table

RECORD = "released.toml"
FREE = frozenset(
    {"format", "licence", "every_sitting", "offer", "what_for", "waits_for_consent", "source", "sources", "examples"}
)
REMEDY = "Put the released wording back and make the change in a new version: copy the file and raise the number."


def read_record(text: str, file: str) -> dict[str, str]:
    """Read the record of released versions: a line `"<id>/<version>" = "<digest>"` each.

    Raises
    ------
    DefinitionError
        Not TOML, or an entry that is no text.
    """
    table = read_table(text, file)
    for name, value in table.items():
        if not isinstance(value, str):
            remedy = 'Write a line as "child_needs/1.0" = "digest", as `workbench instruments check` tells it.'
            raise DefinitionError(file, name, "an entry that is no text", "the digest of the version", remedy)
    return table


def fingerprint(form: msgspec.Struct) -> str:
    """Sha256 of what a definition or a translation means; the same however its file is written."""
    text = json.dumps(_meaning(form), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def release_faults(name: str, form: msgspec.Struct, record: Mapping[str, str]) -> Iterator[Fault]:
    """Fault of a released version, or translation of one, that means something else now.

    Parameters
    ----------
    name
        Id and version, as "child_needs/1.0", and the language of a translation, as "child_needs/1.0.de".
    """
    if name in record and record[name] != fingerprint(form):
        version = name.partition("/")[2]
        yield Fault(
            "version",
            f"a released {version} that was changed",
            "the questions, answers, branches, scales and notes as they were released",
            REMEDY,
        )


def unrecorded(name: str, form: msgspec.Struct, record: Mapping[str, str]) -> Iterator[Fault]:
    """Fault of a version that ships without a line in the record."""
    if name not in record:
        line = f'"{name}" = "{fingerprint(form)}"'
        yield Fault("version", f"no entry in {RECORD}", "an entry for all that ships", f"Add the line: {line}.")


def _meaning(value: Any) -> Any:
    """What of a value counts. An empty default is left out, so that a field new to the format changes no digest."""
    if isinstance(value, msgspec.Struct):
        return {
            field.encode_name: _meaning(held)
            for field in msgspec.structs.fields(value)
            if field.name not in FREE and ((held := getattr(value, field.name)) or held != _default(field))
        }
    if isinstance(value, Mapping):
        return {key: _meaning(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_meaning(held) for held in value]
    return value


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default
