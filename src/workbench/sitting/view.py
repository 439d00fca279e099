"""A sitting as the form shows it: plain JSON of what is asked now, and nothing else of the file."""

from typing import Any

from ..desk.handing import CHILD, who_answers
from ..desk.protocol import Opened
from ..language import mark, say, say_many
from ..model.ages import Age, bands, in_words
from ..model.answers import Answers
from ..model.entries import Statement
from ..model.instrument import Instrument, Item, Section
from ..model.presence import in_the_room, is_spoken, put_aside
from ..model.scales import shows_profile
from ..model.vocabulary import INFORMANTS, NonAnswer
from .handing_view import show_handing
from .notes_view import show_notes
from .place import at_place, minutes_east

Json = dict[str, Any]

NOT_YET_ALOUD = mark("Questions to speak aloud are put aside until place and moment are good.")
KEYS = {
    NonAnswer.UNKNOWN: "u",
    NonAnswer.DECLINED: "d",
    NonAnswer.UNSAFE: "s",
    NonAnswer.NOT_REACHED: "r",
    NonAnswer.NOT_APPLICABLE: "n",
}
# Who answers decides what the practitioner sees: the form, or the screen before the child's own page.
MODES = {"practitioner": "form", "child": "hand_over", "not_known": "age"}
_KEYED = ("items", "answers", "statements")


def show(opened: Opened, *, draft: str, read_only: bool = False) -> Json:
    """Return everything the form needs of one sitting.

    Parameters
    ----------
    opened
        The sitting as the desk gave it, with the newest draft.
    draft
        Id under which the page opened it.
    read_only
        Another window holds the sitting.
    """
    state = opened.draft
    answers = state.answers
    mode = MODES[who_answers(state)]
    asked = answers.shown() if mode == "form" else ()
    here = in_the_room(answers, opened.present, opened.of_concern_roles)
    aside = put_aside(answers, here)
    return {
        "mode": mode,
        "handing": None if mode == "form" else show_handing(opened, here),
        "draft": draft,
        "revision": state.revision,
        "saved_at": at_place(state.saved_at),
        "east": minutes_east(),
        "read_only": read_only,
        "withheld": opened.withheld,
        "practice": opened.practice,
        "header": {"code": opened.code, "age": in_words(opened.age, say("age not yet known"))},
        "informants": dict(INFORMANTS),
        "sections": [
            _section(section, asked, answers)
            for section in state.form.sections
            if any(i.section == section.id for i in asked)
        ],
        "items": _items(answers, asked, here, aside, opened.age),
        "answers": {item.id: _answer(answers, item) for item in asked if item.id in answers.recorded},
        "statements": _statements(answers, asked),
        "later": list(aside),
        "presence_known": state.form.presence is not None,
        "onward": [{"instrument": name, "title": title} for name, title in opened.onward],
        "found": shows_profile(state.form),
        **show_notes(opened),
        "place": {"section": state.section, "item": state.item},
        "pause": bool(state.pauses) and state.pauses[-1].ended_at is None,
        "stopped": {"at": at_place(state.stopped_at)} if state.stopped_at else None,
        "ending": {"left": state.left, "rebook": state.rebook.isoformat() if state.rebook else ""},
    }


def changed(before: Json, after: Json) -> Json:
    """Return what differs, key by key; for items, answers and statements only the ids that differ (None: gone)."""
    differing: Json = {key: value for key, value in after.items() if before.get(key) != value}
    for key in _KEYED:
        if key in differing:
            ids = before[key].keys() | after[key].keys()
            differing[key] = {i: after[key].get(i) for i in ids if before[key].get(i) != after[key].get(i)}
    return differing


def _section(section: Section, asked: tuple[Item, ...], answers: Answers) -> Json:
    items = [item for item in asked if item.section == section.id]
    counted = [item.id for item in items if not item.optional]
    return {
        "id": section.id,
        "title": section.title,
        "intro": section.intro,
        "items": [item.id for item in items],
        "answered": sum(item in answers.recorded for item in counted),
        "asked": len(counted),
    }


def _items(
    answers: Answers, asked: tuple[Item, ...], here: frozenset[str], aside: tuple[str, ...], age: Age | None
) -> Json:
    """The questions as they stand now; what is told first is repeated in each part until it was told."""
    told = answers.form.told_first
    first = _say(answers.form.item(told.item), age) if told and not answers.holds(told) else []
    items, begun = {}, set()
    opening = {rule.item for item in answers.form.items for rule in item.branches}
    for item in asked:
        spoken = is_spoken(answers, item, here)
        shown = items[item.id] = _item(answers, item, age, spoken) | {"opens": item.id in opening}
        if not first or not shown["say"] or item.id in aside or (told and item.id == told.item):
            continue
        if item.section not in begun:
            shown["first"] = first
        begun.add(item.section)
    return items


def _item(answers: Answers, item: Item, age: Age | None, spoken: bool) -> Json:
    responses = answers.form.responses[item.responses]
    anchors = item.anchors or ("",) * len(responses.codes)
    aloud = answers.may_be_spoken()
    return {
        "id": item.id,
        "text": item.text,
        "help": item.help if spoken or not item.quiet_help else item.quiet_help,
        "hint": say(NOT_YET_ALOUD) if _chooses_to_speak(answers, item) and not aloud else "",
        "first": [],
        "say": _say(item, age) if spoken else [],
        "kind": responses.kind,
        "exclusive": list(responses.exclusive),
        "action": responses.action,
        "options": [
            {"code": code, "label": label, "anchor": anchor}
            for code, label, anchor in zip(responses.codes, responses.labels, anchors, strict=False)
        ],
        "others": [
            {"code": reason.value, "label": reason.label, "key": KEYS[reason]} for reason in _others(answers.form, item)
        ],
        "ask": [who for who in item.asked_of if who != "child" or spoken or not aloud],
        "about": _about(item, spoken, aloud),
    }


def _about(item: Item, spoken: bool, aloud: bool) -> str:
    if not item.asked_of:
        return ""
    whom = [INFORMANTS[who].lower() for who in item.asked_of if who != "child" or spoken]
    window = _window(item.window_days)
    if aloud and (spoken or "child" in item.asked_of):
        people = ", ".join(whom)
        return (
            say("{days} · from {people}", days=window, people=people) if window else say("From {people}", people=people)
        )
    return (
        say("{days} · only from what you see and know", days=window)
        if window
        else say("Only from what you see and know")
    )


def _chooses_to_speak(answers: Answers, item: Item) -> bool:
    """Whether this is the question on how to go on, answered with asking aloud."""
    return any(one.item == item.id and answers.holds(one) for one in answers.form.spoken_when[:1])


def _others(form: Instrument, item: Item) -> list[NonAnswer]:
    """Non-answers on offer. Where nobody is asked, nobody can decline, and it is never unsafe to ask.

    An optional question needs none, but what a child would not answer is worth knowing.
    """
    if item.optional and form.rated_by != CHILD:
        return []
    never = set() if item.may_not_apply else {NonAnswer.NOT_APPLICABLE}
    if not item.asked_of:
        never |= {NonAnswer.DECLINED, NonAnswer.UNSAFE}
    return [reason for reason in NonAnswer if reason not in never]


def _window(days: int | None) -> str:
    match days:
        case None:
            return ""
        case 1:
            return say("Last 24 hours")
        case _:
            return say_many("Last {count} day", "Last {count} days", days)


def _say(item: Item, age: Age | None) -> list[Json]:
    """Words for every age that is possible; named by band where there is more than one."""
    fitting = tuple(item.say) if age is None else bands(age)
    several = age is None or len(fitting) > 1
    return [
        {"for": say("{band} years", band=band) if several else "", "words": words}
        for band, words in item.say.items()
        if band in fitting
    ]


def _answer(answers: Answers, item: Item) -> Json:
    entry = answers.recorded[item.id]
    return {
        "value": list(entry.value) if isinstance(entry.value, tuple) else entry.value,
        "other": entry.non_answer.value if entry.non_answer else None,
        "source": entry.source,
    }


def _statements(answers: Answers, asked: tuple[Item, ...]) -> Json:
    heard: dict[str, list[Json]] = {}
    shown = {item.id for item in asked}
    for said in answers.statements:
        if said.item in shown:
            heard.setdefault(said.item, []).append(_statement(said))
    return heard


def _statement(said: Statement) -> Json:
    return {"id": said.id, "informant": said.informant, "words": said.words, "value": said.value}
