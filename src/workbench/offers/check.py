"""Every rule that the catalogue keeps beyond its types, each fault told as one sentence."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..errors import DefinitionError
from ..library.fault import Fault, is_id, repeated, unknown
from ..library.loading import instrument, instruments, own_catalogues
from ..library.loading import left_out as instruments_left_out
from ..library.reading import read_text
from ..library.sources import source_faults
from ..model.ages import bands
from ..model.context import Context
from ..model.instrument import Instrument, Item
from ..model.scales import rates_action
from ..model.vocabulary import AGE_BANDS, SERVICES, STAGES, STORIES
from .catalogue import OFFERED_AT, SHIPPED, Catalogue, Service, catalogue, contexts, read_catalogue, shipped_text

FORMAT = 1


def check_catalogue(path: Path | str | None = None) -> list[DefinitionError]:
    """List the faults of a catalogue file, or without a path of the one that ships.

    A catalogue is held against the newest version of its instrument; one that cannot be read has one fault.
    """
    file = SHIPPED if path is None else str(path)
    try:
        known = read_catalogue(shipped_text() if path is None else read_text(path), file)
        faults = list(_head_faults(known)) or catalogue_faults(known, instrument(known.instrument))
        return [fault.as_error(file) for fault in faults]
    except DefinitionError as fault:
        return [fault]


def services_of(form: Instrument) -> tuple[Service, ...]:
    """Return the services that ship for an instrument, then those of the organisation's own."""
    own = [known for _, known, fault in _own(own_catalogues()) if known and not fault]
    return tuple(service for known in (catalogue(), *own) if known.instrument == form.id for service in known.services)


def left_out() -> list[DefinitionError]:
    """The first fault of each file of the organisation's own that is not used: instruments, then catalogues."""
    return [*instruments_left_out(), *(fault for _, _, fault in _own(own_catalogues()) if fault)]


@cache
def _own(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Catalogue | None, DefinitionError | None], ...]:
    """Each catalogue of the organisation's own by its file; with its first fault where it has one."""
    taken = {service.id for service in catalogue().services}
    found: list[tuple[str, Catalogue | None, DefinitionError | None]] = []
    for file, text in texts:
        try:
            known = read_catalogue(text, file)
            faults = [*_head_faults(known)] or [*catalogue_faults(known, instrument(known.instrument))]
            faults += [
                Fault(f"service {one.id}", "an id that is taken", "an id of your own", "Rename it.")
                for one in known.services
                if one.id in taken
            ]
        except DefinitionError as fault:
            found.append((file, None, fault))
            continue
        taken |= {service.id for service in known.services}
        found.append((file, known, faults[0].as_error(file) if faults else None))
    return tuple(found)


def catalogue_faults(known: Catalogue, form: Instrument) -> Iterator[Fault]:
    """Faults in services, then needs that nothing answers."""
    rated = {item.id: item for item in form.items if rates_action(form.responses[item.responses])}
    for name in repeated(service.id for service in known.services):
        yield Fault(f"service {name}", "the id twice", "each id once", "Rename one, or remove the duplicate.")
    for title in repeated(service.title for service in known.services):
        yield Fault(f"service {title!r}", "the title twice", "each title once", "Say how the two differ.")
    for service in known.services:
        yield from _service_faults(service, form, rated)
    for item in () if known.beside else rated.values():
        yield from _unanswered(known, item)


def _head_faults(known: Catalogue) -> Iterator[Fault]:
    if known.format != FORMAT:
        yield Fault("format", f"{known.format}", f"{FORMAT}", "Update the workbench, or write the file in this format.")
    yield from unknown("instrument", "instrument", [known.instrument], instruments())


def _service_faults(service: Service, form: Instrument, rated: dict[str, Item]) -> Iterator[Fault]:
    where = f"service {service.id}"
    if not is_id(service.id):
        yield Fault(where, f"id {service.id!r}", "small letters, digits and _, a letter first", "Rename it.")
    for field in ("title", "what", "needs"):
        if not (value := getattr(service, field)) or (isinstance(value, str) and not value.strip()):
            yield Fault(where, f"nothing under {field!r}", "at least one entry", "Write it, or remove the service.")
    yield from source_faults(where, service.source)
    yield from unknown(where, "kind", [service.kind], SERVICES)
    yield from unknown(where, "level", service.levels, OFFERED_AT)
    yield from unknown(where, "age band", service.ages, AGE_BANDS)
    yield from unknown(where, "group", service.groups, STORIES)
    yield from unknown(where, "stage", service.stages, STAGES)
    unrated = [name for name in service.needs if name not in rated and any(name == item.id for item in form.items)]
    for name in unrated:
        yield Fault(where, f"item {name!r}", "items with action levels", "Offers answer needs; take it out.")
    yield from unknown(where, "item", [name for name in service.needs if name not in unrated], rated)
    for item in (rated[name] for name in service.needs if name in rated):
        if not any(service.answers(item.id, level, context) for level in OFFERED_AT for context in contexts(item)):
            found = f"item {item.id!r}, which is asked only of others"
            yield Fault(where, found, "an age, group and stage in common", "Widen the service, or take the item out.")


def _unanswered(known: Catalogue, item: Item) -> Iterator[Fault]:
    for level in OFFERED_AT:
        empty = [
            context
            for context in contexts(item)
            if not any(service.answers(item.id, level, context) for service in known.services)
        ]
        if empty:
            more = f" and {len(empty) - 1} more" if len(empty) > 1 else ""
            found = f"no service at level {level} for {_said(empty[0])}{more}"
            remedy = "Widen a service that names it, or add one."
            yield Fault(f"item {item.id}", found, "one wherever the item can be asked", remedy)


def _said(context: Context) -> str:
    return f"{context.group}, {bands(context.age or 0)[0]}, {context.stage}"
