"""A sitting as the child sees it: its own questions in its own words, its answers, and nothing else."""

from typing import Any

from ..desk.handing import SKIPS, own_items
from ..desk.protocol import Opened
from ..language import Labels
from ..model.ages import Age, possible
from ..model.answers import Answers
from ..model.instrument import Instrument, Item
from ..model.vocabulary import FACES, NonAnswer
from .place import at_place

Json = dict[str, Any]

# Last year of each size of words and letters.
SIZES = {"young": 8, "middle": 12, "teen": 17}
SAME = Labels(
    {
        "declined": "I don't want to answer",
        "not_applicable": "This does not fit me",
        "back": "Back",
        "next": "Next",
        "stop": "I want to stop",
        "saved": "Kept safe",
        "saving": "One moment",
        "grown_up": "For the grown-up",
        "pin": "PIN",
        "open": "Open",
        "to_page": "Back to the page",
        "wrong_pin": "That is not the PIN.",
        "no_answer": "No answer. Is the workbench still running?",
        "too_long": "This is more than fits here. The first part is kept. Tell the rest to the grown-up.",
        "trouble": "One moment. Your words are still here.",
        "here": "Go on here",
    }
)
WORDS = {
    "young": Labels(
        {
            "first": "Pick one of these first.",
            "many": "You can pick more than one.",
            "write": "Write it here, or tell me.",
            "end": "Thank you!",
            "end_text": "It is good to hear from you. You can give this back to me now.",
            "stopped": "That is fine.",
            "stopped_text": "We can stop here. You can give this back to me now.",
        }
    ),
    "middle": Labels(
        {
            "first": "Please pick one of these first.",
            "many": "You can pick more than one.",
            "write": "Write as much or as little as you like.",
            "end": "Thank you!",
            "end_text": "Thank you for telling us how it is for you. Now you can give this page back to me.",
            "stopped": "That is fine.",
            "stopped_text": "You can stop any time. Now you can give this page back to me.",
        }
    ),
    "teen": Labels(
        {
            "first": "Please choose one of these first.",
            "many": "You can choose more than one.",
            "write": "Write as much or as little as you like.",
            "end": "Thank you",
            "end_text": "Thank you for your time and your words. You can give this back to me now.",
            "stopped": "That is fine",
            "stopped_text": "You can stop any time, and you do not need a reason. You can give this back to me now.",
        }
    ),
}


def show(opened: Opened, *, draft: str, read_only: bool = False) -> Json:
    """Return everything the child's page needs, and nothing else of the file.

    Parameters
    ----------
    opened
        The sitting as `desk.handing.for_child` left it.
    draft
        Id under which the page opened it.
    read_only
        Another window holds the page.
    """
    state = opened.draft
    answers = state.answers
    asked = [item for item in own_items(state) if answers.applies(item)]
    size = size_of(answers.context.age or 0)
    return {
        "mode": "child",
        "draft": draft,
        "revision": state.revision,
        "saved_at": at_place(state.saved_at),
        "read_only": read_only,
        "size": size,
        "words": dict(SAME | WORDS[size]),
        "welcome": _welcome(answers.form, asked),
        "order": [item.id for item in asked],
        "items": {item.id: _item(answers.form, item, asked) for item in asked},
        "answers": {item.id: _answer(answers, item) for item in asked if item.id in answers.recorded},
        "place": state.item,
    }


def size_of(age: Age) -> str:
    """Name the size of words and letters for an age: that of the youngest possible."""
    return next((size for size, last in SIZES.items() if possible(age)[0] <= last), "teen")


def _welcome(form: Instrument, asked: list[Item]) -> Json:
    first = next((section for section in form.sections if asked and section.id == asked[0].section), None)
    return {"title": first.title if first else "", "text": first.intro if first else ""}


def _item(form: Instrument, item: Item, asked: list[Item]) -> Json:
    responses = form.responses[item.responses]
    blank = ("",) * len(responses.codes)
    return {
        "id": item.id,
        "section": item.section,
        "lead": _lead(form, item, asked),
        "text": item.text,
        "kind": responses.kind,
        "exclusive": list(responses.exclusive),
        "options": [
            {"code": code, "label": label, "anchor": anchor, "face": face, "looks": FACES.get(face, "")}
            for code, label, anchor, face in zip(
                responses.codes, responses.labels, item.anchors or blank, responses.faces or blank, strict=True
            )
        ],
        "opens": any(rule.item == item.id for other in form.items for rule in other.branches),
        "skips": [skip.value for skip in SKIPS if skip is not NonAnswer.NOT_APPLICABLE or item.may_not_apply],
    }


def _lead(form: Instrument, item: Item, asked: list[Item]) -> str:
    """The words that open a part, above its first question; those of the first part are the welcome."""
    in_part = [other for other in asked if other.section == item.section]
    if item.section == asked[0].section or item is not in_part[0]:
        return ""
    return next(section.intro for section in form.sections if section.id == item.section)


def _answer(answers: Answers, item: Item) -> Json:
    entry = answers.recorded[item.id]
    return {
        "value": list(entry.value) if isinstance(entry.value, tuple) else entry.value,
        "other": entry.non_answer.value if entry.non_answer else None,
    }
