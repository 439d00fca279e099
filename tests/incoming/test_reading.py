"""A cohort written to files comes back as it was, whoever saved it; all that is wrong with a folder is told at once."""

import csv
import re
import warnings
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

import workbench as wb
from incoming.folders import alike, write
from workbench.cohort.contract import TABLES
from workbench.cohort.writing import write_json
from workbench.errors import TableError, TableWarning, UnknownName, WorkbenchError


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_was_written_is_read(made, tmp_path, kind):
    found = wb.read_cohort(write(made.tables, tmp_path / kind, kind))
    assert found.truth is None
    assert list(found.tables) == list(TABLES)
    alike(found, made)


def test_both_formats_are_read_as_the_same(made, tmp_path):
    read = [wb.read_cohort(write(made.tables, tmp_path / kind, kind)) for kind in ("csv", "parquet")]
    for name in TABLES:
        pd.testing.assert_frame_equal(*(one.tables[name] for one in read))


def test_a_table_without_rows_is_one(made, tmp_path):
    for kind in ("csv", "parquet"):
        tables = {"children": made.children, "setbacks": made.setbacks.iloc[:0]}
        found = wb.read_cohort(write(tables, tmp_path / kind, kind))
        pd.testing.assert_frame_equal(found.setbacks, tables["setbacks"])


def test_other_programs_write_the_same_table_otherwise(made, folder):
    for options in ({"quoting": csv.QUOTE_ALL}, {"lineterminator": "\r\n"}, {"lineterminator": "\r"}):
        for name in ("families", "children", "stages", "ratings"):
            folder.save(name, folder.rows(name), **options)
        alike(folder.read(), made)
    path = folder.path("families")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip(b"\n") + b"\n\n\n")
    alike(folder.read(), made)


def test_columns_may_stand_in_another_order(made, folder):
    folder.save("visits", [row[::-1] for row in folder.rows("visits")])
    alike(folder.read(), made)


def test_only_the_tables_asked_for_are_read(folder):
    assert list(folder.read(["families", "children"]).tables) == ["families", "children"]


def test_what_is_not_there_is_named(folder, tmp_path):
    with pytest.raises(TableError, match="no table of a cohort in it"):
        wb.read_cohort(tmp_path)
    with pytest.raises(UnknownName, match="cohort: no table"):
        wb.read_cohort(tmp_path, ["visit"])
    for nowhere in (tmp_path / "nowhere", folder.path("visits")):
        with pytest.raises(TableError, match="found no folder that can be read"):
            wb.read_cohort(nowhere)
    folder.path("visits").unlink()
    assert "table 'visits': no visits.csv or visits.parquet" in folder.refused(["children", "visits"])


def test_all_faults_of_a_folder_stand_in_one_report(folder):
    folder.set("families", "person_to_lean_on", "WAHR", 2, 3, 4)
    folder.set("children", "birth_month", "NA")
    folder.set("children", "end_month", "0")
    folder.set("stages", "stage", "crises", 5)
    folder.set("visits", "child_id", "F9", 7)
    folder.set("setbacks", "effect", "other", 3)
    folder.path("episodes").write_bytes(b"")
    folder.path("services").write_text("child_id;area;uptake;start_month;end_month\n")
    told = folder.refused()
    assert told.startswith("folder cohort: ")
    assert [line.split(":")[0] for line in told.splitlines()[1:] if "ratings" not in line][:8] == [
        "- table families, column 'person_to_lean_on', row 2 (and 2 more)",
        "- table children, column 'birth_month', row 2",
        "- table episodes",
        "- table stages, column 'stage', row 5",
        "- table setbacks, column 'effect', row 3",
        "- table services",
        "- table visits, column 'child_id', row 7",
        "- table children, column 'end_month', row 2",
    ]
    assert not re.search("WAHR|crises|F9|NA", told)


def test_a_report_stays_short(folder):
    for name in TABLES:
        rows = folder.rows(name)
        folder.save(name, [rows[0], *([f" {cell}x" for cell in row] for row in rows[1:])])
    told = folder.refused().splitlines()
    assert len(told) == 62
    assert re.fullmatch(r"- … and \d+ more\. Mend these first\.", told[-1])
    assert max(map(len, told)) < 700


def test_a_row_is_the_line_on_which_it_begins(folder):
    rows = folder.keep("visits").rows("visits")
    rows[1][0] = "F0000001C1\nnote"
    rows[2][2] = "friendly"
    done = folder.save("visits", rows)
    assert "table visits, column 'kind', row 4: not a known code" in done.refused()


def test_empty_lines_count_too(folder):
    path = folder.keep("families").set("families", "region", "r99", 3).path("families")
    path.write_text(path.read_text().replace("\n", "\n\n", 1))
    assert "column 'region', row 4: not a known code" in folder.refused()


def test_rows_of_parquet_count_from_one(made, tmp_path):
    frame = made.visits.assign(kind=made.visits["kind"].astype(object))
    frame.loc[[2, 4], "kind"] = "friendly"
    with pytest.raises(TableError, match=r"column 'kind', row 3 \(and 1 more\): not a known code"):
        wb.read_cohort(write({"visits": frame}, tmp_path, "parquet"))


def test_fewer_rows_than_the_manifest_says_are_told(folder):
    manifest = folder.place / "manifest.json"
    write_json(manifest, {"files": {"services.csv": {"rows": len(folder.rows("services")) - 1}}})
    folder.read()
    folder.save("services", folder.rows("services")[:-1])
    with pytest.warns(TableWarning, match=r"services\.csv: \d+ rows, \d+ were written\. It was cut off"):
        folder.read()
    for broken in (
        "[]",
        '{"files": {"services.csv": {"rows": 1e999}}}',
        "[" * 100_000,
        '{"files": {"services.csv": []}}',
    ):
        manifest.write_text(broken)
        folder.read()


def test_a_file_that_was_cut_off_anywhere_is_told_or_refused(folder):
    count = len(folder.keep("services").rows("services")) - 1
    write_json(folder.place / "manifest.json", {"files": {"services.csv": {"rows": count}}})
    path = folder.path("services")
    whole = path.read_bytes()
    folder.read()
    for kept in range(len(whole) - 200, len(whole)):
        path.write_bytes(whole[:kept])
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            with suppress(TableError):
                folder.read()
                assert "cut off" in str(warned[0].message), whole[kept:]


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="a file that exists and cannot be read is made on Linux"
)
def test_a_file_that_cannot_be_opened_is_told(folder):
    folder.path("visits").unlink()
    folder.path("visits").symlink_to("/proc/self/mem")
    assert "table visits: visits.csv cannot be opened (Input/output error)" in folder.refused()


def test_every_refusal_is_of_one_root():
    assert issubclass(TableError, WorkbenchError)
    assert issubclass(TableWarning, WorkbenchError)
