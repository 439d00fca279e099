"""Ratings: only of items that apply, by codes of the item; more need is rated higher; non-answers have a reason."""

import numpy as np
import pandas as pd
import pytest

from workbench.errors import WrongParameter
from workbench.library.loading import instrument
from workbench.model.answers import Answers
from workbench.model.scales import rates_action
from workbench.model.vocabulary import NonAnswer
from workbench.scoring.many import score_many
from workbench.synth.parameters import read_parameters
from workbench.synth.synthesis import synthesise


@pytest.fixture(scope="module")
def form():
    return instrument("child_needs")


def rated(cohort):
    return cohort.ratings[cohort.ratings["said_by"] == "practitioner"]


def code_of(form, item, text):
    return next(code for code in form.responses[form.item(item).responses].codes if str(code) == text)


def rate_with(name, folder):
    """A scenario that rates another instrument."""
    path = folder / "other.toml"
    path.write_text(f'[ratings]\ninstrument = {{ value = "{name}", unit = "id of an instrument" }}\n')
    return path


@pytest.mark.parametrize("name", ["child_needs", "safety_screen"])
def test_exactly_the_items_that_apply_are_asked(name, tmp_path):
    form, cohort = instrument(name), synthesise(30, 5, rate_with(name, tmp_path))
    rows = rated(cohort)
    for made in cohort.assessments.iloc[::7].itertuples():
        answers = Answers(form, {"group": made.group, "age": made.age, "stage": made.stage})
        mine = rows[rows["assessment_id"] == made.assessment_id]
        for row in mine.itertuples():
            value = code_of(form, row.item, row.value) if isinstance(row.value, str) else NonAnswer(row.non_answer)
            answers = answers.record(row.item, value, row.source if isinstance(row.source, str) else None)
        asked = {item.id for item in answers.shown() if form.responses[item.responses].kind in ("level", "choice")}
        assert set(mine["item"]) == asked


def test_an_instrument_that_the_child_answers_is_refused(tmp_path):
    with pytest.raises(WrongParameter, match="found 'child_voice', which the child answers"):
        synthesise(1, 1, rate_with("child_voice", tmp_path))


def test_statements_stand_beside_a_rating_and_come_from_those_who_may_be_asked(drawn, form):
    said = drawn.ratings[drawn.ratings["said_by"] != "practitioner"]
    assert len(said) > 100
    assert said["value"].notna().all()
    assert said["source"].isna().all()
    ratings = set(zip(rated(drawn)["assessment_id"], rated(drawn)["item"], strict=True))
    ages = drawn.assessments.set_index("assessment_id")["age"]
    for row in said.itertuples():
        assert (row.assessment_id, row.item) in ratings
        assert row.said_by in form.item(row.item).asked_of
        assert row.said_by != "child" or ages[row.assessment_id] >= 4


def test_scores_can_be_reckoned_from_the_table(drawn, form):
    rows = rated(drawn)
    cell = rows["value"].astype(object).where(rows["value"].notna(), rows["non_answer"].astype(object))
    wide = rows.assign(cell=cell).pivot(index="assessment_id", columns="item", values="cell")
    context = drawn.assessments.set_index("assessment_id").loc[wide.index, ["group", "age", "stage"]]
    scores = score_many(form, wide.join(context.astype({"group": object, "stage": object})))
    assert scores["psychological", "applicable"].min() > 0


def latent_need(cohort, form, rows):
    """Latent need in the domain of each rated item."""
    domain = rows["item"].astype(str).map({item.id: item.domain for item in form.items})
    needs = cohort.truth.needs.set_index("assessment_id").drop(columns="strengths").stack()
    return needs.reindex(pd.MultiIndex.from_arrays([rows["assessment_id"], domain])).to_numpy()


def test_more_latent_need_is_rated_higher(drawn, form):
    action = [item.id for item in form.items if rates_action(form.responses[item.responses])]
    rows = rated(drawn)
    rows = rows[rows["item"].isin(action) & rows["value"].notna()]
    need, level = latent_need(drawn, form, rows), rows["value"].astype(str).astype(int).to_numpy()
    means = [need[level == one].mean() for one in range(4)]
    assert means == sorted(means)
    assert means[3] - means[0] > 1


def test_company_that_is_not_safe_keeps_questions_unasked(drawn, form):
    guarded = {item.id for item in form.items if "person_of_concern" in item.not_in_presence_of}
    visits = drawn.visits[drawn.visits["person_of_concern_present"]]
    there = drawn.assessments.merge(visits[["child_id", "month"]], on=["child_id", "month"])["assessment_id"]
    rows = rated(drawn)
    unsafe = rows["non_answer"] == "unsafe_to_ask"
    assert set(rows.loc[unsafe, "item"]) <= guarded
    assert set(rows.loc[unsafe, "assessment_id"]) <= set(there)
    share = unsafe[rows["item"].isin(guarded) & rows["assessment_id"].isin(there)].mean()
    assert 0.85 < share <= 1


def test_truth_says_why_each_answer_is_missing(drawn):
    rows, missing = rated(drawn), drawn.truth.missing
    gone = rows[rows["non_answer"].notna()]
    assert len(missing) == len(gone)
    why = {
        "unsafe": "unsafe_to_ask",
        "does_not_apply": "not_applicable",
        "need": "declined",
        "time": "not_reached",
        "chance": "unknown",
    }
    assert missing["why"].map(why).tolist() == gone["non_answer"].tolist()
    assert missing["would_be"].notna().all()


AT_RANDOM = '[missing]\ndeclined = { value = 0.05, unit = "share" }\ndeclined_need = { value = 0, unit = "%s" }\n'


def test_what_weighs_most_is_declined_most_where_the_scenario_says_so(form, tmp_path):
    path = tmp_path / "at_random.toml"
    path.write_text(AT_RANDOM % read_parameters()["missing.declined_need"].unit)
    difference = {}
    for scenario in ("mnar", path):
        cohort = synthesise(120, 2, scenario)
        rows = rated(cohort)
        need = latent_need(cohort, form, rows)
        declined = (rows["non_answer"] == "declined").to_numpy()
        difference[scenario] = np.nanmean(need[declined]) - np.nanmean(need[~declined])
    assert difference["mnar"] > 0.5
    assert abs(difference[path]) < 0.2


def test_an_item_keeps_its_difficulty_in_every_cohort(form):
    one, other = (
        rated(synthesise(100, seed)).assign(high=lambda f: f["value"].isin(["2", "3"])).groupby("item")["high"].mean()
        for seed in (1, 2)
    )
    assert pd.concat([one, other], axis=1).corr().iloc[0, 1] > 0.9
