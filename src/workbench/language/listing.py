"""Several things in one sentence."""

from collections.abc import Iterable

from .catalogue import say


def all_of(words: Iterable[str]) -> str:
    """List everything that holds.

    >>> all_of(["child", "carer", "teacher"]), all_of(["child"])
    ('child, carer and teacher', 'child')
    """
    *some, last = words
    return say("{some} and {last}", some=", ".join(some), last=last) if some else last


def one_of(words: Iterable[str]) -> str:
    """List what there is to choose from.

    >>> one_of(["child", "carer", "teacher"])
    'child, carer or teacher'
    """
    *some, last = words
    return say("{some} or {last}", some=", ".join(some), last=last) if some else last
