"""Files that are not quite CSV: told with table and row before a single cell is believed."""

import csv
import re

import pytest

from incoming.folders import alike


@pytest.fixture
def children(folder):
    return folder.keep("children")


@pytest.mark.parametrize(
    ("separator", "called"), [(";", "';'"), ("\t", "a tab"), ("|", "'|'"), (":", "':'"), (" ", "a space")]
)
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_other_separators_are_named(children, separator, called, quoting):
    children.save("children", children.rows("children"), delimiter=separator, quoting=quoting)
    assert children.refused().startswith(f"table children: the columns are parted by {called}; allowed: ','")


def test_a_first_line_that_names_the_separator_is_passed_over(children):
    path = children.path("children")
    path.write_text("sep=;\n" + path.read_text().replace(",", ";"))
    assert "parted by ';'" in children.refused()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman"])
def test_other_encodings_are_told_by_the_cell(children, encoding):
    children.set("children", "carer", "grandparënts", 3)
    path = children.path("children")
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    told = children.refused()
    assert told == "table children, column 'carer', row 3: the cell is not text in UTF-8. Save it as 'CSV UTF-8'."


def test_a_header_in_another_encoding_is_told(children):
    path = children.path("children")
    path.write_bytes(path.read_bytes().replace(b"carer", b"\xebcarer", 1))
    assert "table children, row 1: the header is not text in UTF-8" in children.refused()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_encodings_are_told(children, encoding):
    path = children.path("children")
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert children.refused() == "table children: children.csv is not text in UTF-8. Save it as 'CSV UTF-8'."


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"  \n\n"])
def test_an_empty_file_is_told(children, content):
    children.path("children").write_bytes(content)
    assert "table children: children.csv is empty; allowed: a header and rows" in children.refused()


def test_a_file_of_zeros_is_told(children):
    children.path("children").write_bytes(bytes(4096))
    assert "not text in UTF-8" in children.refused()


@pytest.mark.parametrize("length", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_told(children, length):
    path = children.path("children")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:3], lines[3][: int(len(lines[3]) * length)]]))
    told = children.refused()
    assert told.startswith("table children, row 4: found ")
    assert "allowed: 24, one for each column. The row, or the file, was cut off" in told


def test_cells_too_many_are_told(children):
    path = children.path("children")
    lines = path.read_text().splitlines()
    lines[1] = lines[1].replace("-", "-1,", 1)
    lines[3] += ","
    path.write_text("\n".join(lines))
    told = children.refused()
    assert told.startswith("table children, row 2 (and 1 more): found 25 cells; allowed: 24")


@pytest.mark.parametrize("row", [2, 4, 8])
def test_a_quote_that_is_never_closed_is_told(children, row):
    told = children.set("children", "sex", "girl", row)
    path = told.path("children")
    lines = path.read_text().splitlines()
    lines[row - 1] = lines[row - 1].replace("girl", '"girl')
    path.write_text("\n".join(lines) + "\n")
    assert children.refused().startswith(f"table children, column 'sex', row {row}: a quote is opened and never closed")


def test_a_quote_inside_a_cell_is_told(children):
    path = children.path("children")
    path.write_text(path.read_text().replace(",parent,", ',"par"ent,', 1))
    told = children.refused()
    assert "a quote in the middle of a cell" in told
    assert "par" not in told.split(": ", 1)[1].replace("part", "")


def test_two_rows_that_a_quote_has_joined_are_told(children):
    path = children.path("children")
    lines = path.read_text().splitlines()
    lines[1] = lines[1].replace(",parent,", ',"parent,').replace(",child,", ',"child,')
    lines[2] = lines[2].replace(",parent,", ',parent",').replace(",child,", ',child",')
    path.write_text("\n".join(lines))
    assert re.match("table children, .*row 2: ", children.refused())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda header: header.replace("sex,", "", 1), "row 2"),
        (lambda header: header.replace("sex", "gender"), "column 'sex' must be there once"),
        (lambda header: header.replace("sex", "Sex"), "Write it without spaces, in small letters"),
        (lambda header: header.replace("sex", " sex"), "Write it without spaces, in small letters"),
        (lambda header: header.replace("sex", "carer"), "column 'carer' must be there once"),
        (lambda header: header.replace("sex", "sex;"), "column 'sex' must be there once"),
    ],
)
def test_a_header_that_is_not_the_declared_one_is_told(children, change, told):
    path = children.path("children")
    header, rows = path.read_text().split("\n", 1)
    path.write_text(change(header) + "\n" + rows)
    assert told in children.refused()


@pytest.mark.parametrize("name", ["Sex", " sex", "sex ", "SEX"])
def test_a_second_column_whose_name_differs_in_letters_alone_is_told(children, name):
    rows = children.rows("children")
    children.save("children", [[*row, end] for row, end in zip(rows, [name, *"abcdefghij"], strict=False)])
    assert children.refused().startswith(f"table children: column '{name}' is not declared")


@pytest.mark.parametrize("line", ["sep=,", "# made on Monday", "Children", "Children,,,", "Monday, in the office"])
def test_a_line_above_the_header_is_told_as_what_it_is(children, line):
    path = children.path("children")
    path.write_text(f"{line}\n{path.read_text()}")
    assert "table children: the first line names no column of it" in children.refused()


def test_rows_without_a_header_are_told_and_not_repeated(children):
    path = children.path("children")
    path.write_text(path.read_text().split("\n", 1)[1])
    told = children.refused()
    assert "table children: the first line names no column" in told
    assert "F0000001" not in told


def test_a_column_too_many_is_told(children):
    rows = children.rows("children")
    children.save("children", [[*row, end] for row, end in zip(rows, ["note", *"abcdefghij"], strict=False)])
    assert "table children: column 'note' is not declared" in children.refused()
    children.save("children", [[*row, ""] for row in rows])
    assert "table children: column 25 (without a name) is not declared" in children.refused()


def test_a_quoted_comma_belongs_to_its_cell(folder, made):
    folder.set("families", "family_id", "F,1", 2).set("parents", "family_id", "F,1", 2)
    assert folder.keep("families").read().families["family_id"][0] == "F,1"


def test_long_files_are_read_in_pieces(folder, made):
    rows = folder.keep("families").rows("families")
    many = [[f"F{place:07}", *rows[1][1:]] for place in range(60_000)]
    found = folder.save("families", [rows[0], *many]).read().families
    assert found["family_id"].tolist() == [row[0] for row in many]
    many[50_000][2] = "x"
    done = folder.save("families", [rows[0], *many])
    assert "column 'exit_calendar_month', row 50002: found no number" in done.refused()


def test_the_slow_way_and_the_quick_way_read_alike(folder, made):
    for name in made.tables:
        rows = folder.rows(name)
        folder.save(name, rows[:1]).path(name)
        with folder.path(name).open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows[1:])
    alike(folder.read(), made)
