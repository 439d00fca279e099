"""A language that shows which words stand in no catalogue: what is said is disguised, what is not stays plain."""

import re

PSEUDO = "qps"
OPENS, ENDS = "⟦", "⟧"
_LOOKS = str.maketrans(
    "ABCDEGHIKLNORSTUYZabcdeghiklnorstuyz",
    "ÂƁĆĎÉĞĤÎĶĻŃÓŔŚŤÚÝŽâƀćďéğĥîķļńóŕśťúýž",
)
_KEPT = re.compile(r"(\{[^{}]*\}|%\([a-z_]+\)s|<[^>]*>|&[a-z]+;)")


def disguised(message: str) -> str:
    """Disguise a message; values, tags and entities in it stay as they are.

    >>> disguised("Saved {time}")
    '⟦Śâvéď {time}⟧'
    """
    if not message.strip():
        return message
    parts = _KEPT.split(message)
    return OPENS + "".join(part if place % 2 else part.translate(_LOOKS) for place, part in enumerate(parts)) + ENDS
