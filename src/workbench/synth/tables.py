"""From the history of a block to columns of the tables: codes as places in their lists, months from days."""

from collections.abc import Callable

import numpy as np

from ..cohort.codes import CHILD_CRITERIA, PARENT_CRITERIA
from .exposure import OPEN
from .history import History
from .setbacks import NONE
from .streams import SIZE, months

Columns = dict[str, np.ndarray]
FAMILY, PARENT, CHILD, ASSESSMENT = "family_id", "parent_id", "child_id", "assessment_id"


def family_ids(numbers: np.ndarray) -> np.ndarray:
    """Identifiers of families by their number from 0."""
    return np.array([f"F{number + 1:07d}" for number in numbers.tolist()], dtype=object)


def joined(base: np.ndarray, letter: str, number: np.ndarray, width: int = 1) -> np.ndarray:
    """Identifiers of members: that of the family or child, a letter, and a number of fixed width."""
    pairs = zip(base.tolist(), number.tolist(), strict=True)
    return np.array([f"{one}{letter}{place:0{width}d}" for one, place in pairs], dtype=object)


class Rows:
    """Reads tables off a history, for the families that are kept.

    Parameters
    ----------
    kept
        One flag per family of the block.
    """

    def __init__(self, history: History, kept: np.ndarray) -> None:
        self.history, self.kept = history, kept
        children = history.children
        self.family = family_ids(history.block.place * SIZE + np.arange(SIZE))
        self.child = joined(self.family[children.family], "C", children.number)
        self.child_kept = kept[children.family]
        made = history.assessments
        self.assessment = joined(self.child[made.child], "A", made.number, 3)

    def of(self, table: str) -> Columns:
        """Columns of a table of the contract."""
        return _READ[table](self)

    def by_child(self, child: np.ndarray, columns: Columns) -> Columns:
        """Put the place of the child in front, and keep the rows of kept families."""
        kept = self.child_kept[child]
        return {CHILD: child[kept], **{name: values[kept] for name, values in columns.items()}}

    def by_assessment(self, assessment: np.ndarray, columns: Columns) -> Columns:
        """Put the place of the assessment in front, and keep the rows of kept families."""
        kept = self.child_kept[self.history.assessments.child[assessment]]
        return {ASSESSMENT: assessment[kept], **{n: values[kept] for n, values in columns.items()}}


def _families(rows: Rows) -> Columns:
    families, kept = rows.history.families, rows.kept
    return {
        FAMILY: rows.family[kept],
        "region": families.region[kept],
        "exit_calendar_month": families.exit_month[kept],
        "visit_schedule": families.schedule[kept],
        "community_prejudice": families.prejudice[kept],
        "person_to_lean_on": families.leaning[kept],
    }


def _parents(rows: Rows) -> Columns:
    parents = rows.history.parents
    kept = rows.kept[parents.family]
    family = rows.family[parents.family[kept]]
    length = np.where(parents.exploited < 0, np.nan, months(parents.exploited))
    return {
        PARENT: joined(family, "P", parents.number[kept]),
        FAMILY: family,
        "role": parents.role[kept],
        "trafficked": parents.trafficked[kept],
        "exploitation": parents.exploitation[kept],
        "exploitation_months": length[kept],
        **{f"criterion_{code}": parents.criteria[kept, place] for place, code in enumerate(PARENT_CRITERIA)},
    }


def _children(rows: Rows) -> Columns:
    history, children, exposure = rows.history, rows.history.children, rows.history.exposure
    family = rows.family[children.family]
    columns = {
        FAMILY: family,
        PARENT: joined(family, "P", np.ones(len(children), dtype=np.int64)),
        "group": children.group,
        "exit_of": np.where(np.isin(children.group, (1, 2)), 0, 1),
        "sex": children.boy.astype(np.int8),
        "birth_month": months(children.birth),
        "entry_month": months(children.entry),
        "end_month": months(history.end),
        "end_reason": history.end_reason,
        "separation_months": months(exposure.apart),
        "carer": exposure.carer,
        "contact": exposure.contact,
        "remittance": exposure.remittance,
        "told": exposure.told,
        **{f"criterion_{code}": children.criteria[:, place] for place, code in enumerate(CHILD_CRITERIA)},
    }
    return rows.by_child(np.arange(len(children)), columns)


def _episodes(rows: Rows) -> Columns:
    listed = rows.history.episodes
    still = (listed["end"] == OPEN) | (listed["end"] > rows.history.end[listed["child"]])
    end = np.where(still, np.nan, months(np.where(still, 0, listed["end"])))
    begun = listed["start"] <= rows.history.end[listed["child"]]
    columns = {"kind": listed["kind"], "start_month": months(listed["start"]), "end_month": end}
    return rows.by_child(listed["child"][begun], {name: values[begun] for name, values in columns.items()})


def _assessments(rows: Rows) -> Columns:
    made = rows.history.assessments
    columns = {
        CHILD: made.child,
        "month": months(made.day),
        "occasion": made.occasion,
        "group": made.group,
        "age": made.age,
        "stage": made.stage,
    }
    return rows.by_assessment(np.arange(len(made)), columns)


def _ratings(rows: Rows) -> Columns:
    ratings = rows.history.ratings
    assert ratings is not None
    columns = {name: getattr(ratings, name) for name in ("item", "said_by", "value", "non_answer", "source")}
    return rows.by_assessment(ratings.assessment, columns)


def _stages(rows: Rows) -> Columns:
    seen = rows.history.stages
    before = np.where(seen["seen_before"] < 0, np.nan, months(seen["seen_before"]))
    columns = {
        "stage": seen["stage"],
        "start_month": months(seen["start"]),
        "end_month": months(seen["end"]),
        "ended": seen["ended"],
        "last_seen_before": before,
    }
    return rows.by_child(seen["child"], columns)


def _setbacks(rows: Rows) -> Columns:
    events = rows.history.setbacks
    two = events.second != NONE
    child, day = (np.concatenate([values, values[two]]) for values in (events.child, events.day))
    kind = np.concatenate([events.type, events.second[two]])
    effect = np.concatenate([rows.history.led_back, rows.history.led_back[two]]).astype(np.int8)
    order = np.lexsort((kind, day, child))
    return rows.by_child(child[order], {"month": months(day[order]), "type": kind[order], "effect": effect[order]})


def _services(rows: Rows) -> Columns:
    services = rows.history.services
    last = rows.history.end[:, None]
    child, area = np.nonzero(services.offered & (services.start < last))
    received = services.received[child, area]
    end = months(np.minimum(services.end, last)[child, area])
    columns = {
        "area": area.astype(np.int8),
        "uptake": np.where(received, 0, 1).astype(np.int8),
        "start_month": months(services.start[child, area]),
        "end_month": np.where(received, end, np.nan),
    }
    return rows.by_child(child, columns)


def _visits(rows: Rows) -> Columns:
    visits = rows.history.visits
    columns = {
        "month": months(visits.day),
        "kind": visits.kind,
        "stage": visits.stage,
        "person_of_concern_present": visits.of_concern,
    }
    return rows.by_child(visits.child, columns)


_READ: dict[str, Callable[[Rows], Columns]] = {
    "families": _families,
    "parents": _parents,
    "children": _children,
    "episodes": _episodes,
    "assessments": _assessments,
    "ratings": _ratings,
    "stages": _stages,
    "setbacks": _setbacks,
    "services": _services,
    "visits": _visits,
}
