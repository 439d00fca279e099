"""One readable page per table of the case record, from the declarations that the store and the pages use."""

from collections.abc import Iterator

from ..model.casework import TABLES
from ..model.casework.declared import OWNERS, Entry, Field, fields_of
from .markdown import cell, text

FOLDER = "record"
KINDS = {
    "key": "id",
    "link": "id",
    "pseudonym": "pseudonym",
    "code": "code",
    "codes": "list of codes",
    "flag": "yes or no",
    "line": "text, one line",
    "words": "text",
    "month": "year or month",
    "day": "date",
    "moment": "time",
    "whole": "whole number",
}


def record_pages() -> dict[str, str]:
    """Text of the page of each table, by path below the folder of the dictionary."""
    return {path_of(kind): text(_page(kind)) for kind in TABLES}


def path_of(kind: type[Entry]) -> str:
    """Path of the page of a table."""
    return f"{FOLDER}/{kind.table.name}.md"


def index_lines() -> Iterator[str]:
    """The tables of the case record, for the page that leads to all others."""
    yield "## The case record"
    yield ""
    yield "What the encrypted store holds of a family. Nothing of it leaves the store but by the columns that it feeds."
    yield ""
    yield "| table | what it holds | goes with |"
    yield "|---|---|---|"
    for kind in TABLES:
        table = kind.table
        yield f"| [{table.name}]({path_of(kind)}) | {cell(table.meaning)} | {table.owner} |"


def _page(kind: type[Entry]) -> Iterator[str]:
    table = kind.table
    yield f"# {table.title}"
    yield ""
    yield f"`{table.name}` of the case record. {table.meaning}"
    yield f"Owner: {table.owner}. {OWNERS[table.owner]}"
    yield ""
    yield "| field | type | on the page | meaning | empty means | feeds | disclosure |"
    yield "|---|---|---|---|---|---|---|"
    for name, field in fields_of(kind).items():
        row = (KINDS[field.kind], field.label, _meaning(field), "not known" if field.not_known else "")
        feeds = ", ".join(f"`{place}`" for place in _feeds(field))
        yield f"| `{name}` | {' | '.join(map(cell, row))} | {feeds} | {field.disclosure} |"
    for name, field in fields_of(kind).items():
        if field.allowed:
            yield ""
            yield f"## Codes of `{name}`"
            yield ""
            yield "| code | reads |"
            yield "|---|---|"
            for code, label in field.allowed.items():
                yield f"| `{code}` | {cell(label)} |"


def _meaning(field: Field) -> str:
    if field.only is None:
        return field.means
    name, codes = field.only
    return f"{field.means} Only where `{name}` is {', '.join(codes)}."


def _feeds(field: Field) -> tuple[str, ...]:
    """Columns; of a list of codes that feeds a flag each, one line for all."""
    flags = [place for place in field.feeds if "criterion_" in place]
    return (f"{flags[0].partition('criterion_')[0]}criterion_…",) if flags else field.feeds
