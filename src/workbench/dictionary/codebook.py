"""The codebook: one row per column of a table and per item of an instrument, as CSV."""

import csv
import io
from collections.abc import Iterator

from ..cohort.contract import TABLES
from ..cohort.declaration import Column
from ..library.loading import instrument, instruments, versions
from ..model.instrument import Condition, Instrument, Item
from ..model.scales import rates_strength

HEADER = ("where", "name", "type", "unit", "allowed", "meaning", "empty", "source", "disclosure", "area", "days_back")
ITEM_TYPES = {"level": "ordered code", "choice": "code", "many": "list of codes", "words": "text", "date": "date"}


def write_codebook() -> str:
    """Write the codebook of all tables and of every version of every instrument.

    Items alone have an area, and days that count back; no days: any time.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for table in TABLES.values():
        writer.writerows((table.name, *column_row(column), "", "") for column in table.columns)
    for form in every_instrument():
        where = f"{form.id} {form.version}"
        writer.writerows((where, *item_row(form, item), item.domain, item.window_days) for item in form.items)
    return text.getvalue()


def every_instrument() -> Iterator[Instrument]:
    """Every version of every shipped instrument."""
    for name in instruments():
        for version in versions(name):
            yield instrument(name, version)


def column_row(column: Column) -> tuple[str, ...]:
    """Cells of a column: name to disclosure."""
    kind = {"flag": "True or False", "whole": "whole number", "code": "ordered code" if column.ordered else "code"}
    return (
        column.name,
        kind.get(column.kind, column.kind),
        column.unit,
        _allowed(column),
        column.meaning,
        column.empty_means or "never",
        column.source,
        column.disclosure,
    )


def item_row(form: Instrument, item: Item) -> tuple[str, ...]:
    """Cells of an item: id to disclosure."""
    responses = form.responses[item.responses]
    codes = "; ".join(f"{code} = {label}" for code, label in zip(responses.codes, responses.labels, strict=False))
    years = (f"{item.age_range[0]} to {item.age_range[1]}",) if item.age_range else item.ages
    asked = "; ".join(
        f"{name}: {', '.join(only)}"
        for name, only in (("ages", years), ("groups", item.groups), ("stages", item.stages))
        if only
    )
    branch = "; ".join(_holds(one) for one in item.show_if)
    some = ", or ".join(_holds(one) for one in item.show_if_any)
    never = "; ".join(f"{one.item} is not {' or '.join(map(str, one.any_of))}" for one in item.hide_if)
    when = "; ".join(part for part in (asked, branch, some, never) if part)
    return (
        item.id,
        "ordered code" if rates_strength(responses) else ITEM_TYPES[responses.kind],
        "",
        codes,
        item.text,
        f"asked only when {when}" if when else "always asked",
        item.source,
        "sensitive",
    )


def _holds(condition: Condition) -> str:
    return f"{condition.item} is {' or '.join(map(str, condition.any_of))}"


def _allowed(column: Column) -> str:
    if column.allowed:
        return "; ".join(f"{code} = {label}" for code, label in column.allowed.items())
    if column.lowest is None and column.highest is None:
        return ""
    low = "" if column.lowest is None else f"from {column.lowest:g}"
    high = "" if column.highest is None else f"to {column.highest:g}"
    return f"{low} {high}".strip()
