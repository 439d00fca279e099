"""Run every bench, or those named: `python -m benches [NAME …]`. Writes docs/benchmarks.md and .json."""

import json
import pkgutil
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import benches
from benches.measurement import Measurement, Row, write_markdown

DOCS = Path(__file__).parents[1] / "docs"


def known() -> list[str]:
    """Name the benches, in alphabetical order."""
    names = [module.name for module in pkgutil.iter_modules(benches.__path__)]
    return [name for name in names if name not in ("__main__", "measurement")]


def kept() -> dict[str, Measurement]:
    """Read what earlier runs measured, so that one bench can be run again alone."""
    path = DOCS / "benchmarks.json"
    stored = json.loads(path.read_text()) if path.exists() else {}
    return {
        name: Measurement(**{**entry, "rows": [Row(**row) for row in entry["rows"]]}) for name, entry in stored.items()
    }


def main(wanted: list[str]) -> int:
    """Measure, write both files, print the table."""
    unknown = set(wanted) - set(known())
    if unknown:
        print(f"no bench named {', '.join(sorted(unknown))}; known: {', '.join(known())}", file=sys.stderr)
        return 2
    results = kept()
    for name in wanted or known():
        print(f"measuring {name} …", file=sys.stderr)
        results[name] = import_module(f"benches.{name}").measure()
    results = {name: results[name] for name in sorted(results) if name in known()}
    DOCS.mkdir(exist_ok=True)
    (DOCS / "benchmarks.json").write_text(
        json.dumps({name: asdict(result) for name, result in results.items()}, indent=1, ensure_ascii=False) + "\n"
    )
    page = write_markdown(list(results.values()))
    (DOCS / "benchmarks.md").write_text(page)
    print(page)
    return 0


sys.exit(main(sys.argv[1:]))
