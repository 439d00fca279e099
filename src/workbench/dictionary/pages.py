"""One readable page per table and per instrument, in Markdown."""

from collections.abc import Iterable, Iterator

from ..cohort.contract import TABLES
from ..cohort.declaration import DISCLOSURE, Table
from ..library.sources import source_lines
from ..model.instrument import Instrument
from ..model.vocabulary import DOMAINS
from .codebook import column_row, item_row
from .markdown import cell, text
from .record import index_lines

HOW_TO_READ = (
    "- **Joins.** A family has parents and children; everything else hangs on a child, ratings on an assessment. Only",
    "  `children.parent_id` leads from a child to one parent. An assessment belongs to the visit of the same child and",
    "  `month`. `group` and `stage` stand in several tables: join on the key alone.",
    "- **Months** are counted since exit, which is 0; before it they are negative; `children.exit_of` says whose exit.",
    "  They are days divided by 30.4375 (365.25 / 12), rounded to three places: the same day is the same number, and",
    "  `round(month * 30.4375)` gives the day. Lengths in months likewise.",
    "- **Ends.** Lengths are end minus start: the day of the end belongs to what follows, so that stays in stages",
    "  tile. A setback on the last day of follow-up counts, one on the day of entry does not.",
    "- **Empty cells** are never zero and never 'no': *empty means* says what they are. `none` and `not_applicable`",
    "  are codes, not gaps. Where it says *not known*, nobody may know it: leave the cell empty or write `not_known`;",
    "  both are read as missing, and `.not_known` of the cohort counts them. Never invent one. A flag is never empty.",
    "- **Conditions** under *asked*: what stands between semicolons must all hold, between commas or 'or' one of it.",
    "  Ages are completed years on the day. Where the other answer is missing, 'is' does not hold, and 'is not' does.",
    "- **Types.** Identifiers, codes and versions are text, also where they look like numbers. A flag is True, False,",
    "  1 or 0, in any case; a whole number may end in `.0`; decimals have a point. Nothing else is guessed at.",
)


def write_index(forms: Iterable[Instrument]) -> str:
    """Write the page that leads to all others."""
    return text(_index(forms))


def write_table_page(table: Table) -> str:
    """Write the page of one table."""
    return text(_table(table))


def write_instrument_page(form: Instrument) -> str:
    """Write the page of one version of an instrument: every item with its codes, as they stand in `ratings`."""
    return text(_instrument(form))


def _index(forms: Iterable[Instrument]) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Written by `workbench dictionary` from the declarations in the code; `--check` compares. `datapackage.json`"
    yield "describes the tables for programs (Data Package, version 2); `codebook.csv` lists every column and item;"
    yield "`instrument.schema.json` is the format of a definition, for editors."
    yield "There is no data here, only headings: a cohort brings a `datapackage.json` of its own, with its files."
    yield ""
    yield "| table | one row is | key |"
    yield "|---|---|---|"
    for table in TABLES.values():
        one_row = cell(_first_sentence(table.meaning))
        yield f"| [{table.name}](tables/{table.name}.md) | {one_row} | {_codes(table.key)} |"
    yield ""
    yield "| instrument | version | items |"
    yield "|---|---|---|"
    for form in forms:
        link = f"[{form.id}](instruments/{page_name(form)})"
        yield f"| {link} {cell(form.title)} | {form.version} | {len(form.items)} |"
    yield ""
    yield from index_lines()
    yield ""
    yield "## How to read the tables"
    yield ""
    yield from HOW_TO_READ
    yield ""
    yield "| area of an item | reads |"
    yield "|---|---|"
    for code, label in DOMAINS.items():
        yield f"| `{code}` | {cell(label)} |"
    yield ""
    yield "| disclosure class | what it means |"
    yield "|---|---|"
    for name, meaning in DISCLOSURE.items():
        yield f"| {name} | {cell(meaning)} |"


def _table(table: Table) -> Iterator[str]:
    yield f"# {table.title}"
    yield ""
    yield table.meaning
    yield ""
    yield f"Key: {_codes(table.key)}."
    for reference in table.references:
        yield f"{_codes(reference.columns)} leads to [{reference.table}]({reference.table}.md)."
    yield ""
    yield "| column | type | unit | meaning | empty means | source | disclosure |"
    yield "|---|---|---|---|---|---|---|"
    for column in table.columns:
        name, kind, unit, _, meaning, empty, source, disclosure = map(cell, column_row(column))
        yield f"| `{name}` | {kind} | {unit} | {meaning} | {empty} | {source} | {disclosure} |"
    for column in table.columns:
        if column.allowed:
            yield ""
            yield f"## Codes of `{column.name}`"
            yield ""
            yield "| code | reads |"
            yield "|---|---|"
            for code, label in column.allowed.items():
                yield f"| `{code}` | {cell(label)} |"
    yield from _sources(column.source for column in table.columns)


def _instrument(form: Instrument) -> Iterator[str]:
    yield f"# {form.title}"
    yield ""
    yield f"`{form.id}` version {form.version}, filled in by the {form.rated_by}, licence {form.licence}."
    yield ""
    yield form.purpose
    yield ""
    yield "Titles stand here. What is asked, what speaks for each level and how it is rated:"
    yield f"`workbench instruments show {form.id}`. What lies further back than *days back* does not count; where none"
    yield "are given, all time counts."
    yield ""
    yield "| item | area | title | type | codes | asked | days back | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for item in form.items:
        name, kind, _, codes, text, when, source, _ = map(cell, item_row(form, item))
        area = DOMAINS.get(item.domain, item.domain)
        back = item.window_days or ""
        yield f"| `{name}` | {area} | {text} | {kind} | {codes} | {when} | {back} | {source} |"
    yield from _sources(item.source for item in form.items)


def _sources(named: Iterable[str]) -> Iterator[str]:
    """The works that a page points to, after an empty line."""
    if lines := [*source_lines(named)]:
        yield from ("", *lines[:-1])


def page_name(form: Instrument) -> str:
    """File name of the page of an instrument."""
    return f"{form.id}-{form.version}.md"


def _first_sentence(text: str) -> str:
    return text.split(". ", maxsplit=1)[0].split(": ", maxsplit=1)[0].removeprefix("One row per ").rstrip(".")


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
