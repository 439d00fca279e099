"""Scales: items that exist and can be read together, bands without gap or overlap, a missing rule that fits."""

from collections.abc import Iterator
from itertools import pairwise

from ..model.instrument import Condition, Instrument, Item, Responses, Scale
from ..model.scales import attainable, rates_action, rates_strength, scales_of
from .fault import Fault, is_id, repeated, unknown

MISSING = "missing"
SUMMED = ("sum", "mean")
_LIMITS = ("years", "groups", "stages", "show_if", "show_if_any", "hide_if")


def _rates_number(responses: Responses) -> bool:
    return responses.kind == "level" and not responses.action


_TAKES = {
    "action": (rates_action, "items with action levels"),
    "strengths": (rates_strength, "items answered in the four words of strengths"),
    "sum": (_rates_number, "items of kind 'level' without action"),
    "mean": (_rates_number, "items of kind 'level' without action"),
}


def scaling_faults(form: Instrument) -> Iterator[Fault]:
    """Faults in scales; what a scale leads to is judged only when its items are sound."""
    for name in repeated(scale.id for scale in scales_of(form)):
        yield Fault(f"scale {name}", "the id twice", "each id once", "Rename one; domains name the action scales.")
    for scale in form.scales:
        yield from _name_faults(scale)
        found = list(_item_faults(form, scale))
        yield from found
        if scale.method not in SUMMED:
            yield from _counting_faults(scale)
        elif not found:
            yield from _missing_faults(scale)
            yield from _band_faults(form, scale)
    yield from _place_faults(form)


def _name_faults(scale: Scale) -> Iterator[Fault]:
    where = f"scale {scale.id}"
    if not is_id(scale.id):
        yield Fault(where, f"id {scale.id!r}", "small letters, digits and _, a letter first", "Rename it.")
    for name, text in (("title", scale.title), ("unit", scale.unit)):
        if not text.strip():
            yield Fault(where, f"no {name}", f"a {name}", "Write it.")


def _item_faults(form: Instrument, scale: Scale) -> Iterator[Fault]:
    where, ids = f"scale {scale.id}", {item.id: item for item in form.items}
    if not scale.items:
        yield Fault(where, "no items", "at least one", "Name the items that are read together.")
    yield from unknown(where, "item", scale.items, ids)
    takes, allowed = _TAKES[scale.method]
    for item in (ids[name] for name in scale.items if name in ids):
        responses = form.responses.get(item.responses)
        if responses is None or not (takes(responses) and len(set(responses.codes)) > 1):
            yield Fault(where, f"item {item.id!r} with responses {item.responses!r}", allowed, "Take it out.")


def _counting_faults(scale: Scale) -> Iterator[Fault]:
    for field, found in (("bands", scale.bands), ("missing_allowed", scale.missing_allowed)):
        if found:
            remedy = "Levels and words are counted, never added; remove it."
            yield Fault(f"scale {scale.id}", f"{field} with method {scale.method!r}", "with sum or mean only", remedy)


def _missing_faults(scale: Scale) -> Iterator[Fault]:
    if not 0 <= scale.missing_allowed < len(scale.items):
        found, allowed = f"missing_allowed {scale.missing_allowed}", f"0 to {len(scale.items) - 1}"
        yield Fault(f"scale {scale.id}", found, allowed, "A value needs at least one answered item.")


def _band_faults(form: Instrument, scale: Scale) -> Iterator[Fault]:
    if not scale.bands:
        return
    where, (low, high) = f"scale {scale.id}", attainable(form, scale)
    first = scale.bands[0]
    if first.lowest > low:
        remedy = f"Begin the first band at {low:g}."
        yield Fault(where, f"the first band from {first.lowest:g}", f"{low:g}, the lowest score", remedy)
    for one, other in pairwise(scale.bands):
        if one.lowest == other.lowest:
            found = f"bands {one.label!r} and {other.label!r} that overlap, both from {one.lowest:g}"
            yield Fault(where, found, "each bound once", "A band ends where the next begins; move one of the two.")
        elif one.lowest > other.lowest:
            found = f"band {other.label!r} from {other.lowest:g} after one from {one.lowest:g}"
            yield Fault(where, found, "bounds from low to high", "Put the bands in order.")
    for band in scale.bands:
        if not low <= band.lowest <= high:
            found = f"band {band.label!r} from {band.lowest:g}"
            remedy = "No answers lead there; mend the bound or the items."
            if band is not first or band.lowest < low:
                yield Fault(where, found, f"{low:g} to {high:g}, what answers can reach", remedy)
        if not band.label.strip() or band.label == MISSING:
            yield Fault(where, f"label {band.label!r}", f"a word other than {MISSING!r}", "Name the band.")
    for label in repeated(band.label for band in scale.bands):
        yield Fault(where, f"label {label!r} twice", "each label once", "Say how the two bands differ.")
    yield from _unlike_faults(form, scale)


def _unlike_faults(form: Instrument, scale: Scale) -> Iterator[Fault]:
    """Bounds hold for one set of items; a score over fewer would be read against the wrong ones."""
    first, *rest = (form.item(name) for name in scale.items)
    remedy = "Bounds hold for all items together; ask all of the same children, or leave the bands out."
    for item in (first, *rest):
        if item.may_not_apply:
            found = f"bands over item {item.id!r}, which may not apply"
            yield Fault(f"scale {scale.id}", found, "items that apply to everybody asked", remedy)
    for item in rest:
        if any(_limit(item, name) != _limit(first, name) for name in _LIMITS):
            found = f"bands over items {first.id!r} and {item.id!r}, asked of different children"
            yield Fault(f"scale {scale.id}", found, "the same ages, groups, stages and branches", remedy)


def _limit(item: Item, name: str) -> frozenset:
    return frozenset(
        (one.item, frozenset(one.any_of)) if isinstance(one, Condition) else one for one in getattr(item, name)
    )


def _place_faults(form: Instrument) -> Iterator[Fault]:
    """An action level or a strength is counted once; reversal means something only in a sum or mean."""
    scales = scales_of(form)
    for item in form.items:
        responses = form.responses.get(item.responses)
        if responses is None:
            continue
        where = f"item {item.id}"
        for method in ("action", "strengths"):
            holding = [scale.id for scale in scales if scale.method == method and item.id in scale.items]
            if _TAKES[method][0](responses) and not holding:
                remedy = "Put it into one, or declare none and let them be derived."
                yield Fault(where, f"no scale of method {method!r} that counts it", "exactly one", remedy)
            if len(holding) > 1:
                found = f"scales {' and '.join(map(repr, holding))}"
                yield Fault(
                    where, found, f"one scale of method {method!r}", "One fact counts once; take it out of one."
                )
        if item.reversed and not any(scale.method in SUMMED and item.id in scale.items for scale in scales):
            remedy = "Put it into a scale, or remove reversed."
            yield Fault(where, "reversed = true in no sum or mean", "an item of such a scale", remedy)
