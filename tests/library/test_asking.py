"""Which questions are for which child, at one glance."""

import re

import pytest

from workbench.library.asking import asking_lines
from workbench.library.check import load
from workbench.library.loading import instrument, instruments
from workbench.model.instrument import Instrument
from workbench.model.vocabulary import GROUPS


def table(form: Instrument) -> list[list[str]]:
    """Cells of every line of the table, the head first."""
    numbers = {item.id: number for number, item in enumerate(form.items, 1)}
    lines = [line for line in asking_lines(form, numbers) if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]


def numbers_in(cell: str) -> set[int]:
    found = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", cell):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_questions_with_the_same_limits_share_a_line(small, save):
    head, *rows = table(load(save(small)))
    assert head == ["0-2", "3-11", "12-17", "Group", "Only", "Questions"]
    assert rows[0] == ["●", "●", "●", "every group", "", "1-2"]
    assert rows[1][:3] == ["", "●", ""] and rows[1][4:] == ["when 2 is “Ask” or “Only look”", "3"]


def test_a_single_year_stands_alone():
    assert table(instrument("child_needs"))[0][:3] == ["0-1", "2", "3-5"]


@pytest.mark.parametrize("name", instruments())
def test_the_table_leads_every_child_to_its_questions_and_to_no_other(name):
    form = instrument(name)
    head, *rows = table(form)
    for year in range(18):
        (column,) = [
            place for place, span in enumerate(head[:-3]) if int(span.split("-")[0]) <= year <= int(span.split("-")[-1])
        ]
        for group, label in GROUPS.items():
            fitting = [
                row for row in rows if row[column] and (row[-3] == "every group" or label in row[-3].split("; "))
            ]
            found = set().union(*(numbers_in(row[-1]) for row in fitting))
            asked = {
                number
                for number, item in enumerate(form.items, 1)
                if year in item.years and (not item.groups or group in item.groups)
            }
            assert found == asked


def test_nothing_is_written_where_every_question_is_for_everybody(days, save):
    form = load(save(days, folder="days"))
    alike = Instrument(
        **{name: getattr(form, name) for name in form.__struct_fields__} | {"items": (form.items[0],), "scales": ()}
    )
    assert list(asking_lines(alike, {form.items[0].id: 1})) == []
