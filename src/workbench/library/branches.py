"""Branches: each leads back to an earlier answer, and every item can be reached by someone."""

from collections.abc import Iterator, Sequence

import msgspec

from ..model.instrument import Condition, Instrument, Item
from ..model.vocabulary import STAGES, STORIES
from .fault import Fault, unknown

CONTEXT = {
    "ages": lambda item: item.years,
    "groups": lambda item: set(item.groups or STORIES),
    "stages": lambda item: set(item.stages or STAGES),
}


def branch_faults(form: Instrument) -> Iterator[Fault]:
    """Faults in `show_if`; reachability is decided only when every branch leads to an earlier item."""
    order = {item.id: place for place, item in enumerate(form.items)}
    found = list(_circles(form)) or [
        fault
        for item in form.items
        for condition in item.branches
        for fault in _condition(form, item, condition, order)
    ]
    yield from found
    for condition in form.spoken_when:
        yield from _answer(form, "spoken_when", condition, order)
    if form.told_first:
        yield from _answer(form, "told_first", form.told_first, order)
    for item in form.items:
        for condition in item.spoken_when:
            yield from _answer(form, f"item {item.id}, spoken_when", condition, order)
    if not found and len(order) == len(form.items):
        for item in form.items:
            yield from _unreachable(form, item)


def _circles(form: Instrument) -> Iterator[Fault]:
    leads = {item.id: [condition.item for condition in item.branches] for item in form.items}
    told: set[frozenset[str]] = set()
    for start in leads:
        circle = _circle(leads, (start,))
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            path = " → ".join((*circle, circle[0]))
            remedy = "Let each branch look at an earlier answer."
            yield Fault(f"item {circle[0]}", f"a circular branch {path}", "branches that end", remedy)


def _circle(leads: dict[str, list[str]], path: tuple[str, ...]) -> tuple[str, ...]:
    for target in leads.get(path[-1], ()):
        if target == path[0]:
            return path
        if target not in path and (found := _circle(leads, (*path, target))):
            return found
    return ()


def _condition(form: Instrument, item: Item, condition: Condition, order: dict[str, int]) -> Iterator[Fault]:
    where = f"item {item.id}"
    if condition.item in order and order[condition.item] > order[item.id]:
        found = f"a branch on the later item {condition.item!r}"
        yield Fault(where, found, "an earlier item", f"Move {condition.item!r} before it.")
    else:
        yield from _answer(form, where, condition, order)


def _answer(form: Instrument, where: str, condition: Condition, order: dict[str, int]) -> Iterator[Fault]:
    if condition.item not in order:
        yield from unknown(where, "a branch on item", [condition.item], order)
    elif not condition.any_of:
        found = f"a branch on {condition.item!r} that nothing meets"
        yield Fault(where, found, "at least one code under 'is'", "Name the answers that lead here.")
    elif responses := form.responses.get(form.item(condition.item).responses):
        yield from unknown(where, f"a branch on {condition.item!r} being", condition.any_of, responses.codes)


def _unreachable(form: Instrument, item: Item) -> Iterator[Fault]:
    """An item is out of reach when what it needs, with all that its branches need, cannot be true together.

    Of several branches of which one is enough, one within reach is enough.
    """
    ways = [msgspec.structs.replace(item, show_if=(*item.show_if, one)) for one in item.show_if_any] or [item]
    found = [list(_contradictions(form, way)) for way in ways]
    if all(found):
        yield from found[0]


def _contradictions(form: Instrument, item: Item) -> Iterator[Fault]:
    chain = _ancestry(form, item)
    where = f"item {item.id}"
    for name, possible in CONTEXT.items():
        if not set.intersection(*(set(possible(member)) for member in chain)):
            found = f"{name} that exclude those of {_names(chain[1:])}"
            yield Fault(where, found, f"{name} in common", "Nobody can reach this item; widen one of the two.")
    wanted: dict[str, set[int | str]] = {}
    rules = [(one, hidden) for member in chain for hidden, some in _sides(member) for one in some]
    for condition, hidden in rules:
        responses = form.responses.get(form.item(condition.item).responses)
        if responses is None or responses.kind == "many":
            continue
        left = wanted.get(condition.item, set(responses.codes))
        wanted[condition.item] = left - set(condition.any_of) if hidden else left & set(condition.any_of)
        if not wanted[condition.item]:
            found = f"branches that ask two different answers of {condition.item!r}"
            yield Fault(where, found, "one answer that meets them all", "Nobody can reach this item; mend one branch.")
            return


def _sides(item: Item) -> tuple[tuple[bool, tuple[Condition, ...]], ...]:
    """Conditions that must hold, and those that must not."""
    return (False, item.show_if), (True, item.hide_if)


def _ancestry(form: Instrument, item: Item) -> list[Item]:
    """The item and every item that its branches rest on."""
    chain = [item]
    for member in chain:
        chain += [form.item(c.item) for c in member.show_if if form.item(c.item) not in chain]
    return chain


def _names(items: Sequence[Item]) -> str:
    return ", ".join(repr(item.id) for item in items)
