"""The dictionary as files: complete, and any drift is told."""

import csv
import io

import pytest

from workbench.cohort.contract import TABLES
from workbench.dictionary.codebook import HEADER, every_instrument, write_codebook
from workbench.dictionary.writing import dictionary_files, find_drift, write_dictionary
from workbench.errors import TableError
from workbench.model.casework import TABLES as RECORD


def test_the_codebook_has_a_row_for_every_column_and_item():
    rows = list(csv.DictReader(io.StringIO(write_codebook())))
    assert tuple(rows[0]) == HEADER
    names = [(row["where"], row["name"]) for row in rows]
    assert len(names) == len(set(names))
    wanted = {(table.name, column.name) for table in TABLES.values() for column in table.columns}
    wanted |= {(f"{form.id} {form.version}", item.id) for form in every_instrument() for item in form.items}
    assert set(names) == wanted
    assert all(row["meaning"] and row["source"] and row["disclosure"] for row in rows)


def test_there_is_a_page_for_every_table_and_instrument_and_the_index_leads_to_each():
    files = dictionary_files()
    pages = [name for name in files if "/" in name]
    assert len(pages) == len(TABLES) + len(RECORD) + len(list(every_instrument()))
    for name in pages:
        assert f"({name})" in files["README.md"]


def test_tables_in_pages_have_as_many_cells_as_their_head():
    for name, text in dictionary_files().items():
        if name.endswith(".md"):
            head = 0
            for line in text.splitlines():
                cells = line.replace("\\|", "").count("|")
                head = (head or cells) if cells else 0
                assert cells == head, f"{name}: {line}"


def test_writing_twice_changes_nothing(tmp_path):
    assert sorted(write_dictionary(tmp_path)) == sorted(dictionary_files())
    assert find_drift(tmp_path) == write_dictionary(tmp_path) == []


def test_drift_is_named_and_mended(tmp_path):
    write_dictionary(tmp_path)
    (tmp_path / "tables" / "visits.md").write_text("changed by hand")
    (tmp_path / "tables" / "ghosts.md").write_text("a table that is no more")
    with (tmp_path / "README.md").open("a") as index:
        index.write("[ghosts](tables/ghosts.md)\n")
    (tmp_path / "tables" / "own.md").write_text("a page that nobody here wrote")
    (tmp_path / "codebook.csv").write_bytes(b"\xff")
    drifted = ["README.md", "codebook.csv", "tables/ghosts.md", "tables/visits.md"]
    assert find_drift(tmp_path) == drifted
    assert write_dictionary(tmp_path) == drifted
    assert find_drift(tmp_path) == []
    assert not (tmp_path / "tables" / "ghosts.md").exists()
    assert (tmp_path / "tables" / "own.md").read_text() == "a page that nobody here wrote"


@pytest.mark.parametrize("name", ["README.md", "codebook.csv", "tables/notes.md"])
def test_a_folder_of_something_else_is_refused(tmp_path, name):
    (tmp_path / "tables").mkdir()
    (tmp_path / name).write_text("mine")
    with pytest.raises(TableError, match="no dictionary"):
        write_dictionary(tmp_path)
    assert [path.read_text() for path in tmp_path.rglob("*") if path.is_file()] == ["mine"]


def test_when_an_item_is_asked_is_told_in_full():
    rows = {(row["where"], row["name"]): row for row in csv.DictReader(io.StringIO(write_codebook()))}
    for form in every_instrument():
        for item in form.items:
            row = rows[f"{form.id} {form.version}", item.id]
            assert all(one.item in row["empty"] for one in item.branches)
            assert all(str(year) in row["empty"] for year in item.age_range)
            assert (row["area"], row["days_back"]) == (item.domain, str(item.window_days or ""))
    reach = rows["safety_screen 1.0", "within_reach"]["empty"]
    assert "dark_thoughts is wish or thoughts, or distress_seen is yes, or done_today is yes" in reach
    assert rows["child_needs 1.0", "strength_person"]["type"] == "ordered code"


def test_what_may_not_be_known_is_said():
    page = dictionary_files()["tables/children.md"]
    (sex,) = [line for line in page.splitlines() if line.startswith("| `sex` |")]
    assert "| not known, as `not_known` |" in sex
    (entry,) = [line for line in page.splitlines() if line.startswith("| `entry_month` |")]
    assert "| never |" in entry
    assert "not trafficked; else not known, as `not_known`" in dictionary_files()["tables/parents.md"]
