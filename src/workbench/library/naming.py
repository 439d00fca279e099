"""Names in a definition: ids used once, references that lead somewhere, words of the shared vocabulary."""

from collections.abc import Iterable, Iterator

from ..model.instrument import Guidance, Instrument, Item
from ..model.vocabulary import AGE_BANDS, CONTACTS, DOMAINS, INFORMANTS, LEVELS, NOBODY, PRESENT, STAGES, STORIES
from .fault import Fault, is_id, repeated, unknown
from .sources import source_faults

NEVER_ASKED = "0-2"
LONGEST_LINE = 120
LAST_YEAR = max(last for _, last in AGE_BANDS.values())


def naming_faults(form: Instrument) -> Iterator[Fault]:
    """Faults in ids, references and vocabulary."""
    yield from _id_faults("section", [section.id for section in form.sections])
    yield from _id_faults("item", [item.id for item in form.items])
    yield from _id_faults("guidance", form.guidance)
    yield from _use_faults(form)
    for item in form.items:
        yield from _item_faults(form, item)
    for name, note in form.guidance.items():
        yield from _guidance_faults(name, note)
    yield from _presence_faults(form)
    yield from offer_faults(form)


def offer_faults(form: Instrument) -> Iterator[Fault]:
    """How a form is offered: a place, and one line on what for."""
    offer = form.offer
    if offer is None:
        return
    if offer.place < 1:
        yield Fault("offer", f"place {offer.place}", "1 or more", "Say after which other form it is offered.")
    if not 0 < len(offer.what_for.strip()) <= LONGEST_LINE or not offer.what_for.isprintable():
        remedy = "Say in a few words what the form is for; the child or a relative may read it."
        yield Fault("offer", f"{len(offer.what_for)} signs", f"one line of 1 to {LONGEST_LINE} signs", remedy)


def _id_faults(kind: str, ids: Iterable[str]) -> Iterator[Fault]:
    ids = list(ids)
    for name in ids:
        if not is_id(name):
            allowed = "small letters, digits and _, a letter first"
            yield Fault(f"{kind} {name}", f"id {name!r}", allowed, "Rename it.")
    for name in repeated(ids):
        yield Fault(f"{kind} {name}", "the id twice", "each id once", "Rename one, or remove the duplicate.")


def _use_faults(form: Instrument) -> Iterator[Fault]:
    in_use = {item.section for item in form.items}
    for section in form.sections:
        if section.id not in in_use:
            yield Fault(f"section {section.id}", "no items", "at least one", "Add an item, or remove the section.")
    answered = {item.responses for item in form.items}
    for name in form.responses:
        if name not in answered:
            yield Fault(f"responses {name}", "no item that uses it", "at least one", "Remove it.")
    called = {item.critical.note for item in form.items if item.critical}
    for name in form.guidance:
        if name not in called:
            remedy = "Name it in an item's critical, or remove it."
            yield Fault(f"guidance {name}", "no item that opens it", "at least one", remedy)


def _item_faults(form: Instrument, item: Item) -> Iterator[Fault]:
    where = f"item {item.id}"
    yield from unknown(where, "section", [item.section], [section.id for section in form.sections])
    yield from unknown(where, "responses", [item.responses], form.responses)
    yield from unknown(where, "domain", [item.domain], DOMAINS)
    yield from unknown(where, "level", [item.level], LEVELS)
    yield from unknown(where, "age band", item.ages, AGE_BANDS)
    yield from unknown(where, "group", item.groups, STORIES)
    yield from unknown(where, "stage", item.stages, STAGES)
    yield from unknown(where, "informant", item.asked_of, INFORMANTS)
    yield from unknown(where, "person present", (*item.not_in_presence_of, *item.quiet_in_presence_of), PRESENT)
    yield from source_faults(where, item.source)
    if item.critical:
        yield from unknown(where, "critical note", [item.critical.note], form.guidance)
    if item.window_days is not None and item.window_days < 1:
        yield Fault(where, f"window_days {item.window_days}", "1 or more, or 'any'", "Say how many days back count.")
    yield from _age_faults(where, item)
    yield from _say_faults(where, item)


def _age_faults(where: str, item: Item) -> Iterator[Fault]:
    if not item.age_range:
        return
    if len(item.age_range) != 2 or not 0 <= item.age_range[0] <= item.age_range[1] <= LAST_YEAR:
        found, allowed = f"age_range {list(item.age_range)}", f"first and last year, from 0 to {LAST_YEAR}, as [6, 8]"
        yield Fault(where, found, allowed, "Put the younger age first.")
    if item.ages:
        yield Fault(where, "both ages and age_range", "one of the two", "Keep age_range where bands do not fit.")


def _say_faults(where: str, item: Item) -> Iterator[Fault]:
    askable = [band for band, (first, last) in AGE_BANDS.items() if item.years.intersection(range(first, last + 1))]
    askable = [band for band in askable if band != NEVER_ASKED]
    yield from unknown(where, "words to say at age", item.say, askable)
    if item.say and "child" not in item.asked_of:
        yield Fault(where, "words to say, but the child is not asked", "'child' in asked_of", "Add it, or remove say.")
    for band, words in item.say.items():
        if not words.strip():
            yield Fault(where, f"no words to say at age {band}", "a sentence", "Write it, or remove the entry.")


def _guidance_faults(name: str, note: Guidance) -> Iterator[Fault]:
    where = f"guidance {name}"
    yield from unknown(where, "contact", note.call, CONTACTS)
    yield from source_faults(where, note.source)
    for field in ("title", "act", "call", "write"):
        if not getattr(note, field):
            yield Fault(where, f"nothing under {field!r}", "at least one entry", "Say it; it is read under pressure.")


def _presence_faults(form: Instrument) -> Iterator[Fault]:
    if form.presence is None:
        return
    ids = {item.id: item for item in form.items}
    yield from unknown("presence", "item", [form.presence], ids)
    if form.presence not in ids:
        return
    responses = form.responses.get(ids[form.presence].responses)
    if responses is None:
        return
    if responses.kind != "many":
        found = f"item {form.presence!r} of kind {responses.kind!r}"
        yield Fault("presence", found, "an item of kind 'many'", "Several people can be in a room.")
    yield from unknown(
        f"responses {ids[form.presence].responses}", "person present", responses.codes, (*PRESENT, NOBODY)
    )
