"""An instrument written out as a manual in Markdown: readable as it is, fit for use with paper alone."""

from collections.abc import Iterable, Iterator

from ..model.instrument import Guidance, Instrument, Item, Responses
from ..model.scales import rates_action
from ..model.vocabulary import CONTACTS, DOMAINS, INFORMANTS, PRESENT, NonAnswer
from .asking import asking_lines, limits, listed, told
from .loading import instrument, instruments
from .reckoning import reading_lines
from .sources import source_lines

_LEVELS = {"individual": "the child", "family": "the family", "community": "the community", "structural": "the system"}
_LEVELS_IN_TIME = (
    "3: something has to happen between now and the third day.",
    "2: it goes into the plan.",
    "1: write a date to look again.",
    "0: you looked, and saw nothing that calls for more.",
)
_IN_MIND = (
    "anybody in front of whom you would rather not speak, named in the list or not: somebody is afraid of them, or you "
    "have a reason to be careful"
)
_NOTES = "What to do when an answer calls for it"
_BLANK, _DATE = "_" * 20, "_" * 10
_KINDS = {
    "level": "Tick one level.",
    "choice": "Tick one.",
    "many": "Tick all that hold.",
    "words": "Write in your own words.",
    "date": "Write a date.",
}


def write_manual(form: Instrument) -> str:
    """Write an instrument as Markdown.

    First comes how to answer, what the levels mean in time and which questions are for which child. Every question
    comes with its id and help, what may be said to the child at which age, every answer with its anchor, who is
    asked, who must not be there, room for dates, and its source. How the answers are read comes after the
    questions, then the numbered notes for critical answers, and the works that the sources name last.
    """
    numbers = {item.id: number for number, item in enumerate(form.items, 1)}
    return "\n".join(_lines(form, numbers)).rstrip().replace("<", "\\<") + "\n"


def _lines(form: Instrument, numbers: dict[str, int]) -> Iterator[str]:
    yield f"# {form.title}"
    yield ""
    yield f"`{form.id}` version {form.version} · licence {form.licence} · filled in by the {form.rated_by}"
    yield ""
    yield form.purpose
    yield ""
    if form.every_sitting:
        yield "Filled in anew at every sitting."
        yield ""
    yield "Child's code: ______________  Date: ______________  Filled in by: ______________"
    yield ""
    yield from _how_to_answer(form, numbers)
    yield from asking_lines(form, numbers)
    for section in form.sections:
        yield f"## {section.title}"
        yield ""
        if section.intro:
            yield section.intro
            yield ""
        for item in form.items:
            if item.section == section.id:
                yield from _item_lines(form, item, numbers)
    yield from reading_lines(form, numbers)
    if form.guidance:
        yield f"## {_NOTES}"
        yield ""
        for name, note in form.guidance.items():
            yield from _guidance_lines(form, name, note, numbers)
    named = [item.source for item in form.items] + [note.source for note in form.guidance.values()]
    yield from source_lines(named)


def _how_to_answer(form: Instrument, numbers: dict[str, int]) -> Iterator[str]:
    yield "Where a question stays without an answer, write which of these it is, and never leave it blank:"
    yield ""
    for reason in NonAnswer:
        yield f"- {reason.label}" + (" (only where the question says so)" if reason is NonAnswer.NOT_APPLICABLE else "")
    yield ""
    if any(rates_action(responses) for responses in form.responses.values()):
        yield "What the levels mean in time:"
        yield ""
        yield from (f"- {line}" for line in _LEVELS_IN_TIME)
        yield ""
    if any("person_of_concern" in (*item.not_in_presence_of, *item.quiet_in_presence_of) for item in form.items):
        yield f"“{PRESENT['person_of_concern']}” is {_IN_MIND}."
        yield ""
    for other in _pages_named(form):
        page = f"the page of `{other.id}`; print it with `workbench instruments show {other.id}`"
        yield f"“{other.title}” is {page}."
        yield ""
    if form.spoken_when:
        when = _and(told(form, condition, numbers) for condition in form.spoken_when)
        yield f"Words to the child are spoken only {when}."
        yield ""
    if form.guidance:
        yield (
            f"An answer marked ► calls for action: turn to the note of that number, under “{_NOTES}”. Where a "
            "question stays open, write a date to ask again."
        )
        yield ""


def _pages_named(form: Instrument) -> Iterator[Instrument]:
    """Other instruments that are named by their title in the texts of this one."""
    texts = [form.purpose, *(section.intro for section in form.sections), *(item.help for item in form.items)]
    for other in map(instrument, instruments()):
        if other.id != form.id and any(other.title in text for text in texts):
            yield other


def _item_lines(form: Instrument, item: Item, numbers: dict[str, int]) -> Iterator[str]:
    yield f"### {numbers[item.id]}. {item.text} · `{item.id}`"
    yield ""
    if only := limits(form, item, numbers):
        yield f"*Only {_and(only)}.*"
        yield ""
    if item.help:
        yield item.help
        yield ""
    if item.asked_of:
        yield f"- Ask or look to: {listed(_small(INFORMANTS[code]) for code in item.asked_of)}."
    if item.not_in_presence_of:
        yield f"- Not while these are there: {listed(_small(PRESENT[code]) for code in item.not_in_presence_of)}."
    if item.spoken_when:
        when = _and(told(form, condition, numbers) for condition in item.spoken_when)
        yield f"- The child is asked only {when}."
    if item.quiet_in_presence_of:
        people = listed(_small(PRESENT[code]) for code in item.quiet_in_presence_of)
        yield f"- Only looked at while these are there: {people}."
    if item.quiet_help:
        yield f"- Where nothing is asked: {item.quiet_help}"
    for band, spoken in item.say.items():
        yield f"- To the child, {band} years: “{spoken}”"
    window = f"Counts: {_window(item.window_days)}. " if item.window_days else ""
    yield f"- {window}Level: {_LEVELS[item.level]}. Area: {DOMAINS[item.domain]}."
    yield ""
    yield from _answer_lines(form, item)
    if form.rated_by == "practitioner":
        yield f"Mainly from: {_BLANK} What was said or seen, by whom: {_BLANK}{_BLANK}"
        yield ""
        yield f"No answer, why and by whom: {_BLANK} Ask again on: {_DATE}"
        yield ""
    yield f"Source: {item.source}"
    yield ""


def _answer_lines(form: Instrument, item: Item) -> Iterator[str]:
    responses: Responses = form.responses[item.responses]
    yield _KINDS[responses.kind] + (" “Does not apply” is possible here." if item.may_not_apply else "")
    yield ""
    if item.critical and (open_after := _open_after(item)):
        yield f"{listed(open_after, 'and')} {'stays' if len(open_after) == 1 else 'stay'} open here, with a date."
        yield ""
    if responses.kind in ("words", "date"):
        yield "______________________________"
    anchors = item.anchors or ("",) * len(responses.codes)
    for code, label, anchor in zip(responses.codes, responses.labels, anchors, strict=True):
        number = f"{code} – " if isinstance(code, int) else ""
        mark = ""
        if item.critical and code in item.critical.when:
            title = form.guidance[item.critical.note].title
            mark = f" ► Note {_place(form, item.critical.note)}: {title}"
        if code == 1 and rates_action(responses):
            mark += f" Look again on: {_DATE}"
        yield f"- [ ] **{number}{label}**{': ' + anchor if anchor else ''}{mark}"
    yield ""


def _open_after(item: Item) -> list[str]:
    """Non-answers with which a critical item stays open."""
    after = [NonAnswer.UNKNOWN, NonAnswer.UNSAFE] if item.critical and item.critical.stays_open else []
    return [f"“{reason.label}”" for reason in (*after, *[NonAnswer.DECLINED] * item.open_when_declined)]


def _place(form: Instrument, note: str) -> int:
    """The number of a note."""
    return [*form.guidance].index(note) + 1


def _guidance_lines(form: Instrument, name: str, note: Guidance, numbers: dict[str, int]) -> Iterator[str]:
    opened_by = [numbers[item.id] for item in form.items if item.critical and item.critical.note == name]
    yield f"### Note {_place(form, name)}. {note.title} ({note.within})"
    yield ""
    yield f"Opened by question {listed(map(str, opened_by))}."
    yield ""
    yield from (f"{step}. {what}" for step, what in enumerate(note.act, 1))
    yield ""
    yield f"Call: {'; '.join(CONTACTS[code] for code in note.call)}."
    yield ""
    yield "Write down:"
    yield ""
    yield from (f"- {what}" for what in note.write)
    yield ""
    yield f"Source: {note.source}"
    yield ""


def _window(days: int) -> str:
    return "today" if days == 1 else f"the last {days} days"


def _and(parts: Iterable[str]) -> str:
    return ", and ".join(parts)


def _small(label: str) -> str:
    """A label inside a sentence; only its first letter changes."""
    return label[0].lower() + label[1:]
