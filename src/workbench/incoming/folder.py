"""Which files of a folder are the tables of a cohort; whatever else could be taken for one is named."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

from ..cohort.contract import TABLES
from ..cohort.writing import MANIFEST
from ..errors import TableError, TableWarning

READ = (".csv", ".parquet")
DATA = (
    ".csv .parquet .tsv .tab .pq .feather .arrow .xls .xlsx .xlsm .xlsb .ods .numbers .sav .dta .rds .rdata .sas7bdat "
    ".db .sqlite .gz .zip .bz2 .xz .bak"
)
PAPERS = ".md .pdf .html .png .svg .jpg .jpeg .toml .yaml .yml .ipynb .py .r .rmd .qmd .do .log"


def find_files(place: Path, wanted: Sequence[str]) -> tuple[dict[str, Path], list[str]]:
    """Find the file of every table that is wanted, whatever the case of its letters.

    Two files of one table are a fault, and so is any other file with the name of a table in its own, unless it is
    a paper about it or hidden: it could be the newer one. Data of other names are warned of.

    Returns
    -------
    tuple
        Files by table, in the order of `wanted`; and faults.

    Raises
    ------
    TableError
        There is no such folder, or it cannot be read.
    """
    try:
        entries = sorted(place.iterdir())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name is possible"
        raise TableError(f"{place.name or place}: found no folder that can be read ({reason}). Name one.") from None
    found: dict[str, list[Path]] = {}
    faults = []
    for path in entries:
        stem, ending = path.stem.lower(), path.suffix.lower()
        if path.name.startswith((".", "~$")) or (path.is_dir() and ending not in READ):
            continue
        if stem in wanted and ending in READ and path.is_file():
            found.setdefault(stem, []).append(path)
        elif stem in wanted and ending in READ:
            kind = "a folder" if path.is_dir() else "no file that can be read"
            faults.append(f"table {stem}: '{path.name}' is {kind}; allowed: a file. Put the file there itself.")
        elif ending not in PAPERS.split() and (named := [name for name in wanted if name in path.name.lower()]):
            remedy = f"Read are {named[0]}.csv and {named[0]}.parquet. Move it elsewhere, or give it that name."
            faults.append(f"table {named[0]}: '{path.name}' has its name and is not read. {remedy}")
        elif ending in DATA.split() and not any(name in path.name.lower() for name in TABLES):
            warnings.warn(f"'{path.name}' is not read: it is no table of a cohort.", TableWarning, stacklevel=3)
    for name, paths in found.items():
        if len(paths) > 1:
            both = " and ".join(f"'{path.name}'" for path in paths)
            faults.append(f"table {name}: {both} are both there; allowed: one of them. Move the older one elsewhere.")
    return {name: found[name][0] for name in wanted if name in found}, faults


def rows_written(place: Path) -> dict[str, int]:
    """Rows of each table as the manifest of the folder counts them; none without a manifest."""
    try:
        files = json.loads((place / MANIFEST).read_text("utf-8"))["files"]
        return {Path(name).stem: int(entry["rows"]) for name, entry in files.items() if "/" not in name}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}


def ends_open(path: Path) -> bool:
    """Whether the last line of a CSV file has no end, so that its last cell may have been cut off."""
    return path.suffix.lower() == ".csv" and not path.read_bytes().endswith((b"\n", b"\r"))
