"""Latent needs and setbacks: two stories that meet only where both hang on the same facts, or after a setback."""

import numpy as np
import pytest

from workbench.synth.synthesis import synthesise


@pytest.fixture(scope="module")
def lasting(many):
    """Lasting needs of each child beside its frailties, and its setbacks beside how many were to be expected."""
    children = many.truth.children.merge(many.children, on="child_id")
    events = many.setbacks.drop_duplicates(["child_id", "month"]).groupby("child_id").size()
    return children.assign(setbacks=events.reindex(children["child_id"]).fillna(0).to_numpy())


def test_no_lasting_need_goes_with_frailty(lasting):
    needs = lasting.filter(regex="^lasting_|^general_need")
    frailties = np.log(lasting[["frailty", "family_frailty"]])
    families = lasting["family_id"].nunique()
    together = needs.apply(frailties.corrwith)
    assert together.abs().to_numpy().max() < 4 / np.sqrt(families)


def test_no_lasting_need_goes_with_later_setbacks(lasting):
    followed = (lasting["end_month"] - lasting["entry_month"]).clip(lower=0.1)
    rate = np.log((lasting["setbacks"] + 0.5) / followed) - lasting["log_setback_rate"]
    for name, need in lasting.filter(regex="^lasting_").items():
        assert abs(np.corrcoef(need, rate)[0, 1]) < 4 / np.sqrt(lasting["family_id"].nunique()), name


def test_a_need_judged_after_a_setback_is_higher_and_so_goes_with_frailty():
    cohort = synthesise(600, 31)
    needs = cohort.truth.needs.merge(cohort.assessments, on="assessment_id").merge(cohort.truth.children, on="child_id")
    needs = needs.assign(moved=needs["safety"] - needs["lasting_safety"])
    later = needs[needs["month"] > 12]
    assert (
        later.loc[later["occasion"] == "setback", "moved"].mean() - 0.2
        > later.loc[later["occasion"] != "setback", "moved"].mean()
    )
