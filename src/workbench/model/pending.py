"""How a critical point reads while it waits: the same words on the page, in the panel and in print."""

from datetime import date

from .ages import Age, bands
from .instrument import Item
from .vocabulary import NonAnswer

_WHY = {
    NonAnswer.UNSAFE: "This was not asked. Ask again{on}, with nobody near who could hear.",
    NonAnswer.UNKNOWN: "This is not known yet. Ask again{on}, with nobody near who could hear.",
    NonAnswer.DECLINED: "This was left unanswered, and that is all right. Offer it again{on}, without pressing.",
}
_CHANGED = "This was open; the answer has changed since. It stays until it is marked as done."
_TODAY = "If you have another reason for worry, the steps below apply today."


def still_open(reason: NonAnswer | None, ask_again: date | None) -> str:
    """Say of a point of kind `open` what it waits for; `reason` None when the item has another answer by now."""
    if reason not in _WHY:
        return _CHANGED
    on = f" on {ask_again.day} {ask_again:%B %Y}" if ask_again else ""
    return f"{_WHY[reason].format(on=on)} {_TODAY}"


def whose_words(item: Item, age: Age | None) -> str:
    """Label of the box for the words on a note: the child's own where a child old enough is asked or speaks."""
    infant = age is not None and bands(age) == ("0-2",)
    child = "child" in item.asked_of or item.domain == "psychological"
    return "In the child's own words" if child and not infant else "In their own words"
