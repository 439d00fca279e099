"""Pieces of Markdown that the pages share."""

from collections.abc import Iterator


def cell(words: str) -> str:
    """Make words fit into the cell of a table."""
    return words.replace("|", "\\|").replace("<", "\\<").replace("\n", " ")


def text(lines: Iterator[str]) -> str:
    """Join the lines of a page."""
    return "\n".join(lines) + "\n"
