"""Days and times read as a person says them, and late is never said by colour alone."""

import doctest
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.launcher.pages import cover, times

NOW = date(2026, 5, 4)


def test_the_examples_hold() -> None:
    for module in (times, cover):
        results = doctest.testmod(module)
        assert results.attempted and not results.failed


@given(st.integers(-400, 400))
def test_late_soon_and_later_differ_in_words_and_sign(days: int) -> None:
    due = times.due_in_words(NOW + timedelta(days=days), NOW)
    assert ("overdue" in due.text) == (days < 0)
    assert due.kind == ("past" if days < 0 else "soon" if days <= 2 else "later")
    assert due.sign == {"past": "▲", "soon": "●", "later": "○"}[due.kind]


def test_without_a_day_nothing_is_due() -> None:
    assert times.due_in_words(None) is None


def test_today_has_a_time_and_other_days_have_both() -> None:
    moment = datetime(2026, 5, 4, 14, 32, tzinfo=UTC)
    here = moment.astimezone()
    assert times.time_in_words(moment, here.date()) == f"{here:%H:%M}"
    assert times.time_in_words(moment, here.date() + timedelta(days=1)) == f"yesterday, {here:%H:%M}"


def test_nobody_takes_a_day_from_elsewhere_than_the_place() -> None:
    source = Path(times.__file__).parents[2]
    kept = "(?:created|opened|closed|saved|recorded|started|stopped)_at"
    elsewhere = re.compile(rf"date\.today\(|utcnow|(?:now\(UTC\)|clock\(\)|{kept})\.date\(\)")
    assert [path.name for path in source.rglob("*.py") if elsewhere.search(path.read_text("utf-8"))] == []
