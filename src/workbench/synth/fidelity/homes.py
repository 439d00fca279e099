"""Homes: where children are said to live, given who looks after them."""

from collections.abc import Iterator

import pandas as pd

from ..homes import HOME, WITH
from .answers import Answered
from .known import Known
from .lines import REFERENCE, Line, code_lines


def compare_homes(known: Known) -> Iterator[Line]:
    """Compare where children live, by who looks after them: the first answer of each child with each."""
    given = Answered(known)
    asked = [place for place, one in enumerate(given.questions) if one.item.id == HOME]
    for place in asked:
        together = known.cohort.episodes[known.cohort.episodes["kind"] == "together"]
        back = given.made["child_id"].map(together.groupby("child_id")["start_month"].min())
        apart = (given.made["group"] == REFERENCE) & ~(given.made["month"] >= back)
        answers = pd.DataFrame(
            {
                "child": given.made["child_id"],
                "carer": known.of_child(given.made, "carer").where(apart, "parent"),
                "home": given.values[:, place],
            }
        )
        first = answers[answers["home"] >= 0].drop_duplicates(["child", "carer"])
        named = dict(zip(given.codes(given.questions[place]), given.questions[place].codes, strict=True))
        for carer in WITH:
            homes = first.loc[first["carer"] == carer, "home"].map(named)
            yield from code_lines(f"homes.{carer}", homes, known.numbers.by(f"homes.{carer}"))
