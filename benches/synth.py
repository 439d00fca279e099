"""Made-up families: children a second and peak memory as cohorts grow, and against a child-by-child reference.

Every size runs in its own process and writes Parquet batch after batch, as `workbench cohort` does. `python -m
benches.synth` prints the measurements as JSON rows; `make bench` writes them with the others.
"""

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benches.measurement import Measurement, Row, median

TESTS = Path(__file__).parents[1] / "tests"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
RATED = (1_000, 10_000, 100_000)
PER_FAMILY = 1.7  # children, about
TIMES = {1_000: 5, 10_000: 3}
PATIENCE = 3600
REFERENCE_FAMILIES = 2048
SEED = 3


def write(children: int, rated: bool) -> tuple[int, float]:
    """Write a cohort of about so many children; how many there were, and how many seconds it took."""
    from workbench.cohort.contract import TABLES
    from workbench.cohort.writing import TableFiles
    from workbench.synth.synthesis import draw_batches

    wanted = [name for name in TABLES if rated or name != "ratings"]
    with TemporaryDirectory() as folder:
        begun = time.perf_counter()
        files = TableFiles(Path(folder), "parquet")
        for batch in draw_batches(round(children / PER_FAMILY), SEED, tables=wanted):
            files.append(batch.tables)
        written = files.close()
        return written["children.parquet"]["rows"], time.perf_counter() - begun


def grow(children: int, rated: bool) -> dict[str, Any]:
    """What a process of its own measures at one size: children, seconds of each run, peak megabytes."""
    import resource

    write(100, rated)
    runs = [write(children, rated) for _ in range(TIMES.get(children, 1))]
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return {"children": runs[0][0], "seconds": median([taken for _, taken in runs]), "peak_mb": kilobytes / 1024}


def compare_with_reference() -> dict[str, Any]:
    """Seconds per thousand children of the reference and of the arrays, to the same point: before tables are built."""
    sys.path.append(str(TESTS))
    from synth.reference import simulate
    from workbench.synth.history import draw_history
    from workbench.synth.parameters import read_parameters
    from workbench.synth.questions import read_questionnaire
    from workbench.synth.setbacks import draw_shocks
    from workbench.synth.streams import SIZE, Block
    from workbench.synth.synthesis import rated_form

    numbers = read_parameters()
    form, shocks = rated_form(numbers), draw_shocks(numbers, SEED)
    asked = read_questionnaire(numbers, form)

    def draw_arrays(rated: bool) -> int:
        blocks = (Block(numbers, SEED, place) for place in range(REFERENCE_FAMILIES // SIZE))
        return sum(len(draw_history(block, asked if rated else None, shocks).children) for block in blocks)

    ways = {
        "reference": lambda: len(simulate(numbers, REFERENCE_FAMILIES // 16, SEED, asked.questions)),
        "arrays": lambda: draw_arrays(rated=True),
        "reference, lives only": lambda: len(simulate(numbers, REFERENCE_FAMILIES // 8, SEED)),
        "arrays, no ratings": lambda: draw_arrays(rated=False),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(6):
        for name, way in ways.items():
            begun = time.process_time()
            children = way()
            if turn:
                found[name].append((time.process_time() - begun) / children * 1000)
    return {name: median(values) for name, values in found.items()}


def alone(*arguments: str) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benches.synth", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def collect() -> list[dict[str, Any]]:
    """One entry per size, without and with ratings, and one for the reference."""
    found = [{"rated": False, "size": size, **alone("grow", str(size))} for size in SIZES]
    found += [{"rated": True, "size": size, **alone("grow", str(size), "rated")} for size in RATED]
    return [*found, alone("reference")]


def measure() -> Measurement:
    """Set sizes and ways side by side."""
    *grown, ways = collect()
    at = {(entry["rated"], entry["size"]): entry for entry in grown}
    rows = []
    for rated, sizes in ((False, SIZES), (True, RATED)):
        name = "with ratings" if rated else "without ratings"
        for size in sizes:
            entry = at[rated, size]
            speed = f"{entry['children'] / entry['seconds']:,.0f} children/s"
            rows.append(Row(f"{size:,} children, {name}", speed, "—", f"{entry['seconds']:.2f} s"))
        for small, large in pairwise(sizes):
            one, ten = (at[rated, size]["seconds"] / at[rated, size]["children"] for size in (small, large))
            detail = f"seconds per child, times ten: {one * 1e3:.3f} and {ten * 1e3:.3f} ms a child"
            rows.append(Row(f"{large:,} / {small:,} children, {name}", f"{10 * ten / one:.1f}", "≤ 11", detail))
        peaks = [at[rated, size]["peak_mb"] for size in sizes[1:]]
        told = ", ".join(f"{at[rated, size]['peak_mb']:.0f} MB at {size:,}" for size in sizes)
        rows.append(
            Row(f"peak memory {name}, {sizes[-1]:,} / {sizes[1]:,}", f"{peaks[-1] / peaks[0]:.2f}", "flat", told)
        )
    for one, other, name, aim in (
        ("reference", "arrays", "child-by-child reference / arrays, whole model with ratings", "≥ 30×"),
        (
            "reference, lives only",
            "arrays, no ratings",
            "reference without services, visits, ratings / arrays with the first two",
            "—",
        ),
    ):
        detail = f"{ways[one] * 1000:.0f} ms against {ways[other] * 1000:.1f} ms of processor time per 1,000 children"
        rows.append(Row(name, f"{ways[one] / ways[other]:.0f}×", aim, detail))
    how = (
        "Parquet in batches of 2,048 families; each size in a process of its own, warmed up, median where repeated; "
        "peak memory is that of the whole process. The reference is the one of the tests: the same "
        "model in plain Python, child by child; both are stopped before tables are built, in turn, median of five."
    )
    return Measurement("Made-up families", how, rows, ("numpy", "pandas", "pyarrow"))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["grow", size, *more]:
            print(json.dumps(grow(int(size), bool(more))))
        case ["reference"]:
            print(json.dumps(compare_with_reference()))
        case _:
            for measured in collect():
                print(json.dumps(measured))
