"""What of a record may stand on a sheet that leaves the team: nothing that names or hints at a person of concern.

Everything is taken out before a page is drawn, so that no count, mark or gap tells that something is missing: the sheet
is that of a family without such a person, whose people said nothing under the roles of that person. What depends on
nobody's mark is taken out for every family alike: who decides and agreed, what did not wait, the history, and the words
of notes.
An adult who cannot be read may be marked: then it may be anyone of the family.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from ..model.answers import Answers
from ..model.casework import IN_THE_ROOM, Consent
from ..model.draft import Draft
from ..model.instrument import Instrument, Item, Responses
from ..model.majority import counting
from ..model.notes import Note
from ..model.presence import OF_CONCERN
from ..model.record import Record
from ..model.vocabulary import PRESENT

SOMEBODY = "other"
# Nobody who may do harm, and nobody whose role is not known, ever listens: said of no single question.
ALWAYS_APART = (OF_CONCERN, "unknown_person")


def outside(record: Record) -> Record:
    """Return the record as sheets outside the team are drawn from it; that of the team's own sheet as it is."""
    if record.team:
        return record
    concern = {person.id for person in record.persons if person.of_concern}
    roles = {person.role for person in record.persons if person.of_concern} if record.all_read else IN_THE_ROOM
    names = {name for role in roles for name in IN_THE_ROOM[role]}
    decided = counting(record.consents, concern, record.child, record.printed_at.date(), record.majority)
    return replace(
        record,
        draft=_draft(record.draft, names),
        sitting=replace(record.sitting, company=None, present=_unnamed(record.sitting.present)),
        persons=(),
        responsibilities=(),
        consents=tuple(_decision(consent) for consent in decided if consent.decision != "cannot_be_sought"),
        assents=tuple(replace(assent, reason="") for assent in record.assents),
        without_consent=(),
        history=None,
    )


def _decision(consent: Consent) -> Consent:
    return replace(consent, person_id=None, reason="")


def _draft(draft: Draft, names: set[str]) -> Draft:
    form, answers = _form(draft.form), draft.answers
    statements = [said for said in answers.statements if said.informant not in names]
    return replace(
        draft,
        answers=Answers.restored(form, answers.context, answers.recorded, statements),
        notes={item: _without_words(note) for item, note in draft.notes.items()},
        left="" if form.rated_by == "child" else draft.left,
    )


def _without_words(note: Note) -> Note:
    return replace(note, words="", action="", acted_at="", agency="", reference="", why_not="")


def _form(form: Instrument) -> Instrument:
    """The same questions, which call a person of concern like anybody else and single out nobody who must not hear."""
    return replace(
        form,
        responses={name: _alike(responses) for name, responses in form.responses.items()},
        items=tuple(_unheard(item) for item in form.items),
    )


def _alike(responses: Responses) -> Responses:
    labels = dict(zip(responses.codes, responses.labels, strict=False))
    if OF_CONCERN not in labels:
        return responses
    somebody = labels.get(SOMEBODY, PRESENT[SOMEBODY])
    return replace(responses, labels=tuple(somebody if code == OF_CONCERN else word for code, word in labels.items()))


def _unheard(item: Item) -> Item:
    apart = set(item.not_in_presence_of) - set(ALWAYS_APART)
    return replace(item, not_in_presence_of=tuple(PRESENT) if apart else ())


def _unnamed(present: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(SOMEBODY if code == OF_CONCERN else code for code in present))
