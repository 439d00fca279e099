"""How a critical point reads while it waits: the same words on the page, in the panel and in print."""

from datetime import date

from ..language import Labels, dates, say
from .ages import Age, bands
from .instrument import Item
from .vocabulary import NonAnswer

_WHY = Labels(
    {
        NonAnswer.UNSAFE: "This was not asked. Ask again, with nobody near who could hear.",
        NonAnswer.UNKNOWN: "This is not known yet. Ask again, with nobody near who could hear.",
        NonAnswer.DECLINED: "This was left unanswered, and that is all right. Offer it again, without pressing.",
    }
)
_WHY_AND_WHEN = Labels(
    {
        NonAnswer.UNSAFE: "This was not asked. Ask again on {day}, with nobody near who could hear.",
        NonAnswer.UNKNOWN: "This is not known yet. Ask again on {day}, with nobody near who could hear.",
        NonAnswer.DECLINED: "This was left unanswered, and that is all right. "
        "Offer it again on {day}, without pressing.",
    }
)


def still_open(reason: NonAnswer | None, ask_again: date | None) -> str:
    """Say of a point of kind `open` what it waits for; `reason` None when the item has another answer by now."""
    if reason is None or reason not in _WHY:
        return say("This was open; the answer has changed since. It stays until it is marked as done.")
    why = _WHY_AND_WHEN[reason].format(day=dates.day(ask_again)) if ask_again else _WHY[reason]
    return f"{why} {say('If you have another reason for worry, the steps below apply today.')}"


def whose_words(item: Item, age: Age | None) -> str:
    """Label of the box for the words on a note: the child's own where a child old enough is asked or speaks."""
    infant = age is not None and bands(age) == ("0-2",)
    child = "child" in item.asked_of or item.domain == "psychological"
    return say("In the child's own words") if child and not infant else say("In their own words")
