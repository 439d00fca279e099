"""Scripts and their signs: which of them the typesetter has no letter for, and what they are called."""

import re
import unicodedata
from collections.abc import Iterable

NO_LETTER = "□"
CHINESE, JAPANESE, KOREAN = "Chinese characters", "Japanese", "Korean"
EAST_ASIA = {"CJK": CHINESE, "IDEOGRAPHIC": CHINESE, "HIRAGANA": JAPANESE, "KATAKANA": JAPANESE, "HANGUL": KOREAN}
OTHER = "other signs"
_OF_A_SCRIPT = re.compile(
    r" (?:SMALL |CAPITAL )?(?:LETTER|SYLLABLE|SYLLABICS|VOWEL|SIGN|DIGIT|MARK|IDEOGRAPH|RADICAL|CHARACTER|HIEROGLYPH)"
)
_MISSING = re.compile(r'(?:the text|disallowed codepoint) `"((?:[^"\\`]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def named_in(diagnostic: str) -> frozenset[str]:
    """The signs that the typesetter names as having no letter."""
    named = (_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in _MISSING.findall(diagnostic))
    return frozenset(sign for text in named for sign in text if not sign.isascii() and sign != NO_LETTER)


def scripts_of(signs: Iterable[str]) -> list[str]:
    """Name the scripts of some signs, each once, in alphabetical order."""
    return sorted({_script(sign) for sign in signs})


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    first, *rest = _OF_A_SCRIPT.split(name.removeprefix("COMBINING "), maxsplit=1)
    east = EAST_ASIA.get(re.split("[ -]", name)[0])
    return east or (first.title() if rest and unicodedata.category(sign)[0] not in "SZC" else OTHER)
