"""A cohort written to files comes back as it was, or is refused by name."""

import pandas as pd
import pytest

import workbench as wb
from workbench.cohort.contract import TABLES
from workbench.cohort.writing import TableFiles
from workbench.errors import TableError, UnknownName


@pytest.fixture(scope="module")
def made():
    return wb.synthesise(families=4, seed=1)


def write(cohort, folder, kind="csv"):
    files = TableFiles(folder, kind)
    files.append(cohort.tables)
    files.close()
    return folder


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_was_written_is_read(made, tmp_path, kind):
    found = wb.read_cohort(write(made, tmp_path / kind, kind))
    assert found.truth is None
    for name in TABLES:
        same = {"check_dtype": False, "check_categorical": False}
        pd.testing.assert_frame_equal(getattr(found, name), getattr(made, name), **same)


def test_only_the_tables_asked_for_are_read(made, tmp_path):
    assert list(wb.read_cohort(write(made, tmp_path), ["families", "children"]).tables) == ["families", "children"]


def test_what_is_not_there_is_named(made, tmp_path):
    with pytest.raises(TableError, match="no table of a cohort in it"):
        wb.read_cohort(tmp_path)
    with pytest.raises(UnknownName, match="cohort: no table"):
        wb.read_cohort(tmp_path, ["visit"])
    write(made, tmp_path)
    (tmp_path / "visits.csv").unlink()
    with pytest.raises(TableError, match=r"table 'visits': no visits\.csv or visits\.parquet"):
        wb.read_cohort(tmp_path, ["children", "visits"])


def test_an_unknown_code_is_refused_before_it_is_lost(made, tmp_path):
    path = write(made, tmp_path) / "children.csv"
    path.write_text(path.read_text().replace("left_behind", "left"))
    with pytest.raises(TableError, match=r"table 'children', column 'group', row 0.*: unknown code\. Allowed: left_be"):
        wb.read_cohort(tmp_path)
