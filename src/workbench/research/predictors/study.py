"""The tables of a cohort as a study of setbacks: facts known at intake, needs judged then, time at risk after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import TableError
from workbench.model.vocabulary import NonAnswer
from workbench.research import counting, gate
from workbench.research.imputation.answers import sort_non_answers

HALF_A_DAY = 6 / 365.25  # months: setbacks of the day of intake are known by then, not later
CALLS_FOR_ACTION = {"0": 0.0, "1": 0.0, "2": 1.0, "3": 1.0}
WITHHELD = (NonAnswer.DECLINED.value, NonAnswer.UNSAFE.value)
PREJUDICE = {"little": 0, "some": 1, "much": 2}
LONGEST = 60.0  # months since exit
OF_AGE = 18 * 12.0
COLUMNS: dict[str, Any] = {"id": "child_id", "entry": "at_risk_from", "exit": "end_month", "time": "month"}
NEEDED = {
    "families": ("family_id", "exit_calendar_month", "community_prejudice", "person_to_lean_on"),
    "children": ("child_id", "family_id", "group", "birth_month", "entry_month", "end_month", "end_reason"),
    "assessments": ("assessment_id", "child_id", "month", "occasion"),
    "ratings": ("assessment_id", "item", "said_by", "value", "non_answer"),
    "setbacks": ("child_id", "month"),
}


@dataclass(frozen=True, eq=False)
class Study:
    """What the models are fitted to.

    Attributes
    ----------
    children
        One row per child with time at risk: child_id, family_id, group, at_risk_from, end_month, end_reason; `planned`
        (sixty months, the eighteenth birthday if it is known or the end of the study, whichever comes first); `until`
        (the same of those lost, missing for others); age (years at exit, 0 before birth, missing where the birth is not
        known), prejudice (0 to 2),
        person_to_lean_on (0, 1), criteria (number of complex-case criteria); of every need a column of 0 and 1 (calls
        for action at intake), missing where it was not answered, `..._not_applicable` where it was not for all, and
        `..._withheld` (declined or not safe to ask).
    setbacks
        child_id and month, several of one day as one, after the intake.
    rows
        Start-stop rows with family_id and group; `exit` in each child's last row.
    judged
        Every judgement of these needs by the practitioner: child_id, month, occasion, item, act (0, 1, missing).
    """

    children: pd.DataFrame
    setbacks: pd.DataFrame
    rows: pd.DataFrame
    judged: pd.DataFrame


def take_study(tables: Mapping[str, pd.DataFrame], *, needs: Sequence[str]) -> Study:
    """Lay out a cohort for models of later setbacks.

    A child is at risk from half a day after its intake. Facts and needs are those known then; nothing comes from later.

    Parameters
    ----------
    tables
        families, children, assessments, ratings and setbacks as the cohort contract has them.
    needs
        Items with ratings 0 to 3, judged at intake: 2 and 3 call for action.

    Returns
    -------
    Study

    Raises
    ------
    TableError
        A table or column is missing; a family is missing or stands twice; a child has no month of entry or end, or two
        intakes; a setback has no month or belongs to nobody; a word for prejudice is unknown; an item was never judged
        at intake; or the rows cannot be built.
    """
    for name, columns in NEEDED.items():
        if name not in tables:
            raise TableError(f"tables: '{name}' is missing. Give the tables of the cohort by their names.")
        try:
            gate.require_columns(tables[name], columns)
        except TableError as fault:
            raise TableError(f"{name}, {fault}") from None
    for need in needs:
        if list(needs).count(need) > 1:
            raise TableError(f"needs: '{need}' is named twice. Name each item once.")
    children = _take_facts(tables["children"], tables["families"])
    judged = _take_judgements(tables["ratings"], tables["assessments"], needs)
    children = _with_needs(children, judged, needs)
    _refuse_strangers(tables["setbacks"], tables["children"]["child_id"])
    setbacks = tables["setbacks"][["child_id", "month"]].drop_duplicates()
    setbacks = setbacks.merge(children[["child_id", "at_risk_from"]], on="child_id").query("month > at_risk_from")
    setbacks = setbacks.drop(columns="at_risk_from").reset_index(drop=True)
    rows = counting.build_intervals(
        children, setbacks, reason="end_reason", keep=["family_id", "group", "until"], **COLUMNS
    )
    return Study(children, setbacks, rows, judged.drop(columns="reason"))


def list_need_terms(study: Study, needs: Sequence[str]) -> list[str]:
    """Columns that stand for needs in a model: each need, and `..._not_applicable` where that can be told apart.

    Where fewer than two families with a setback stand on either side, no jackknife can be had, since without one family
    the estimate runs to infinity: the column is left out, and the need of those children counts as one that does not
    call for action.

    Raises
    ------
    TableError
        The study holds no such need.
    """
    gate.require_columns(study.children, needs)
    happened = study.children[study.children["child_id"].isin(study.setbacks["child_id"])]
    terms = list(needs)
    for need in needs:
        indicator = f"{need}_not_applicable"
        if indicator in happened.columns:
            sides = happened.groupby(indicator)["family_id"].nunique()
            terms += [indicator] if len(sides) == 2 and sides.min() > 1 else []
    return terms


def follow_need(study: Study, need: str, *, scheduled_only: bool, every: float = 3.0) -> pd.DataFrame:
    """Start-stop rows in which a need is the latest judged strictly before the row starts.

    Rows are cut every `every` months so that new judgements come in. Before the first judgement with an answer the
    need is missing: `join_terms` then puts in what the table has for the intake.

    Parameters
    ----------
    scheduled_only
        Leave out assessments held because of a setback: those come when things are hard.

    Raises
    ------
    TableError
        The study holds no judgement of that need.
    """
    gate.require_length("every", every)
    judged = study.judged[study.judged["item"] == need]
    if judged.empty:
        raise TableError(f"need: the study holds no judgement of '{need}'. Name it when the study is taken.")
    if scheduled_only:
        judged = judged[judged["occasion"] != "setback"]
    dated = judged[["child_id", "month", "act"]].rename(columns={"act": need})
    cuts = list(np.arange(every, LONGEST, every))
    return counting.build_intervals(
        study.children, study.setbacks, keep=["family_id"], dated=dated, dated_time="month", cut_at=cuts, **COLUMNS
    )


def _take_facts(children: pd.DataFrame, families: pd.DataFrame) -> pd.DataFrame:
    _refuse_unfit(children, families)
    table = children.merge(families, on="family_id", how="left", validate="many_to_one")
    calendar = table["exit_calendar_month"] + table["end_month"]
    closing = calendar[table["end_reason"] == "study_end"].max()
    ends = [table["birth_month"] + OF_AGE, closing - table["exit_calendar_month"]]
    planned = pd.concat(ends, axis=1).min(axis=1).clip(upper=LONGEST)
    lost = (table["end_reason"] == "lost") & (planned > table["end_month"])
    criteria = table.filter(like="criterion_").astype(float).sum(axis=1, skipna=False)
    leaning = table["person_to_lean_on"].astype(float)
    table = table.assign(
        at_risk_from=table["entry_month"] + HALF_A_DAY,
        planned=planned.clip(lower=table["end_month"]),
        until=planned.where(lost),
        age=(-table["birth_month"] / 12).clip(lower=0),
        prejudice=table["community_prejudice"].astype(object).map(PREJUDICE),
        person_to_lean_on=leaning if leaning.isna().any() else leaning.astype(np.int64),
        criteria=criteria if criteria.isna().any() else criteria.astype(np.int64),
    )
    kept = ["child_id", "family_id", "group", "at_risk_from", "end_month", "end_reason", "planned", "until"]
    kept += ["age", "prejudice", "person_to_lean_on", "criteria"]
    return table.loc[table["end_month"] > table["at_risk_from"], kept].reset_index(drop=True)


def _refuse_unfit(children: pd.DataFrame, families: pd.DataFrame) -> None:
    """Refuse what a merge would multiply, empty or leave out without a word."""
    twice = families["family_id"].duplicated().to_numpy()
    gate.refuse_rows(families, twice, "families, column 'family_id'", "the family stands twice", "Keep one row of it.")
    alone = ~children["family_id"].isin(families["family_id"]).to_numpy()
    remedy = "Add the family."
    gate.refuse_rows(children, alone, "children, column 'family_id'", "a family that the table lacks", remedy)
    for name in ("entry_month", "end_month"):
        gate.take_numbers(children, name)
    word = families["community_prejudice"].astype(object)
    remedy = f"Allowed: {', '.join(PREJUDICE)}; leave it empty where nobody knows."
    strange = word.notna().to_numpy() & ~word.isin(list(PREJUDICE)).to_numpy()
    gate.refuse_rows(families, strange, "families, column 'community_prejudice'", "no word for prejudice", remedy)
    gate.take_events(families[families["person_to_lean_on"].notna()], "person_to_lean_on")


def _refuse_strangers(setbacks: pd.DataFrame, known: pd.Series) -> None:
    gate.take_numbers(setbacks, "month")
    strange = ~setbacks["child_id"].isin(known).to_numpy()
    found = "a child that the table of children lacks"
    gate.refuse_rows(setbacks, strange, "setbacks, column 'child_id'", found, "Add the child.")


def _take_judgements(ratings: pd.DataFrame, assessments: pd.DataFrame, needs: Sequence[str]) -> pd.DataFrame:
    own = ratings[(ratings["said_by"] == "practitioner") & ratings["item"].isin(list(needs))]
    own = own.merge(assessments[["assessment_id", "child_id", "month", "occasion"]], on="assessment_id")
    own = own.assign(
        item=own["item"].astype(str),
        act=own["value"].astype(object).map(lambda code: CALLS_FOR_ACTION.get(str(code))).astype(float),
        reason=own["non_answer"].astype(object),
    )
    return own[["child_id", "month", "occasion", "item", "act", "reason"]].reset_index(drop=True)


def _with_needs(children: pd.DataFrame, judged: pd.DataFrame, needs: Sequence[str]) -> pd.DataFrame:
    intake = judged[judged["occasion"] == "intake"]
    twice = intake.duplicated(["child_id", "item"]).to_numpy()
    if twice.any():
        child = intake.loc[twice, "child_id"].iloc[0]
        raise TableError(f"ratings: child {child} has a need judged at two intakes. Keep one intake per child.")
    intake = intake.set_index(["child_id", "item"])
    acts, reasons = intake["act"].unstack(), intake["reason"].unstack()
    for need in needs:
        if need not in acts.columns:
            raise TableError(f"needs: '{need}' was judged at no intake. Name an item of the instrument that was used.")
    told = acts[list(needs)].join(reasons[list(needs)].add_suffix("_reason"))
    table = children.merge(told.reset_index(), on="child_id", how="left")
    for need in needs:
        table[f"{need}_withheld"] = table[f"{need}_reason"].isin(WITHHELD)
        unasked = table[need].isna() & table[f"{need}_reason"].isna()
        table[f"{need}_reason"] = table[f"{need}_reason"].mask(unasked, NonAnswer.NOT_REACHED.value)
    return sort_non_answers(table, {need: f"{need}_reason" for need in needs})
