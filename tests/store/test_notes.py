from datetime import timedelta

import pytest

from workbench.errors import AnswerRefused
from workbench.model.changes import Answer, AskAgain, CloseNote, NoAnswer
from workbench.model.vocabulary import NonAnswer
from workbench.store import StoreDesk, families
from workbench.store.notes import open_notes

from .conftest import DAY, begin


def test_open_notes_stand_over_all_children_until_closed_in_words(store, child):
    form = store.forms("safety_screen", None)
    point = next(item for item in form.items if item.critical and not item.show_if)
    other = families.add_child(store, families.add_family(store).id, age_band="6-11")
    desk, here, there = StoreDesk(store), begin(store, child), begin(store, other)
    desk.amend(here, NoAnswer(item=point.id, reason=NonAnswer.UNSAFE))
    value = point.critical.when[0]
    desk.amend(there, Answer(item=point.id, value=value))
    assert [(note.code, note.item, note.kind) for note in open_notes(store)] == [
        (other.code, point.id, "critical"),
        (child.code, point.id, "open"),
    ]
    desk.amend(here, AskAgain(item=point.id, on=DAY + timedelta(days=3)))
    assert open_notes(store)[1].ask_again == DAY + timedelta(days=3)
    with pytest.raises(AnswerRefused):
        desk.amend(there, CloseNote(item=point.id))
    desk.amend(there, CloseNote(item=point.id, action="Called.", at="09:40", agency="Police", reference="7"))
    assert [note.item for note in open_notes(store)] == [point.id]
