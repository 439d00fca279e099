"""Where a word that is too long for its line may break, so that nothing runs off the page."""

import re
import unicodedata
from itertools import pairwise

LONG, PIECE = 26, 9  # signs without a place to break, and how many of them stay together then
UNSPACED_PIECE = 20  # scripts without spaces break by their own rules; this is for what has none
JOINED_BREAK = "\u200d\u200b\u200d"  # the letters on both sides still reach for each other
BREAK = "\u2028"  # stands in no text of the page; the template leaves no sign of it
VIRAMA = 9  # class of the signs that bind the next letter to the one before
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7a3]")
_JOINED = re.compile("[\u0600-\u08ff]")
_STANDS_AFTER = re.compile(
    "[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eb0\u0eb2\u0eb3\u0ec6]"
)  # vowels and signs that end a syllable
_STANDS_BEFORE = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")  # vowels written before the letter they belong to
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_RUN = re.compile(f"[^ \t\n\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]{{{LONG},}}")


def breakable(text: str) -> str:
    """Let a word too long for a line break inside, never between a letter and its marks; others stay as they are."""
    return _RUN.sub(lambda run: _in_pieces(run[0]), text)


def _in_pieces(run: str) -> str:
    parts, since = [run[0]], 0
    for before, sign in pairwise(run):
        since += 1
        if since >= (UNSPACED_PIECE if _UNSPACED.match(sign) else PIECE) and _may_part(before, sign):
            joined = _JOINED.match(before) and _JOINED.match(sign)
            parts.append(JOINED_BREAK if joined else BREAK)
            since = 0
        parts.append(sign)
    return "".join(parts)


def _may_part(before: str, sign: str) -> bool:
    """Whether two signs belong to different letters: no mark, nothing joined, no pair that is one picture."""
    stays = (
        unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf", "Sk") or _STANDS_AFTER.match(sign) or _FLAG.match(sign)
    )
    holds = before in "\u200c\u200d" or unicodedata.combining(before) == VIRAMA or _STANDS_BEFORE.match(before)
    return not (stays or holds)
