"""Scenarios do what they say: `null_groups` closes every path from group to outcome, the others open what they name."""

import numpy as np
import pandas as pd
import pytest

from workbench.model.vocabulary import GROUPS
from workbench.synth.needs import NEEDS
from workbench.synth.parameters import read_parameters
from workbench.synth.setbacks import draw_shocks
from workbench.synth.synthesis import synthesise

TABLES = ["families", "children", "setbacks", "ratings", "assessments", "services"]


def joined(cohort):
    """Children with what is true of them and of their family."""
    children = cohort.children.merge(cohort.truth.children, on="child_id").merge(cohort.families, on="family_id")
    return children.assign(group=children["group"].astype(str))


@pytest.fixture(scope="module")
def null():
    return synthesise(500, 4, "null_groups", tables=TABLES)


@pytest.fixture(scope="module")
def default():
    return synthesise(500, 4, tables=TABLES)


PATHS = [
    "log_setback_rate",
    *(f"log_{what}_{stage}" for what in ("median", "sd") for stage in ("crisis", "transition")),
]


@pytest.mark.parametrize("what", PATHS)
def test_rates_and_durations_hang_on_no_group_in_the_null(null, default, what):
    shared = ["community_prejudice", "person_to_lean_on"]
    spread = {}
    for name, cohort in (("null", null), ("default", default)):
        spread[name] = joined(cohort).groupby(shared, observed=True)[what].agg(np.ptp).max()
    assert spread["null"] < 1e-5
    assert spread["default"] > 0.1


def test_drop_out_hangs_on_no_group_in_the_null(null):
    children = joined(null)
    numbers = read_parameters("null_groups")
    rate = np.log(numbers.number("dropout.monthly_rate"))
    rate += numbers.number("dropout.frailty") * np.log(children["family_frailty"])
    rate += numbers.number("dropout.need") * children["general_need"]
    np.testing.assert_allclose(np.log(children["lost_rate"]), rate, atol=1e-3)


def by_group(cohort, values):
    """Largest standardised difference of a group from all others, families taken as clusters by a factor of 2."""
    children = joined(cohort).set_index("child_id")["group"]
    frame = pd.DataFrame({"value": values, "group": values.index.map(children)})
    found = []
    for group in GROUPS:
        one, rest = (frame.loc[(frame["group"] == group) == here, "value"] for here in (True, False))
        found.append(abs(one.mean() - rest.mean()) / np.sqrt(one.var() / len(one) + rest.var() / len(rest)) / 2)
    return max(found)


def differences(cohort):
    """For each domain of need at intake, the largest difference of a group from the rest, in standard errors."""
    child = cohort.assessments.set_index("assessment_id")["child_id"]
    needs = cohort.truth.needs.assign(child_id=cohort.truth.needs["assessment_id"].map(child))
    intake = needs.drop_duplicates("child_id").set_index("child_id")
    return {domain: by_group(cohort, intake[domain]) for domain in NEEDS}


def test_needs_hang_on_no_group_in_the_null(null, default):
    assert max(differences(null).values()) < 2.5
    assert min(differences(default)[domain] for domain in ("psychological", "administrative")) > 2.5


def test_variance_only_moves_spread_and_nothing_else():
    children = joined(synthesise(200, 4, "variance_only", tables=["families", "children"]))
    assert children.groupby("group")["log_sd_crisis"].first().nunique() == 3
    assert children["log_median_crisis"].nunique() == 1


def test_strong_families_are_more_alike():
    alike = {}
    for scenario in ("default", "strong_families"):
        truth = joined(synthesise(1500, 4, scenario, tables=["families", "children"]))
        pairs = truth.groupby("family_id")["lasting_health"].agg(["first", "last", "size"])
        alike[scenario] = pairs[pairs["size"] > 1][["first", "last"]].corr().iloc[0, 1]
    assert alike["default"] == pytest.approx(0.35 / 0.80, abs=0.1)
    assert alike["strong_families"] == pytest.approx(0.70 / 0.90, abs=0.1)


def test_needs_have_the_correlation_between_domains_that_the_file_says(many):
    lasting = many.truth.children[[f"lasting_{domain}" for domain in NEEDS]]
    off = lasting.corr().to_numpy()[np.triu_indices(len(NEEDS), 1)]
    assert off.mean() == pytest.approx(read_parameters().number("needs.common_share"), abs=0.03)
    assert lasting.var().mean() == pytest.approx(0.80, abs=0.03)


def test_a_shock_hangs_on_seed_region_and_month_alone(tmp_path):
    longer = tmp_path / "longer.toml"
    longer.write_text('[design]\nstudy_months = { value = 120, unit = "months" }\n')
    short, long = draw_shocks(read_parameters(), 3), draw_shocks(read_parameters(longer), 3)
    assert (long[:, : short.shape[1]] == short).all()
    assert short.any()
    assert not (draw_shocks(read_parameters(), 4) == short).all()


def test_in_a_shock_setbacks_are_more_frequent():
    cohort = synthesise(1000, 2, "shock", tables=["families", "children", "setbacks"])
    events = cohort.setbacks.drop_duplicates(["child_id", "month"]).merge(cohort.children, on="child_id")
    events = events.merge(cohort.families, on="family_id")
    calendar = np.floor(events["month"]).astype(int) + events["exit_calendar_month"]
    hit = set(zip(cohort.truth.shocks["region"], cohort.truth.shocks["calendar_month"], strict=True))
    inside = np.mean([pair in hit for pair in zip(events["region"].astype(str), calendar, strict=True)])
    share = len(hit) / (8 * 85)
    odds = inside / (1 - inside) / (share / (1 - share))
    assert odds == pytest.approx(np.exp(1.5), rel=0.35)


def test_truth_lists_every_number_with_its_estimand(default):
    effects = default.truth.effects
    assert set(effects["parameter"]) == {parameter.name for parameter in read_parameters()}
    planted = effects[effects["parameter"] == "setbacks.group"]
    assert planted["key"].tolist() == list(GROUPS)
    assert planted["estimand"].str.startswith("conditional on the frailties").all()
