"""Whom a printed page is for: said at its head, so that it does not get into the wrong hands."""

from ..model.record import Record

FILE_ONLY = "For the child’s file only"
TEAM_ONLY = "Private: for the team. Not for the adults at home."
AGREED = "For the team. The child agrees that the adults at home see it; ask once more before."
# The child's decision is the item answered by these codes: the team alone, or the carers, too.
TEAM, CARERS = "team", "carers"


def for_whom(record: Record) -> str:
    """Say whom the page is for. What a child answered stays with the team, unless the child has agreed to more."""
    form, answers = record.draft.form, record.draft.answers
    if form.rated_by != "child":
        return FILE_ONLY
    decisions = [item for item in answers.shown() if {TEAM, CARERS} <= set(form.responses[item.responses].codes)]
    return AGREED if any(answers.value(item.id) == CARERS for item in decisions) else TEAM_ONLY
