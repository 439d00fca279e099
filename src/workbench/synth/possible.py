"""Which wishes no family could ever meet, and why: ages of a group, items that are not asked then, shares of zero."""

from collections.abc import Iterable
from itertools import product

import numpy as np

from ..cohort.codes import CHILD_CRITERIA
from ..errors import ImpossibleWish
from ..model.instrument import Instrument, Item
from ..model.scales import rates_action
from ..model.vocabulary import GROUPS, STAGES
from .assessments import AT_MONTHS, EARLY, LATE
from .children import APART, MOST, YEAR, birth_window
from .families import SHORTEST, longest_exploited
from .parameters import Parameters
from .setbacks import SCHOOL_AGE
from .streams import DAYS
from .wishes import ANY, INTAKE, OLDEST, STRENGTHS_DOMAIN, Wish

Context = tuple[str, int, str]  # group, completed years, stage


def refuse_impossible(wish: Wish, numbers: Parameters, form: Instrument) -> None:
    """Refuse a wish that no family of the scenario could meet.

    What passes may still be rare: only what follows from groups, ages, stages, questions and shares of zero is known
    without looking.

    Raises
    ------
    ImpossibleWish
        With what contradicts what.
    """
    contexts = _possible_contexts(wish, numbers)
    _refuse_questions(wish, form, contexts)
    _refuse_families(wish, numbers)
    _refuse_criteria(wish, numbers)
    _refuse_setback(wish, numbers, contexts)


def ages_at(numbers: Parameters, group: str, occasion: str) -> range:
    """Completed years that a child of a group can have at an assessment of an occasion."""
    births = _births(numbers, group)
    low, high = _days(numbers, occasion)
    youngest = max(low - births[1], 0) // YEAR
    oldest = min((high - births[0]) // YEAR, OLDEST)
    return range(int(youngest), int(oldest) + 1)


def _births(numbers: Parameters, group: str) -> tuple[float, float]:
    """Earliest and latest day of birth since exit, over every length of exploitation."""
    exploited = np.array([SHORTEST, longest_exploited(numbers)]) * DAYS
    first, last = birth_window(numbers, np.full(2, list(GROUPS).index(group)), np.round(exploited))
    return float(first.min()), float(last.max())


def _days(numbers: Parameters, occasion: str) -> tuple[float, float]:
    """Days since exit between which assessments of an occasion lie."""
    longest = numbers.number("design.follow_up_months")
    if occasion == INTAKE:
        low, high = 0.0, numbers.number("families.intake_latest")
    elif occasion in AT_MONTHS:
        low, high = AT_MONTHS[occasion] - EARLY, AT_MONTHS[occasion] + LATE
    else:
        low, high = 0.0, longest
    return low * DAYS, min(high * DAYS, np.floor(longest * DAYS) - 1)


def _possible_contexts(wish: Wish, numbers: Parameters) -> set[Context]:
    groups = [wish.group] if wish.group else [code for code, share in numbers.by("children.group").items() if share]
    for code in filter(None, (wish.group, wish.sibling_group)):
        if not numbers.by("children.group")[code]:
            raise ImpossibleWish(f"group {code!r}: its share is 0 in this scenario. Take another scenario or group.")
    when = "at an assessment of any occasion" if wish.occasion == ANY else f"at {wish.occasion}"
    if _days(numbers, wish.occasion)[0] >= _days(numbers, ANY)[1]:
        raise ImpossibleWish(
            f"occasion {wish.occasion!r}: follow-up of this scenario ends before. Take an earlier one."
        )
    if wish.occasion == INTAKE and wish.stage not in (None, *_first_stage()):
        raise ImpossibleWish(
            f"stage {wish.stage!r} at intake: every child is then in crisis. Leave the occasion out, or name a later "
            "one."
        )
    stages = [wish.stage] if wish.stage else _first_stage() if wish.occasion == INTAKE else list(STAGES)
    allowed = {group: ages_at(numbers, group, wish.occasion) for group in groups}
    asked = range(wish.ages[0], wish.ages[1] + 1) if wish.ages else range(OLDEST + 1)
    found = {(g, a, s) for g, s in product(groups, stages) for a in asked if a in allowed[g]}
    if not found:
        fits = "; ".join(f"{group} {_span(years)}" for group, years in allowed.items())
        raise ImpossibleWish(f"ages {_span(asked)}: no such child {when}. Possible then, in years: {fits}.")
    return found


def _first_stage() -> list[str]:
    return list(STAGES)[:1]


def _refuse_questions(wish: Wish, form: Instrument, contexts: set[Context]) -> None:
    left, before = contexts, ""
    for name in (*wish.needs, *wish.strengths):
        items = _items(form, name)
        asked = {one for one in contexts if any(_applies(item, one) for item in items)}
        what = f"{'need' if name in wish.needs else 'strength'} {name!r}"
        if not asked:
            raise ImpossibleWish(
                f"{what}: never asked of such a child. It is asked {_limits(items)}; wished for or possible here: "
                f"{_limits_of(contexts)}. Change the group, ages or stage, or take another."
            )
        if not left & asked:
            raise ImpossibleWish(f"{what}: never asked together with {before}. Leave one of them out.")
        left, before = left & asked, ", ".join(filter(None, (before, repr(name))))


def _items(form: Instrument, name: str) -> list[Item]:
    listed = [item for item in form.items if name in (item.id, item.domain)]
    return [item for item in listed if name in (STRENGTHS_DOMAIN, item.id) or _action(form, item)]


def _action(form: Instrument, item: Item) -> bool:
    return rates_action(form.responses[item.responses])


def _applies(item: Item, context: Context) -> bool:
    group, age, stage = context
    return age in item.years and group in (item.groups or GROUPS) and stage in (item.stages or STAGES)


def _limits(items: list[Item]) -> str:
    years = sorted(set().union(*(item.years for item in items)))
    return _told(years, [g for g in GROUPS if any(g in (i.groups or GROUPS) for i in items)], _stages(items))


def _stages(items: list[Item]) -> list[str]:
    return [stage for stage in STAGES if any(stage in (item.stages or STAGES) for item in items)]


def _limits_of(contexts: set[Context]) -> str:
    groups, years, stages = (set(part) for part in zip(*contexts, strict=True))
    return _told(sorted(years), [g for g in GROUPS if g in groups], [s for s in STAGES if s in stages])


def _told(years: list[int], groups: list[str], stages: list[str]) -> str:
    parts = [f"at {_span(years)} years"]
    parts += [f"of {', '.join(groups)}"] * (len(groups) < len(GROUPS))
    parts += [f"in {', '.join(stages)}"] * (len(stages) < len(STAGES))
    return ", ".join(parts)


def _span(years: Iterable[int]) -> str:
    listed = list(years)
    if not listed:
        return "at no age"
    return str(listed[0]) if len(listed) == 1 else f"{listed[0]} to {listed[-1]}"


def _refuse_families(wish: Wish, numbers: Parameters) -> None:
    needed = 2 if wish.sibling_group else wish.children or 1
    if wish.sibling_group and wish.children == 1:
        raise ImpossibleWish("sibling_group with children=1: a family of one child has no sibling. Leave one out.")
    if needed > 1 and not numbers.number("families.further_children"):
        raise ImpossibleWish(f"{needed} children: every family of this scenario has one. Take another scenario.")
    if wish.children and wish.children > MOST:
        raise ImpossibleWish(f"{wish.children} children: no family has more than {MOST}.")
    if wish.group and wish.group == wish.sibling_group:
        first, last = _births(numbers, wish.group)
        if last - first < APART:
            raise ImpossibleWish(
                f"a sibling who is {wish.group} too: such births lie within {last - first:.0f} days, and siblings are "
                f"born at least {APART} days apart. Wish for a sibling of another group."
            )


def _refuse_criteria(wish: Wish, numbers: Parameters) -> None:
    kinds: tuple[tuple[tuple[str, ...], str], ...]
    kinds = ((wish.criteria, "children.criteria"), (wish.parent_criteria, "parents.criteria"))
    for wished, parameter in kinds:
        for code in wished:
            if not numbers.by(parameter)[code]:
                raise ImpossibleWish(f"criterion {code!r}: its share is 0 in this scenario. Leave it out.")
    possible = sum(numbers.by("children.criteria")[code] > 0 for code in CHILD_CRITERIA)
    if wish.criteria_at_least > possible:
        raise ImpossibleWish(f"{wish.criteria_at_least} criteria: a child of this scenario has at most {possible}.")


def _refuse_setback(wish: Wish, numbers: Parameters, contexts: set[Context]) -> None:
    if wish.setback in (None, ANY):
        return
    weights = dict(numbers.by("setbacks.type"))
    if numbers.number("setbacks.shock_chance"):
        weights["external_crisis"] += numbers.number("setbacks.crisis_type")
    if not weights[wish.setback]:  # type: ignore[index]
        raise ImpossibleWish(f"setback {wish.setback!r}: its weight is 0 in this scenario. Take another.")
    if wish.setback == "school" and not any(_reaches_school(wish, numbers, one) for one in contexts):
        raise ImpossibleWish(
            f"setback 'school': it happens from {SCHOOL_AGE} years, and no such child is that old before follow-up "
            "ends. Take an older child, or another setback."
        )


def _reaches_school(wish: Wish, numbers: Parameters, context: Context) -> bool:
    group, age, _ = context
    begin, end = _days(numbers, wish.occasion)[0], _days(numbers, ANY)[1]
    oldest = min((age + 1) * YEAR + end - begin, end - _births(numbers, group)[0])
    return oldest > SCHOOL_AGE * YEAR
