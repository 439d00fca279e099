"""What nobody has touched for long enough is covered, then locked."""

import pytest

from workbench.launcher.idle import Idle
from workbench.store.settings import Settings


class Clocks:
    """The two clocks of a computer; the monotonic one of Linux stands still while a laptop sleeps."""

    def __init__(self, monkeypatch):
        self.monotonic = self.wall = 1_000.0
        monkeypatch.setattr("workbench.launcher.idle.time.monotonic", lambda: self.monotonic)
        monkeypatch.setattr("workbench.launcher.idle.time.time", lambda: self.wall)

    def go(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += seconds


@pytest.fixture
def clocks(monkeypatch):
    return Clocks(monkeypatch)


def kept() -> Settings:
    return Settings(cover_minutes=2, lock_minutes=10)


def test_the_cover_is_due_before_the_lock_and_a_touch_puts_both_off(clocks):
    idle = Idle()
    due = []
    for seconds in (119, 1, 479, 1):
        clocks.go(seconds)
        due.append(idle.due(kept))
    assert due == [None, "cover", "cover", "lock"]
    idle.touch()
    assert idle.due(kept) is None


@pytest.mark.parametrize("clock", ["wall", "monotonic"])
def test_either_clock_is_enough_when_the_other_stood_still_or_was_set_back(clocks, clock):
    idle = Idle()
    setattr(clocks, clock, 1_000.0 + 600)
    assert idle.due(kept) == "lock"


def test_seconds_of_its_own_stand_in_for_the_minutes_of_the_settings(clocks):
    idle = Idle(cover_after=5, lock_after=7)
    assert (idle.cover_seconds(kept), idle.lock_seconds(kept)) == (5, 7)
    assert (Idle().cover_seconds(kept), Idle().lock_seconds(kept)) == (120, 600)
    clocks.go(6)
    assert idle.due(kept) == "cover"


def test_the_settings_are_not_read_before_anything_can_be_due(clocks):
    idle, read = Idle(), []

    def settings() -> Settings:
        read.append(clocks.monotonic)
        return kept()

    clocks.go(59)
    assert idle.due(settings) is None and read == []
    clocks.go(1)
    assert idle.due(settings) is None and read != []
