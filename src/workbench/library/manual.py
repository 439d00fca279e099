"""An instrument written out as a manual in Markdown: readable as it is, fit for use with paper alone."""

from collections.abc import Iterable, Iterator

from ..model.instrument import Condition, Guidance, Instrument, Item, Responses
from ..model.vocabulary import CONTACTS, DOMAINS, GROUPS, INFORMANTS, PRESENT, STAGES, NonAnswer
from .reckoning import reading_lines

_LEVELS = {"individual": "the child", "family": "the family", "community": "the community", "structural": "the system"}
_KINDS = {
    "level": "Tick one level.",
    "choice": "Tick one.",
    "many": "Tick all that hold.",
    "words": "Write in your own words.",
    "date": "Write a date.",
}


def write_manual(form: Instrument) -> str:
    """Write an instrument as Markdown.

    Every question comes with its help, what may be said to the child at which age, every answer with its
    anchor, who is asked, who must not be there, and its source. How the answers are read comes after the
    questions, the notes for critical answers last.
    """
    numbers = {item.id: number for number, item in enumerate(form.items, 1)}
    return "\n".join(_lines(form, numbers)).rstrip() + "\n"


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
        yield "## What to do when an answer calls for it"
        yield ""
        for name, note in form.guidance.items():
            yield from _guidance_lines(form, name, note, numbers)


def _how_to_answer(form: Instrument, numbers: dict[str, int]) -> Iterator[str]:
    yield "Where a question stays without an answer, write which of these it is, and never leave it blank:"
    yield ""
    for reason in NonAnswer:
        yield f"- {reason.label}" + (" (only where the question says so)" if reason is NonAnswer.NOT_APPLICABLE else "")
    yield ""
    if form.spoken_when:
        when = _and(_condition(form, condition, numbers) for condition in form.spoken_when)
        yield f"Words to the child are spoken only {when}."
        yield ""
    if form.guidance:
        yield (
            "An answer marked ► calls for action: turn to the note named beside it. “Unknown” and “Not safe to ask” "
            "at such a question stay open, with a date to ask again; so does “Declined” where the question says so."
        )
        yield ""


def _item_lines(form: Instrument, item: Item, numbers: dict[str, int]) -> Iterator[str]:
    yield f"### {numbers[item.id]}. {item.text}"
    yield ""
    if item.branches or item.ages or item.age_range or item.groups or item.stages:
        yield f"*Only {_and(_applies(form, item, numbers))}.*"
        yield ""
    if item.help:
        yield item.help
        yield ""
    if item.asked_of:
        yield f"- Ask or look to: {_list(_small(INFORMANTS[code]) for code in item.asked_of)}."
    if item.not_in_presence_of:
        yield f"- Not while these are there: {_list(_small(PRESENT[code]) for code in item.not_in_presence_of)}."
    if item.spoken_when:
        when = _and(_condition(form, condition, numbers) for condition in item.spoken_when)
        yield f"- The child is asked only {when}."
    if item.quiet_in_presence_of:
        people = _list(_small(PRESENT[code]) for code in item.quiet_in_presence_of)
        yield f"- Only looked at while these are there: {people}."
    if item.quiet_help:
        yield f"- Where nothing is asked: {item.quiet_help}"
    for band, spoken in item.say.items():
        yield f"- To the child, {band} years: “{spoken}”"
    window = f"Counts: {_window(item.window_days)}. " if item.window_days else ""
    yield f"- {window}Level: {_LEVELS[item.level]}. Area: {DOMAINS[item.domain]}."
    yield ""
    yield from _answer_lines(form, item)
    yield f"Source: {item.source}"
    yield ""


def _answer_lines(form: Instrument, item: Item) -> Iterator[str]:
    responses: Responses = form.responses[item.responses]
    yield _KINDS[responses.kind] + (" “Does not apply” is possible here." if item.may_not_apply else "")
    yield ""
    if item.open_when_declined:
        yield "“Declined” stays open here, with a date."
        yield ""
    if responses.kind in ("words", "date"):
        yield "______________________________"
    anchors = item.anchors or ("",) * len(responses.codes)
    for code, label, anchor in zip(responses.codes, responses.labels, anchors, strict=True):
        number = f"{code} – " if isinstance(code, int) else ""
        mark = ""
        if item.critical and code in item.critical.when:
            mark = f" ► {form.guidance[item.critical.note].title}"
        yield f"- [ ] **{number}{label}**{': ' + anchor if anchor else ''}{mark}"
    yield ""


def _applies(form: Instrument, item: Item, numbers: dict[str, int]) -> Iterator[str]:
    if item.ages:
        yield f"for ages {_list(item.ages)}"
    if item.age_range:
        yield f"for ages {item.age_range[0]}-{item.age_range[-1]}"
    if item.groups:
        yield f"for these groups: {'; '.join(GROUPS[code] for code in item.groups)}"
    if item.stages:
        yield f"in these stages: {'; '.join(STAGES[code] for code in item.stages)}"
    for condition in item.show_if:
        yield _condition(form, condition, numbers)
    if item.show_if_any:
        yield _list((_condition(form, condition, numbers) for condition in item.show_if_any), "or")
    for condition in item.hide_if:
        yield _condition(form, condition, numbers).replace(" is ", " is not ", 1)


def _condition(form: Instrument, condition: Condition, numbers: dict[str, int]) -> str:
    responses = form.responses[form.item(condition.item).responses]
    labels = [responses.labels[responses.codes.index(code)] for code in condition.any_of]
    return f"when {numbers[condition.item]} is {_list((f'“{label}”' for label in labels), 'or')}"


def _guidance_lines(form: Instrument, name: str, note: Guidance, numbers: dict[str, int]) -> Iterator[str]:
    opened_by = [numbers[item.id] for item in form.items if item.critical and item.critical.note == name]
    yield f"### {note.title} ({note.within})"
    yield ""
    yield f"Opened by question {_list(map(str, opened_by))}."
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


def _list(words: Iterable[str], last: str = "and") -> str:
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def _and(parts: Iterable[str]) -> str:
    return ", and ".join(parts)


def _small(label: str) -> str:
    """A label inside a sentence; only its first letter changes."""
    return label[0].lower() + label[1:]
