"""Addresses that may stand in a browser's history: no word in them tells what a child was asked or answered."""

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from ...errors import UnknownName
from ...language import say

_KEY = "address_key"


def name_of(settings: dict[str, Any], draft: str, item: str) -> str:
    """Name a question in an address by 16 signs that only this run of the launcher can make or read.

    Parameters
    ----------
    settings
        Those of the application; they hold the key of this run.
    """
    key = settings.setdefault(_KEY, secrets.token_bytes(32))
    return hashlib.blake2b(f"{draft}/{item}".encode(), key=key, digest_size=8).hexdigest()


def note_address(settings: dict[str, Any], draft: str, item: str) -> str:
    """Say where the note of a question is."""
    return f"/notes/{draft}/{name_of(settings, draft, item)}"


def item_named(settings: dict[str, Any], draft: str, items: Iterable[str], name: str) -> str:
    """Return the question that an address names.

    Raises
    ------
    UnknownName
        The address was made in another run, or by nobody.
    """
    found = next((item for item in items if name_of(settings, draft, item) == name), None)
    if found is None:
        raise UnknownName(say("note: there is none at this address. Open it from the notes of the child."))
    return found
