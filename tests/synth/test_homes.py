"""Homes: where a child lives agrees with who looks after it, before and after it came back."""

import pandas as pd
import pytest

from workbench.synth.homes import WITH
from workbench.synth.parameters import read_parameters

WITHOUT_PARENT = ("kin", "foster", "residential", "independent")


@pytest.fixture(scope="module")
def lives(drawn):
    """Every answer on where the child lives, with its carer while apart and the day of coming together."""
    rows = drawn.ratings[(drawn.ratings["item"] == "home_place") & drawn.ratings["value"].notna()]
    rows = rows.merge(drawn.assessments, on="assessment_id").merge(drawn.children[["child_id", "carer"]], on="child_id")
    back = drawn.episodes[drawn.episodes["kind"] == "together"].groupby("child_id")["start_month"].min()
    rows["apart"] = (rows["group"] == "left_behind") & ~(rows["month"] >= rows["child_id"].map(back))
    return rows[rows["said_by"] == "practitioner"].astype({"value": object, "carer": object})


def test_a_child_that_is_back_lives_where_the_parent_is(lives):
    assert not lives.loc[~lives["apart"], "value"].isin(WITHOUT_PARENT).any()


def test_a_child_still_apart_lives_with_whoever_looks_after_it(lives):
    apart = lives[lives["apart"]]
    table = pd.crosstab(apart["carer"], apart["value"])
    assert apart["value"].isin(["kin"]).sum() > 20
    for carer, row in table.iterrows():
        given = read_parameters().by(f"homes.{carer}")
        assert {code for code, count in row.items() if count} <= {code for code, share in given.items() if share}


def test_every_carer_of_the_contract_has_shares():
    assert all(sum(read_parameters().by(f"homes.{code}").values()) == pytest.approx(1) for code in WITH)
