"""Cells as spreadsheets, people and other programs leave them: read as declared, or told with row and remedy."""

import math

import pytest

from workbench.cohort.contract import TABLES
from workbench.cohort.declaration import NOT_KNOWN

FLAG = ("families", "person_to_lean_on")
WHOLE = ("families", "exit_calendar_month")
NUMBER = ("children", "entry_month")
UNKNOWN_NUMBER = ("children", "birth_month")

READ = [
    *((FLAG, word, True) for word in ("True", "TRUE", "true", "tRuE", "1")),
    *((FLAG, word, False) for word in ("False", "FALSE", "false", "0")),
    *((WHOLE, word, 42) for word in ("42", "42.0", "42.", "042")),
    *((NUMBER, word, 2.5) for word in ("2.5", "2.50", "2.5e0", "25E-1")),
    (("children", "separation_months"), ".5", 0.5),
]


@pytest.mark.parametrize(("place", "word", "value"), READ)
def test_the_same_value_written_otherwise_is_read(folder, place, word, value):
    table, column = place
    found = folder.keep(table).set(table, column, word).read().tables[table][column]
    assert found[0] == value
    assert found.dtype == folder.cohort.tables[table][column].dtype


REFUSED = [
    *(
        (FLAG, word, "another word")
        for word in ("WAHR", "FALSCH", "VRAI", "yes", "no", "T", "Y", "x", "2", "1.0", "-1")
    ),
    *((FLAG, word, "another word") for word in ("NA", "not_known", "unknown", "true;", "'1")),
    *((FLAG, word, "a space beside the word") for word in ("False ", " True", "1\t", "\u00a0true")),
    *((FLAG, "", "the cell is empty") for _ in range(1)),
    (FLAG, " ", "another word"),
    (WHOLE, "", "the cell is empty"),
    (WHOLE, "42.9", "not whole"),
    (WHOLE, "-1", "out of range"),
    (WHOLE, "9" * 30, "out of range"),
    *((WHOLE, word, "a number in shortened form") for word in ("1E+05", "1.2E+3", "1e1")),
    *((WHOLE, word, "a comma") for word in ("42,0", "1,042", "1.042,5")),
    *((NUMBER, word, "a comma") for word in ("2,004", "-16,986", "1 000,5", "1'000,5", "1,000,000")),
    *((NUMBER, word, "a date") for word in ("04.Feb", "4-Feb", "Feb 04", "2.4.2026", "2026-02-04", "04/02/26 00:00")),
    *((NUMBER, word, "a word for 'missing'") for word in ("NA", "n/a", "NaN", "nan", "NULL", "None", "#N/A", "-", ".")),
    *((NUMBER, word, "a number that is not finite") for word in ("inf", "-Infinity", "∞")),
    *((NUMBER, word, "a minus that is not the plain hyphen") for word in ("−16.9", "–16.9")),
    *((NUMBER, word, "a space beside it") for word in (" 2.0", "2.0 ", "\u00a02.0")),
    (NUMBER, "1e999", "a number too large to be kept"),
    *((NUMBER, word, "no number") for word in ("2 months", "0x1F", "1_0", "٢", "２", "=A1", "12%", "+-2", "--2")),
    (NUMBER, "not_known", "a word for 'missing'"),
    (NUMBER, "", "the cell is empty"),
    (UNKNOWN_NUMBER, "unknown", "no number"),
    (UNKNOWN_NUMBER, "NA", "a word for 'missing'"),
    (("children", "separation_months"), "-999", "out of range"),
    *((("children", "sex"), word, "not a known code") for word in ("1", "Girl", "girl ", "f", "NA", "Not_known")),
    *((("families", "family_id"), word, "a stray space") for word in (" F1", "F1 ", "F\u200b1", "F1\u00a0", "F\ufffd")),
    *((("families", "family_id"), word, "a word for 'missing'") for word in ("NA", "nan", "NULL", "not_known")),
    *(
        (("families", "family_id"), word, "a number that a spreadsheet has shortened")
        for word in ("1.23E+11", "1E5", "1e+05", "1.2e+11")
    ),
    *(
        (place, word, "a formula that failed in a spreadsheet")
        for place in (("families", "family_id"), WHOLE, UNKNOWN_NUMBER)
        for word in ("#REF!", "#NV", "#WERT!", "#NAME?", "#DIV/0!", "#¡REF!", "Err:502", "########")
    ),
    *(
        (("families", "family_id"), word, "a date, which a spreadsheet makes of a name such as 3-5")
        for word in ("5-Mar", "05-Mar", "Mar-05", "Feb-26", "03. Mai", "03. Mrz", "05-mars", "3-May-26", "2026-03-05")
    ),
    *((("families", "family_id"), word, "a date") for word in ("05.03.2026", "3/5/2026", "2026-03-05 00:00:00")),
    (("families", "family_id"), "", "the cell is empty"),
]


@pytest.mark.parametrize(("place", "word", "found"), REFUSED)
def test_anything_else_is_told_with_its_place_and_not_repeated(folder, place, word, found):
    table, column = place
    told = folder.keep(table).set(table, column, word, 3).refused()
    where, _, sentence = told.partition(": ")
    assert where == f"table {table}, column '{column}', row 3"
    assert found in sentence
    if len(word.strip()) > 2 and word.strip() not in (NOT_KNOWN, "True", "False"):
        assert word not in sentence


OF_ONE_S_OWN = (
    "3-5",
    "007",
    "4e013921",
    "3e47",
    "12-MAR",
    "MAR-05",
    "F-2026-03-05",
    "#12",
    "1.2",
    "3/5",
    "12.0",
    "May",
)


@pytest.mark.parametrize("name", OF_ONE_S_OWN)
def test_names_of_families_that_no_program_made_are_read_as_they_stand(folder, name):
    done = folder.keep("families").set("families", "family_id", name)
    assert done.read().families["family_id"][0] == name


CAN_BE_UNKNOWN = [(table.name, column) for table in TABLES.values() for column in table.columns if column.not_known]


def test_what_the_world_may_not_know_is_declared():
    assert {column.name for table, column in CAN_BE_UNKNOWN if table == "children"} >= {
        *("sex", "birth_month", "carer", "contact", "remittance", "told", "separation_months", "group")
    }
    assert ("parents", "exploitation_months") in {(table, column.name) for table, column in CAN_BE_UNKNOWN}
    assert not any(column.kind in ("identifier", "flag") for _, column in CAN_BE_UNKNOWN)


@pytest.mark.parametrize("word", ["", NOT_KNOWN])
@pytest.mark.parametrize(("table", "column"), CAN_BE_UNKNOWN, ids=lambda one: getattr(one, "name", one))
def test_not_known_is_read_as_missing_and_counted(folder, table, column, word):
    when = column.empty_when
    rows = folder.rows(table)
    place = 2 if not when else next(n for n, row in enumerate(rows[1:], 2) if row[rows[0].index(when.column)] == "True")
    cohort = folder.set(table, column.name, word, place).read()
    found = cohort.tables[table][column.name]
    assert found.isna()[place - 2]
    assert found.dropna().tolist() == folder.cohort.tables[table][column.name].drop(place - 2).dropna().tolist()
    assert cohort.not_known.to_dict("records") == [
        {"table": table, "column": column.name, "not_known": 1, "rows": len(rows) - 1}
    ]
    assert f"not known: 1 {table}.{column.name}" in repr(cohort)


def test_nothing_is_counted_where_all_is_known(folder):
    cohort = folder.read()
    assert cohort.not_known.empty
    assert "not known" not in repr(cohort)
    assert math.isnan(cohort.parents.loc[~cohort.parents["trafficked"], "exploitation_months"].iloc[0])


@pytest.mark.parametrize("table", TABLES)
def test_any_other_cell_is_never_empty(folder, table):
    declared = TABLES[table]
    for column in declared.columns:
        if not column.not_known and not column.missing:
            told = folder.keep(table).set(table, column.name, "").refused()
            assert f"table {table}, column '{column.name}', row 2: the cell is empty" in told
            folder.save(table, [[*one] for one in _as_text(folder.cohort.tables[table])])


@pytest.mark.parametrize(
    ("table", "column", "other", "code"),
    [("services", "end_month", "uptake", "declined"), ("parents", "exploitation_months", "trafficked", "False")],
)
def test_a_cell_that_another_one_empties_is_empty_there_and_only_there(folder, table, column, other, code):
    rows = folder.keep(table).rows(table)
    name = rows[0].index(other)
    empty = next(place for place, row in enumerate(rows, 1) if row[name] == code)
    told = folder.set(table, column, "3.0", empty).refused()
    assert f"column '{column}', row {empty}: the cell is filled. Leave it empty where '{other}' is {code}" in told
    folder.save(table, rows)
    if table == "services":
        full = next(place for place, row in enumerate(rows[1:], 2) if row[name] != code)
        done = folder.set(table, column, "", full)
        assert f"column '{column}', row {full}: the cell is empty" in done.refused()


def _as_text(frame):
    yield frame.columns
    yield from frame.astype(object).where(frame.notna(), "").astype(str).itertuples(index=False)
