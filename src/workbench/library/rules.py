"""The rules that every definition keeps beyond its types, but for its worked examples."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..model.instrument import Instrument
from .branches import branch_faults
from .fault import Fault, is_version
from .naming import naming_faults, offer_faults
from .responding import responding_faults
from .scaling import scaling_faults
from .wording import wording_faults

FORMAT = 1
RULES = (naming_faults, responding_faults, branch_faults, wording_faults, scaling_faults)
RULES_OF_WORDS = (offer_faults, responding_faults, wording_faults, scaling_faults)
# Control signs, and those that turn the direction of what stands beside them.
UNSEEN = ("Cc", "Cs", "Co")
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def rule_faults(form: Instrument, file: Path) -> Iterator[Fault]:
    """Find every fault of a definition but those of its examples, in the order in which one would mend them."""
    yield from _head_faults(form, file)
    for rule in RULES:
        yield from rule(form)
    yield from unseen_signs(form)


def unseen_signs(words: msgspec.Struct) -> Iterator[Fault]:
    """Signs in the texts of a definition or a translation that nobody sees, and that a screen may take for orders."""
    for where, text in _texts(msgspec.to_builtins(words), ()):
        for sign in text:
            if (unicodedata.category(sign) in UNSEEN and sign not in "\n\t") or sign in TURNING:
                found = f"the sign U+{ord(sign):04X}"
                yield Fault(where, found, "letters, digits and signs that are seen", "Take it out; type the text anew.")
                break


def _texts(value: Any, place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield ", ".join(place), value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from _texts(held, (*place, str(key)))
    elif isinstance(value, list | tuple):
        for number, held in enumerate(value, 1):
            name = held.get("id", number) if isinstance(held, dict) else number
            yield from _texts(held, (*place, str(name)))


def _head_faults(form: Instrument, file: Path) -> Iterator[Fault]:
    if form.format != FORMAT:
        yield Fault("format", f"{form.format}", f"{FORMAT}", "Update the workbench, or write the file in this format.")
    if not is_version(form.version):
        yield Fault("version", f"{form.version!r}", "numbers with points, as '1.0'", "Number the version.")
    if file.parent.name != form.id:
        yield Fault(
            "id", f"{form.id!r} in folder {file.parent.name!r}", "id and folder alike", "Rename one of the two."
        )
    if file.name != f"{form.version}.toml":
        remedy = "Rename the file; a released version is never edited, it gets a new file."
        yield Fault("version", f"{form.version!r} in file {file.name!r}", f"file {form.version}.toml", remedy)
