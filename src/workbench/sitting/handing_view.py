"""What the practitioner reads before and after the page was with the child."""

from collections.abc import Set
from typing import Any

from ..desk.handing import own_items
from ..desk.protocol import Opened
from ..language import say
from ..model.answers import Answers
from ..model.child_page import agrees_to_show, none_named
from ..model.instrument import Item
from ..model.vocabulary import NonAnswer


def show_handing(opened: Opened, here: Set[str]) -> dict[str, Any]:
    """Return whether the child can be alone with the page, and what it has answered so far.

    `held_back` tells that the child agreed to show the page at home while a note of it is open.

    Parameters
    ----------
    here
        Who is in the room, by the codes of `vocabulary.PRESENT`.
    """
    answers = opened.draft.answers
    asked = [item for item in own_items(opened.draft) if answers.applies(item)]
    return {
        "child": opened.child,
        "age_known_now": opened.age is not None,
        "alone": not any(here & set(item.not_in_presence_of) for item in asked),
        "asked": len(asked),
        "none_named": list(none_named(answers)),
        "held_back": agrees_to_show(opened.draft) and any(note.is_open for note in opened.draft.notes.values()),
        "given": [{"text": i.text, "words": _given(answers, i)} for i in asked if i.id in answers.recorded],
    }


def _given(answers: Answers, item: Item) -> str:
    """An answer of the child in the words that the child chose."""
    entry, responses = answers.recorded[item.id], answers.form.responses[item.responses]
    if entry.non_answer is not None:
        return say("Did not want to answer") if entry.non_answer is NonAnswer.DECLINED else entry.non_answer.label
    labels = dict(zip(responses.codes, responses.labels, strict=False))
    anchors = dict(zip(responses.codes, item.anchors, strict=False))
    chosen = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    told = [": ".join(filter(None, (labels.get(code), anchors.get(code)))) or str(code) for code in chosen if code]
    return "; ".join(told)
