"""Markov models in continuous time for states seen only at visits."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.linalg import expm

from workbench.errors import TableError

from ..gate import refuse_dependent, refuse_wandering, require_columns
from ..inference import sum_by
from ..results import Result
from .maximise import maximise
from .moves import Moves, count_moves, read_moves, refuse_impossible
from .panel_likelihood import PanelLikelihood
from .panel_tables import tabulate_effects, tabulate_intensities, tabulate_sojourn, tabulate_table
from .visits import cut_steps, read_visits, take_clusters, take_panel_terms

FEWEST_MOVES = 10


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class PanelModel(Result):
    """A Markov model of states seen at visits.

    Attributes
    ----------
    table
        from, to, period, term, estimate, se, low, high. term "intensity": moves per unit of time, terms at their means;
        a term of the model: log-linear effect on the move (period missing); "misclassified": probability that `to` is
        reported for `from`.
    minus2loglik
        Without constants, as in R's msm.
    intensities
        Matrix of intensities, terms at their means; with breaks one matrix per period.
    sojourn
        By state (and period): mean length of one stay: estimate, se, low, high.
    moves
        from, to, count: pairs of states at neighbouring visits.
    means
        Mean of every term over intervals.
    n_children, n_seen_once
        Children in the table; those seen once, who add nothing.
    """

    minus2loglik: float
    intensities: pd.DataFrame
    sojourn: pd.DataFrame
    moves: pd.DataFrame
    means: pd.Series
    breaks: tuple[float, ...]
    n_children: int
    n_seen_once: int
    covariance: np.ndarray
    effects: np.ndarray

    def probabilities(self, t: float, since: float = 0.0, at: Mapping[str, float] | None = None) -> pd.DataFrame:
        """Probability of each state (column) at time `t` given the state (row) at time `since`.

        Parameters
        ----------
        t, since
            On the scale of the time column; `t` not before `since`.
        at
            Values of terms; those not named stand at their means.

        Raises
        ------
        TableError
            `t` before `since`, or a term that the model does not have.
        """
        if t < since:
            raise TableError(f"t: {t:g} lies before since = {since:g}. Ask for a later time.")
        unknown = [name for name in at or {} if name not in self.means.index]
        if unknown:
            known = ", ".join(self.means.index) or "none"
            raise TableError(f"at: '{unknown[0]}' is not a term of this model; it has {known}.")
        shift = np.array([(at or {}).get(name, mean) - mean for name, mean in self.means.items()])
        states = self.intensities.columns
        size = len(states)
        edges = [since, *(b for b in self.breaks if since < b < t), t]
        whole = np.eye(size)
        for begin, end in pairwise(edges):
            period = int(np.searchsorted(self.breaks, begin, side="right"))
            block = self.intensities.to_numpy()[period * size : (period + 1) * size]
            rates = block * np.exp(np.einsum("k,kij->ij", shift, self.effects))
            np.fill_diagonal(rates, 0.0)
            np.fill_diagonal(rates, -rates.sum(axis=1))
            whole = whole @ expm(rates * (end - begin))
        return pd.DataFrame(whole, index=states.rename("from"), columns=states.rename("to"))


def panel_model(
    frame: pd.DataFrame,
    *,
    id: str,
    time: str,
    state: str,
    allowed: Collection[tuple[Hashable, Hashable]],
    exact: Collection[Hashable] = (),
    terms: str | Sequence[str] = (),
    breaks: Sequence[float] = (),
    misclassified: Collection[tuple[Hashable, Hashable]] = (),
    certain: str | None = None,
    cluster: str | None = None,
) -> PanelModel:
    """Fit a Markov model in continuous time to states seen at visits, by maximum likelihood.

    Parameters
    ----------
    frame
        One row per child and visit, in any order.
    id, time, state
        Columns with the child, the time of the visit and the state seen.
    allowed
        Pairs (from, to) of states between which a child may move at once.
    exact
        States whose time of entry is known, with the state just before unknown.
    terms
        Columns that act log-linearly on every move, with the value at the start of each interval.
    breaks
        Times at which all intensities change; each period has its own.
    misclassified
        Pairs (state, reported state) of mistakes that may occur. A child's first state is then unknown unless `certain`
        says otherwise: it is taken as the first of the states in sorted order, as R's msm does.
    certain
        Column of 0 and 1: the state in this row is beyond doubt.
    cluster
        Column with the family; standard errors then come from scores summed per family (sandwich).

    Returns
    -------
    PanelModel
        See there.

    Raises
    ------
    TableError
        Two visits of one child at one time; states or moves that do not occur; a change between visits that the allowed
        moves cannot produce; a likelihood without a maximum.

    Notes
    -----
    Length of stay is exponential by assumption, so this model cannot say how widely timelines vary. Visits are taken as
    unrelated to the state, which visits made because of a crisis are not: fit scheduled visits alone beside it.

    References
    ----------
    Kalbfleisch & Lawless 1985, doi:10.1080/01621459.1985.10478195. Jackson 2011, doi:10.18637/jss.v038.i08.
    """
    require_columns(frame, [id, time, state, certain, cluster])
    visits = read_visits(
        frame, id=id, time=time, state=state, certain=certain, states=_named(allowed, exact, misclassified)
    )
    moves = read_moves(visits.states, allowed, exact, misclassified)
    extra = take_panel_terms(frame, terms)
    if extra.names:
        refuse_dependent(extra)
    steps = cut_steps(visits, extra.matrix, breaks, moves.exact, moves.reported)
    if not len(steps.gap):
        raise TableError(
            f"column '{id}': nobody is seen twice, so no move can be seen. Use children with several visits."
        )
    refuse_impossible(visits, moves, id, state)
    n_periods = len(set(breaks)) + 1
    sizes = extra.matrix.std(axis=0)
    likelihood = PanelLikelihood(
        steps, len(visits.states), n_periods, moves.origin, moves.target, moves.true, moves.told, sizes
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        theta, scores, information, reached = maximise(likelihood.evaluate, likelihood.starting_values())
    if not reached:
        raise TableError(
            f"column '{state}': the likelihood has no maximum with these moves, usually because a move is hardly ever "
            "seen. Leave out moves, terms, breaks or mistakes that the visits cannot tell apart."
        )
    covariance = np.linalg.inv(information)
    n_clusters = len(np.unique(steps.child))
    if cluster is not None:
        refuse_wandering(frame, id, cluster)
        of_child, groups = take_clusters(frame, cluster, visits)
        n_clusters = groups.n
        summed = sum_by(scores, of_child[steps.child], groups.n) @ covariance
        covariance = summed.T @ summed
    log_likelihood = float(likelihood.evaluate(theta)[0].sum())
    theta, covariance = _unscale(theta, covariance, likelihood)
    seen = count_moves(visits)
    return PanelModel(
        table=tabulate_table(likelihood, moves, extra.names, theta, covariance),
        n_rows=len(frame),
        n_events=int(seen.loc[seen["from"] != seen["to"], "count"].sum()),
        n_clusters=n_clusters,
        log_likelihood=log_likelihood,
        note=_note(visits.n_seen_once, seen, moves),
        minus2loglik=-2 * log_likelihood,
        intensities=tabulate_intensities(likelihood, moves, theta),
        sojourn=tabulate_sojourn(likelihood, moves, theta, covariance),
        moves=seen,
        means=pd.Series(steps.means, index=pd.Index(extra.names, name="term"), dtype=float),
        breaks=tuple(sorted(set(breaks))),
        n_children=len(visits.children),
        n_seen_once=visits.n_seen_once,
        covariance=covariance,
        effects=tabulate_effects(likelihood, theta),
    )


def _unscale(theta: np.ndarray, covariance: np.ndarray, likelihood: PanelLikelihood) -> tuple[np.ndarray, np.ndarray]:
    """Effects per unit of each term, as the table had it."""
    factor = np.ones(len(theta))
    first = likelihood.n_periods * likelihood.n_moves
    factor[first : likelihood.n_rates] = np.repeat(1 / likelihood.term_sizes, likelihood.n_moves)
    return theta * factor, covariance * np.outer(factor, factor)


def _named(*given: Collection[object]) -> list[Hashable]:
    """Every label that the model names, once."""
    labels: dict[Hashable, None] = {}
    for collection in given:
        for entry in collection:
            for label in entry if isinstance(entry, tuple) else (entry,):
                labels[label] = None
    return list(labels)


def _note(n_seen_once: int, seen: pd.DataFrame, moves: Moves) -> str:
    said = []
    if n_seen_once:
        said.append(f"{n_seen_once} children were seen once and add nothing.")
    counted = {(row["from"], row["to"]): row["count"] for _, row in seen.iterrows()}
    for origin, target in zip(moves.origin, moves.target, strict=True):
        ends = moves.states[origin], moves.states[target]
        if counted.get(ends, 0) < FEWEST_MOVES:
            said.append(
                f"Only {counted.get(ends, 0)} moves from {ends[0]} to {ends[1]} were seen between neighbouring visits: "
                "its intensity rests on little, consider leaving it out."
            )
    return " ".join(said)
