"""Small cohorts made for tests: start-stop rows of siblings, and the partial likelihood as its definition reads."""

import numpy as np
import pandas as pd

ROWS = {"start": "start", "stop": "stop", "event": "event"}


def cohort(seed=1, families=30, *, spread=0.5, days=False):
    """Two children a family, followed 24 months from staggered entries, setbacks at a rate that families share.

    `days`: times rounded up to whole months, so that many events tie.
    """
    rng = np.random.default_rng(seed)
    shared = rng.gamma(1 / spread, spread, families) if spread else np.ones(families)
    rows = []
    for family in range(families):
        exposed = rng.random() < 0.4
        for child in range(2):
            age, now = rng.normal(), rng.uniform(0, 3)
            rate, number = 0.08 * shared[family] * np.exp(0.5 * exposed + 0.3 * age), 1
            end = now + rng.uniform(10, 24)
            while now < end:
                step = rng.exponential(1 / rate)
                stop = min(now + step, end)
                start, stop = (np.floor(now), np.floor(stop) + 1) if days else (now, stop)
                happened = now + step < end
                if stop > start:
                    rows.append((family, 2 * family + child, start, stop, int(happened), number, int(exposed), age))
                now, number = stop, number + 1
    columns = ["family", "child", "start", "stop", "event", "number", "exposed", "age"]
    return pd.DataFrame(rows, columns=columns)


def plain_log_likelihood(rows, terms, coef, *, ties, strata=None):
    """The log partial likelihood, event time by event time."""
    strata = np.zeros(len(rows)) if strata is None else rows[strata].to_numpy()
    predictor = rows[terms].to_numpy(float) @ np.asarray(coef)
    start, stop, event = rows["start"].to_numpy(), rows["stop"].to_numpy(), rows["event"].to_numpy() == 1
    total = 0.0
    for stratum in np.unique(strata):
        for time in np.unique(stop[event & (strata == stratum)]):
            at_risk = (strata == stratum) & (start < time) & (time <= stop)
            dying = at_risk & event & (stop == time)
            all_weight, dying_weight = np.exp(predictor[at_risk]).sum(), np.exp(predictor[dying]).sum()
            total += predictor[dying].sum()
            for place in range(dying.sum()):
                gone = place / dying.sum() if ties == "efron" else 0.0
                total -= np.log(all_weight - gone * dying_weight)
    return total
