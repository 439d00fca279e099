"""Drop-out: months after loss are filled in at the rate that a child's history says, times a delta."""

import numpy as np
import pandas as pd
import pytest

from research.recurrent.simulated import Plan, cut_at_loss, make_families
from workbench.errors import TableError
from workbench.research.imputation import vary_drop_out
from workbench.research.recurrent import cox

PLAN = Plan(coef=(0.5, 0.3), monthly=0.1, loss=0.02, loss_exposed=3)
COLUMNS = {"id": "child", "family": "family", "start": "start", "stop": "stop", "event": "event", "until": "until"}
TIMES = {"start": "start", "stop": "stop", "event": "event"}


def with_lost(seed=1, families=60):
    rows = cut_at_loss(make_families(PLAN, families, np.random.default_rng(seed)))
    lost = rows.groupby("child")["lost"].transform("any")
    return rows.assign(until=np.where(lost, PLAN.months, np.nan))


SEEN = with_lost()


def fit(rows):
    return cox(rows, terms=PLAN.terms, cluster="family", **TIMES)


def run(tables=SEEN, model=fit, **options):
    given = COLUMNS | {"terms": PLAN.terms, "deltas": [-1, 0, 1], "term": "exposed", "complete_df": 58}
    return vary_drop_out(tables, model, **given | {"seed": 4, "imputations": 3} | options)


def completed(**options):
    """The tables that the model is fitted to, delta by delta."""
    tables = []

    def keep(rows):
        tables.append(rows)
        return fit(rows)

    run(model=keep, **options)
    return tables


def test_every_lost_child_is_followed_to_its_planned_end_and_nothing_seen_changes():
    tables = completed()
    assert len(tables) == 9
    for rows in tables:
        pd.testing.assert_frame_equal(rows.iloc[: len(SEEN)], SEEN.reset_index(drop=True))
        order = rows.sort_values(["child", "start"])
        follows = order["start"] == order.groupby("child")["stop"].shift().fillna(0.0)
        assert follows.all()
        assert (order.groupby("child")["stop"].max() == PLAN.months).all()
        added = rows.iloc[len(SEEN) :]
        assert added["until"].notna().all()
        assert (added["stop"] > added["start"]).all()


def test_a_higher_delta_adds_events_and_never_takes_one_away():
    low, middle, high = (completed()[3 * place] for place in range(3))
    events = [rows.groupby("child")["event"].sum() for rows in (low, middle, high)]
    assert (events[1] >= events[0]).all()
    assert (events[2] >= events[1]).all()
    rates = run().table.drop_duplicates("delta")["imputed_mean"].to_numpy()
    np.testing.assert_allclose(rates[1:] / rates[:-1], np.e, rtol=0.25)


def test_at_delta_0_months_are_filled_in_at_the_rate_of_comparable_children():
    large = with_lost(seed=2, families=150)
    rate = run(large, imputations=2).table.set_index("delta")["imputed_mean"].loc[0.0].iloc[0]
    lost = large[large["until"].notna()].drop_duplicates("child")
    expected = PLAN.monthly * np.exp(lost[PLAN.terms].to_numpy() @ np.array(PLAN.coef))
    away = PLAN.months - large[large["until"].notna()].groupby("child")["stop"].max()
    assert rate == pytest.approx(np.average(expected, weights=away), rel=0.3)


def test_families_with_many_setbacks_so_far_have_more_of_them_later():
    large = with_lost(seed=3, families=150)
    tables = completed(tables=large, deltas=[0, 1], imputations=2)
    before = large.groupby("family")["event"].sum() / large.groupby("family").size()
    added = tables[0].iloc[len(large) :]
    speed = added.groupby("family")["event"].sum() / (added["stop"] - added["start"]).groupby(added["family"]).sum()
    assert before.loc[speed.index].corr(speed, method="spearman") > 0.2


def test_the_same_seed_gives_the_same_answer_and_one_table_stands_for_as_many():
    one, again, several = run(), run(), run([SEEN, SEEN, SEEN], imputations=99)
    pd.testing.assert_frame_equal(one.table, again.table)
    pd.testing.assert_frame_equal(one.table, several.table)
    assert several.n_rows == 3
    done = run(seed=5)
    assert not one.table.equals(done.table)


def test_the_note_tells_what_delta_0_stands_for():
    done = run()
    assert done.note.startswith("At delta 0 (the lost go on as their history says) the interval of exposed ")


def test_two_events_filled_in_at_one_moment_are_one():
    crowded = SEEN.copy()
    dense = crowded["event"] == 1
    crowded.loc[dense, "stop"] = 12 + crowded.loc[dense, "stop"].rank() * 1e-6
    crowded = crowded[(crowded["number"] == 1) & (crowded["start"] < 1)]
    crowded["until"] = crowded["until"].where(crowded["stop"] < 12)
    for rows in completed(tables=crowded, deltas=[0, 3], imputations=2):
        assert (rows["stop"] - rows["start"]).min() > 1e-7


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"until": np.nan}, "column 'until': nobody was lost"),
        ({"until": 0.5}, r"column 'until', row \d+ .*: not after the child's last row"),
        ({"until": "each its own"}, r"column 'until', row \d+ .*: the planned end differs between rows of one child"),
    ],
)
def test_a_planned_end_that_cannot_be_is_refused(change, message):
    value = change["until"]
    rows = SEEN.assign(until=30.0 + np.arange(len(SEEN)) if isinstance(value, str) else value)
    with pytest.raises(TableError, match=message):
        run(rows)


def test_a_line_without_0_and_an_unknown_term_are_refused():
    with pytest.raises(TableError, match="deltas: 0 and at least one other"):
        run(deltas=[1, 2])
    with pytest.raises(TableError, match="term: 'height' is not in the model"):
        run(term="height")
