"""Tables to files, batch after batch: CSV or Parquet, and a manifest that says what was written."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import TableError

Format = Literal["csv", "parquet"]
MANIFEST = "manifest.json"
DRAFT = ".unfinished-"


@contextmanager
def writing_to(folder: Path) -> Iterator[Path]:
    """Give a hidden folder to write to; its files take the place of an earlier cohort when all of them are there.

    Whatever ends the writing before leaves `folder` as it was.

    Raises
    ------
    TableError
        The folder is a file, or holds other files; it cannot be made or written to, or the disk is full.
    """
    made = not folder.exists()
    try:
        earlier_files(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=DRAFT, dir=folder) as draft:
            yield Path(draft)
            _put_in_place(Path(draft), folder)
    except BaseException as error:
        if made:
            with suppress(OSError):
                folder.rmdir()
        if not isinstance(error, OSError):
            raise
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise TableError(
            f"{_called(folder)}: cannot be written ({reason}); allowed: a folder that you may write to, with room on "
            "the disk. Choose another, or make room."
        ) from None


def _put_in_place(draft: Path, folder: Path) -> None:
    for path in earlier_files(folder):
        path.unlink(missing_ok=True)
    written = [path.relative_to(draft) for path in draft.rglob("*") if path.is_file()]
    for name in sorted(written, key=lambda name: name.name == MANIFEST):
        (folder / name).parent.mkdir(exist_ok=True)
        (draft / name).replace(folder / name)


def _called(folder: Path) -> str:
    return folder.name or str(folder)


class TableFiles:
    """Open files of one folder, one per table; every batch is appended, `close` tells rows and digests.

    Parameters
    ----------
    folder
        Made when absent.
    kind
        `csv` (UTF-8, one header, `\\n`) or `parquet` (one row group per batch).
    """

    def __init__(self, folder: Path, kind: Format) -> None:
        self.folder, self.kind = folder, kind
        self._rows: dict[str, int] = {}
        self._parquet: dict[str, pq.ParquetWriter] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def append(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Append a batch."""
        for name, frame in tables.items():
            if self.kind == "csv":
                first = name not in self._rows
                path = self.folder / f"{name}.csv"
                with path.open("w" if first else "a", encoding="utf-8", newline="") as file:
                    frame.to_csv(file, index=False, header=first, lineterminator="\n")
            else:
                schema = self._parquet[name].schema if name in self._parquet else None
                table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
                if name not in self._parquet:
                    self._parquet[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", table.schema)
                self._parquet[name].write_table(table)
            self._rows[name] = self._rows.get(name, 0) + len(frame)

    def close(self) -> dict[str, dict[str, Any]]:
        """Close every file; name each with its rows and sha256."""
        for writer in self._parquet.values():
            writer.close()
        return {
            f"{name}.{self.kind}": {"rows": rows, "sha256": digest(self.folder / f"{name}.{self.kind}")}
            for name, rows in self._rows.items()
        }


def digest(path: Path) -> str:
    """Sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_json(path: Path, content: Any) -> None:
    """Write JSON as people read it, ending in a newline."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def kept_from_earlier(folder: Path, call: str) -> str:
    """Say in a few words what of an earlier cohort in a folder would be lost; "" when there is nothing to lose.

    Parameters
    ----------
    call
        How the new cohort is made: the same call makes the same cohort again, unless its files were edited.
    """
    try:
        earlier = json.loads((folder / MANIFEST).read_text("utf-8"))
        made_by, files = earlier["made_by"], {name: entry["sha256"] for name, entry in earlier["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    if made_by != call:
        return "an earlier cohort that another call made"
    edited = [name for name, known in files.items() if (folder / name).is_file() and digest(folder / name) != known]
    return f"an earlier cohort whose {edited[0]} was edited" if edited else ""


def earlier_files(folder: Path) -> list[Path]:
    """Files that an earlier cohort left in a folder; none where there was no cohort.

    Raises
    ------
    TableError
        The folder is a file, or holds files without a manifest.
    """
    if folder.exists() and not folder.is_dir():
        raise TableError(f"{_called(folder)}: found a file; allowed: a folder, new or empty. Choose another name.")
    if not folder.is_dir() or all(path.name.startswith(DRAFT) for path in folder.iterdir()):
        return []
    try:
        names = [*json.loads((folder / MANIFEST).read_text("utf-8"))["files"], MANIFEST]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        raise TableError(
            f"{_called(folder)}: found files that are no cohort; allowed: a new or empty folder, or an earlier cohort, "
            "which is replaced. Choose another name."
        ) from None
    return [folder / name for name in names if _lies_inside(folder, name)]


def _lies_inside(folder: Path, name: str) -> bool:
    inside = not Path(name).is_absolute() and ".." not in Path(name).parts
    inside = inside and (folder / name).parent.resolve().is_relative_to(folder.resolve())
    return inside and Path(name).suffix[1:] in ("csv", "parquet", "json")
