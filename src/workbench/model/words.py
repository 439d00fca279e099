"""What people wrote, as it is kept: letters and digits as typed; a control sign parts words instead of joining them."""

import re
import unicodedata

MAX_WORDS = 4_000
MAX_LINE = 400
_LINE_END = re.compile("\r\n?")
_NO_LETTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean(words: str) -> str:
    """Make line ends single, and a space of each control sign, each other line separator and each half of a sign."""
    return _NO_LETTER.sub(" ", _LINE_END.sub("\n", words))


def apart(words: str) -> str:
    """Keep words that run from right to left from turning around what stands beside them in a sentence."""
    turns = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words)
    return f"\u2068{words}\u2069" if turns else words
