"""Controls of declared fields: what a page shows for each kind of field, and what it reads back."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ...language import mark, say
from ...model.casework.declared import YES_OR_NO, Entry, Field, asked_of
from ...model.digits import plain_number
from .form import Form

NOBODY_KNOWS = mark("Not known yet")
NONE_OF_THEM = "none_of_these"
MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[./-]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})(?:[./-](0?[1-9]|1[0-2]))?")
EARLIEST_YEAR = 1900
SHOWN = {"code": "pick", "link": "pick", "codes": "any", "words": "words", "day": "day", "month": "month"}


class Control(NamedTuple):
    """One control as the templates take it: `show` is pick, any, tick, line, words, day or month."""

    name: str
    show: str
    label: str
    hint: str
    options: list[tuple[str, str]]
    blank: str
    longest: int


def controls(
    kind: type[Entry], names: Collection[str], prefix: str = "", **options: Mapping[str, str]
) -> list[Control]:
    """Return the controls of some fields of a table, in the order of their declaration.

    Parameters
    ----------
    prefix
        Put before each name, where a page has several forms of one table.
    options
        For links: ids and how they read, by field.
    """
    return [
        Control(
            name=prefix + name,
            show=_show(field),
            label=field.label,
            hint=field.hint,
            options=list(_options(field, options.get(name, {})).items()),
            blank=say(NOBODY_KNOWS) if field.not_known or field.kind == "link" else say("Please choose"),
            longest=field.longest,
        )
        for name, field in _of(kind, names)
    ]


def as_typed(entry: Entry, names: Collection[str], prefix: str = "") -> dict[str, str]:
    """Return what the controls show for an entry on file."""
    return {prefix + name: _typed(field, getattr(entry, name)) for name, field in _of(type(entry), names)}


def shows(form: Form, entry: Entry, names: Collection[str], prefix: str = "") -> None:
    """Fill the controls of a form with what is on file; what was typed already stays."""
    form.shows(as_typed(entry, names, prefix))
    for name, field in _of(type(entry), names):
        if field.kind == "codes":
            form.many.setdefault(prefix + name, tuple(form.typed[prefix + name].split()))


def labels(
    kind: type[Entry], names: Collection[str], prefix: str = "", **options: Mapping[str, str]
) -> dict[str, Mapping[str, str]]:
    """Return how the values read of fields of which one is chosen, by field."""
    return {
        prefix + name: _options(field, options.get(name, {}))
        for name, field in _of(kind, names)
        if _show(field) == "pick"
    }


def read(
    form: Form,
    kind: type[Entry],
    names: Collection[str],
    prefix: str = "",
    *,
    latest: date,
    **options: Mapping[str, str],
) -> dict[str, Any]:
    """Return what was typed, by field; None is not known. What is wrong is said beside its control.

    Parameters
    ----------
    latest
        No month lies after this day.
    """
    return {name: _value(form, prefix + name, field, latest, options.get(name, {})) for name, field in _of(kind, names)}


def changes(
    form: Form, entry: Entry, names: Collection[str], prefix: str = "", *, latest: date, **options: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that were filled or changed, and the names of those that were emptied.

    What another window has written since is asked about and never written over unseen.
    """
    kind = type(entry)
    for name, field in _of(kind, names):
        if field.kind == "codes":
            form.typed[prefix + name] = " ".join(form.many.get(prefix + name, ()))
        elif field.kind == "flag" and not field.not_known:
            form.typed.setdefault(prefix + name, "")
    form.meanwhile(as_typed(entry, names, prefix), labels(kind, names, prefix, **options))
    for name, field in _of(kind, names):
        if field.kind == "codes":
            form.many[prefix + name] = tuple(form.typed[prefix + name].split())
    typed = read(form, kind, names, prefix, latest=latest, **options)
    changed = {name: value for name, value in typed.items() if form.changed(prefix + name)}
    emptied = [name for name, value in changed.items() if value is None or value == ""]
    return {name: value for name, value in changed.items() if name not in emptied}, emptied


def _of(kind: type[Entry], names: Collection[str]) -> Iterator[tuple[str, Field]]:
    return ((name, field) for name, field in asked_of(kind).items() if name in names)


def _show(field: Field) -> str:
    if field.kind == "flag":
        return "pick" if field.not_known else "tick"
    return SHOWN.get(field.kind, "line")


def _options(field: Field, given: Mapping[str, str]) -> Mapping[str, str]:
    if field.kind == "flag":
        return YES_OR_NO
    if field.kind == "codes":
        return {**(field.allowed or {}), NONE_OF_THEM: say("None of these")}
    return field.allowed or given


def _typed(field: Field, value: Any) -> str:
    match field.kind, value:
        case _, None:
            return ""
        case "codes", _:
            return " ".join(value) or NONE_OF_THEM
        case "flag", _:
            return "yes" if value else "no" if field.not_known else ""
        case "day", _:
            return value.isoformat()
    return str(value)


def _value(form: Form, name: str, field: Field, latest: date, given: Mapping[str, str]) -> Any:
    needed = "" if field.not_known or field.kind == "link" else say("Please choose one.")
    match field.kind:
        case "code":
            return form.code(name, field.allowed or {}, needed=needed)
        case "link":
            return form.code(name, given)
        case "codes":
            return _codes(form, name, field)
        case "flag" if field.not_known:
            chosen = form.code(name, YES_OR_NO)
            return None if chosen is None else chosen == "yes"
        case "flag":
            return form.ticked(name)
        case "month":
            return month(form, name, latest)
        case "day":
            return form.day(name, latest=latest)
    return form.text(name, longest=field.longest)


def _codes(form: Form, name: str, field: Field) -> tuple[str, ...] | None:
    chosen = form.codes(name, [*(field.allowed or {}), NONE_OF_THEM])
    if NONE_OF_THEM in chosen and len(chosen) > 1:
        form.wrong(name, say("“None of these” stands alone. Please take it away, or the others."))
    return None if not chosen else tuple(code for code in chosen if code != NONE_OF_THEM)


def month(form: Form, name: str, latest: date) -> str | None:
    """Read a year or a month, as people write them: 2019, 2019-04, 4/2019."""
    found = plain_number(form.typed.get(name, "")).replace(" ", "")
    if not found:
        return None
    if typed := MONTH_FIRST.fullmatch(found):
        number, year = typed.groups()
    elif typed := YEAR_FIRST.fullmatch(found):
        year, number = typed.groups()
    else:
        form.wrong(name, say("Please write a year, or year and month, as 2019 or 2019-04."))
        return None
    if not int(year) >= EARLIEST_YEAR or (int(year), int(number or 1)) > (latest.year, latest.month):
        form.wrong(name, say("Please write a time from {year} to today.", year=EARLIEST_YEAR))
        return None
    return f"{year}-{int(number):02}" if number else year
