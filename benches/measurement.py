"""One table of measurements, and how it is written down."""

import platform
import statistics
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version


@dataclass(frozen=True)
class Row:
    """One measured ratio. `aim` is what the project asks of itself; absolute figures stand in `detail`."""

    what: str
    ratio: str
    aim: str
    detail: str


@dataclass(frozen=True)
class Measurement:
    """Rows measured side by side in one run, with how it was done."""

    title: str
    how: str
    rows: list[Row]
    versions: tuple[str, ...] = field(default=())


def median(values: list[float]) -> float:
    """Median of a series of seconds or megabytes."""
    return statistics.median(values)


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of the series does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def write_markdown(measurements: list[Measurement]) -> str:
    """Write all measurements as one page."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {date.today().isoformat()} ({machine}). Ratios come from one run, side by side; "
        "absolute figures depend on the machine and are there only for orientation.",
    ]
    for measurement in measurements:
        versions = ", ".join(f"{name} {version(name)}" for name in measurement.versions)
        lines += ["", f"## {measurement.title}", "", measurement.how + (f" ({versions})" if versions else "")]
        lines += ["", "| what | measured | aim | detail |", "|---|---|---|---|"]
        lines += [f"| {row.what} | {row.ratio} | {row.aim} | {row.detail} |" for row in measurement.rows]
    return "\n".join(lines) + "\n"
