"""Texts that are declared once and said each time they are read."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, overload

from .catalogue import say

Kind = TypeVar("Kind")


class Labels(Mapping[str, str]):
    """Codes and how they read. Reading says the label in the language in use; codes and their order never change.

    Together with other labels they stay labels; together with a dict they are said.

    >>> fruit = Labels({"a": "Apple", "b": "Pear"}) | Labels({"c": "Plum"})
    >>> fruit["a"], list(fruit.but("a").values())
    ('Apple', ['Pear', 'Plum'])
    """

    def __init__(self, english: Mapping[str, str]) -> None:
        self.english = dict(english)

    def __getitem__(self, code: str) -> str:
        return say(self.english[code])

    def __contains__(self, code: object) -> bool:
        return code in self.english

    def __iter__(self) -> Iterator[str]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)

    @overload
    def __or__(self, other: "Labels") -> "Labels": ...
    @overload
    def __or__(self, other: dict[str, str]) -> dict[str, str]: ...
    def __or__(self, other: "Labels | dict[str, str]") -> "Labels | dict[str, str]":
        return Labels(self.english | other.english) if isinstance(other, Labels) else dict(self) | other

    def __ror__(self, other: dict[str, str]) -> dict[str, str]:
        return other | dict(self)

    def __repr__(self) -> str:
        return f"Labels({self.english!r})"

    def only(self, *codes: str) -> "Labels":
        """Return these codes, in the order in which they are named."""
        return Labels({code: self.english[code] for code in codes})

    def but(self, *codes: str) -> "Labels":
        """Return all but these codes."""
        return Labels({code: label for code, label in self.english.items() if code not in codes})


def declares(*names: str) -> Callable[[type[Kind]], type[Kind]]:
    """Let texts of a dataclass be given once in English and said each time they are read."""

    def with_said(kind: type[Kind]) -> type[Kind]:
        for name in names:
            setattr(kind, name, _Said(name))
        return kind

    return with_said


class _Said:
    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, one: object | None, owner: type) -> Any:
        return self if one is None else say(vars(one)[self.name])

    def __set__(self, one: object, text: str) -> None:
        vars(one)[self.name] = text
