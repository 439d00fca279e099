"""Digits of any script, read as the ones that programs know."""

import unicodedata

DASHES = "‐‑‒–—―−﹣－"


def plain_digits(text: str) -> str:
    """Write every decimal digit as 0 to 9; everything else stays.

    >>> plain_digits("٢٠١٧"), plain_digits("२०१७"), plain_digits("２０１７")
    ('2017', '2017', '2017')
    """
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def plain_number(text: str) -> str:
    """Write a date, a range or a code with plain digits and the plain dash, without the marks of direction."""
    kept = "".join("-" if sign in DASHES else sign for sign in text if unicodedata.category(sign) != "Cf")
    return plain_digits(kept).strip()
