"""Marginal values: stored for every scenario that ships, of the numbers as they stand, and told beside the truth."""

import numpy as np
import pytest

from workbench.synth.fidelity import find_marginal
from workbench.synth.fidelity.marginal import reckon_marginal, write_marginal
from workbench.synth.marginal import COLUMNS, QUANTITIES, list_marginal
from workbench.synth.parameters import read_parameters, scenarios


@pytest.mark.parametrize("scenario", scenarios())
def test_the_stored_values_are_those_of_the_numbers_as_they_stand(scenario):
    table = list_marginal(read_parameters(scenario))
    assert set(table["quantity"]) == set(QUANTITIES), "numbers were changed: call fidelity.write_marginal() again"
    assert table["families"].min() >= 100_000
    assert (table["error"] > 0).all()
    assert table[["estimand", "read_by"]].map(len).gt(10).all(axis=None)


def test_the_truth_carries_them(cohort):
    table = cohort.truth.marginal.set_index(["quantity", "parameter", "key"])["value"].sort_index()
    assert table["rate ratio (AG)", "setbacks.group", "trafficked_with"] > 0.1
    assert table["share", "children.group"].sum() == pytest.approx(1)


def test_a_fit_to_one_cohort_lies_near_them(cohort):
    stored = list_marginal(read_parameters()).set_index(["quantity", "parameter", "key"])
    found = find_marginal(cohort)
    assert set(found.index) == set(stored.index)
    spread = stored["error"] * np.sqrt(stored["families"] / len(cohort.families))
    assert ((found - stored["value"]).abs() / spread).max() < 4.5


def test_without_frailty_and_closure_the_rate_ratio_is_what_was_planted(tmp_path):
    path = tmp_path / "plain.toml"
    path.write_text(
        '[setbacks]\nfamily_frailty = { value = 0, unit = "variance" }\n'
        'child_frailty = { value = 0, unit = "variance" }\n'
        'shock_chance = { value = 0, unit = "chance per region and month" }\n'
        'assistance_ended = { value = 0, unit = "log rate ratio" }\n'
        'set_back = { value = 0, unit = "share" }\n'
    )
    table = reckon_marginal(path, batches=3).set_index(["quantity", "parameter", "key"])
    for parameter, key, planted in (
        ("setbacks.group", "trafficked_with", 0.35),
        ("setbacks.person_to_lean_on", "", -0.35),
        ("setbacks.criterion", "", 0.12),
    ):
        row = table.loc[("rate ratio (AG)", parameter, key)]
        assert row["value"] == pytest.approx(planted, abs=6 * row["error"] + 0.005)


def test_numbers_of_ones_own_have_none(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[setbacks]\nmonthly_rate = { value = 0.2, unit = "events per month" }\n')
    table = list_marginal(read_parameters(path))
    assert len(table) == 0
    assert list(table)[: len(COLUMNS)] == list(COLUMNS)


def test_what_is_written_is_read_again(tmp_path, monkeypatch):
    write_marginal(tmp_path, batches=2, named=["small"])
    monkeypatch.setattr("workbench.synth.marginal.FOLDER", tmp_path)
    assert (list_marginal(read_parameters())["families"] == 2 * 2048).all()
