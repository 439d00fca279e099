"""The analysis log: what was asked, of which data, with which software, fixed before the results are read."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from workbench.errors import TableError

PACKAGES = ("workbench", "numpy", "scipy", "pandas", "statsmodels", "scikit-learn")
DISTRIBUTIONS = {"workbench": "reintegration-workbench"}


@dataclass(frozen=True)
class InputFrame:
    """One table that went in: its size and the SHA-256 of its content, see `hash_frame`."""

    name: str
    rows: int
    columns: int
    sha256: str


@dataclass(frozen=True)
class AnalysisLog:
    """One analysis. `str()` gives a block to read; `write_log` keeps it as JSON."""

    question: str
    estimand: str
    terms: tuple[str, ...]
    seed: int
    choices: tuple[tuple[str, str], ...]
    inputs: tuple[InputFrame, ...]
    versions: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        lines = [
            f"Question   {self.question}",
            f"Estimand   {self.estimand}",
            f"Terms      {', '.join(self.terms)} (named before the results were seen)",
            f"Seed       {self.seed}",
            *(f"Choice     {name}: {value}" for name, value in self.choices),
            *(f"Input      {i.name}: {i.rows:,} rows, {i.columns} columns, sha256 {i.sha256}" for i in self.inputs),
            "Software   " + ", ".join(f"{name} {number}" for name, number in self.versions),
        ]
        return "\n".join(lines)


def record_analysis(
    frames: Mapping[str, pd.DataFrame],
    *,
    question: str,
    estimand: str,
    terms: Sequence[str],
    seed: int,
    choices: Mapping[str, object] | None = None,
) -> AnalysisLog:
    """Fix what an analysis sets out to do and what it starts from.

    Parameters
    ----------
    frames
        The tables that go in, by name.
    question, estimand
        In words.
    terms
        Those named beforehand, all of them.
    seed
        The one from which every random number of the analysis comes.
    choices
        Everything else that was decided beforehand: ties, interval, imputations, deltas.

    Raises
    ------
    TableError
        No table or no term is given.
    """
    if not frames or not terms:
        raise TableError("log: at least one table and one term are needed. Name what goes in and what is asked.")
    inputs = [InputFrame(name, len(frame), frame.shape[1], hash_frame(frame)) for name, frame in frames.items()]
    software = [
        ("python", platform.python_version()),
        *((name, version(DISTRIBUTIONS.get(name, name))) for name in PACKAGES),
    ]
    decided = tuple((name, str(value)) for name, value in (choices or {}).items())
    return AnalysisLog(question, estimand, tuple(terms), seed, decided, tuple(inputs), tuple(software))


def hash_frame(frame: pd.DataFrame) -> str:
    """SHA-256 of what a table holds, whatever the order of its rows and columns.

    The index does not count. Values count as text: 1 and 1.0 differ, numbers by their shortest exact form; an empty
    cell is an empty text. A row that stands twice counts twice.
    """
    ordered = frame[sorted(frame.columns, key=str)]
    digest = hashlib.sha256()
    for part in [[str(name) for name in ordered.columns], *sorted(_rows_as_text(ordered))]:
        digest.update(json.dumps(part, ensure_ascii=False).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def write_log(log: AnalysisLog, path: str | Path) -> Path:
    """Write the log as JSON, keys in the order of the log; returns the path."""
    target = Path(path)
    content = asdict(log) | {"choices": dict(log.choices), "versions": dict(log.versions)}
    target.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return target


def _rows_as_text(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    columns = [_as_text(frame[name]) for name in frame.columns]
    return list(zip(*columns, strict=True))


def _as_text(column: pd.Series) -> list[str]:
    values = column.astype(object)
    return ["" if gone else str(value) for value, gone in zip(values.tolist(), column.isna(), strict=True)]
