"""The bridge from practice to research: case records as rows of families, parents, children and episodes.

What nobody knows is missing, never zero. Dates that are known to the month stand for its middle, those known to the
year for the middle of the year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from ..model.casework import Carer, ChildHistory, Episode, Exploitation, FamilyHistory, Person, Stretch
from . import codes
from .children import CHILDREN, EPISODES
from .declaration import Table
from .families import FAMILIES, PARENTS
from .frames import typed
from .grouping import derive_groups

DAYS = 365.25 / 12
OF_AGE = 18 * 12.0
LONGEST = 60.0
BRIDGED = (FAMILIES, PARENTS, CHILDREN, EPISODES)


@dataclass
class Bridged:
    """Rows that the case records give, and what they could not give.

    Attributes
    ----------
    tables
        Frames of the contract by name: families, parents, children, episodes.
    lacking
        How many cells are not known yet where the contract takes no gap, by "table.column": to be found out first.
    left_out
        Why a child has no row, by its code.
    undated
        How many stretches of a child lack a date, by its code; they have no row.
    regrouped
        Codes of children whose group on file is not the one that follows from birth and episodes; the latter stands.
    """

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    undated: dict[str, int] = field(default_factory=dict)
    regrouped: list[str] = field(default_factory=list)


def rows_of_records(records: Iterable[FamilyHistory], *, until: date) -> Bridged:
    """Turn case records into rows.

    Months count from the exit: the child's own where it was exploited itself, else that of its trafficked parent. Of
    several exits the last one before intake counts, else the first; where none is known, intake.

    Parameters
    ----------
    until
        Day on which follow-up is cut.
    """
    found = Bridged()
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in BRIDGED}
    for record in records:
        _family(record, until, rows, found)
    starts = [row["exit_calendar_month"] for row in rows["families"]]
    for row in rows["families"]:
        row["exit_calendar_month"] -= min(starts)
    found.tables = {table.name: _frame(table, rows[table.name]) for table in BRIDGED}
    found.tables["children"]["group"] = _groups(found)
    found.lacking = dict(_lacking(found.tables))
    return found


def _family(record: FamilyHistory, until: date, rows: dict[str, list], found: Bridged) -> None:
    trafficked = {person.id: person for person in record.persons if _was_trafficked(person, record)}
    parents = [person for person in record.persons if person.role in codes.PARENTS]
    children = []
    for one in record.children:
        parent = _parent_of(one, [person for person in parents if person.id in trafficked], record)
        if parent is None:
            found.left_out[one.child.code] = "no trafficked parent is on file"
            continue
        row = _child(one, parent, record, until)
        if isinstance(row, str):
            found.left_out[one.child.code] = row
            continue
        children.append((one, row))
    if not children:
        return
    zero = children[0][1]["zero"]
    family = record.family
    rows["families"].append(
        {
            "family_id": family.code,
            "region": None,
            "exit_calendar_month": zero.year * 12 + zero.month,
            "visit_schedule": family.visit_schedule,
            "community_prejudice": family.prejudice,
            "person_to_lean_on": family.leans_on,
        }
    )
    for person in parents:
        rows["parents"].append(_parent(person, record, person.id in trafficked))
    for one, row in children:
        undated = _episodes(one, row, rows["episodes"])
        if undated:
            found.undated[one.child.code] = undated
        rows["children"].append(row)


def _was_trafficked(person: Person, record: FamilyHistory) -> bool:
    return bool(person.trafficked) or any(spell.person_id == person.id for spell in record.exploitations)


def _spells(person: Person, record: FamilyHistory) -> list[Exploitation]:
    return [spell for spell in record.exploitations if spell.person_id == person.id]


def _parent_of(one: ChildHistory, among: list[Person], record: FamilyHistory) -> Person | None:
    """The one whom the child's stretches name, else the only one, else the one who came out first."""
    named = {episode.parent_id for episode in one.episodes}
    chosen = [person for person in among if person.id in named] or among
    return min(chosen, key=lambda person: min(_exits(_spells(person, record)), default=date.max), default=None)


def _exits(spells: Iterable[Stretch]) -> list[date]:
    return [day for spell in spells if (day := _day(spell.ended))]


def _zero(one: ChildHistory, parent: Person, record: FamilyHistory, intake: date) -> tuple[date, str]:
    own = _exits(episode for episode in one.episodes if episode.kind == "exploited")
    for whose, exits in (("child", own), ("parent", _exits(_spells(parent, record)))):
        if exits:
            return max((day for day in exits if day <= intake), default=min(exits)), whose
    return intake, "intake"


def _parent(person: Person, record: FamilyHistory, trafficked: bool) -> dict[str, Any]:
    spells = _spells(person, record)
    last = max(spells, key=lambda spell: _day(spell.ended) or date.min, default=None)
    begun, over = (_day(last.began), _day(last.ended)) if last else (None, None)
    forms = {spell.form for spell in spells if spell.form}
    form = "not_applicable" if person.trafficked is False and not spells else None
    return {
        "parent_id": parent_id(person, record),
        "family_id": record.family.code,
        "role": person.role,
        "trafficked": True if trafficked else person.trafficked,
        "exploitation": next(iter(forms)) if len(forms) == 1 else "several" if forms else form,
        "exploitation_months": _months(over, begun) if begun and over else None,
        **_criteria(person.criteria, codes.PARENT_CRITERIA),
    }


def parent_id(person: Person, record: FamilyHistory) -> str:
    """Name a parent by family, role and letter: pseudonyms all."""
    return "-".join(filter(None, (record.family.code, person.role, person.label)))


def _child(one: ChildHistory, parent: Person, record: FamilyHistory, until: date) -> dict[str, Any] | str:
    """A row of a child, with the day that is month 0 as `zero`; or why there is none."""
    child = one.child
    intake = child.created_at.astimezone().date()
    zero, whose = _zero(one, parent, record, intake)
    born = _day(child.born)
    birth = _months(born, zero) if born else None
    entry = max(0.0, _months(intake, zero), birth if birth is not None else 0.0)
    ends = {"study_end": _months(until, zero), "sixty_months": LONGEST}
    if birth is not None:
        ends["came_of_age"] = birth + OF_AGE
    reason = min(ends, key=lambda name: ends[name])
    if ends[reason] <= entry:
        return "no time of follow-up yet, or none that counts"
    apart = [stretch for stretch in one.episodes if stretch.kind == "separated"]
    before = [stretch for stretch in apart if not (_day(stretch.began) or zero) > zero]
    longest = max(before, key=lambda stretch: _length(stretch, zero) or 0.0, default=None)
    known = bool(one.episodes)
    never = "not_applicable" if known else None
    return {
        "zero": zero,
        "child_id": child.code,
        "family_id": record.family.code,
        "parent_id": parent_id(parent, record),
        "group": child.group,
        "exit_of": whose,
        "sex": child.sex,
        "birth_month": birth,
        "entry_month": entry,
        "end_month": ends[reason],
        "end_reason": reason,
        "separation_months": _apart(before, zero) if known else None,
        "carer": _carer(one.carers, zero) if longest else never,
        "contact": longest.contact if longest else never,
        "remittance": longest.money if longest else never,
        "told": longest.told if longest else never,
        **_criteria(child.criteria, codes.CHILD_CRITERIA),
    }


def _episodes(one: ChildHistory, row: Mapping[str, Any], into: list[dict[str, Any]]) -> int:
    """Add the dated stretches of a child; return how many have no date."""
    zero, birth, end = row["zero"], row["birth_month"], row["end_month"]
    undated = 0
    if birth is not None:
        into.append({"child_id": row["child_id"], "kind": "born", "start_month": birth, "end_month": birth})
    seen = set()
    for stretch in one.episodes:
        began, ended = _day(stretch.began), _day(stretch.ended)
        if began is None or (ended is None and not stretch.goes_on):
            undated += 1
            continue
        start = _months(began, zero) if birth is None else max(_months(began, zero), birth)
        stop = max(_months(ended, zero), start) if ended else None
        if stop is not None and stop > end:
            stop = None
        if start <= end and (stretch.kind, start) not in seen:
            seen.add((stretch.kind, start))
            into.append({"child_id": row["child_id"], "kind": stretch.kind, "start_month": start, "end_month": stop})
    return undated


def _carer(carers: Iterable[Carer], zero: date) -> str | None:
    """Who looked after the child longest before the exit; a lone one also without dates."""
    listed = [carer for carer in carers if not (_day(carer.began) or zero) > zero]
    lengths = [_length(carer, zero) for carer in listed]
    if len(listed) > 1 and None in lengths:
        return None
    who = max(zip(listed, lengths, strict=True), key=lambda pair: pair[1] or 0.0)[0].who if listed else None
    return who if who in codes.CARERS else None


def _apart(stretches: Iterable[Episode], zero: date) -> float | None:
    lengths = [_length(stretch, zero) for stretch in stretches]
    return None if None in lengths else float(sum(filter(None, lengths)))


def _length(stretch: Stretch, zero: date) -> float | None:
    """Months of a stretch up to the exit; None where a date is missing."""
    began, ended = _day(stretch.began), _day(stretch.ended) or (zero if stretch.goes_on else None)
    return max(0.0, _months(min(ended, zero), began)) if began and ended else None


def _criteria(kept: tuple[str, ...] | None, listed: Iterable[str]) -> dict[str, bool | None]:
    return {f"criterion_{code}": None if kept is None else code in kept for code in listed}


def _groups(found: Bridged) -> pd.Series:
    """The group that follows from birth and episodes, else the one on file; "another story" is the team's alone."""
    children = found.tables["children"]
    derived = derive_groups(children, found.tables["episodes"], found.tables["parents"]).astype(object)
    told = children["group"].astype(object)
    stands = derived.where(derived.notna() & (told != "other"), told)
    found.regrouped = children.loc[told.notna() & (told != stands), "child_id"].tolist()
    return pd.Series(pd.Categorical(stands, categories=children["group"].cat.categories), index=children.index)


def _lacking(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, int]]:
    for table in BRIDGED:
        for column in table.columns:
            empty = int(tables[table.name][column.name].isna().sum())
            if empty and not (column.not_known or column.missing):
                yield f"{table.name}.{column.name}", empty


def _frame(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return typed(table, {column.name: [row[column.name] for row in rows] for column in table.columns})


def _day(known: str | None) -> date | None:
    if not known:
        return None
    year, _, month = known.partition("-")
    return date(int(year), int(month), 15) if month else date(int(year), 7, 1)


def _months(day: date, since: date) -> float:
    return round((day - since).days / DAYS, 3)
