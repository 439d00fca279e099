"""What decides which questions can apply: group, age and stage, each of them perhaps not yet known."""

from collections.abc import Mapping
from typing import Any

import msgspec

from ..errors import AnswerRefused
from ..language import mark, say
from .ages import Age, allowed, asked_as, read_age
from .instrument import Item, Strict
from .vocabulary import STAGES, STORIES


class Context(Strict, frozen=True, kw_only=True):
    """Codes as in `vocabulary`; age in years, or the youngest and the oldest possible. `None` hides nothing."""

    group: str | None = None
    age: Age | None = None
    stage: str | None = None


def context_of(values: Mapping[str, Any]) -> Context:
    """Make a context from its parts; a missing key is "not yet known".

    Raises
    ------
    AnswerRefused
        A value that the vocabulary does not hold, or a key that is none of the three.
    """
    try:
        age = None if (given := values.get("age")) is None else read_age(given)
    except ValueError as error:
        raise AnswerRefused(say("context age: {fault}", fault=error)) from None
    try:
        context = msgspec.convert({**values, "age": age}, Context)
    except msgspec.ValidationError as error:
        told = say("context: {fault}; allowed: group, age ({ages}), stage", fault=error, ages=allowed())
        raise AnswerRefused(told) from None
    for name, codes in (("group", STORIES), ("stage", STAGES)):
        found = getattr(context, name)
        if found is not None and found not in codes:
            told = mark("context {name}: found {found}; allowed: {codes}, or leave it out")
            raise AnswerRefused(say(told, name=name, found=repr(found), codes=", ".join(codes)))
    return context


def fits(item: Item, context: Context) -> bool:
    """Whether an item is meant for this age, or for one of those that are possible, and for this group and stage."""
    in_age = context.age is None or not item.years.isdisjoint(asked_as(context.age))
    in_group = not item.groups or context.group is None or context.group in item.groups
    in_stage = not item.stages or context.stage is None or context.stage in item.stages
    return in_age and in_group and in_stage
