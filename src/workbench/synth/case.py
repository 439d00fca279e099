"""Cases for training: one made-up family that shows what was wished for, from the same families as any cohort."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..cohort.contract import TABLES
from ..cohort.frames import Cohort, Truth
from ..errors import WrongParameter
from ..model.instrument import Instrument
from .history import draw_history
from .parameters import DEFAULT, read_parameters
from .possible import refuse_impossible
from .questions import read_questionnaire
from .search import Looked, first_assessments, meet_wishes, tell_absence
from .setbacks import draw_shocks
from .streams import SIZE, Block
from .synthesis import MOST, assemble, check_seed, keep_families, rated_form
from .tables import Rows
from .telling import tell_afterwards, tell_case
from .wishes import Ages, Wish, read_wish

FAMILIES = 20_000


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Case:
    """One family, the child of the case, and the assessment at which it shows what was wished for.

    `cohort` holds the ten tables of that family; `truth` what only the generator knows, kept apart. `description` may
    be handed out; `afterwards` tells what came later and is for the trainer. `place` is the number of the family in
    every cohort of this seed and scenario, from 1.
    """

    wish: Wish
    seed: int
    scenario: str | Path
    place: int
    family_id: str
    child_id: str
    assessment_id: str
    cohort: Cohort
    truth: Truth
    description: str
    afterwards: str

    def __repr__(self) -> str:
        return f"Case {self.family_id}: child {self.child_id}, assessment {self.assessment_id}, seed {self.seed}"


def synthesise_case(
    seed: int,
    *,
    group: str | None = None,
    sibling_group: str | None = None,
    ages: Ages | None = None,
    occasion: str | None = None,
    stage: str | None = None,
    needs: str | Iterable[str] | Mapping[str, int] = (),
    strengths: str | Iterable[str] | Mapping[str, str] = (),
    criteria: int | str | Iterable[str] = (),
    parent_criteria: str | Iterable[str] = (),
    setback: str | None = None,
    setback_stage: str | None = None,
    children: int | None = None,
    scenario: str | Path = DEFAULT,
    families: int = FAMILIES,
) -> Case:
    """Find the first made-up family of a seed in which one child shows everything that is wished for.

    Families are drawn as for `synthesise` and looked at in their order, so the family is the same as in any cohort of
    that seed and scenario that is large enough to hold it.

    Parameters
    ----------
    seed
        Any whole number; the same seed and wishes, the same case.
    group, sibling_group
        Group of the child, and of some brother or sister.
    ages
        Completed years at the assessment: 9, (6, 9), "6-9", or an age band.
    occasion, stage
        When the assessment is made: an occasion of the cohort or "any"; "intake" unless a later stage is named.
    needs
        Items or domains of the instrument rated 2 or 3 at that assessment; or a mapping to the lowest level.
    strengths
        Items, or "strengths", found usable or central then; or a mapping to the least of the four words.
    criteria, parent_criteria
        Complex-case criteria of the child (or how many at least), and of the parent whose exit starts the clock.
    setback, setback_stage
        A setback of this type ("any": of whatever type) at some time of follow-up, in the stage as visits saw it.
    children
        Children of the family.
    scenario
        As for `synthesise`.
    families
        How many families are looked at before giving up.

    Raises
    ------
    UnknownName, WrongParameter
        A name that does not exist, with the nearest that does; a number that cannot be taken.
    ImpossibleWish
        No family of the scenario could be so, and why.
    CaseNotFound
        None of the families looked at is so; the sentence says how many, and which wish was the rarest.

    See Also
    --------
    more_cases : further families that meet the same wishes.
    """
    wish = read_wish(
        rated_form(read_parameters(scenario)),
        group=group,
        sibling_group=sibling_group,
        ages=ages,
        occasion=occasion,
        stage=stage,
        needs=needs,
        strengths=strengths,
        criteria=criteria,
        parent_criteria=parent_criteria,
        setback=setback,
        setback_stage=setback_stage,
        children=children,
    )
    return _find(wish, seed, scenario, count=1, after=0, families=families)[0]


def more_cases(case: Case, count: int = 5, *, families: int = FAMILIES) -> list[Case]:
    """Find further families that meet the wishes of a case: other families of the same seed, none twice.

    Parameters
    ----------
    case
        From `synthesise_case`, or the last of an earlier call, to go on from there.
    count
        How many.
    families
        How many families are looked at before giving up, for each further case.

    Raises
    ------
    WrongParameter
        A count that is not a whole number from 1.
    CaseNotFound
        Fewer were found; the sentence says how many, and the error holds them as `found`.
    """
    if isinstance(count, bool) or not isinstance(count, (int, np.integer)) or count < 1:
        raise WrongParameter(f"count: found {count!r}; allowed: a whole number from 1.")
    return _find(case.wish, case.seed, case.scenario, count=int(count), after=case.place, families=families)


def _find(wish: Wish, seed: int, scenario: str | Path, *, count: int, after: int, families: int) -> list[Case]:
    check_seed(seed)
    if isinstance(families, bool) or not isinstance(families, (int, np.integer)) or not 1 <= families <= MOST:
        raise WrongParameter(f"families: found {families!r}; allowed: a whole number from 1 to {MOST:,}.")
    numbers = read_parameters(scenario)
    form = rated_form(numbers)
    rated = read_questionnaire(numbers, form)
    refuse_impossible(wish, numbers, form)
    last = min(after + int(families) * count, MOST)
    shocks, looked, found = draw_shocks(numbers, seed), Looked(), []
    room = int(numbers.number("design.children_at_most")) or np.inf
    for place in range(-(-last // SIZE)):
        block = Block(numbers, int(seed), place)
        history = draw_history(block, rated if wish.rated else None, shocks)
        kept, room = keep_families(history.children.family, last - place * SIZE, room)
        kept &= place * SIZE + np.arange(SIZE) >= after
        met = meet_wishes(wish, form, history)
        looked.add(history, met, kept)
        for assessment in first_assessments(history, met, kept):
            if history.ratings is None:
                history = draw_history(block, rated, shocks)
            rows = Rows(history, np.arange(SIZE) == history.children.family[history.assessments.child[assessment]])
            family = assemble([rows], list(TABLES), form, numbers, shocks)
            found.append(_case(wish, seed, scenario, family=family, rows=rows, assessment=assessment, form=form))
            if len(found) == count:
                return found
        if room < 1:
            break
    where = f"seed {seed}, scenario {Path(scenario).name}" + (", which holds no more" if room < 1 else "")
    raise tell_absence(looked, found=found, where=where)


def _case(
    wish: Wish, seed: int, scenario: str | Path, *, family: Cohort, rows: Rows, assessment: int, form: Instrument
) -> Case:
    assert isinstance(family.truth, Truth)
    cohort, assessment_id = Cohort(family.tables), str(rows.assessment[assessment])
    return Case(
        wish=wish,
        seed=int(seed),
        scenario=scenario,
        place=int(rows.history.block.place * SIZE + np.flatnonzero(rows.kept)[0] + 1),
        family_id=str(rows.family[rows.kept][0]),
        child_id=str(rows.child[rows.history.assessments.child[assessment]]),
        assessment_id=assessment_id,
        cohort=cohort,
        truth=family.truth,
        description=tell_case(cohort, assessment_id, form),
        afterwards=tell_afterwards(cohort, assessment_id),
    )
