"""Tables of a fitted panel model."""

import numpy as np
import pandas as pd
from scipy.special import expit

from ..inference import wald_limits
from .moves import Moves
from .panel_likelihood import PanelLikelihood


def tabulate_table(
    likelihood: PanelLikelihood, moves: Moves, names: tuple[str, ...], theta: np.ndarray, covariance: np.ndarray
) -> pd.DataFrame:
    """Every parameter with its limits: intensities and mistakes on their own scale, effects as log ratios."""
    se = np.sqrt(np.diag(covariance))
    limits = wald_limits(theta, se)
    n_base = likelihood.n_periods * likelihood.n_moves
    rows = []
    for place in range(likelihood.n_rates):
        block, move = divmod(place, likelihood.n_moves)
        ends = {"from": moves.states[moves.origin[move]], "to": moves.states[moves.target[move]]}
        if place < n_base:
            rate = np.exp(theta[place])
            with np.errstate(over="ignore"):
                shown = rate, rate * se[place], np.exp(limits.low[place]), np.exp(limits.high[place])
            kind = {"period": block, "term": "intensity"}
        else:
            shown = theta[place], se[place], limits.low[place], limits.high[place]
            kind = {"period": pd.NA, "term": names[block - likelihood.n_periods]}
        rows.append(ends | kind | dict(zip(["estimate", "se", "low", "high"], shown, strict=True)))
    rows += _mistakes(likelihood, moves, theta, covariance)
    table = pd.DataFrame(rows)
    return table.astype({"period": "Int64"})


def _mistakes(
    likelihood: PanelLikelihood, moves: Moves, theta: np.ndarray, covariance: np.ndarray
) -> list[dict[str, object]]:
    chance, slopes = likelihood.reports(theta)
    part = covariance[likelihood.n_rates :, likelihood.n_rates :]
    rows: list[dict[str, object]] = []
    for true, told in zip(moves.true, moves.told, strict=True):
        p, slope = chance[true, told], slopes[:, true, told]
        se = float(np.sqrt(slope @ part @ slope))
        limits = wald_limits(np.log(p / (1 - p)), np.asarray(se / (p * (1 - p))))
        low, high = expit(limits.low), expit(limits.high)
        ends = {"from": moves.states[true], "to": moves.states[told], "period": pd.NA, "term": "misclassified"}
        rows.append(ends | {"estimate": p, "se": se, "low": float(low), "high": float(high)})
    return rows


def tabulate_intensities(likelihood: PanelLikelihood, moves: Moves, theta: np.ndarray) -> pd.DataFrame:
    """Intensity matrices, terms at their means; one below the other where there are periods."""
    size = likelihood.n_states
    blocks = np.zeros((likelihood.n_periods, size, size))
    rates = np.exp(theta[: likelihood.n_periods * likelihood.n_moves]).reshape(likelihood.n_periods, -1)
    blocks[:, moves.origin, moves.target] = rates
    places = np.arange(size)
    blocks[:, places, places] = -blocks.sum(axis=2)
    index = moves.states.rename("from")
    if likelihood.n_periods > 1:
        index = pd.MultiIndex.from_product([range(likelihood.n_periods), moves.states], names=["period", "from"])
    return pd.DataFrame(blocks.reshape(-1, size), index=index, columns=moves.states.rename("to"))


def tabulate_sojourn(
    likelihood: PanelLikelihood, moves: Moves, theta: np.ndarray, covariance: np.ndarray
) -> pd.DataFrame:
    """Mean length of one stay in every state that can be left."""
    rows: list[list[float]] = []
    labels: list[tuple[int, object]] = []
    for period in range(likelihood.n_periods):
        for state in np.unique(moves.origin):
            places = period * likelihood.n_moves + np.flatnonzero(moves.origin == state)
            rates = np.exp(theta[places])
            share = rates / rates.sum()
            se = float(np.sqrt(share @ covariance[np.ix_(places, places)] @ share))
            stay = 1 / rates.sum()
            limits = wald_limits(np.log(stay), np.asarray(se))
            with np.errstate(over="ignore"):
                rows.append([stay, stay * se, float(np.exp(limits.low)), float(np.exp(limits.high))])
            labels.append((period, moves.states[state]))
    index = pd.MultiIndex.from_tuples(labels, names=["period", "state"])
    table = pd.DataFrame(rows, index=index, columns=["estimate", "se", "low", "high"])
    return table if likelihood.n_periods > 1 else table.droplevel("period")


def tabulate_effects(likelihood: PanelLikelihood, theta: np.ndarray) -> np.ndarray:
    """Shape (k, S, S). Effect of each term on the log intensity of every move."""
    effects = np.zeros((len(likelihood.steps.means), likelihood.n_states, likelihood.n_states))
    part = theta[likelihood.n_periods * likelihood.n_moves : likelihood.n_rates].reshape(-1, likelihood.n_moves)
    effects[:, likelihood.origin, likelihood.target] = part
    return effects
