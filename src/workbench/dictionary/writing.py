"""The dictionary as files, and what drifted between the files and the declarations."""

import json
from pathlib import Path

from ..cohort.contract import TABLES
from ..errors import TableError
from ..library import json_schema as schema
from . import record
from .codebook import HEADER, every_instrument, write_codebook
from .package import describe_package
from .pages import page_name, write_index, write_instrument_page, write_table_page

FOLDERS = ("tables", "instruments", record.FOLDER)
MADE_BY = "Written by `workbench dictionary`"


def dictionary_files() -> dict[str, str]:
    """Text of every file of the dictionary, by path below its folder."""
    forms = list(every_instrument())
    package = json.dumps(describe_package(kind=None), indent=2, ensure_ascii=False) + "\n"
    files = {
        "README.md": write_index(forms),
        "codebook.csv": write_codebook(),
        "datapackage.json": package,
        schema.FILE: schema.write_schema(),
    }
    files |= {f"tables/{table.name}.md": write_table_page(table) for table in TABLES.values()}
    files |= record.record_pages()
    return files | {f"instruments/{page_name(form)}": write_instrument_page(form) for form in forms}


def write_dictionary(folder: Path) -> list[str]:
    """Write the dictionary, take away pages that no declaration stands behind, and name what changed.

    Raises
    ------
    TableError
        The folder holds files, but no dictionary.
    """
    if folder.is_dir() and any(folder.iterdir()) and not _is_dictionary(folder):
        raise TableError(f"{folder.name}: found files that are no dictionary; choose a new or empty folder.")
    drifted = find_drift(folder)
    texts = dictionary_files()
    for name in drifted:
        path = folder / name
        if name in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[name], "utf-8", newline="\n")
        else:
            path.unlink()
    return drifted


def find_drift(folder: Path) -> list[str]:
    """Name the files that are absent, differ, or have no declaration behind them any more.

    Of the last kind are pages that the index in the folder leads to; what else lies there is somebody's own.
    """
    texts = dictionary_files()
    index = _read(folder / "README.md") or ""
    pages = {f"{name}/{path.name}" for name in FOLDERS for path in (folder / name).glob("*.md") if path.is_file()}
    kept = {page for page in pages if f"]({page})" in index}
    differing = {name for name, text in texts.items() if _read(folder / name) != text}
    return sorted(differing | (kept - set(texts)))


def _is_dictionary(folder: Path) -> bool:
    index, codebook = _read(folder / "README.md") or "", _read(folder / "codebook.csv") or ""
    return MADE_BY in index or codebook.startswith(",".join(HEADER))


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
