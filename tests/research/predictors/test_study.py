"""From cohort tables to a study: nothing from before intake counts as later, nothing from later counts as known."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from research.predictors.small import COHORT, NEEDS, STUDY
from workbench.errors import TableError
from workbench.research.predictors import follow_need, list_need_terms, take_study

CHILDREN = STUDY.children.set_index("child_id")


def test_a_child_is_at_risk_from_the_day_after_its_intake_to_its_end():
    given = COHORT.children.set_index("child_id").loc[CHILDREN.index]
    followed = STUDY.rows.groupby("child_id").agg(start=("start", "min"), stop=("stop", "max")).loc[CHILDREN.index]
    np.testing.assert_allclose(followed["start"] - given["entry_month"], 6 / 365.25)
    np.testing.assert_allclose(followed["stop"], given["end_month"])
    left_out = COHORT.children[~COHORT.children["child_id"].isin(CHILDREN.index)]
    assert (left_out["end_month"] <= left_out["entry_month"] + 6 / 365.25).all()


def test_events_are_the_days_with_a_setback_after_intake():
    days = COHORT.setbacks.drop_duplicates(["child_id", "month"]).set_index("child_id")["month"]
    later = days[days > COHORT.children.set_index("child_id")["entry_month"].loc[days.index] + 6 / 365.25]
    pd.testing.assert_series_equal(
        STUDY.rows.groupby("child_id")["event"].sum().loc[CHILDREN.index],
        later.groupby(level=0).size().reindex(CHILDREN.index, fill_value=0),
        check_names=False,
    )


def test_facts_are_read_off_the_tables():
    family = COHORT.families.set_index("family_id").loc[CHILDREN["family_id"]]
    steps = family["community_prejudice"].map({"little": 0, "some": 1, "much": 2}).astype(int)
    assert (CHILDREN["prejudice"].to_numpy() == steps.to_numpy()).all()
    given = COHORT.children.set_index("child_id").loc[CHILDREN.index]
    criteria = given[[name for name in given if name.startswith("criterion_")]].sum(axis=1)
    assert (CHILDREN["criteria"] == criteria).all()
    assert (CHILDREN["age"] >= 0).all()


def test_a_need_is_what_the_practitioner_judged_at_intake():
    intake = COHORT.assessments.query("occasion == 'intake'").set_index("assessment_id")["child_id"]
    asked = COHORT.ratings.query("item == 'warmth_anger' and said_by == 'practitioner'").copy()
    asked["child_id"] = asked["assessment_id"].map(intake)
    asked = asked.dropna(subset="child_id").set_index("child_id").loc[CHILDREN.index]
    told = asked["value"].astype(object).map({"0": 0.0, "1": 0.0, "2": 1.0, "3": 1.0})
    pd.testing.assert_series_equal(CHILDREN["warmth_anger"], told.astype(float), check_names=False)
    kept_back = asked["non_answer"].isin(["declined", "unsafe_to_ask"])
    assert (CHILDREN["warmth_anger_withheld"] == kept_back).all()


def test_a_need_that_does_not_apply_is_an_answer_of_its_own():
    flag = CHILDREN["other_parent_partner_not_applicable"] == 1
    assert flag.any()
    assert (CHILDREN.loc[flag, "other_parent_partner"] == 0).all()


def test_an_item_left_out_at_intake_is_missing_not_an_error():
    tables = COHORT.tables | {"ratings": COHORT.ratings.iloc[1:]}
    item = COHORT.ratings["item"].iloc[0]
    child = COHORT.assessments.set_index("assessment_id")["child_id"][COHORT.ratings["assessment_id"].iloc[0]]
    children = take_study(tables, needs=[item]).children.set_index("child_id")
    assert np.isnan(children.loc[child, item])


def test_only_the_lost_have_a_planned_end_and_it_lies_after_their_loss():
    lost = CHILDREN["end_reason"] == "lost"
    assert lost.any()
    assert CHILDREN.loc[~lost, "until"].isna().all()
    planned = CHILDREN.loc[lost, "until"].dropna()
    assert (planned > CHILDREN.loc[planned.index, "end_month"]).all()
    born = COHORT.children.set_index("child_id")["birth_month"].loc[planned.index]
    assert (planned <= np.minimum(60.0, born + 216)).all()


def test_a_birth_that_is_not_known_leaves_the_other_ends():
    children = COHORT.children.assign(birth_month=np.nan)
    found = take_study(COHORT.tables | {"children": children}, needs=NEEDS).children.set_index("child_id")
    assert found["age"].isna().all()
    known = CHILDREN["planned"] < COHORT.children.set_index("child_id")["birth_month"].loc[CHILDREN.index] + 216 - 1e-6
    pd.testing.assert_series_equal(found.loc[known, "planned"], CHILDREN.loc[known, "planned"])
    assert (found["planned"] <= np.maximum(60.0, found["end_month"])).all()


def test_the_latest_need_was_judged_strictly_before_the_row_starts():
    rows = follow_need(STUDY, "warmth_anger", scheduled_only=False)
    judged = STUDY.judged.query("item == 'warmth_anger'").dropna(subset="act")
    for row in rows.iloc[:: len(rows) // 60].itertuples():
        known = judged[(judged["child_id"] == row.child_id) & (judged["month"] < row.start)].sort_values("month")
        if known.empty:
            assert np.isnan(row.warmth_anger)
        else:
            assert row.warmth_anger == known["act"].iloc[-1]


def test_scheduled_visits_only_leaves_out_what_was_judged_after_a_setback():
    every, planned = (follow_need(STUDY, "warmth_anger", scheduled_only=only) for only in (False, True))
    pd.testing.assert_frame_equal(every.drop(columns="warmth_anger"), planned.drop(columns="warmth_anger"))
    differs = every["warmth_anger"].fillna(-1) != planned["warmth_anger"].fillna(-1)
    assert differs.any()
    crises = STUDY.judged.query("occasion == 'setback'").groupby("child_id")["month"].min()
    assert (every.loc[differs, "start"] > crises.loc[every.loc[differs, "child_id"]].to_numpy()).all()


def test_tables_and_needs_that_are_not_there_are_named():
    with pytest.raises(TableError, match="tables: 'ratings' is missing"):
        take_study({name: table for name, table in COHORT.tables.items() if name != "ratings"}, needs=NEEDS)
    with pytest.raises(TableError, match="needs: 'height' was judged at no intake"):
        take_study(COHORT.tables, needs=["height"])
    with pytest.raises(TableError, match="need: the study holds no judgement of 'height'"):
        follow_need(STUDY, "height", scheduled_only=True)


def changed(name, **columns):
    return {**COHORT.tables, name: COHORT.tables[name].assign(**columns)}


def blank(name, column, every=7):
    """The column with a gap in every seventh row."""
    return {column: COHORT.tables[name][column].astype(object).where(np.arange(len(COHORT.tables[name])) % every != 0)}


@pytest.mark.parametrize("column", ["entry_month", "end_month"])
def test_a_child_without_a_month_of_entry_or_end_is_named_not_dropped(column):
    with pytest.raises(TableError, match=f"column '{column}', row 0 .*: the value is missing"):
        take_study(changed("children", **blank("children", column)), needs=NEEDS)


def test_a_criterion_that_nobody_asked_about_is_missing_and_not_counted_as_absent():
    found = take_study(changed("children", **blank("children", "criterion_disability")), needs=NEEDS).children
    gone = found["child_id"].isin(COHORT.tables["children"]["child_id"].iloc[::7])
    assert found.loc[gone, "criteria"].isna().all()
    assert (found.loc[~gone, "criteria"] == STUDY.children.loc[~gone, "criteria"]).all()


def test_a_family_of_whom_nobody_knows_a_person_to_lean_on_stays_missing():
    found = take_study(changed("families", **blank("families", "person_to_lean_on")), needs=NEEDS).children
    gone = found["family_id"].isin(COHORT.tables["families"]["family_id"].iloc[::7])
    assert (found["person_to_lean_on"].isna() == gone).all()


def with_second_intake():
    assessments, ratings = COHORT.tables["assessments"], COHORT.tables["ratings"]
    first = assessments.loc[assessments["occasion"] == "intake", "assessment_id"].iloc[0]
    again = [table[table["assessment_id"] == first].assign(assessment_id="X") for table in (assessments, ratings)]
    return {
        **COHORT.tables,
        "assessments": pd.concat([assessments, again[0]]),
        "ratings": pd.concat([ratings, again[1]]),
    }


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        (changed("setbacks", child_id="stranger"), "setbacks, column 'child_id', row 0 .*: a child that the table"),
        (changed("setbacks", month=np.nan), "column 'month', row 0 .*: the value is missing"),
        ({**COHORT.tables, "setbacks": COHORT.tables["setbacks"].iloc[:0]}, "setbacks, table: it has no rows"),
        (changed("families", community_prejudice="lots"), "column 'community_prejudice', row 0 .*: no word.* little"),
        (changed("families", family_id="F"), "families, column 'family_id', row 1 .*: the family stands twice"),
        (changed("children", family_id="F"), "children, column 'family_id', row 0 .*: a family that the table lacks"),
        (with_second_intake(), "ratings: child .* judged at two intakes"),
    ],
)
def test_tables_that_would_lose_or_double_rows_are_refused(tables, sentence):
    with pytest.raises(TableError, match=sentence):
        take_study(tables, needs=NEEDS)


def test_needs_are_named_once_and_rows_cut_at_a_length():
    with pytest.raises(TableError, match="needs: 'warmth_anger' is named twice"):
        take_study(COHORT.tables, needs=["warmth_anger", "warmth_anger"])
    with pytest.raises(TableError, match="every: not a finite number above 0"):
        follow_need(STUDY, "warmth_anger", scheduled_only=False, every=0)


def test_everybody_has_a_planned_end_not_before_the_month_of_leaving():
    planned = CHILDREN["planned"]
    assert (planned >= CHILDREN["end_month"] - 1e-9).all()
    lost = CHILDREN["until"].notna()
    assert (planned[lost] == CHILDREN.loc[lost, "until"]).all()
    assert (planned <= 60).all()


@pytest.mark.parametrize(("families", "kept"), [(0, False), (1, False), (2, True)])
def test_what_does_not_apply_is_a_term_where_more_than_one_family_with_a_setback_carries_it(families, kept):
    with_setback = (
        STUDY.children["child_id"].isin(STUDY.setbacks["child_id"]).groupby(STUDY.children["family_id"]).any()
    )
    carriers = [*with_setback.index[with_setback][:families], *with_setback.index[~with_setback]]
    marked = STUDY.children["family_id"].isin(carriers).astype(int)
    study = replace(STUDY, children=STUDY.children.assign(warmth_anger_not_applicable=marked))
    terms = list_need_terms(study, ["warmth_anger"])
    assert terms == ["warmth_anger", *(["warmth_anger_not_applicable"] if kept else [])]
    with pytest.raises(TableError, match="column 'height'"):
        list_need_terms(study, ["height"])
