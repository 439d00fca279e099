"""The test of proportional hazards against R, and against a coefficient that does change."""

import numpy as np
import pandas as pd
import pytest

from research.recurrent.cohorts import ROWS, cohort
from workbench.errors import TableError
from workbench.research.recurrent import cox, proportional_hazards

TERMS = ["treat", "inherit", "age", "steroids"]


def test_terms_and_global_are_those_of_r(cgd, recorded):
    entry = recorded("cgd_zph")["result"]
    table = proportional_hazards(cgd, start="tstart", stop="tstop", event="status", terms=TERMS).table
    assert list(table.index) == entry["terms"]
    for column, name in (("chi_square", "chisq"), ("df", "df"), ("p", "p")):
        np.testing.assert_allclose(table[column], entry[name], rtol=1e-8)


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_strata_and_ties_on_the_plain_time_scale_are_those_of_r(bladder, recorded, ties):
    entry = recorded(f"bladder2_pwp_{ties}")["result"]
    terms = ["rx", "size", "number"]
    table = proportional_hazards(bladder, **ROWS, terms=terms, strata="enum", ties=ties, transform="identity").table
    np.testing.assert_allclose(table["chi_square"], entry["zph"], rtol=1e-7)


def test_a_categorical_column_is_one_term():
    rows = cohort(families=60)
    rows["place"] = np.array(["city", "hills", "coast"])[rows["child"] % 3]
    table = proportional_hazards(rows, **ROWS, terms=["age", "place"]).table
    assert table["df"].to_dict() == {"age": 1, "place": 2, "GLOBAL": 3}


@pytest.mark.parametrize("transform", ["km", "identity", "log"])
def test_a_coefficient_that_changes_is_found_and_a_steady_one_is_not(transform):
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 2, 800), rng.normal(size=800)
    time = rng.exponential(np.where(x == 1, 0.5, 1.0))
    time = np.where((x == 1) & (time > 0.5), 0.5 + 6 * (time - 0.5), time)
    rows = pd.DataFrame({"stop": time, "event": 1, "x": x, "y": y})
    table = proportional_hazards(rows, stop="stop", event="event", terms=["x", "y"], transform=transform).table
    assert table.loc["x", "p"] < 1e-4
    assert table.loc["y", "p"] > 0.01


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_residuals_average_to_the_coefficients(ties):
    rows = cohort(days=True)
    found = proportional_hazards(rows, **ROWS, terms=["exposed", "age"], ties=ties)
    table = cox(rows, **ROWS, terms=["exposed", "age"], ties=ties).table
    np.testing.assert_allclose(found.residuals[["exposed", "age"]].mean(), table["coef"], rtol=1e-7)
    assert len(found.residuals) == rows["event"].sum()


def test_unknown_transforms_are_refused():
    with pytest.raises(TableError, match="transform: found 'sqrt'; allowed: 'km'"):
        proportional_hazards(cohort(), **ROWS, terms="age", transform="sqrt")


def test_a_logarithm_needs_times_above_0():
    rows = cohort().assign(start=lambda t: t["start"] - 50, stop=lambda t: t["stop"] - 50)
    with pytest.raises(TableError, match="'log' needs event times above 0"):
        proportional_hazards(rows, **ROWS, terms="age", transform="log")
