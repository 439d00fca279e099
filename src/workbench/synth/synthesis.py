"""Cohorts on request: whole, or in batches of blocks so that any number of families fits in fixed memory."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from ..cohort.contract import TABLES, table
from ..cohort.frames import Cohort, Truth, typed
from ..errors import WrongParameter
from ..library.loading import instrument
from ..model.instrument import Instrument
from .history import draw_history
from .marginal import list_marginal
from .parameters import DEFAULT, Parameters, read_parameters
from .questions import code_list, read_questionnaire
from .setbacks import draw_shocks
from .streams import SIZE, Block
from .tables import ASSESSMENT, CHILD, Columns, Rows
from .truth import list_effects, list_shocks, list_truth

AT_ONCE = 8  # blocks of one batch
MOST = 9_999_999


def synthesise(families: int, seed: int, scenario: str | Path = DEFAULT, tables: Iterable[str] | None = None) -> Cohort:
    """Draw a cohort of made-up families.

    Parameters
    ----------
    families
        How many. The history of a family is the same however many are asked for.
    seed
        Any whole number.
    scenario
        A name of `parameters.scenarios()`, or the path of a TOML file of your own.
    tables
        Only these tables of the contract; all when None. What they hold does not change.

    Returns
    -------
    Cohort
        Frames as attributes; `.truth` holds latent values, true stays, why answers are missing, and planted effects.

    Raises
    ------
    UnknownName
        No scenario, parameter or table of that name.
    WrongParameter
        A number of families or a parameter that cannot be taken.
    """
    batches = list(draw_batches(families, seed, scenario, tables, at_once=None))
    return batches[0]


def draw_batches(
    families: int,
    seed: int,
    scenario: str | Path = DEFAULT,
    tables: Iterable[str] | None = None,
    *,
    at_once: int | None = AT_ONCE,
) -> Iterator[Cohort]:
    """Draw a cohort as a sequence of cohorts of whole families, `at_once` blocks of 256 at a time (None: all)."""
    if isinstance(families, bool) or not isinstance(families, (int, np.integer)) or not 1 <= families <= MOST:
        raise WrongParameter(f"families: found {families!r}; allowed: a whole number from 1 to {MOST:,}.")
    check_seed(seed)
    wanted = list(TABLES) if tables is None else [table(name).name for name in tables]
    numbers = read_parameters(scenario)
    form = rated_form(numbers)
    rated = read_questionnaire(numbers, form) if "ratings" in wanted else None
    shocks = draw_shocks(numbers, seed)
    last = -(-families // SIZE)
    step = at_once or last
    room = int(numbers.number("design.children_at_most")) or np.inf
    for first in range(0, last, step):
        if room < 1 and first:
            return
        drawn = []
        for place in range(first, min(first + step, last)):
            history = draw_history(Block(numbers, int(seed), place), rated, shocks)
            kept, room = keep_families(history.children.family, families - place * SIZE, room)
            drawn.append(Rows(history, kept))
        yield assemble(drawn, wanted, form, numbers, shocks)


def keep_families(family: np.ndarray, families: int, room: float) -> tuple[np.ndarray, float]:
    """Families asked for, as far as their children fit into what room is left."""
    sizes = np.bincount(family, minlength=SIZE)
    kept = np.arange(SIZE) < families
    if np.isfinite(room):
        for place in np.flatnonzero(kept):
            kept[place] = sizes[place] <= room
            room -= sizes[place] * kept[place]
    return kept, room


def check_seed(seed: int) -> None:
    """Refuse a seed that is not a whole number."""
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)):
        raise WrongParameter(f"seed: found {type(seed).__name__}; allowed: a whole number.")


def rated_form(numbers: Parameters) -> Instrument:
    """Open the instrument that the scenario rates; one that the child answers itself is refused."""
    form = instrument(numbers.word("ratings.instrument"))
    if form.rated_by != "practitioner":
        raise WrongParameter(
            f"parameter 'ratings.instrument': found {form.id!r}, which the child answers; allowed: an instrument that "
            "the practitioner rates."
        )
    return form


def assemble(drawn: list[Rows], wanted: list[str], form: Instrument, numbers: Parameters, shocks: np.ndarray) -> Cohort:
    """Put the tables that are wanted, and the truth, of some blocks together."""
    codes = {"item": [item.id for item in form.items], "value": code_list(form)}
    frames = {}
    for name in TABLES:
        if name in wanted:
            columns = _stacked(drawn, [rows.of(name) for rows in drawn])
            if name == "assessments":
                rows = len(columns["month"])
                columns |= {"instrument": np.full(rows, form.id), "version": np.full(rows, form.version)}
            frames[name] = typed(TABLES[name], columns, codes)
    listed = [list_truth(rows) for rows in drawn]
    known = {name: pd.DataFrame(_stacked(drawn, [one[name] for one in listed])) for name in listed[0]}
    if "missing" in known:
        known["missing"]["item"] = pd.Categorical.from_codes(known["missing"]["item"], codes["item"])
        known["missing"]["would_be"] = pd.Categorical.from_codes(known["missing"]["would_be"], codes["value"])
    known |= {"effects": list_effects(numbers), "marginal": list_marginal(numbers), "shocks": list_shocks(shocks)}
    return Cohort(frames, Truth(known))


def _stacked(drawn: list[Rows], parts: list[Columns]) -> Columns:
    """Columns of all blocks, one after the other; places of children and assessments become their identifiers."""
    columns: Columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    for name, ids in ((CHILD, [rows.child for rows in drawn]), (ASSESSMENT, [rows.assessment for rows in drawn])):
        if name in columns:
            before = np.cumsum([0, *map(len, ids)])[:-1]
            places = np.concatenate([part[name] + first for part, first in zip(parts, before, strict=True)])
            columns[name] = pd.array(np.concatenate(ids), dtype="str").take(places)
    return columns
