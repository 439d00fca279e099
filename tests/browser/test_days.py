"""A day is the place's day: a browser that believes to be elsewhere shows days and clocks as the place has them."""

import calendar
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from browser.walking import admitted
from launcher.running import begin_sitting, launcher

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def in_words(day: str) -> str:
    year, month, on = map(int, day.split("-"))
    return f"{on} {calendar.month_name[month]} {year}"


@pytest.mark.parametrize(
    ("place", "elsewhere"),
    [
        ("Europe/Berlin", "America/Los_Angeles"),
        ("Pacific/Kiritimati", "Pacific/Pago_Pago"),
        ("Pacific/Pago_Pago", "Pacific/Kiritimati"),
    ],
)
def test_a_next_meeting_and_a_clock_are_those_of_the_place(browser, tmp_path, monkeypatch, place, elsewhere):
    monkeypatch.setenv("TZ", place)
    draft = begin_sitting(tmp_path / "store")
    meeting = date(date.today().year + 1, 12, 5)
    with launcher(tmp_path) as running, admitted(browser, running, timezone_id=elsewhere) as context:
        page = context.new_page()
        page.goto(f"{running.address}/sitting#{draft}")
        page.get_by_role("button", name="Stop for today").click()
        page.get_by_label("Next meeting").fill(meeting.isoformat())
        page.locator(".wb-calm .wb-main").click()
        expect(page.get_by_text(f"Next meeting: 5 December {meeting.year}.")).to_be_visible()
        told = page.get_by_text(re.compile("^Stopped ")).inner_text()
        now = datetime.now(ZoneInfo(place))
        assert in_words(f"{now:%Y-%m-%d}") in told
        clock = re.search(r"(\d\d):(\d\d)\. Everything", told)
        apart = abs(int(clock[1]) * 60 + int(clock[2]) - now.hour * 60 - now.minute)
        assert min(apart, 24 * 60 - apart) <= 3
        page.goto(running.address)
        child = page.locator("a.code").first
        child.click()
        expect(page.get_by_text(f"next time 5 December {meeting.year}")).to_be_visible()


@pytest.fixture
def ending(browser, tmp_path):
    """A sitting about to be stopped, far from where the browser believes to be."""
    draft = begin_sitting(tmp_path / "store")
    with launcher(tmp_path) as running, admitted(browser, running, timezone_id="Pacific/Kiritimati") as context:
        page = context.new_page()
        page.goto(f"{running.address}/sitting#{draft}")
        page.get_by_role("button", name="Stop for today").click()
        yield page


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2020-03-01", "1 March 2020 is past. Is this day right?"),
        ("2090-03-01", "1 March 2090 is more than five years away. Is this day right?"),
    ],
)
def test_a_doubtful_meeting_is_asked_about_and_kept_after_yes(ending, typed, asked):
    ending.get_by_label("Next meeting").fill(typed)
    ending.locator(".wb-calm .wb-main").click()
    expect(ending.get_by_text(asked)).to_be_visible()
    expect(ending.get_by_text("Stopped ")).to_have_count(0)
    ending.get_by_role("button", name="Yes, this is right").click()
    expect(ending.get_by_text(f"Next meeting: {in_words(typed)}.")).to_be_visible()


@pytest.mark.parametrize("typed", ["0202-12-05", "2206-12-05"])
def test_a_day_that_cannot_be_meant_is_not_kept_in_silence(ending, typed):
    ending.get_by_label("Next meeting").fill(typed)
    ending.locator(".wb-calm .wb-main").click()
    expect(ending.get_by_text("This day cannot be right.")).to_be_visible()
    expect(ending.get_by_role("button", name="Yes, this is right")).to_be_hidden()
    ending.get_by_label("Next meeting").fill("")
    ending.locator(".wb-calm .wb-main").click()
    expect(ending.get_by_text("Stopped ")).to_be_visible()
