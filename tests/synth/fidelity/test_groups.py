"""Contrasts of groups: chance alone where every path is closed, far from zero where one is open."""

import pytest

from workbench.synth.fidelity import contrast_groups
from workbench.synth.parameters import read_parameters
from workbench.synth.synthesis import synthesise


@pytest.fixture(scope="module")
def null():
    return contrast_groups(synthesise(600, 77, "null_groups"), "null_groups")


def test_nothing_hangs_on_the_group_where_every_path_is_closed(null):
    assert len(null) > 200
    assert (null["planted"] == 0).all()
    assert null["z"].abs().max() < 4
    assert (null["z"].abs() > 1.96).mean() < 0.1


def test_as_shipped_groups_differ_in_needs_setbacks_and_stages(cohort):
    table = contrast_groups(cohort)
    for part in ("latent needs", "ratings", "setbacks", "stages"):
        assert table.loc[table["part"] == part, "z"].abs().max() > 4


def test_one_open_path_is_seen(tmp_path):
    path = tmp_path / "age_only.toml"
    text = 'extends = "null_groups"\n[setbacks]\nage = { value = 0.1, unit = "%s" }\n'
    path.write_text(text % read_parameters()["setbacks.age"].unit)
    table = contrast_groups(synthesise(500, 77, path), path)
    assert table.loc[table["part"] == "setbacks", "z"].min() < -4.5
