"""What crosses the desk while the page is with the child: the child's own questions and answers, nothing else."""

from typing import Literal

import msgspec

from ..errors import AnswerRefused
from ..language import say
from ..model import changes
from ..model.ages import asked_as, possible
from ..model.answers import Answers
from ..model.context import Context
from ..model.draft import Draft
from ..model.instrument import Item
from ..model.vocabulary import FACES_FROM_AGE, NonAnswer
from .protocol import Opened

CHILD = "child"
SKIPS = (NonAnswer.DECLINED, NonAnswer.NOT_APPLICABLE)


def who_answers(draft: Draft) -> Literal["practitioner", "child", "not_known"]:
    """Tell who fills in a draft: of an instrument rated by the child, the child from six years on.

    Below that age, and while a younger one is possible, the worker records; without an age it cannot be told.
    """
    if draft.form.rated_by != CHILD:
        return "practitioner"
    if draft.answers.context.age is None:
        return "not_known"
    return CHILD if possible(draft.answers.context.age)[0] >= FACES_FROM_AGE else "practitioner"


def own_items(draft: Draft) -> tuple[Item, ...]:
    """The questions put to the child itself at its age, in the order of the instrument."""
    age = draft.answers.context.age
    if who_answers(draft) != CHILD or age is None:
        return ()
    years = asked_as(age)
    return tuple(item for item in draft.form.items if CHILD in item.asked_of and not item.years.isdisjoint(years))


def for_child(opened: Opened) -> Opened:
    """Leave of an opened sitting what the child's page needs: its questions, its answers, its place.

    Code, people, contacts, notes, statements, breaks and what was written at the end are taken away; of
    the context the age stays, and group and stage only where a question depends on them.
    """
    draft, form = opened.draft, opened.draft.form
    own = {item.id for item in own_items(draft)}
    context = draft.answers.context
    kept = Context(
        age=context.age,
        group=context.group if any(item.groups for item in form.items) else None,
        stage=context.stage if any(item.stages for item in form.items) else None,
    )
    recorded = {name: entry for name, entry in draft.answers.recorded.items() if name in own}
    return Opened(
        draft=Draft(
            answers=Answers.restored(form, kept, recorded, ()),
            revision=draft.revision,
            section=draft.section,
            item=draft.item if draft.item in own else None,
            saved_at=draft.saved_at,
        ),
        code="",
        age=context.age,
        sitting_date=opened.sitting_date,
        contacts={},
        handed_over=True,
    )


def check(change: changes.AnyChange, draft: Draft) -> None:
    """Let pass what the child's page does: answer, skip or take back an own question, and turn a page.

    Raises
    ------
    AnswerRefused
        The change is anything else.
    """
    own = {item.id for item in own_items(draft)}
    match change:
        case changes.Answer(item=item, source="child") | changes.Clear(item=item) if item in own:
            return
        case changes.NoAnswer(item=item, reason=reason, by="child") if item in own and reason in SKIPS:
            return
        case changes.Place(item=item) if item is None or item in own:
            return
    kind = msgspec.to_builtins(change)["kind"]
    raise AnswerRefused(
        say(
            "the child's page: found a change ({kind}) that it does not make; allowed: to answer, skip or take back "
            "one of its own questions, and to turn a page. Nothing was changed.",
            kind=kind,
        )
    )
