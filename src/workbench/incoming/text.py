"""A CSV file as text cells, labelled by the lines of the file: nothing is guessed, no row is mended."""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from ..cohort.faults import row_faults

BOM = b"\xef\xbb\xbf"
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = {";": "';'", "\t": "a tab", "|": "'|'", ":": "':'", " ": "a space"}
IRREGULAR = (b'"', b"\n\n", b"\n\r", b"\r\r")  # quotes and empty lines
HEAD = 2**16  # bytes in which the header ends
UTF8 = "Save it as 'CSV UTF-8'."

Read = tuple[pd.DataFrame, list[str]]


def read_csv(table: str, path: Path, names: Sequence[str]) -> Read:
    """Read the cells of a CSV file (UTF-8, commas, one header) as text, and tell why they cannot be read.

    Parameters
    ----------
    names
        Columns that the table has.

    Returns
    -------
    tuple
        Frame of text, empty where the cell is, labelled by the lines of the file (the header is line 1); and faults,
        with which the frame is empty.
    """
    data = path.read_bytes()
    if data.startswith(OTHER_ENCODINGS) or b"\0" in data:
        return _only(f"table {table}: {path.name} is not text in UTF-8. {UTF8}")
    data = data.removeprefix(BOM)
    if not data.strip():
        return _only(f"table {table}: {path.name} is empty; allowed: a header and rows. Save the table again.")
    if separator := _parted_by(data, names):
        return _only(f"table {table}: the columns are parted by {separator}; allowed: ','. Save it with commas.")
    data = data.rstrip(b"\r\n")
    if not (data.startswith((b"\r", b"\n")) or any(sign in data for sign in IRREGULAR)):
        try:
            return _read_plain(data), []
        except pa.ArrowInvalid:
            pass  # the slow way finds the row
    return _read_carefully(table, data, names)


def _only(fault: str) -> Read:
    return pd.DataFrame(), [fault]


def _parted_by(data: bytes, names: Sequence[str]) -> str | None:
    """Name the separator of the header, where it is another one; a first line `sep=` is passed over."""
    for line in data[:HEAD].decode("utf-8", "replace").splitlines()[:2]:
        for separator, called in SEPARATORS.items():
            cells = {cell.strip('" ') for cell in line.split(separator)}
            if len(cells & set(names)) > 1 and separator in line:
                return called
    return None


def _read_plain(data: bytes) -> pd.DataFrame:
    """Read a file without quotes, in which every line is a row; refuses what is not quite regular."""
    width = data[:HEAD].splitlines()[0].count(b",") + 1
    kept = [str(place) for place in range(width)]
    cells = arrow_csv.read_csv(
        io.BytesIO(data),
        read_options=arrow_csv.ReadOptions(column_names=kept),
        parse_options=arrow_csv.ParseOptions(quote_char=False, ignore_empty_lines=False),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(kept, pa.string()), strings_can_be_null=False
        ),
    ).to_pandas()
    header = cells.iloc[0].tolist()
    return cells.iloc[1:].set_axis(header, axis=1).set_axis(np.arange(2, len(cells) + 1))


def _read_carefully(table: str, data: bytes, names: Sequence[str]) -> Read:
    """Read any file, row by row; without its rows where the header is that of no such table."""
    rows: list[list[str]] = []
    lines: list[int] = []
    text = data.decode("utf-8", "surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            if row:
                rows.append(row)
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        return _only(_quoting(table, rows[0] if rows else [], begins, text, str(error)))
    header, rows, lines = rows[0], rows[1:], lines[1:]
    if not set(header) & set(names):
        return pd.DataFrame(columns=header), []
    if faults := [*_uneven(table, len(header), rows, lines)]:
        return pd.DataFrame(), faults
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    if not data.isascii() and (faults := [*_undecoded(table, header, columns, lines)]):
        return pd.DataFrame(), faults
    index = pd.Index(np.array(lines, dtype=int))
    kept = {place: pd.array(list(cells), dtype="str") for place, cells in enumerate(columns)}
    return pd.DataFrame(kept, index=index).set_axis(header, axis=1), []


def _quoting(table: str, header: list[str], row: int, text: str, error: str) -> str:
    """Tell a quote that does not fit, with the column of the first cell that holds an odd number of them."""
    line = next(itertools.islice(io.StringIO(text, newline=""), row - 1, None))
    odd = [place for place, cell in enumerate(line.split(",")) if cell.count('"') % 2]
    column = f", column '{header[odd[0]]}'" if odd and odd[0] < len(header) else ""
    if "end of data" in error or "field larger" in error:
        told = "a quote is opened and never closed; allowed: quotes in pairs. Close it, or take it out."
    else:
        told = "a quote in the middle of a cell; allowed: quotes around a whole cell. Take it out."
    return f"table {table}{column}, row {row}: {told}"


def _uneven(table: str, width: int, rows: list[list[str]], lines: list[int]) -> Iterator[str]:
    frame = pd.DataFrame(index=lines)
    found = np.array([len(row) for row in rows], dtype=int)
    for wrong, told in (
        (found < width, "The row, or the file, was cut off: save the table again."),
        (found > width, "A comma inside a cell needs quotes around the cell."),
    ):
        places = np.flatnonzero(wrong)
        if places.size:
            more = f" (and {places.size - 1:,} more)" if places.size > 1 else ""
            cells = "1 cell" if found[places[0]] == 1 else f"{found[places[0]]} cells"
            first = f"table {table}, row {frame.index[places[0]]}{more}: found {cells}"
            yield f"{first}; allowed: {width}, one for each column. {told}"


def _undecoded(table: str, header: list[str], columns: list[tuple], lines: list[int]) -> Iterator[str]:
    """Tell cells with bytes that are not UTF-8; they were kept as lone surrogates."""
    if not all(map(_is_text, header)):
        yield f"table {table}, row 1: the header is not text in UTF-8. {UTF8}"
        return
    frame = pd.DataFrame(index=lines)
    for name, cells in zip(header, columns, strict=True):
        good = {cell: _is_text(cell) for cell in set(cells)}
        wrong = np.array([not good[cell] for cell in cells], dtype=bool)
        yield from row_faults(table, name, frame, wrong, "the cell is not text in UTF-8.", UTF8)


def _is_text(cell: str) -> bool:
    return not any("\udc80" <= sign <= "\udcff" for sign in cell)
