"""Released versions: once a definition has been used in earnest its file is never edited again."""

import hashlib
from collections.abc import Iterator, Mapping

from ..errors import DefinitionError
from .fault import Fault
from .reading import read_table

RECORD = "released.toml"
_CUT = 12


def read_record(text: str, file: str) -> dict[str, str]:
    """Read the record of released versions: a line `"<id>/<version>" = "<sha256>"` each.

    Raises
    ------
    DefinitionError
        Not TOML, or an entry that is no text.
    """
    table = read_table(text, file)
    for name, value in table.items():
        if not isinstance(value, str):
            remedy = 'Write a line as "child_needs/1.0" = "sha256 of the file".'
            raise DefinitionError(file, name, "an entry that is no text", "the sha256 of the file", remedy)
    return table


def fingerprint(text: str) -> str:
    """Sha256 of a definition, the same under every convention for line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def release_faults(name: str, text: str, record: Mapping[str, str]) -> Iterator[Fault]:
    """Fault of a released version that was edited.

    Parameters
    ----------
    name
        Id and version, as "child_needs/1.0".
    """
    found = fingerprint(text)
    if name in record and record[name] != found:
        version = name.partition("/")[2]
        yield Fault(
            "version",
            f"a released {version} that was edited (sha256 {found[:_CUT]}…)",
            f"the file as released ({record[name][:_CUT]}…)",
            "Put the released file back and make the change in a new version.",
        )
