"""A form takes any text without breaking, gives back what was typed, and lets nothing off its lists through."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.launcher.pages.form import Form, new_passphrase, new_pin

WORDS = st.text(max_size=60)


@given(WORDS)
def test_a_code_is_on_the_list_or_refused(text: str) -> None:
    form = Form(field=text)
    code = form.code("field", {"a": "A", "b": "B"})
    assert code in ("a", "b") or (code is None and (text == "" or not form.is_right))
    assert form.typed["field"] == text


@given(WORDS)
def test_a_day_is_a_day_or_told(text: str) -> None:
    form = Form(field=text)
    day = form.day("field", latest=date(2030, 1, 1))
    assert not form.is_right or day is None or date(1990, 1, 1) <= day <= date(2030, 1, 1)
    assert form.is_right or "field" in form.errors


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_every_day_as_a_browser_sends_it_is_understood(day: date) -> None:
    form = Form(field=day.isoformat())
    assert form.day("field", latest=date(2030, 1, 1)) == day and form.is_right


@given(WORDS)
def test_a_number_lies_between_its_limits(text: str) -> None:
    number = Form(field=text).number("field", 1, 5)
    assert number is None or 1 <= number <= 5


@given(WORDS, WORDS)
def test_a_secret_is_never_shown_again(first: str, again: str) -> None:
    form = Form(passphrase=first, passphrase_again=again, pin=first, pin_again=again)
    new_passphrase(form)
    new_pin(form)
    assert not form.typed
    if first != again:
        assert not form.is_right


def test_the_first_word_on_a_field_stands() -> None:
    form = Form()
    form.wrong("field", "one")
    form.wrong("field", "two")
    assert form.errors == {"field": "one"}
