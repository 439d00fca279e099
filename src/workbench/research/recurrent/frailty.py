"""Gamma shared frailty on start-stop rows: children of one family share an unobserved rate."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, sparse, special, stats
from threadpoolctl import threadpool_limits

from workbench.errors import TableError
from workbench.research import inference
from workbench.research.ascent import ascend, plain_step
from workbench.research.recurrent.hazards import Prepared, fit_or_refuse, prepare
from workbench.research.recurrent.partial import Fit, evaluate
from workbench.research.results import Result

GRID = np.array([0.001, 0.01, 0.05, 0.15, 0.4, 1.0, 2.5, 6.0, 15.0, 40.0])
SMALLEST = 1e-6  # a smaller frailty variance is 0


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class FrailtyResult(Result):
    """A Cox model with gamma frailty of mean 1.

    Attributes
    ----------
    table
        Indexed by term: coef, se, hazard_ratio, low, high (95 % limits of the hazard ratio), z, p. Ratios hold within
        a group (given its frailty), not across groups.
    theta
        Variance of the frailty; 0 where groups differ no more than chance would make them.
    log_likelihood
        Integrated over the frailties; comparable with the Cox log likelihood `no_frailty_log_likelihood`.
    theta_p
        Likelihood-ratio test of theta = 0, half the chi-square tail because 0 is the edge.
    frailty
        Each group's estimated frailty.
    covariance
        Of the coefficients, at theta.
    """

    theta: float
    theta_p: float
    no_frailty_log_likelihood: float
    frailty: pd.Series
    covariance: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Penalised:
    """The penalised partial likelihood at some coefficients and log frailties, with derivatives of both together."""

    value: float
    score: np.ndarray
    information: np.ndarray


def gamma_frailty(
    frame: pd.DataFrame,
    *,
    stop: Hashable,
    event: Hashable,
    terms: str | Sequence[str],
    group: Hashable,
    start: Hashable | None = None,
) -> FrailtyResult:
    """Fit a Cox model in which all rows of a group share a gamma-distributed rate multiplier.

    For each variance theta the penalised partial likelihood (Efron ties) is maximised over coefficients and log
    frailties; theta maximises the likelihood with the frailties integrated out. Standard errors come from the full
    penalised information at theta; they do not include the uncertainty of theta. Work grows with events x groups²:
    meant for some thousand events in some hundred groups.

    Parameters
    ----------
    frame, stop, event, terms, start
        As in `cox`.
    group
        Column of the groups that share a frailty, for example the family.

    Returns
    -------
    FrailtyResult

    Raises
    ------
    TableError
        As `cox`; there is one group only; or the frailty variance runs off.

    References
    ----------
    Therneau, Grambsch & Pankratz 2003, doi:10.1198/1061860031365
    """
    ready = prepare(frame, start=start, stop=stop, event=event, terms=terms, cluster=group)
    assert ready.cluster is not None
    if ready.cluster.n == 1:
        raise TableError(f"column '{group}': one group only, so no frailty can be told. Use cox, or a finer group.")
    plain = fit_or_refuse(ready)
    search = Search(ready, plain)
    with threadpool_limits(1, user_api="blas"):  # many small systems: threads would only wait for each other
        theta = search.best_theta(group)
        likelihood = search.profile(theta) if theta > 0 else plain.at.value
    n_terms = len(ready.names)
    if theta > 0:
        full = search.penalised(search.near(theta), theta).information
        rest = full[n_terms:, n_terms:]
        information = full[:n_terms, :n_terms] - full[:n_terms, n_terms:] @ np.linalg.solve(
            rest, full[n_terms:, :n_terms]
        )
        coef, frailty = search.near(theta)[:n_terms], np.exp(search.near(theta)[n_terms:])
    else:
        information, coef, frailty = plain.at.information, plain.coef, np.ones(ready.cluster.n)
    covariance = np.linalg.inv(information) / np.outer(ready.scale, ready.scale)
    coef, se = coef / ready.scale, np.sqrt(np.diag(covariance))
    limits, names = inference.wald_limits(coef, se), pd.Index(ready.names, name="term")
    table = pd.DataFrame(
        {
            "coef": coef,
            "se": se,
            "hazard_ratio": np.exp(coef),
            "low": np.exp(limits.low),
            "high": np.exp(limits.high),
            "z": limits.z,
            "p": limits.p,
        },
        index=names,
    )
    ratio = max(0.0, 2 * (likelihood - plain.at.value))
    return FrailtyResult(
        table=table,
        n_rows=ready.n_rows,
        n_events=len(ready.ties.rows),
        n_clusters=ready.cluster.n,
        log_likelihood=likelihood,
        theta=theta,
        theta_p=float(stats.chi2.sf(ratio, 1) / 2) if theta > 0 else 1.0,
        no_frailty_log_likelihood=plain.at.value,
        frailty=pd.Series(frailty, index=pd.Index(ready.cluster.labels, name=group), name="frailty"),
        covariance=pd.DataFrame(covariance, index=names, columns=names),
    )


class Search:
    """The profile over theta; it remembers the estimates at every theta tried, to begin the next from the nearest."""

    def __init__(self, ready: Prepared, plain: Fit) -> None:
        assert ready.cluster is not None
        self.ready = ready
        self.group = ready.cluster.codes[ready.risk.rows]
        self.n_groups = ready.cluster.n
        self.events = np.bincount(self.group[ready.ties.rows], minlength=self.n_groups)
        self.plain = plain
        self.found: dict[float, np.ndarray] = {0.0: np.concatenate([plain.coef, np.zeros(self.n_groups)])}

    def near(self, theta: float) -> np.ndarray:
        """Coefficients and log frailties at the theta nearest to this one."""
        return self.found[min(self.found, key=lambda tried: abs(tried - theta))]

    def best_theta(self, group: Hashable) -> float:
        """The variance that maximises the integrated likelihood, 0 included."""
        values = [self.profile(theta) for theta in GRID]
        best = int(np.argmax(values))
        low, high = (GRID[best - 1] if best else 0.0), GRID[min(best + 1, len(GRID) - 1)]
        if best == len(GRID) - 1:
            raise TableError(
                f"column '{group}': the frailty variance runs beyond {GRID[-1]:.0f}; few groups carry the events. "
                "Describe the groups one by one instead."
            )
        found = optimize.minimize_scalar(
            lambda theta: -self.profile(theta), bounds=(low, high), method="bounded", options={"xatol": 1e-8 * high}
        )
        theta = float(found.x)
        return theta if theta > SMALLEST and self.profile(theta) > self.plain.at.value else 0.0

    def profile(self, theta: float) -> float:
        """Integrated log likelihood at theta, maximised over everything else."""
        now = ascend(self.near(theta), lambda point: self.penalised(point, theta), plain_step).point
        self.found[theta] = now
        return self._integrated(now, theta)

    def penalised(self, now: np.ndarray, theta: float) -> Penalised:
        """Log partial likelihood plus the log density of the log frailties."""
        ready, n_terms = self.ready, self.ready.x.shape[1]
        risk, ties, x = ready.risk, ready.ties, ready.x
        coef, log_frailty = now[:n_terms], now[n_terms:]
        at = evaluate(ready, coef, log_frailty[self.group])
        n = len(self.group)
        member = sparse.csr_array((at.weight, self.group, np.arange(n + 1)), shape=(n, self.n_groups))
        share = ties.each(risk.sums(member))
        if ties.shared:
            tied = ties.sums(member[ties.rows].toarray())
            share = share - ties.share[:, None] * ties.each(tied)
        share = share / at.denominator[:, None]
        expected = at.weight * risk.spans(at.hazard)
        expected[ties.rows] -= at.weight[ties.rows] * ties.each(at.tied_hazard)
        between = inference.sum_by(x * expected[:, None], self.group, self.n_groups).T - at.mean.T @ share
        own = np.bincount(self.group, weights=expected, minlength=self.n_groups)
        frailty = np.exp(log_frailty)
        information = np.empty((len(now), len(now)))
        information[:n_terms, :n_terms] = at.information
        information[:n_terms, n_terms:], information[n_terms:, :n_terms] = between, between.T
        information[n_terms:, n_terms:] = np.diag(own + frailty / theta) - share.T @ share
        score = np.concatenate([at.score, self.events - share.sum(axis=0) + (1 - frailty) / theta])
        return Penalised(at.value + float((log_frailty - frailty + 1).sum() / theta), score, information)

    def _integrated(self, now: np.ndarray, theta: float) -> float:
        n_terms = self.ready.x.shape[1]
        log_frailty = now[n_terms:]
        partial = evaluate(self.ready, now[:n_terms], log_frailty[self.group]).value
        precision, events = 1 / theta, self.events
        rising = special.gammaln(precision + events) - special.gammaln(precision) - events * np.log(precision + events)
        correction = events - precision * np.log1p(events * theta) + rising
        return partial + float(precision * log_frailty.sum() + correction.sum())
