"""From answers to offers: what could help with each need that is to be acted on."""

from dataclasses import dataclass

from ..errors import AnswerRefused
from ..model.answers import Answers
from ..model.instrument import Instrument
from ..model.scales import rates_action
from .catalogue import OFFERED_AT, Service
from .check import services_of


@dataclass(frozen=True)
class Offer:
    """One service, and why it is offered."""

    service: Service
    why: str


@dataclass(frozen=True)
class ItemOffers:
    """What can be offered for one item, in the order of the catalogue.

    Child and family choose: any offer can be declined, and declining costs nothing.
    """

    item: str
    level: int
    offers: tuple[Offer, ...]


def services(form: Instrument, answers: Answers) -> tuple[ItemOffers, ...]:
    """List the services that can be offered, per item rated 2 or 3.

    Items at 3 come first, then those at 2, each in the order of the instrument. Nothing is offered for 0 or 1, for an
    item without an answer, for a hidden answer, or for an instrument without a catalogue.

    Raises
    ------
    AnswerRefused
        The answers belong to another instrument or version.
    """
    if (answers.form.id, answers.form.version) != (form.id, form.version):
        other = f"answers to {answers.form.id} {answers.form.version}"
        raise AnswerRefused(f"{form.id} {form.version}: found {other}; allowed: its own. Open that instrument.")
    known = services_of(form)
    if not known:
        return ()
    found = []
    for item in answers.shown():
        responses, level = form.responses[item.responses], answers.value(item.id)
        if rates_action(responses) and isinstance(level, int) and level in OFFERED_AT:
            why = f"“{item.text}” stands at {level}, {responses.labels[responses.codes.index(level)]}."
            offers = (Offer(entry, why) for entry in known if entry.answers(item.id, level, answers.context))
            found.append(ItemOffers(item.id, level, tuple(offers)))
    return tuple(sorted(found, key=lambda entry: -entry.level))
