"""When two anchors say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.wording import too_alike, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sleeps badly.", "Often sleeps very badly."),
        ("The child cries at night.", "The child usually cries at night!"),
        ("Goes to school on most days of the week.", "Goes to school on few days of the week."),
    ],
)
def test_an_adverb_or_one_word_is_no_difference(one, other):
    assert too_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sleeps through the night.", "Wakes screaming and cannot be calmed."),
        ("Seen by a dentist within a year.", "Pain keeps the child from eating."),
    ],
)
def test_another_thing_to_see_or_hear_is_a_difference(one, other):
    assert not too_alike(one, other)


@given(st.text(), st.text())
def test_likeness_does_not_depend_on_order_of_equal_texts_and_every_text_is_like_itself(one, other):
    assert too_alike(one, one)
    assert too_alike(one, one.upper()) or words(one) != words(one.upper())
    if words(one) == words(other):
        assert too_alike(one, other)
