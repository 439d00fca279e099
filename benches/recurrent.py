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
TOOLS = {
    10_000: ("workbench", "R", "surpyval", "statsmodels"),
    100_000: ("workbench", "R", "surpyval"),
    1_000_000: ("workbench",),
}
R_CODE = """
suppressMessages(library(survival))
rows <- read.csv(commandArgs(TRUE)[1])
formula <- as.formula(paste("Surv(start, stop, event) ~", paste0("x", 0:9, collapse = " + ")))
fits <- as.integer(commandArgs(TRUE)[2])
seconds <- replicate(fits, system.time(fit <<- coxph(formula, data = rows, cluster = family))[["elapsed"]])
cat(sprintf('{"seconds": [%s], "first": %.15g}', paste(seconds, collapse = ", "), sqrt(diag(vcov(fit)))[1]))
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


def jackknife(rows) -> dict[str, Any]:
    """Seconds of all refits together and one by one, and how far the standard errors differ."""
    import numpy as np

    from workbench.research.recurrent import cox

    rows["family"] = np.arange(len(rows)) // (len(rows) // FAMILIES)
    model = {"start": "start", "stop": "stop", "event": "event", "terms": TERMS}
    cox(rows, **model)
    begun = time.perf_counter()
    together = cox(rows, **model, cluster="family", interval="jackknife").table["robust_se"]
    between = time.perf_counter()
    each = np.array([cox(rows[rows["family"] != family], **model).table["coef"] for family in range(FAMILIES)])
    ended = time.perf_counter()
    one_by_one = np.sqrt((FAMILIES - 1) / FAMILIES * np.square(each - each.mean(axis=0)).sum(axis=0))
    difference = float(np.abs(together / one_by_one - 1).max())
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
        return jackknife(rows)
    fit = {"workbench": fit_workbench, "surpyval": fit_surpyval, "statsmodels": fit_statsmodels}[tool]
    fit(made_up(2_000))
    seconds, first = timed(lambda: fit(rows), fits)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return {"seconds": seconds, "peak_mb": kilobytes / 1024, "first": first}


def collect() -> list[dict[str, Any]]:
    """One entry per tool and size that could be measured, and one for the jackknife."""
    found = []
    for n in SIZES:
        fits = 5 if n < 1_000_000 else 3
        for tool in TOOLS[n]:
            entry = alone(tool, n, fits if tool == "workbench" else 2)
            if entry is not None:
                found.append({"tool": tool, "rows": n, **entry})
    entry = alone("jackknife", 6_000, 1)
    return [*found, {"tool": "jackknife", "rows": 6_000, **entry}] if entry else found


def measure() -> Measurement:
    """Set the tools side by side."""
    found = {(entry["tool"], entry["rows"]): entry for entry in collect()}
    ours = {n: min(found["workbench", n]["seconds"]) for n in SIZES}
    rows = []
    for tool, aim in (("R", "≥ 20× at 100,000 rows"), ("surpyval", "—"), ("statsmodels", "—")):
        for n in (n for n in SIZES if tool in TOOLS[n]):
            entry = found.get((tool, n))
            if entry is None:
                absent = "R is not installed" if tool == "R" and shutil.which("Rscript") is None else "no result"
                rows.append(Row(f"{tool} / workbench, {n:,} rows", "—", aim, absent))
                continue
            apart = abs(entry["first"] / found["workbench", n]["first"] - 1)
            detail = f"{min(entry['seconds']):.2f} s against {ours[n]:.3f} s; robust errors differ by {apart:.1e}"
            rows.append(Row(f"{tool} / workbench, {n:,} rows", f"{min(entry['seconds']) / ours[n]:.0f}×", aim, detail))
    for small, large in pairwise(SIZES):
        detail = f"{ours[large]:.2f} s against {ours[small]:.3f} s"
        rows.append(Row(f"{large:,} / {small:,} rows", f"{ours[large] / ours[small]:.1f}", "≤ 12", detail))
    peak = found["workbench", SIZES[-1]]["peak_mb"]
    rows.append(Row("peak memory, 1,000,000 rows", f"{peak:.0f} MB", "< 600 MB", "whole process with its table"))
    if ("jackknife", 6_000) in found:
        entry = found["jackknife", 6_000]
        ratio = entry["one_by_one"] / entry["together"]
        detail = (
            f"{entry['one_by_one']:.2f} s against {entry['together']:.3f} s; errors differ by {entry['difference']:.0e}"
        )
        rows.append(Row("jackknife: 300 refits one by one / together", f"{ratio:.1f}×", "≥ 5×", detail))
    how = (
        "A Cox model with ten terms and errors by family on made-up start-stop rows; quickest of repeated fits, "
        "each tool in a process of its own, warmed up. statsmodels is there for speed; late entry upsets its risk sets."
    )
    return Measurement("Cox models for recurrent events", how, rows, ("numpy", "scipy", "surpyval", "statsmodels"))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(child(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
    else:
        for measured in collect():
            print(json.dumps(measured))
