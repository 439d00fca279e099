"""What we found: the answers of one assessment as squares, needs to act on, strengths and open points.

Nothing is added up and nobody is measured: levels are counted, strengths stand apart in words, and what is not
known is shown as not known. The page on screen and the printed page are both drawn from what is made here.
"""

from collections.abc import Iterable, Mapping

from ..language import Labels, say, say_many
from ..model.entries import Recorded, Statement
from ..model.instrument import Instrument, Item
from ..model.notes import Note, guidance
from ..model.record import Record
from ..model.scales import rates_action, rates_strength
from ..model.vocabulary import DOMAINS, STRENGTHS, NonAnswer
from ..offers.offering import services
from ..scoring.single import score
from . import wording
from .found import Domain, Need, Open, Profile, Said, Square, Strength
from .outside import ALWAYS_APART

BY_WHEN = Labels({"3": "Today to 72 hours", "2": "In the plan", "1": "Watch, with a date", "0": "Nothing seen"})


def profile(record: Record) -> Profile:
    """Lay out what was found.

    Parameters
    ----------
    record
        An assessment whose instrument rates action levels and strengths.
    """
    draft, form, answers = record.draft, record.draft.form, record.draft.answers
    found = score(form, answers)
    offers = {entry.item: tuple(o.service.title for o in entry.offers) for entry in services(form, answers)}
    shown = {item.id: item for item in answers.shown()}
    counted = [name for name, row in found.rows.items() if "act_low" in row]
    domains = tuple(
        _domain(record, name, [i for i in shown.values() if i.domain == name and _rates(form, i)], found.rows[name])
        for name in counted
    )
    domains = tuple(domain for domain in domains if domain.squares)
    squares = [(domain, square) for domain in domains for square in domain.squares]
    return Profile(
        code=record.child.code,
        age=wording.age(record.child, record.sitting.on),
        on=wording.day(record.sitting.on),
        title=form.title,
        rated_from=_rated_from(answers.recorded.values(), answers.statements),
        act_low=sum(int(found.rows[name]["act_low"] or 0) for name in counted),
        act_high=sum(int(found.rows[name]["act_high"] or 0) for name in counted),
        facts=_facts(record, shown.values()),
        domains=domains,
        needs=tuple(_needs(record, squares, offers, (3, 2))),
        watch=tuple(_needs(record, squares, {}, (1,))),
        lean_on=_lean_on(record, [i for i in shown.values() if rates_strength(form.responses[i.responses])]),
        open=_open(record, shown.values()),
        not_asked=_not_asked(record, shown.values()),
        differing=tuple(square for _, square in squares if square.differs),
        hidden=len(answers.hidden()),
        next_meeting=wording.day(meeting) if (meeting := draft.rebook or record.next_meeting) else "",
        notes=record.standing.in_words(),
        others=tuple((title, wording.day(on)) for title, on in record.others),
    )


def _domain(record: Record, name: str, items: list[Item], row: Mapping) -> Domain:
    recorded = record.draft.answers.recorded
    asked = [i for i in items if i.id not in recorded or recorded[i.id].non_answer is not NonAnswer.NOT_APPLICABLE]
    squares = sorted((_square(record, item) for item in asked), key=lambda s: 1 if s.level is None else -s.level)
    return Domain(
        id=name,
        title=_domain_title(record.draft.form, name),
        squares=tuple(squares),
        counts=", ".join(_counted(row)),
    )


def _counted(row: Mapping) -> list[str]:
    told = {
        "n3": lambda n: say_many("{count} act now", "{count} act now", n),
        "n2": lambda n: say_many("{count} act", "{count} act", n),
        "n1": lambda n: say_many("{count} watch", "{count} watch", n),
        "n0": lambda n: say_many("{count} nothing seen", "{count} nothing seen", n),
        "unknown": lambda n: say_many("{count} not known yet", "{count} not known yet", n),
    }
    return [words(int(row[key])) for key, words in told.items() if row[key]]


def _square(record: Record, item: Item) -> Square:
    form, answers = record.draft.form, record.draft.answers
    entry = answers.recorded.get(item.id)
    level = answers.value(item.id)
    return Square(
        item=item.id,
        text=item.text,
        level=level if isinstance(level, int) else None,
        label=wording.answer(form, item, entry) if entry and entry.value is not None else _why(entry),
        anchor=wording.anchor(form, item, entry) if entry and entry.value is not None else "",
        source=wording.source(entry.source) if entry else "",
        said=_said(form, item, answers.statements),
        differs=item.id in answers.disputed(),
    )


def _needs(
    record: Record,
    squares: Iterable[tuple[Domain, Square]],
    offers: Mapping[str, tuple[str, ...]],
    levels: tuple[int, ...],
) -> list[Need]:
    notes = record.draft.notes
    found = [
        Need(
            square=square,
            domain=domain.title,
            by_when=BY_WHEN[str(square.level)],
            offers=offers.get(square.item, ()),
            note=_open_note(record.draft.form, notes.get(square.item)),
        )
        for domain, square in squares
        if square.level in levels
    ]
    return sorted(found, key=lambda need: -(need.square.level or 0))


def _facts(record: Record, shown: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    form, recorded = record.draft.form, record.draft.answers.recorded
    return tuple(
        (item.text, wording.answer(form, item, recorded[item.id]))
        for item in shown
        if item.id in recorded
        and recorded[item.id].value is not None
        and not _rates(form, item)
        and not rates_strength(form.responses[item.responses])
    )


def _open_note(form: Instrument, note: Note | None) -> str:
    return guidance(form, note.item).title if note and note.is_open and note.kind == "critical" else ""


def _lean_on(record: Record, items: Iterable[Item]) -> tuple[Strength, ...]:
    form, answers = record.draft.form, record.draft.answers
    found = []
    for item in items:
        entry = answers.recorded.get(item.id)
        code = entry.value if entry and isinstance(entry.value, str) else ""
        if not code and entry and entry.non_answer is NonAnswer.NOT_APPLICABLE:
            continue
        found.append(
            Strength(
                item=item.id,
                text=item.text,
                code=code,
                word=STRENGTHS[code] if code else _why(entry),
                anchor=wording.anchor(form, item, entry) if entry and code else "",
                source=wording.source(entry.source) if entry else "",
                said=_said(form, item, answers.statements),
            )
        )
    order = ("central", "usable", "emerging", "none_yet", "")
    return tuple(sorted(found, key=lambda strength: order.index(strength.code)))


def _open(record: Record, shown: Iterable[Item]) -> tuple[Open, ...]:
    draft = record.draft
    rows = []
    for item in shown:
        entry = draft.answers.recorded.get(item.id)
        if entry is None or entry.non_answer in (None, NonAnswer.NOT_APPLICABLE):
            continue
        declined = entry.non_answer is NonAnswer.DECLINED
        note = draft.notes.get(item.id)
        pending = note is not None and note.is_open and note.kind == "open"
        by = note.ask_again if note and pending and note.ask_again else draft.rebook or record.next_meeting
        rows.append(
            Open(
                item=item.id,
                text=item.text,
                why=_why(entry),
                ask="" if declined else wording.one_of(item.asked_of),
                by=wording.day(by) if by and not declined else "",
                without=""
                if declined
                else wording.without([code for code in item.not_in_presence_of if code not in ALWAYS_APART]),
                first=pending,
            )
        )
    return tuple(sorted(rows, key=lambda row: not row.first))


def _not_asked(record: Record, shown: Iterable[Item]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    form, recorded = record.draft.form, record.draft.answers.recorded
    texts: dict[str, list[str]] = {}
    for item in shown:
        if item.id not in recorded and not item.optional:
            texts.setdefault(_domain_title(form, item.domain), []).append(item.text)
    return tuple((title, tuple(found)) for title, found in texts.items())


def _said(form: Instrument, item: Item, statements: Iterable[Statement]) -> tuple[Said, ...]:
    return tuple(
        Said(
            who=wording.informant(entry.informant),
            words=entry.words,
            level=wording.answer(form, item, Recorded(value=entry.value)) if entry.value is not None else "",
        )
        for entry in statements
        if entry.item == item.id
    )


def _rated_from(recorded: Iterable[Recorded], statements: Iterable[Statement]) -> str:
    """Name everyone an answer or a statement came from, in the order of the list of informants."""
    sources = {entry.source for entry in recorded if entry.value is not None and entry.source}
    return wording.all_of(sources | {entry.informant for entry in statements})


def _why(entry: Recorded | None) -> str:
    if entry is None or entry.non_answer is None:
        return say("Not asked yet")
    by = wording.source(entry.source) if entry.non_answer is NonAnswer.DECLINED else ""
    return wording.declined(by) if by else entry.non_answer.label


def _rates(form: Instrument, item: Item) -> bool:
    return rates_action(form.responses[item.responses])


def _domain_title(form: Instrument, name: str) -> str:
    """The title of the section of that name, which is what the practitioner has seen; else that of the domain."""
    return next((section.title for section in form.sections if section.id == name), DOMAINS.get(name, name))
