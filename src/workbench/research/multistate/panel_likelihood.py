"""Likelihood of a Markov model of states seen at visits, and its score for every sequence."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .exponentials import Generators, build_generators, move_forward
from .visits import ENTERED, PASSING, REPORTED, SEEN, Steps


@dataclass(frozen=True, eq=False)
class PanelLikelihood:
    """Everything the likelihood needs except its parameters.

    Parameters are, in this order: log intensities of every move by period, effects of every term on every move, and
    logits of misreporting (against the true state). Terms are centred at their means and divided by their sizes.

    Attributes
    ----------
    origin, target
        Shape (M,). Allowed moves.
    true, told
        Shape (E,). Pairs of a state and another one that may be reported for it.
    term_sizes
        Shape (k,). What terms are divided by, so that their effects are of one size.
    """

    steps: Steps
    n_states: int
    n_periods: int
    origin: np.ndarray
    target: np.ndarray
    true: np.ndarray
    told: np.ndarray
    term_sizes: np.ndarray

    @property
    def n_moves(self) -> int:
        return len(self.origin)

    @property
    def n_rates(self) -> int:
        return self.n_moves * (self.n_periods + len(self.steps.means))

    @property
    def n_parameters(self) -> int:
        return self.n_rates + len(self.true)

    @cached_property
    def columns(self) -> np.ndarray:
        """Shape (U, P + k). What multiplies the parameters of one move under each covariate pattern."""
        periods = np.equal.outer(self.steps.designs[:, 0], np.arange(self.n_periods)).astype(float)
        return np.hstack([periods, (self.steps.designs[:, 1:] - self.steps.means) / self.term_sizes])

    @cached_property
    def layers(self) -> list[np.ndarray]:
        order = np.argsort(self.steps.layer, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.steps.layer))[:-1])

    def generators(self, theta: np.ndarray) -> Generators:
        effects = theta[: self.n_rates].reshape(-1, self.n_moves)
        with np.errstate(over="ignore"):
            rates = np.exp(np.clip(self.columns @ effects, -60.0, 60.0))
        return build_generators(self.origin, self.target, rates, self.n_states)

    def reports(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Probability of each report given the state, shape (S, S), and its derivatives, shape (E, S, S)."""
        odds = np.eye(self.n_states)
        odds[self.true, self.told] = np.exp(np.clip(theta[self.n_rates :], -60.0, 60.0))
        chance = odds / odds.sum(axis=1, keepdims=True)
        slopes = np.zeros((len(self.true), self.n_states, self.n_states))
        for pair, (true, told) in enumerate(zip(self.true, self.told, strict=True)):
            slopes[pair, true] = -chance[true] * chance[true, told]
            slopes[pair, true, told] += chance[true, told]
        return chance, slopes

    def evaluate(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Log-likelihood of every sequence, shape (N,), and its score, shape (N, parameters)."""
        steps, n = self.steps, len(self.steps.first_state)
        generators = self.generators(theta)
        value, score = np.zeros(n), np.zeros((n, self.n_parameters))
        shares = np.zeros((n, self.n_states))
        slopes = np.zeros((n, self.n_parameters, self.n_states))
        known = steps.first_certain
        shares[known, steps.first_state[known]] = 1.0
        unsure = np.flatnonzero(~known)
        chance, chance_slopes = self.reports(theta)
        shares[unsure, 0] = chance[0, steps.first_state[unsure]]
        slopes[unsure, self.n_rates :, 0] = chance_slopes[:, 0, steps.first_state[unsure]].T
        self._rescale(unsure, shares, slopes, value, score)
        for place, layer in enumerate(self.layers):
            rows = steps.sequence[layer]
            earlier = slopes[rows] if place or len(unsure) else None
            pattern = steps.pattern[layer]
            ended, moved, carried = move_forward(generators, pattern, steps.gap[layer], shares[rows], earlier)
            new = np.zeros((len(rows), self.n_parameters, self.n_states)) if carried is None else carried
            new[:, : self.n_rates] += self._spread(pattern, moved)
            self._end(theta, generators, layer, ended, new)
            shares[rows], slopes[rows] = ended, new
            self._rescale(rows, shares, slopes, value, score)
        return value, score

    def _spread(self, pattern: np.ndarray, moved: np.ndarray) -> np.ndarray:
        """Derivatives by the log intensities in force → by the parameters behind them."""
        columns = self.columns[pattern]
        spread = columns[:, :, None, None] * moved[:, None]
        return spread.reshape(len(pattern), self.n_rates, self.n_states)

    def _end(
        self, theta: np.ndarray, generators: Generators, layer: np.ndarray, shares: np.ndarray, slopes: np.ndarray
    ) -> None:
        """Apply what is known at the end of each step."""
        ending, state = self.steps.ending[layer], self.steps.state[layer]
        sure = np.flatnonzero(ending == SEEN)
        if len(sure):
            keep = np.eye(self.n_states)[state[sure]]
            shares[sure] *= keep
            slopes[sure] *= keep[:, None]
        told = np.flatnonzero(ending == REPORTED)
        if len(told):
            chance, chance_slopes = self.reports(theta)
            weight = chance[:, state[told]].T
            slopes[told] *= weight[:, None]
            slopes[told, self.n_rates :] += shares[told][:, None] * chance_slopes[:, :, state[told]].transpose(2, 0, 1)
            shares[told] *= weight
        entered = np.flatnonzero(ending == ENTERED)
        if len(entered):
            self._enter(generators, layer, entered, shares, slopes)

    def _enter(
        self, generators: Generators, layer: np.ndarray, rows: np.ndarray, shares: np.ndarray, slopes: np.ndarray
    ) -> None:
        """Entry at a known time: sum over the states just before of share times intensity."""
        pattern, state = self.steps.pattern[layer][rows], self.steps.state[layer][rows]
        rates = generators.rates[pattern] * np.equal.outer(state, self.target)
        inflow = shares[rows][:, self.origin] * rates
        change = np.einsum("npm,nm->np", slopes[rows][:, :, self.origin], rates)
        change[:, : self.n_rates] += (self.columns[pattern][:, :, None] * inflow[:, None]).reshape(len(rows), -1)
        landed = np.eye(self.n_states)[state]
        shares[rows] = inflow.sum(axis=1)[:, None] * landed
        slopes[rows] = change[:, :, None] * landed[:, None]

    @staticmethod
    def _rescale(
        rows: np.ndarray, shares: np.ndarray, slopes: np.ndarray, value: np.ndarray, score: np.ndarray
    ) -> None:
        """Move the size of the shares into the log-likelihood, so that long histories do not vanish."""
        if not len(rows):
            return
        total = shares[rows].sum(axis=1)
        change = slopes[rows].sum(axis=2) / total[:, None]
        value[rows] += np.log(total)
        score[rows] += change
        slopes[rows] = (
            slopes[rows] / total[:, None, None] - change[:, :, None] * (shares[rows] / total[:, None])[:, None]
        )
        shares[rows] /= total[:, None]

    def starting_values(self, told_share: float = 0.05) -> np.ndarray:
        """Crude intensities: moves seen between visits over time spent, the same in every period; no effects."""
        steps = self.steps
        at_start = np.append(steps.state, -1)[_last_seen(steps)]
        at_start = np.where(at_start < 0, steps.first_state[steps.sequence], at_start)
        time = np.bincount(at_start, weights=steps.gap, minlength=self.n_states)
        counts = np.full((self.n_states, self.n_states), 0.5)
        seen = steps.ending != PASSING
        np.add.at(counts, (at_start[seen], steps.state[seen]), 1.0)
        time = np.where(time > 0, time, steps.gap.sum())
        crude = np.log(counts[self.origin, self.target] / time[self.origin])
        effects = np.zeros(self.n_moves * len(steps.means))
        return np.concatenate([np.tile(crude, self.n_periods), effects, np.full(len(self.true), np.log(told_share))])


def _last_seen(steps: Steps) -> np.ndarray:
    """Step of the same sequence at whose end a state was last seen; -1 where there is none yet."""
    places = np.arange(len(steps.layer))
    latest = np.maximum.accumulate(np.where(steps.ending != PASSING, places, -1))
    before = np.concatenate([[-1], latest[:-1]])
    return np.where(before >= places - steps.layer, before, -1)
