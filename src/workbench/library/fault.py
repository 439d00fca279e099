"""One fault of a definition, and the small questions that the rules share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..errors import DefinitionError
from .reading import nearest

Name = TypeVar("Name", bound=object)
_ID = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"\d+(\.\d+)+")


class Fault(NamedTuple):
    """Where, what was found, what is allowed, and what to do."""

    where: str
    found: str
    allowed: str
    remedy: str

    def as_error(self, file: str) -> DefinitionError:
        """Put the file before it."""
        return DefinitionError(file, *self)


def is_id(text: str) -> bool:
    """Whether a name may be an id: small letters, digits and underscores, a letter first."""
    return _ID.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Whether a text is a version such as "1.0"."""
    return _VERSION.fullmatch(text) is not None


def unknown(where: str, field: str, names: Iterable[object], allowed: Iterable[object]) -> Iterator[Fault]:
    """Report names that are not allowed, with the nearest one that is, and names given twice."""
    allowed, names = list(allowed), list(names)
    listed = ", ".join(map(str, allowed)) or "none"
    for name in names:
        if name not in allowed:
            remedy = nearest(name, allowed) or "Choose one of them."
            yield Fault(where, f"{field} {name!r}", listed, remedy)
    for name in repeated(names):
        yield Fault(where, f"{field} {name!r} twice", "each once", "Remove one of the two.")


def repeated(names: Iterable[Name]) -> list[Name]:
    """Names that come up more than once, each listed once."""
    return [name for name, count in Counter(names).items() if count > 1]
