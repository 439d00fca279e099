"""When the page changes hands between practitioner and child: noted, and refused where it cannot be."""

from ..desk.handing import CHILD, who_answers
from ..errors import AnswerRefused
from ..model.draft import Draft
from .audit import note_event
from .drafts import assessment_row, load
from .opened import OpenStore
from .sittings import check_agreed, waits


def hand_over(store: OpenStore, draft_id: str) -> Draft:
    """Note that the page goes to the child, and return the draft as it stands.

    Raises
    ------
    UnknownName
        There is no such assessment.
    AnswerRefused
        The child does not answer this one, or it was stopped.
    ConsentMissing
        Nobody agrees to the assessment now.
    """
    with store.writing() as connection:
        row = assessment_row(connection, draft_id)
        if waits(store.forms, row):
            check_agreed(connection, row.child_id, store.today())
        draft = load(connection, store.forms, row)
        if who_answers(draft) != CHILD:
            raise AnswerRefused("hand over: this page is not answered by the child alone; fill it in yourself.")
        if draft.stopped_at is not None:
            raise AnswerRefused("hand over: this page was stopped for today. Take it up again first.")
        note_event(connection, "page handed to the child", store.clock(), draft_id)
    return draft


def take_back(store: OpenStore, draft_id: str) -> None:
    """Note that the page is with the practitioner again."""
    with store.writing() as connection:
        note_event(connection, "page taken back", store.clock(), draft_id)
