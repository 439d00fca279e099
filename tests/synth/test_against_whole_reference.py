"""Services, visits, needs and ratings: the arrays and the plain child-by-child reference agree in distribution."""

import numpy as np
import pandas as pd
import pytest

from synth.reference import simulate
from synth.test_against_reference import assert_alike
from workbench.library.loading import instrument
from workbench.model.vocabulary import NonAnswer
from workbench.synth.parameters import read_parameters
from workbench.synth.questions import read_questions
from workbench.synth.synthesis import synthesise

FAMILIES = 350
QUESTIONS = read_questions(read_parameters(), instrument("child_needs"))
DOMAINS = {one.item.id: one.item.domain for one in QUESTIONS}
LEVELS = {"0": 0, "1": 1, "2": 2, "3": 3, "none_yet": 0, "emerging": 1, "usable": 2, "central": 3}


def describe(ratings):
    """One row per child: mean level by domain, share of every reason for a missing answer, ratings."""
    level = ratings["value"].astype(str).map(LEVELS)
    means = level.groupby([ratings["child"], ratings["item"].map(DOMAINS)]).mean().unstack()
    reasons = {
        reason.value: (ratings["non_answer"] == reason.value).groupby(ratings["child"]).mean() for reason in NonAnswer
    }
    asked = ratings[ratings["item"] == "home_place"]
    homes = {code: (asked["value"] == code).groupby(asked["child"]).mean() for code in ("parent", "kin", "residential")}
    return pd.DataFrame({**means, **reasons, **homes, "ratings": ratings["child"].value_counts()})


@pytest.fixture(scope="module")
def plain():
    children = simulate(read_parameters(), FAMILIES, 21, QUESTIONS)
    listed = [(place, *rating) for place, child in enumerate(children) for rating in child.ratings]
    described = describe(pd.DataFrame(listed, columns=["child", "item", "non_answer", "value"]))
    return described.assign(
        planned=[sum(kind == "scheduled" for _, kind, _ in child.visits) for child in children],
        crisis=[sum(kind == "crisis" for _, kind, _ in child.visits) for child in children],
        offered=[len(child.services) for child in children],
        received=[sum(received for _, received in child.services.values()) for child in children],
        assessments=[len(child.assessments) for child in children],
        after_setback=[sum(why == "setback" for _, why in child.assessments) for child in children],
        statements=[child.statements for child in children],
    )


@pytest.fixture(scope="module")
def arrays():
    cohort = synthesise(1024, 22)
    child = cohort.assessments.set_index("assessment_id")["child_id"]
    ratings = cohort.ratings.assign(
        child=cohort.ratings["assessment_id"].map(child).astype(object),
        item=cohort.ratings["item"].astype(object),
        non_answer=cohort.ratings["non_answer"].astype(object),
        value=cohort.ratings["value"].astype(object),
    )
    of_practitioner = ratings["said_by"] == "practitioner"
    counts = {
        "planned": cohort.visits.loc[cohort.visits["kind"] == "scheduled", "child_id"],
        "crisis": cohort.visits.loc[cohort.visits["kind"] == "crisis", "child_id"],
        "offered": cohort.services["child_id"],
        "received": cohort.services.loc[cohort.services["uptake"] == "received", "child_id"],
        "assessments": cohort.assessments["child_id"],
        "after_setback": cohort.assessments.loc[cohort.assessments["occasion"] == "setback", "child_id"],
        "statements": ratings.loc[~of_practitioner, "child"],
    }
    described = describe(ratings[of_practitioner])
    found = {name: column.value_counts().reindex(described.index).fillna(0) for name, column in counts.items()}
    return described.assign(**found)


@pytest.mark.parametrize(
    "what", ["planned", "crisis", "offered", "received", "assessments", "after_setback", "ratings", "statements"]
)
def test_counts_of_a_child(arrays, plain, what):
    assert_alike(arrays[what], plain[what])
    assert_alike(np.sqrt(arrays[what]), np.sqrt(plain[what]))


@pytest.mark.parametrize("domain", sorted(set(DOMAINS.values())))
def test_mean_level_of_each_domain(arrays, plain, domain):
    one, other = arrays[domain].dropna(), plain[domain].dropna()
    assert_alike(one, other)
    assert_alike((one - one.mean()) ** 2, (other - other.mean()) ** 2)


@pytest.mark.parametrize("reason", [reason.value for reason in NonAnswer])
def test_share_of_missing_answers(arrays, plain, reason):
    assert_alike(arrays[reason], plain[reason])
