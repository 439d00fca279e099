"""What a made-up case must show, as a trainer would say it; names that do not exist are told with the nearest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ..cohort.codes import CHILD_CRITERIA, CRITERIA, OCCASIONS, PARENT_CRITERIA, SETBACKS
from ..errors import UnknownName, WrongParameter
from ..library.reading import nearest
from ..model.digits import plain_number
from ..model.instrument import Instrument
from ..model.scales import rates_action, rates_strength
from ..model.vocabulary import AGE_BANDS, DOMAINS, GROUPS, STAGES, STRENGTHS

INTAKE, ANY = "intake", "any"
OLDEST = 17
NEED, STRENGTH = 2, "usable"
STRENGTHS_DOMAIN = "strengths"
Ages = int | str | tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A wish list that was read: every name exists. None and empty wish for nothing.

    `needs` and `strengths` map an item or a domain to the lowest level or word. `ages` are completed years at the
    assessment, first and last. `criteria` are the child's, `parent_criteria` those of the parent whose exit counts.
    """

    group: str | None = None
    sibling_group: str | None = None
    ages: tuple[int, int] | None = None
    occasion: str = INTAKE
    stage: str | None = None
    needs: Mapping[str, int]
    strengths: Mapping[str, str]
    criteria: tuple[str, ...] = ()
    criteria_at_least: int = 0
    parent_criteria: tuple[str, ...] = ()
    setback: str | None = None
    setback_stage: str | None = None
    children: int | None = None

    @property
    def rated(self) -> bool:
        """Whether ratings are needed to tell if it is met."""
        return bool(self.needs or self.strengths)


def read_wish(
    form: Instrument,
    *,
    group: str | None,
    sibling_group: str | None,
    ages: Ages | None,
    occasion: str | None,
    stage: str | None,
    needs: str | Iterable[str] | Mapping[str, int],
    strengths: str | Iterable[str] | Mapping[str, str],
    criteria: int | str | Iterable[str],
    parent_criteria: str | Iterable[str],
    setback: str | None,
    setback_stage: str | None,
    children: int | None,
) -> Wish:
    """Check every name and number of a wish list.

    Raises
    ------
    UnknownName
        No group, item, domain, criterion, setback, stage or occasion of that name; the sentence gives the nearest.
    WrongParameter
        An age, level, word or number of children or criteria that cannot be taken.
    """
    one_of("group", group, GROUPS)
    one_of("sibling_group", sibling_group, GROUPS)
    one_of("stage", stage, STAGES)
    one_of("setback_stage", setback_stage, STAGES)
    one_of("occasion", occasion, [*OCCASIONS, ANY])
    one_of("setback", setback, [*SETBACKS, ANY])
    if children is not None:
        _whole("children", children, 1, 99)
    named, at_least = criteria, 0
    if isinstance(criteria, (int, np.integer)):
        _whole("criteria", criteria, 0, len(CHILD_CRITERIA))
        named, at_least = (), int(criteria)
    return Wish(
        group=group,
        sibling_group=sibling_group,
        ages=None if ages is None else _ages(ages),
        occasion=occasion or (INTAKE if stage in (None, *list(STAGES)[:1]) else ANY),
        stage=stage,
        needs=_needs(form, needs),
        strengths=_strengths(form, strengths),
        criteria=_criteria("criteria", named, CHILD_CRITERIA),  # type: ignore[arg-type]
        criteria_at_least=at_least,
        parent_criteria=_criteria("parent_criteria", parent_criteria, PARENT_CRITERIA),
        setback=setback if setback or not setback_stage else ANY,
        setback_stage=setback_stage,
        children=children,
    )


def one_of(what: str, found: str | None, allowed: Iterable[str]) -> None:
    """Refuse a name that is not in a list; None wishes for nothing."""
    listed = list(allowed)
    if found is not None and found not in listed:
        hint = nearest(found, listed)
        raise UnknownName(f"{what} {found!r}: no such name. {hint} There are: {', '.join(listed)}.".replace("  ", " "))


def _whole(what: str, found: object, low: int, high: int) -> int:
    if isinstance(found, bool) or not isinstance(found, (int, np.integer)) or not low <= found <= high:
        raise WrongParameter(f"{what}: found {found!r}; allowed: a whole number from {low} to {high}.")
    return int(found)


def _ages(found: Ages) -> tuple[int, int]:
    found = plain_number(found) if isinstance(found, str) else found
    if isinstance(found, str) and found in AGE_BANDS:
        return AGE_BANDS[found]
    ends: tuple = tuple(found) if isinstance(found, (tuple, list)) else (found,)
    if isinstance(found, str):
        ends = tuple(int(part) if part.isdecimal() else part for part in found.split("-"))
    allowed = f"completed years from 0 to {OLDEST}, as 9, (6, 9), '6-9' or a band: {', '.join(AGE_BANDS)}."
    if len(ends) not in (1, 2) or not all(type(end) is not bool and isinstance(end, (int, np.integer)) for end in ends):
        raise WrongParameter(f"ages: found {found!r}; allowed: {allowed}")
    first, last = int(ends[0]), int(ends[-1])
    if not 0 <= first <= last <= OLDEST:
        raise WrongParameter(f"ages: found {found!r}; allowed: {allowed}")
    return first, last


def _needs(form: Instrument, found: str | Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    named = _mapped("needs", found, NEED)
    rated = [item.id for item in form.items if rates_action(form.responses[item.responses])]
    domains = [code for code in DOMAINS if code in {form.item(name).domain for name in rated}]
    for name in named:
        _known("needs", name, rated, domains, form)
    return {name: _whole(f"needs, {name!r}: level", level, 1, 3) for name, level in named.items()}


def _strengths(form: Instrument, found: str | Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    named = _mapped("strengths", found, STRENGTH)
    rated = [item.id for item in form.items if rates_strength(form.responses[item.responses])]
    for name, word in named.items():
        _known("strengths", name, rated, [STRENGTHS_DOMAIN], form)
        one_of(f"strengths, {name!r}: word", word, STRENGTHS)
    return named


def _known(what: str, name: str, items: list[str], domains: list[str], form: Instrument) -> None:
    if name in items or name in domains:
        return
    hint = nearest(name, [*items, *domains])
    if any(item.id == name for item in form.items):
        raise UnknownName(f"{what} {name!r}: an item, but not rated that way. {hint}".strip())
    raise UnknownName(
        f"{what} {name!r}: no item or domain of that name. {hint} Domains: {', '.join(domains)}; "
        f"items: workbench instruments show {form.id}.".replace("  ", " ")
    )


def _mapped(what: str, found: object, usual: object) -> dict:
    if isinstance(found, Mapping):
        return dict(found)
    return dict.fromkeys(_several(what, found), usual)


def _criteria(what: str, found: str | Iterable[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    named = _several(what, found)
    for name in named:
        if name in CRITERIA and name not in allowed:
            raise UnknownName(
                f"{what} {name!r}: a criterion of a parent, never of a child; wish it by parent_criteria."
            )
        one_of(what, name, allowed)
    return named


def _several(what: str, found: object) -> tuple[str, ...]:
    if isinstance(found, str):
        return (found,)
    named = tuple(found) if isinstance(found, Iterable) else (found,)
    if not all(isinstance(name, str) for name in named):
        raise WrongParameter(f"{what}: found {type(found).__name__}; allowed: a name, or several in a list.")
    return named
