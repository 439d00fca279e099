"""Scales: which items are read together, what an answer counts, and where a score can lie."""

from bisect import bisect_right

from .instrument import Instrument, Item, Responses, Scale
from .vocabulary import DOMAINS, STRENGTHS

STRENGTHS_SCALE = "strengths"


def scales_of(form: Instrument) -> tuple[Scale, ...]:
    """List every scale of an instrument: action levels, strengths, then sums and means.

    Where a definition declares no scale of method `action`, its items with action levels make one
    scale per domain, in the order in which the domains come up. Where it declares none of method
    `strengths`, all items answered in the four words of strengths make one.
    """
    listed: list[Scale] = []
    for method, derived in (("action", _by_domain), ("strengths", _strengths)):
        listed += [scale for scale in form.scales if scale.method == method] or derived(form)
    return (*listed, *(scale for scale in form.scales if scale.method in ("sum", "mean")))


def rates_action(responses: Responses) -> bool:
    """Whether a way of answering is by action levels."""
    return responses.kind == "level" and responses.action


def rates_strength(responses: Responses) -> bool:
    """Whether a way of answering is the four words of strengths."""
    return responses.kind == "choice" and responses.codes == tuple(STRENGTHS)


def shows_profile(form: Instrument) -> bool:
    """Whether an instrument rates both needs and strengths, so that "what we found" can be drawn from it."""
    used = [form.responses[item.responses] for item in form.items]
    return any(map(rates_action, used)) and any(map(rates_strength, used))


def reach(form: Instrument, item: Item) -> tuple[int, int]:
    """Lowest and highest level of an item."""
    codes = [code for code in form.responses[item.responses].codes if isinstance(code, int)]
    return min(codes), max(codes)


def points(form: Instrument, item: Item, code: int) -> int:
    """What a level counts in a sum or mean: itself, or lowest + highest − itself where the item is reversed."""
    return sum(reach(form, item)) - code if item.reversed else code


def attainable(form: Instrument, scale: Scale) -> tuple[float, float]:
    """Lowest and highest score of a sum or mean when every item applies and is answered."""
    low, high = (sum(ends) for ends in zip(*(reach(form, form.item(name)) for name in scale.items), strict=True))
    return (low / len(scale.items), high / len(scale.items)) if scale.method == "mean" else (low, high)


def band_at(scale: Scale, score: float) -> str | None:
    """Label of the band in which a score lies; None without bands, or below the first."""
    place = bisect_right([band.lowest for band in scale.bands], score)
    return scale.bands[place - 1].label if place else None


def _by_domain(form: Instrument) -> list[Scale]:
    found: dict[str, list[str]] = {}
    for item in form.items:
        if item.responses in form.responses and rates_action(form.responses[item.responses]):
            found.setdefault(item.domain, []).append(item.id)
    return [
        Scale(id=domain, title=DOMAINS.get(domain, domain), method="action", items=tuple(items))
        for domain, items in found.items()
    ]


def _strengths(form: Instrument) -> list[Scale]:
    items = tuple(
        item.id
        for item in form.items
        if item.responses in form.responses and rates_strength(form.responses[item.responses])
    )
    title = DOMAINS[STRENGTHS_SCALE]
    return [Scale(id=STRENGTHS_SCALE, title=title, method="strengths", items=items)] if items else []
