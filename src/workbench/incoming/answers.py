"""Ratings held against the instrument and version that they answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..cohort.faults import row_faults
from ..cohort.lives import by_key
from ..cohort.rules import Rule
from ..errors import UnknownName
from ..library.loading import instrument, instruments, versions
from ..model.instrument import Instrument, Item
from ..model.vocabulary import NonAnswer

Tables = Mapping[str, pd.DataFrame]
ASKED = ("instrument", "version", "item", "value", "non_answer")


class Wrong(NamedTuple):
    """A column whose cell no form allows, and the sentences about it."""

    column: str
    sentences: tuple[str, str]


def _known_forms(tables: Tables) -> Iterator[str]:
    if "assessments" not in tables:
        return
    frame, here = tables["assessments"], "assessments"
    ids = instruments()
    strange = frame["instrument"].notna().to_numpy() & ~frame["instrument"].isin(ids).to_numpy()
    allowed = f"Allowed: {', '.join(ids)}."
    yield from row_faults(here, "instrument", frame, strange, "no instrument of that name.", allowed)
    for name in ids:
        of_form = (frame["instrument"] == name).to_numpy(bool, na_value=False)
        cells = frame["version"]
        wrong = of_form & cells.notna().to_numpy() & ~cells.isin(versions(name)).to_numpy()
        cut = wrong & cells.isin([_as_number(one) for one in versions(name)]).to_numpy()
        told = "Allowed: " + ", ".join(versions(name)) + ", as text."
        number = f"the version of {name} was saved as a number, as a spreadsheet does (1.0 becomes 1)."
        yield from row_faults(here, "version", frame, cut, number, f"Format the column as text. {told}")
        yield from row_faults(here, "version", frame, wrong & ~cut, f"no version of {name}.", told)


def _ratings_follow_forms(tables: Tables) -> Iterator[str]:
    """Every different row is judged once: a million ratings hold some hundred of them."""
    if "ratings" not in tables:
        return
    ratings = tables["ratings"]
    cells = ratings[["item", "value", "non_answer"]]
    if "assessments" in tables:
        forms = by_key(tables["assessments"], "assessment_id")[["instrument", "version"]]
        place = forms.index.get_indexer(ratings["assessment_id"])
        cells = cells.assign(**{name: forms[name].array.take(place, allow_fill=True) for name in forms})
    else:
        cells = cells.assign(instrument=None, version=None)
    place, rows = _different(cells[list(ASKED)])
    judged = [[*_judge(*row)] for row in rows]
    for wrong in dict.fromkeys(one for found in judged for one in found):
        here = np.array([wrong in found for found in judged])[place]
        yield from row_faults("ratings", wrong.column, ratings, here, *wrong.sentences)


ANSWERS: tuple[Rule, ...] = (_known_forms, _ratings_follow_forms)


def _as_number(version: str) -> str:
    """How a version reads once it was taken for a number: 1.0 is 1, and 1.10 is 1.1."""
    return f"{float(version):g}" if version.count(".") == 1 else version


def _different(cells: pd.DataFrame) -> tuple[np.ndarray, list[tuple]]:
    """Place of every row among the different ones, and these."""
    code = np.zeros(len(cells), dtype=np.int64)
    first = np.arange(0)
    for name in cells:
        here, found = pd.factorize(cells[name].astype(object) if cells[name].isna().all() else cells[name])
        code, first = _dense(code * (len(found) + 1) + here + 1)
    rows = cells.iloc[first].astype(object)
    return code, [tuple(None if pd.isna(cell) else str(cell) for cell in row) for row in rows.itertuples(index=False)]


def _dense(code: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    _, first, dense = np.unique(code, return_index=True, return_inverse=True)
    return dense, first


def _judge(
    form_id: str | None, version: str | None, item_id: str | None, value: str | None, reason: str | None
) -> Iterator[Wrong]:
    """What of one rating its form does not know; where the form is not known itself, any that ships will do."""
    if item_id is None:
        return
    form = _form(form_id, version)
    asked = [(one, item) for one in ([form] if form else _every_form()) if (item := _item(one, item_id))]
    told = f"of {form.id} {form.version}" if form else "of any instrument"
    if not asked:
        listed = f"show {form.id}` lists them." if form else "list` names all instruments."
        yield Wrong("item", (f"no item {told}.", f"`workbench instruments {listed}"))
        return
    if value is not None and not any(_holds(one, item, value) for one, item in asked):
        codes = list(dict.fromkeys(str(code) for one, item in asked for code in one.responses[item.responses].codes))
        found = f"no code of '{item_id}' {told}."
        if value.removesuffix(".0") in codes:
            found = f"a code of '{item_id}' that was saved as a decimal number."
        yield Wrong("value", (found, f"Allowed: {', '.join(codes) or 'a date such as 2026-11-30'}."))
    if reason == NonAnswer.NOT_APPLICABLE and not any(item.may_not_apply for _, item in asked):
        yield Wrong("non_answer", (f"'{item_id}' applies to every child.", "Say otherwise why there is no answer."))


@cache
def _form(form_id: str | None, version: str | None) -> Instrument | None:
    try:
        return instrument(form_id, version) if form_id and version else None
    except UnknownName:
        return None


@cache
def _every_form() -> tuple[Instrument, ...]:
    return tuple(instrument(name, version) for name in instruments() for version in versions(name))


@cache
def _items(form_id: str, version: str) -> dict[str, Item]:
    return {item.id: item for item in instrument(form_id, version).items}


def _item(form: Instrument, item_id: str) -> Item | None:
    return _items(form.id, form.version).get(item_id)


def _holds(form: Instrument, item: Item, value: str) -> bool:
    """Whether an item can be answered so: by a code, by codes with spaces between, by a date, or in words."""
    responses = form.responses[item.responses]
    codes = {str(code) for code in responses.codes}
    if responses.kind == "many":
        chosen = value.split(" ")
        alone = set(chosen) & set(responses.exclusive)
        return set(chosen) <= codes and len(set(chosen)) == len(chosen) and (not alone or len(chosen) == 1)
    if responses.kind == "date":
        return _is_date(value)
    return responses.kind == "words" or value in codes


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
