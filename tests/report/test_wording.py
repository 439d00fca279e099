"""Dates, ages, people and answers as a reader meets them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.casework import Child, Person
from workbench.model.entries import Recorded
from workbench.report import wording


def child(**fields: object) -> Child:
    return Child(id="c", family_id="f", code="K-1", created_at=datetime(2026, 1, 1, tzinfo=UTC), **fields)


@pytest.mark.parametrize(
    ("fields", "reads"),
    [
        ({"born": "2026-05"}, "under 1 year"),
        ({"born": "2025-05"}, "1 year"),
        ({"born": "2017-04"}, "9 years"),
        ({"born": "2017"}, "8 or 9 years"),
        ({"born": "2003-04"}, "23 years"),
        ({"age_band": "6-11"}, "6 to 11 years"),
        ({"age_band": "6-11", "age_band_on": date(2024, 11, 22)}, "8 to 13 years"),
        ({}, "age not known"),
    ],
)
def test_age_is_said_only_as_exactly_as_it_is_known(fields, reads):
    assert wording.age(child(**fields), date(2026, 11, 22)) == reads


def test_times_are_written_as_the_clock_on_the_wall_showed_them():
    at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert wording.moment(at, timezone(timedelta(hours=2))) == "2 March 2026, 01:30"


def test_two_people_of_one_role_are_told_apart_by_a_letter():
    assert wording.person(Person(id="p", family_id="f", role="grandparent", label="B")) == "Grandparent B"


def test_an_answer_reads_as_the_label_of_its_option_and_its_anchor(made):
    form = made.form()
    fed, entry = form.item("fed"), Recorded(value=2)
    assert wording.answer(form, fed, entry) == "Plan"
    assert wording.anchor(form, fed, entry) == "Went to bed hungry twice or more."
    assert wording.answer(form, form.item("present"), Recorded(value=("carer", "partner"))) == "Carer, Parent's partner"
    assert wording.answer(form, form.item("present"), Recorded(value=())) == "None of these"
    assert wording.answer(form, form.item("since"), Recorded(value="2026-09-03")) == "3 September 2026"


def test_what_has_no_letter_becomes_a_box_and_what_turns_text_around_is_dropped():
    assert wording.plain("a\x00b\ud800c\ue000d\uffffe\x0bf\x85g") == "a b c□d□e f g"
    assert wording.plain("pay \u202e001\u202c \u2066now\u2069\ufeff") == "pay 001 now"
    assert wording.plain("one\r\ntwo\u2028three\tfour") == "one\ntwo three four"
    assert wording.plain("نمی\u200cخواهم") == "نمی\u200cخواهم"


@given(st.text())
def test_plain_text_stays_plain(text):
    once = wording.plain(text)
    assert wording.plain(once) == once
    once.encode()


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"])))
def test_letters_are_never_changed(text):
    assert wording.plain(text) == text.strip()
