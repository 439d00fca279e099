"""Digests that make a later edit of a record show: each carries the one before it."""

import hashlib
from datetime import UTC, datetime

import msgspec


def link(previous: str, *parts: str | int | float | datetime | None) -> str:
    """Return the SHA-256 (hexadecimal) of the previous digest and the parts, unambiguously joined."""
    flat = [part.astimezone(UTC).isoformat() if isinstance(part, datetime) else part for part in parts]
    return hashlib.sha256(msgspec.json.encode([previous, *flat])).hexdigest()
