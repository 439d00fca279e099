"""What is offered for a sitting, in which order, and what waits for agreement: as the definitions say it."""

from collections.abc import Callable
from contextlib import suppress

from ..model.instrument import Instrument
from .loading import instrument, instruments

Forms = Callable[[str, str | None], Instrument]


def offered(forms: Forms = instrument) -> list[Instrument]:
    """Return the newest version of everything that is offered, in its order. What cannot be opened is left out."""
    found = []
    for name in instruments():
        with suppress(Exception):  # whatever is wrong with one, the others are offered
            found.append(forms(name, None))
    places = {form.id: form.offer.place for form in found if form.offer is not None}
    return sorted((form for form in found if form.id in places), key=lambda form: (places[form.id], form.id))


def waits(forms: Forms, instrument_id: str, version: str) -> bool:
    """Whether answers to a version wait for agreement; so do those whose questions are not on this computer."""
    with suppress(Exception):
        return forms(instrument_id, version).waits_for_consent
    return True
