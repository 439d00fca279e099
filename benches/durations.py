"""Location–scale models of durations against R's survreg, and the bootstrap of families against a plain loop."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benches.measurement import Measurement, Row
from workbench.research.durations import bootstrap_ratios, location_scale
from workbench.research.durations.bootstrap import draw_families, percentile_limits
from workbench.research.durations.design import prepare
from workbench.research.durations.newton import fit

SIZES = (1_000, 10_000, 100_000)
RUNS = 7
CHILDREN = 300
REPLICATES = 1_000
BOUNDS = {"lower": "lower", "upper": "upper", "group": "group"}
MODEL = {**BOUNDS, "cluster": "family"}
R_CODE = """
suppressMessages(library(survival))
rows <- read.csv(commandArgs(TRUE)[1])
runs <- as.integer(commandArgs(TRUE)[2])
rows$group <- factor(rows$group)
apart <- function() survreg(Surv(months, ended) ~ group + strata(group) + cluster(family), rows, dist = "lognormal")
equal <- function() survreg(Surv(months, ended) ~ group, rows, dist = "lognormal")
fitted <- apart()
both <- replicate(runs, system.time({apart(); equal()})[["elapsed"]])
alone <- replicate(runs, system.time(apart())[["elapsed"]])
errors <- sqrt(diag(vcov(fitted)))
cat(sprintf('{"both": %.6f, "alone": %.6f, "error": %.15g}', min(both), min(alone), errors[length(errors)]))
"""


def measure() -> Measurement:
    """Set both side by side."""
    ours, rows = {}, []
    for n in SIZES:
        table = made_up(n)
        ours[n] = quickest(lambda table=table: location_scale(table, **MODEL, interval="sandwich"), RUNS)
        rows.append(against_r(table, ours[n]))
    for small, large in pairwise(SIZES):
        detail = f"{1000 * ours[large]:.1f} ms against {1000 * ours[small]:.1f} ms"
        rows.append(Row(f"{large:,} / {small:,} spells", f"{ours[large] / ours[small]:.1f}", "≤ 12", detail))
    rows += bootstrap(made_up(CHILDREN))
    how = (
        "A lognormal location–scale model, group in both parts, errors by family, and the model with one scale for its "
        "likelihood ratio, on made-up spells of pairs of siblings, a fifth unfinished; quickest of "
        f"{RUNS} fits. R makes the same two fits (`strata(group) + cluster(family)`, then one scale). The plain loop "
        f"draws the table of {CHILDREN} children anew {REPLICATES:,} times and calls `location_scale`; the bare loop "
        "spares itself all but Newton's steps from the full fit."
    )
    return Measurement("Spread of durations", how, rows, ("numpy", "scipy", "pandas"))


def made_up(n: int) -> pd.DataFrame:
    """Pairs of siblings in two groups that cross families, one group with the wider spread."""
    draw = np.random.default_rng(6)
    family, group = np.arange(n) // 2, draw.integers(0, 2, n)
    z = np.sqrt(0.5) * (draw.normal(size=n)[family] + draw.normal(size=n))
    months = np.exp(2.2 + 0.3 * group + np.where(group == 1, 0.6, 0.4) * z)
    stop = draw.exponential(45, n)
    ended = months <= stop
    seen = np.minimum(months, stop)
    return pd.DataFrame({"lower": seen, "upper": np.where(ended, months, np.inf), "group": group, "family": family})


def against_r(table: pd.DataFrame, ours: float) -> Row:
    """One size in R, or a word on why not."""
    what, aim = f"R survreg / workbench, {len(table):,} spells", "≥ 1×"
    if shutil.which("Rscript") is None:
        return Row(what, "—", aim, f"R is not installed; workbench {1000 * ours:.1f} ms")
    try:
        found = run_r(table)
    except subprocess.CalledProcessError:
        return Row(
            what, "—", aim, f"R could not do it (is its package survival there?); workbench {1000 * ours:.1f} ms"
        )
    error = np.sqrt(np.diag(location_scale(table, **MODEL, interval="sandwich").covariance))[-1]
    detail = (
        f"{1000 * found['both']:.0f} ms (its first fit alone {1000 * found['alone']:.0f} ms) against "
        f"{1000 * ours:.1f} ms; robust errors differ by {abs(error / found['error'] - 1):.0e}"
    )
    return Row(what, f"{found['both'] / ours:.1f}×", aim, detail)


def run_r(table: pd.DataFrame) -> dict[str, Any]:
    """Seconds of both fits and of the first alone, and the robust error of the last log scale."""
    with tempfile.TemporaryDirectory() as name:
        path, script = Path(name) / "rows.csv", Path(name) / "fit.R"
        given = table.assign(months=table["lower"], ended=np.isfinite(table["upper"]).astype(int))
        given[["months", "ended", "group", "family"]].to_csv(path, index=False)
        script.write_text(R_CODE)
        command = ["Rscript", "--vanilla", str(script), str(path), str(RUNS)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def bootstrap(table: pd.DataFrame) -> list[Row]:
    """All draws of families at once, and the same draws one after the other."""
    families = table["family"].nunique()
    draws = draw_families(families, REPLICATES, 0)[:, table["family"]]
    design = prepare(table, **BOUNDS, family="lognormal", terms=()).design
    best = fit(design).theta[0]
    together = quickest(lambda: bootstrap_ratios(table, **MODEL, replicates=REPLICATES), RUNS)
    begun = time.perf_counter()
    ratios = [drawn_ratio(table, draw) for draw in draws]
    plain = time.perf_counter() - begun
    bare = quickest(lambda: [fit(design, draw[None], best) for draw in draws], 1)
    limits = bootstrap_ratios(table, **MODEL, replicates=REPLICATES).iloc[0][["low", "high"]].astype(float)
    apart = float(np.abs(np.array(percentile_limits(np.array(ratios))) / limits.to_numpy() - 1).max())
    what = f"{REPLICATES:,} bootstrap replicates, {CHILDREN} children: {{}} / all at once"
    return [
        Row(
            what.format("plain loop"),
            f"{plain / together:.0f}×",
            "≥ 50×",
            f"{plain:.2f} s against {1000 * together:.0f} ms; limits differ by {apart:.0e}",
        ),
        Row(what.format("bare loop"), f"{bare / together:.0f}×", "—", f"{bare:.2f} s"),
    ]


def drawn_ratio(table: pd.DataFrame, draw: np.ndarray) -> float:
    """Ratio of scales in a table in which every row stands as often as its family was drawn."""
    drawn = table.iloc[np.repeat(np.arange(len(table)), draw.astype(int))]
    return float(location_scale(drawn, **BOUNDS, interval="sandwich").ratios["ratio"].iloc[0])


def quickest(call: Callable[[], object], runs: int) -> float:
    """Least seconds of a call, after one to warm up where there are several."""
    seconds = []
    for _ in range(runs + (runs > 1)):
        begun = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)
