"""Cox models with family-clustered errors against R, SurPyval and statsmodels; the jackknife against refitting.

Every fit runs in its own process on the same made-up rows, so that memory is its own. `python -m benches.recurrent`
prints the measurements as JSON rows; `make bench` writes them with the others.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from benches.measurement import Measurement, Row

SIZES = (10_000, 100_000, 1_000_000)
TERMS = [f"x{k}" for k in range(10)]
FAMILIES = 300
PATIENCE = 300
JACKKNIFED = (6_000, 60_000)
TOOLS = ("workbench", "R", "surpyval", "statsmodels")
SLOW = {("statsmodels", 100_000), ("statsmodels", 1_000_000), ("R", 1_000_000)}  # one fit, no second try
R_CODE = """
suppressMessages(library(survival))
rows <- read.csv(commandArgs(TRUE)[1])
formula <- as.formula(paste("Surv(start, stop, event) ~", paste0("x", 0:9, collapse = " + ")))
fits <- as.integer(commandArgs(TRUE)[2])
seconds <- replicate(fits, system.time(fit <<- coxph(formula, data = rows, cluster = family))[["elapsed"]])
status <- if (file.exists("/proc/self/status")) readLines("/proc/self/status") else character(0)
peak <- as.numeric(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE))) / 1024
peak <- if (length(peak)) sprintf("%.0f", peak) else "null"
first <- sqrt(diag(vcov(fit)))[1]
cat(sprintf('{"seconds": [%s], "peak_mb": %s, "first": %.15g}', paste(seconds, collapse = ", "), peak, first))
"""


def made_up(n: int):
    """Ten rows a child, two children a family, ten terms that change from row to row, events at any moment."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(20)
    family = np.arange(n) // 20
    rows = pd.DataFrame(rng.normal(size=(n, 10)), columns=TERMS)
    shared = 0.5 * rng.normal(size=family[-1] + 1)[family]
    rows["start"] = np.tile(np.arange(10.0), n // 10)
    wait = rng.exponential(size=n) / np.exp(rows[TERMS].to_numpy() @ np.full(10, 0.1) + shared - 1.2)
    rows["event"] = (wait < 1).astype(int)
    rows["stop"] = rows["start"] + np.clip(wait, 1e-3, 1)
    rows["family"] = family
    return rows


def timed(fit: Callable[[], float], times: int) -> tuple[list[float], float]:
    """Seconds of each fit, and the first robust standard error that it found."""
    seconds, first = [], 0.0
    for _ in range(times):
        begun = time.perf_counter()
        first = fit()
        seconds.append(time.perf_counter() - begun)
    return seconds, first


def fit_workbench(rows) -> float:
    from workbench.research.recurrent import cox

    result = cox(rows, start="start", stop="stop", event="event", terms=TERMS, cluster="family")
    return float(result.table["robust_se"].iloc[0])


def fit_surpyval(rows) -> float:
    from surpyval import CoxPH

    model = CoxPH.fit(rows["stop"], rows[TERMS].to_numpy(), c=1 - rows["event"], tl=rows["start"])
    return float(model.robust_covariance(cluster=rows["family"].to_numpy())[0, 0] ** 0.5)


def fit_statsmodels(rows) -> float:
    from statsmodels.duration.hazard_regression import PHReg

    model = PHReg(rows["stop"], rows[TERMS], status=rows["event"], entry=rows["start"], ties="efron")
    return float(model.fit(groups=rows["family"].to_numpy()).bse[0])


def jackknife(rows, one_by_one: bool) -> dict[str, Any]:
    """Seconds of all refits together; with `one_by_one` also each alone, and how far the standard errors differ."""
    import numpy as np

    from workbench.research.recurrent import cox

    rows["family"] = np.arange(len(rows)) // (len(rows) // FAMILIES)
    model = {"start": "start", "stop": "stop", "event": "event", "terms": TERMS}
    cox(rows, **model)
    begun = time.perf_counter()
    together = cox(rows, **model, cluster="family", interval="jackknife").table["robust_se"]
    between = time.perf_counter()
    if not one_by_one:
        return {"together": between - begun}
    each = np.array([cox(rows[rows["family"] != family], **model).table["coef"] for family in range(FAMILIES)])
    ended = time.perf_counter()
    apart = np.sqrt((FAMILIES - 1) / FAMILIES * np.square(each - each.mean(axis=0)).sum(axis=0))
    difference = float(np.abs(together / apart - 1).max())
    return {"together": between - begun, "one_by_one": ended - between, "difference": difference}


def alone(tool: str, n: int, fits: int) -> dict[str, Any] | None:
    """Run one tool in its own process; None where it is absent, fails or takes longer than anyone would wait."""
    try:
        if tool == "R":
            return _run_r(n, fits)
        command = [sys.executable, "-m", "benches.recurrent", tool, str(n), str(fits)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
        return json.loads(done.stdout.splitlines()[-1])
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, FileNotFoundError):
        return None


def _run_r(n: int, fits: int) -> dict[str, Any] | None:
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        table, script = Path(name) / "rows.csv", Path(name) / "fit.R"
        made_up(n).to_csv(table, index=False)
        script.write_text(R_CODE)
        command = ["Rscript", "--vanilla", str(script), str(table), str(fits)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return json.loads(done.stdout)


def child(tool: str, n: int, fits: int) -> dict[str, Any]:
    """What a process of its own measures: seconds, peak megabytes, the first robust standard error."""
    import resource

    rows = made_up(n)
    if tool == "jackknife":
        return jackknife(rows, one_by_one=n == JACKKNIFED[0])
    fit = {"workbench": fit_workbench, "surpyval": fit_surpyval, "statsmodels": fit_statsmodels}[tool]
    fit(made_up(2_000))
    seconds, first = timed(lambda: fit(rows), fits)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return {"seconds": seconds, "peak_mb": kilobytes / 1024, "first": first}


def collect() -> list[dict[str, Any]]:
    """One entry per tool and size that could be measured, and one for the jackknife."""
    found = []
    for n in SIZES:
        for tool in TOOLS:
            fits = (5 if n < 1_000_000 else 3) if tool == "workbench" else 1 if (tool, n) in SLOW else 2
            if (entry := alone(tool, n, fits)) is not None:
                found.append({"tool": tool, "rows": n, **entry})
    for n in JACKKNIFED:
        if (entry := alone("jackknife", n, 1)) is not None:
            found.append({"tool": "jackknife", "rows": n, **entry})
    return found


def measure() -> Measurement:
    """Set the tools side by side."""
    found = {(entry["tool"], entry["rows"]): entry for entry in collect()}
    ours = {n: min(found["workbench", n]["seconds"]) for n in SIZES}
    rows = []
    for tool in TOOLS[1:]:
        for n in SIZES:
            aim = "≥ 20×" if (tool, n) == ("R", 100_000) else "—"
            what, entry = f"{tool} / workbench, {n:,} rows", found.get((tool, n))
            if entry is None:
                absent = tool == "R" and shutil.which("Rscript") is None
                rows.append(Row(what, "—", aim, "R is not installed" if absent else f"no result in {PATIENCE} s"))
                continue
            own, ratio = found["workbench", n], min(entry["seconds"]) / ours[n]
            detail = (
                f"{min(entry['seconds']):.2f} s, {_megabytes(entry)} against {ours[n]:.3f} s, {_megabytes(own)}; "
                f"robust errors differ by {abs(entry['first'] / own['first'] - 1):.1e}"
            )
            rows.append(Row(what, f"{ratio:.1f}×" if ratio < 10 else f"{ratio:.0f}×", aim, detail))
    for small, large in pairwise(SIZES):
        detail = f"{ours[large]:.2f} s against {ours[small]:.3f} s"
        rows.append(Row(f"{large:,} / {small:,} rows", f"{ours[large] / ours[small]:.1f}", "≤ 12", detail))
    peak = found["workbench", SIZES[-1]]["peak_mb"]
    rows.append(Row("peak memory, 1,000,000 rows", f"{peak:.0f} MB", "< 600 MB", "whole process with its table"))
    rows += _jackknife_rows([found.get(("jackknife", n)) for n in JACKKNIFED])
    how = (
        "A Cox model with ten terms and errors by family on made-up start-stop rows; quickest of repeated fits, "
        "each tool in a process of its own, warmed up, with its peak memory. statsmodels agrees here; "
        "where events tie with entries its errors are off."
    )
    return Measurement("Cox models for recurrent events", how, rows, ("numpy", "scipy", "surpyval", "statsmodels"))


def _jackknife_rows(found: list[dict[str, Any] | None]) -> list[Row]:
    """Refits together against one by one, and how the time grows with the rows."""
    what, grows = (
        "jackknife: 300 refits one by one / together",
        f"jackknife, {JACKKNIFED[1]:,} / {JACKKNIFED[0]:,} rows",
    )
    small, large = found
    if small is None or large is None:
        return [Row(name, "—", aim, f"no result in {PATIENCE} s") for name, aim in ((what, "≥ 5×"), (grows, "≤ 12"))]
    quick, long = small["together"], large["together"]
    detail = f"{small['one_by_one']:.2f} s against {quick:.3f} s; errors differ by {small['difference']:.0e}"
    growth = Row(grows, f"{long / quick:.1f}", "≤ 12", f"{long:.2f} s against {quick:.3f} s")
    return [Row(what, f"{small['one_by_one'] / quick:.1f}×", "≥ 5×", detail), growth]


def _megabytes(entry: dict[str, Any]) -> str:
    return "memory unknown" if entry["peak_mb"] is None else f"{entry['peak_mb']:.0f} MB"


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(child(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
    else:
        for measured in collect():
            print(json.dumps(measured))
