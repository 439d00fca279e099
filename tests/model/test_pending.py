"""How a point that waits is told."""

from datetime import date

import pytest
from msgspec import structs

from workbench.model.pending import still_open, whose_words
from workbench.model.vocabulary import NonAnswer

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("reason", "begins"),
    [
        (NonAnswer.UNSAFE, "This was not asked. Ask again on 1 June 2026, with nobody near who could hear."),
        (NonAnswer.UNKNOWN, "This is not known yet. Ask again on 1 June 2026"),
        (NonAnswer.DECLINED, "This was left unanswered, and that is all right. Offer it again on 1 June 2026"),
    ],
)
def test_what_was_not_answered_claims_nothing_and_says_when_to_ask_again(reason, begins):
    words = still_open(reason, DAY)
    assert words.startswith(begins) and words.endswith("the steps below apply today.")
    assert " on " not in still_open(reason, None)


def test_another_answer_by_now_is_told():
    assert "has changed since" in still_open(None, DAY)


def test_the_box_is_the_childs_own_only_where_the_child_speaks(form):
    asked = structs.replace(form.item("sign"), asked_of=("child", "carer"))
    carer = structs.replace(form.item("sign"), asked_of=("carer",), domain="carer")
    seen = structs.replace(form.item("sign"), asked_of=("carer",), domain="psychological")
    assert whose_words(asked, 9) == whose_words(seen, 9) == whose_words(asked, None) == "In the child's own words"
    assert whose_words(asked, 1) == whose_words(seen, 0) == whose_words(carer, 9) == "In their own words"
