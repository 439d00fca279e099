"""A small made-up cohort laid out for predictors, and a question with few terms."""

import workbench as wb
from workbench.research.predictors import Question, take_study

NEEDS = ["warmth_anger", "other_parent_partner"]
COHORT = wb.synthesise(families=60, seed=3)
STUDY = take_study(COHORT.tables, needs=NEEDS)
QUESTION = Question(
    main={"prejudice": "Prejudice", "criteria": "Criteria"},
    of_family=["prejudice"],
    of_child=["criteria", "age", "warmth_anger"],
    seed=5,
    imputations=3,
)
