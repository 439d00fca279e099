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


def draw_what_the_reference_draws(numbers: Any, families: int) -> int:
    """Families, children, exposure, setbacks, drop-out and true stages as arrays, nothing else; children drawn."""
    from workbench.synth.children import draw_children
    from workbench.synth.exposure import draw_exposure
    from workbench.synth.families import draw_families
    from workbench.synth.follow_up import draw_assistance, draw_follow_up
    from workbench.synth.needs import draw_lasting
    from workbench.synth.setbacks import draw_setbacks, draw_shocks
    from workbench.synth.stages import draw_spells
    from workbench.synth.streams import SIZE, Block

    count = 0
    shocks = draw_shocks(numbers, SEED)
    for place in range(families // SIZE):
        block = Block(numbers, SEED, place)
        drawn = draw_families(block)
        children = draw_children(block, drawn)
        exposure = draw_exposure(block, drawn, children)
        general, assistance_end = draw_lasting(block, children).general, draw_assistance(block, children)
        follow_up = draw_follow_up(block, drawn, children, general)
        given = {"assistance_end": assistance_end, "shocks": shocks, "until": follow_up.end}
        events = draw_setbacks(block, drawn, children, exposure, **given)
        draw_spells(block, children, events, follow_up.end)
        count += len(children)
    return count


def compare_with_reference() -> dict[str, Any]:
    """Seconds per thousand children: the reference, arrays for the same draws, and whole cohorts without ratings."""
    sys.path.append(str(TESTS))
    from synth.reference import simulate
    from workbench.cohort.contract import TABLES
    from workbench.synth.parameters import read_parameters
    from workbench.synth.synthesis import synthesise

    tables = [name for name in TABLES if name != "ratings"]
    numbers = read_parameters()
    ways = {
        "reference": lambda: len(simulate(numbers, REFERENCE_FAMILIES // 8, SEED)),
        "arrays": lambda: draw_what_the_reference_draws(numbers, REFERENCE_FAMILIES),
        "cohort": lambda: len(synthesise(REFERENCE_FAMILIES, SEED, tables=tables).children),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(6):
        for name, way in ways.items():
            begun = time.perf_counter()
            children = way()
            if turn:
                found[name].append((time.perf_counter() - begun) / children * 1000)
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
    per_thousand = f"{ways['reference']:.2f} s against {ways['arrays'] * 1000:.1f} ms per 1,000 children"
    rows.append(
        Row(
            "child-by-child reference / same draws", f"{ways['reference'] / ways['arrays']:.0f}×", "≥ 30×", per_thousand
        )
    )
    detail = f"{ways['cohort'] * 1000:.0f} ms per 1,000 children; needs, services, visits and tables included"
    rows.append(
        Row(
            "child-by-child reference / whole cohort, no ratings",
            f"{ways['reference'] / ways['cohort']:.0f}×",
            "—",
            detail,
        )
    )
    how = (
        "Parquet in batches of 2,048 families; each size in a process of its own, warmed up, median where repeated; "
        "peak memory is that of the whole process. The reference of the tests draws groups, births, setbacks, drop-out "
        "and true stages child by child; the same draws as arrays, in turn, median of five."
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
