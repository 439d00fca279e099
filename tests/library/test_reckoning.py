"""The manual tells how to read the answers with pencil and paper."""

import pytest

from workbench.library.check import load
from workbench.library.loading import instrument, instruments
from workbench.library.manual import write_manual
from workbench.model.scales import scales_of


@pytest.fixture
def manual(days, save) -> str:
    return write_manual(load(save(days, folder="days")))


def part(manual: str, heading: str) -> list[str]:
    """Lines under a heading, up to the next."""
    lines = manual.splitlines()
    start = lines.index(heading) + 1
    end = next((place for place in range(start, len(lines)) if lines[place].startswith("#")), len(lines))
    return [line for line in lines[start:end] if line]


def test_levels_are_counted_by_area_and_never_added(manual):
    said, *scales = part(manual, "### Levels")
    assert said.startswith("Levels are counted and never added up.")
    assert scales == ["- Home: questions 2, 3", "- Health: question 4"]


def test_strengths_are_counted_by_their_words(manual):
    assert "“None found yet”, “Emerging”, “Usable”, “Central”" in part(manual, "### Strengths")[0]


def test_a_sum_tells_its_range_what_is_turned_round_and_where_bands_begin(manual):
    lines = part(manual, "### Mood of the week")
    assert lines[0] == "Add up questions 6, 7, 8: from 3 to 12 points."
    assert lines[1] == "- Question 7 is turned round: count 5 less the level ticked."
    assert "no more than 1 of them is open and both totals lie in one band" in lines[3]
    assert lines[4:] == ["- from 3 to under 6: light", "- from 6 to under 9.5: mixed", "- from 9.5: heavy"]


def test_a_mean_without_a_missing_rule_says_so(manual):
    lines = part(manual, "### Help with small things")
    assert lines[0] == "Take the mean of questions 9, 10: from 0 to 2 steps."
    assert lines[-1] == "- A single value stands only where nothing is open."


def test_worked_examples_are_written_out(manual):
    lines = part(manual, "### Worked examples")
    assert lines[-3:] == [
        "**One mood question open, and still within one band**",
        "- Answers: 6: 2; 7: 2; 8: not reached.",
        "- Mood of the week: at least 6, at most 9, value: 7.5, band: mixed, answered: 2.",
    ]


@pytest.mark.parametrize("name", instruments())
def test_every_scale_of_what_ships_is_in_its_manual(name):
    form, written = instrument(name), write_manual(instrument(name))
    assert ("## How to read the answers" in written) == bool(scales_of(form))
    assert all(scale.title in written for scale in scales_of(form))
