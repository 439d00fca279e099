"""Parquet: the same meaning as in CSV, types held as they are declared; what only looks alike is refused."""

import decimal
import warnings

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import workbench as wb
from incoming.folders import write
from workbench.errors import TableError


def save(frame, place, **types):
    """Save a frame as `children.parquet` or so, some columns in a type of their own."""
    name = place.stem
    cells = pa.Table.from_pandas(frame, preserve_index=False)
    for column, kept in types.items():
        cells = cells.set_column(cells.column_names.index(column), column, kept)
    pq.write_table(cells, place)
    return wb.read_cohort(place.parent).tables[name]


@pytest.fixture
def place(tmp_path):
    return tmp_path / "families.parquet"


@pytest.mark.parametrize(
    ("column", "convert"),
    [
        ("person_to_lean_on", lambda cells: pa.array(["TRUE" if cell else "0" for cell in cells])),
        ("person_to_lean_on", lambda cells: pa.array(cells.astype(np.int8))),
        ("exit_calendar_month", lambda cells: pa.array(cells.astype(float))),
        ("exit_calendar_month", lambda cells: pa.array(cells.astype(np.uint16))),
        ("exit_calendar_month", lambda cells: pa.array([str(cell) for cell in cells])),
        ("exit_calendar_month", lambda cells: pa.array([decimal.Decimal(int(cell)) for cell in cells])),
        ("region", lambda cells: pa.array(cells.astype(str)).dictionary_encode()),
        ("region", lambda cells: pa.array(cells.astype(str), pa.large_string())),
        ("family_id", lambda cells: pa.array(cells.astype(str)).dictionary_encode()),
        ("community_prejudice", lambda cells: pa.array(cells.astype(str), pa.string_view())),
    ],
)
def test_the_same_value_in_another_type_is_read(made, place, column, convert):
    found = save(made.families, place, **{column: convert(made.families[column])})
    pd.testing.assert_frame_equal(found, made.families)


@pytest.mark.parametrize(
    ("column", "cells", "told"),
    [
        ("person_to_lean_on", ["WAHR", "True", "True", "True"], "row 1: found another word"),
        ("person_to_lean_on", [True, None, True, False], "row 2: the cell is empty"),
        ("person_to_lean_on", [1, 2, 0, 1], "row 2: found another number"),
        ("person_to_lean_on", [1.0, 0.0, 1.0, 0.0], "found numbers. Allowed: True, False"),
        ("exit_calendar_month", [1.0, 2.0, 42.9, 3.0], "row 3: not whole"),
        ("exit_calendar_month", [1, 2, None, 3], "row 3: the cell is empty"),
        ("exit_calendar_month", [1, 2, float("inf"), 3], "row 3: out of range"),
        ("exit_calendar_month", pa.array([2**63 + 5, 2, 2, 3], pa.uint64()), "numbers too large to be kept"),
        ("exit_calendar_month", [2**60, 2, 2, 3], "row 1: out of range"),
        ("exit_calendar_month", [True, False, True, True], "found True and False. Allowed: whole numbers"),
        ("exit_calendar_month", ["1", "2", "2,5", "3"], "row 3: found a comma"),
        ("exit_calendar_month", pd.to_datetime(["2026-01-01"] * 4), "found timestamp"),
        ("exit_calendar_month", pa.array([1, 2, 3, 4], pa.date32()), "found date32"),
        ("exit_calendar_month", pa.array([1, 2, 3, 4], pa.float32()), "found float"),
        ("exit_calendar_month", pa.array([1, 2, 3, 4], pa.duration("s")), "found duration"),
        ("region", [1, 2, 3, 4], "found numbers. Allowed: text"),
        ("exit_calendar_month", [None] * 4, "row 1 (and 3 more): the cell is empty"),
        ("region", ["r1", "r2", "r99", "r1"], "row 3: not a known code"),
        ("family_id", [1, 2, 3, 4], "found numbers. Allowed: text"),
        ("family_id", ["F1", "F2 ", "F3", "F4"], "row 2: found a stray space"),
        ("region", [["r1"], ["r2"], ["r3"], ["r4"]], "found list"),
        ("region", [b"r1", b"r2", b"r3", b"r4"], "found binary"),
    ],
)
def test_what_only_looks_alike_is_refused(made, place, column, cells, told):
    with pytest.raises(TableError) as refused:
        save(made.families.iloc[:4], place, **{column: cells if isinstance(cells, pa.Array) else pa.array(cells)})
    assert str(refused.value).startswith(f"table families, column '{column}'")
    assert told in str(refused.value)


def test_a_column_of_another_type_is_one_fault_and_hides_none_elsewhere(made, place):
    write({"families": made.families, "parents": made.parents.assign(role="uncle")}, place.parent, "parquet")
    with pytest.raises(TableError) as refused:
        save(made.families, place, family_id=pa.array(range(len(made.families))))
    assert "families, column 'family_id': found numbers" in str(refused.value)
    assert "parents, column 'role', row 1" in str(refused.value)
    assert "leads to no row" not in str(refused.value)


def test_names_inside_a_cell_are_not_repeated(made, place):
    with pytest.raises(TableError, match="found struct; allowed") as refused:
        save(made.families.iloc[:1], place, region=pa.array([{"Mira": 1}]))
    assert "Mira" not in str(refused.value)


@pytest.mark.parametrize("cells", [[None, "not_known"], ["", "girl"]])
def test_not_known_is_read(made, tmp_path, cells):
    children = made.children.iloc[:2]
    found = save(children, tmp_path / "children.parquet", sex=pa.array(cells))
    assert found["sex"].isna().tolist() == [True, cells[1] == "not_known"]


def test_nan_is_an_empty_cell(made, tmp_path):
    births = made.children["birth_month"].to_numpy(copy=True)
    births[1] = np.nan
    found = save(made.children, tmp_path / "children.parquet", birth_month=pa.array(births, from_pandas=False))
    assert found["birth_month"].isna().sum() == 1


def test_an_index_or_a_second_column_is_told(made, place):
    made.families.set_index("region", drop=False).rename_axis(None).to_parquet(place)
    with pytest.raises(TableError, match="column '__index_level_0__' is not declared"):
        wb.read_cohort(place.parent)
    cells = pa.Table.from_pandas(made.families, preserve_index=False)
    pq.write_table(cells.append_column("region", cells.column("region")), place)
    with pytest.raises(TableError, match="column 'region' must be there once"):
        wb.read_cohort(place.parent)


@pytest.mark.parametrize("kept", [0, 10, 0.5, -1])
def test_a_file_that_is_cut_off_or_none_is_told(made, place, kept):
    write({"families": made.families}, place.parent, "parquet")
    data = place.read_bytes()
    place.write_bytes(data[: int(len(data) * kept) if isinstance(kept, float) else kept])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(TableError, match=r"table families: families\.parquet is not a whole Parquet file"):
            wb.read_cohort(place.parent)


def test_damage_inside_a_file_is_told_or_harmless(made, place):
    write({"families": made.families}, place.parent, "parquet")
    data = place.read_bytes()
    for spot in range(0, len(data), 29):
        place.write_bytes(data[:spot] + bytes([data[spot] ^ 0xFF]) + data[spot + 1 :])
        try:
            wb.read_cohort(place.parent)
        except TableError as error:
            assert str(error)
