"""Quantiles and shares still in a stage: the shape's own, limits by the delta method, both ways round."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from workbench.errors import TableError
from workbench.research.durations import location_scale
from workbench.research.durations.bootstrap import draw_families
from workbench.research.durations.design import prepare
from workbench.research.durations.newton import fit
from workbench.research.durations.shapes import SHAPES

MODEL = {"lower": "lower", "upper": "upper", "group": "group", "cluster": "family"}
SCIPY = {"lognormal": stats.norm, "weibull": stats.gumbel_l, "loglogistic": stats.logistic}


def spells(censoring=30.0):
    rng = np.random.default_rng(3)
    family, group = np.repeat(np.arange(80), 2), np.tile(["after", "behind"], 80)
    months = np.exp(2 + 0.3 * (group == "after") + np.where(group == "after", 0.6, 0.4) * rng.normal(size=160))
    stop = rng.exponential(censoring, 160)
    bounds = {"lower": np.minimum(months, stop), "upper": np.where(months <= stop, months, np.inf)}
    return pd.DataFrame(bounds | {"group": group, "family": family, "age": rng.uniform(0, 17, 160)})


@pytest.mark.parametrize("family", sorted(SHAPES))
def test_quantiles_are_those_of_the_shape(family):
    fit = location_scale(spells(), **MODEL, family=family)
    told = fit.quantiles([0.1, 0.5, 0.9])
    centre = fit.table.loc["intercept", "coef"] + fit.table.loc["group[behind]", "coef"]
    expected = np.exp(centre + fit.scales["behind"] * SCIPY[family].ppf([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(told.loc["behind", "time"], expected)
    assert (told["low"] < told["time"]).all() and (told["time"] < told["high"]).all()


@pytest.mark.parametrize("family", sorted(SHAPES))
def test_at_a_quantile_the_rest_are_still_in_the_stage(family):
    fit = location_scale(spells(), **MODEL, family=family, terms=["age"])
    for (group, share), time in fit.quantiles()["time"].items():
        assert fit.remaining([time]).loc[(group, time), "share"] == pytest.approx(1 - share)


def test_limits_come_from_the_family_jackknife():
    """Without one family each, the median itself: its jackknife-t limits are those told."""
    rows = spells()
    fit = location_scale(rows, **MODEL)
    medians = fit.replicates["intercept"]
    n = len(medians)
    se = np.sqrt((n - 1) / n * ((medians - medians.mean()) ** 2).sum())
    reach = stats.t.ppf(0.975, n - 2) * se
    told = fit.quantiles([0.5]).loc[("after", 0.5)]
    np.testing.assert_allclose(np.log([told["low"], told["high"]]), np.log(told["time"]) + np.array([-reach, reach]))


def test_limits_of_a_share_agree_with_a_bootstrap_of_families():
    rows = spells()
    told = location_scale(rows, **MODEL).remaining([8.0]).loc[("behind", 8.0)]
    design = prepare(rows, lower="lower", upper="upper", group="group", family="lognormal", terms=()).design
    theta = fit(design, draw_families(80, 400, 0)[:, rows["family"]]).theta
    found = stats.norm.sf((np.log(8.0) - theta[:, 0] - theta[:, 1]) / np.exp(theta[:, 3]))
    np.testing.assert_allclose(told[["low", "high"]], np.quantile(found, [0.025, 0.975]), atol=0.03)


def test_shares_and_times_out_of_range_are_named():
    fit = location_scale(spells(), **MODEL)
    with pytest.raises(TableError, match="shares: each must lie between 0 and 1"):
        fit.quantiles([0.5, 1.0])
    with pytest.raises(TableError, match="times: each must be above 0"):
        fit.remaining([0.0])
