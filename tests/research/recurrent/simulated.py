"""Made families for long simulations: every rate known, thousands of cohorts a minute."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

FREE = 1e9  # a time of loss that nobody reaches
CLOSEST = 1e-5  # months between two setbacks of a child: among a million rows chance brings some closer than times tell
PILE = 4  # setbacks that make the next more likely; were it all, rates would run to infinity within months


@dataclass(frozen=True)
class Plan:
    """What is planted.

    `coef` are log rate ratios: of the family's exposure first, then of the child's score, then of further terms, by
    turns of the family (0 or 1) and of the child (normal). `shared` is the variance of the gamma frailty of a family.
    `more_after` adds to the log rate for each of the first four setbacks. Loss to follow-up runs at `loss` a month,
    `loss_exposed` times as fast in exposed families; from then on the log rate rises by `after_loss`, unseen.
    """

    coef: tuple[float, ...] = (0.0, 0.3)
    share_exposed: float = 0.3
    drawn: bool = False  # each family exposed or not by chance; otherwise the share is exact
    children: tuple[int, ...] = (1, 2, 3)
    shared: float = 0.5
    monthly: float = 0.06
    months: float = 24.0
    more_after: float = 0.0
    loss: float = 0.0
    loss_exposed: float = 1.0
    after_loss: float = 0.0
    terms: list[str] = field(init=False)

    def __post_init__(self) -> None:
        further = [f"{'family' if k % 2 == 0 else 'child'}_{k}" for k in range(2, len(self.coef))]
        object.__setattr__(self, "terms", ["exposed", "score", *further])


def make_families(plan: Plan, families: int, rng: np.random.Generator) -> pd.DataFrame:
    """Start-stop rows of all children from month 0 to 24, or to the loss; `lost` marks the last row of a lost child.

    Waits are exponential at the rate of the moment, so rates change only at a setback or at the loss.
    """
    size = rng.choice(plan.children, families)
    family = np.repeat(np.arange(families), size)
    n = len(family)
    shared = rng.gamma(1 / plan.shared, plan.shared, families) if plan.shared else np.ones(families)
    exposed = np.zeros(families)
    if plan.drawn:
        exposed = (rng.random(families) < plan.share_exposed).astype(float)
    else:
        exposed[rng.permutation(families)[: round(plan.share_exposed * families)]] = 1.0
    columns = {"exposed": exposed[family], "score": rng.normal(size=n)}
    for k, name in enumerate(plan.terms[2:]):
        columns[name] = rng.integers(0, 2, families)[family].astype(float) if k % 2 == 0 else rng.normal(size=n)
    predictor = np.column_stack(list(columns.values())) @ np.array(plan.coef)
    rate = plan.monthly * shared[family] * np.exp(predictor)
    leaves = np.full(n, FREE)
    if plan.loss:
        speed = plan.loss * np.where(columns["exposed"] == 1, plan.loss_exposed, 1.0)
        leaves = rng.exponential(size=n) / speed
    run = _run(plan, rate, leaves, rng)
    child = run["child"]
    known = {name: values[child] for name, values in columns.items()}
    return pd.DataFrame(run | {"family": family[child], "leaves": leaves[child]} | known)


def _run(plan: Plan, rate: np.ndarray, leaves: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Every child waits for its next setback until nobody is left before the end."""
    child, now, number = np.arange(len(rate)), np.zeros(len(rate)), 1
    parts = []
    while child.size:
        speed = rate[child] * np.exp(plan.more_after * min(number - 1, PILE))
        ahead = rng.exponential(size=child.size)  # in units of the gathered rate
        before = np.clip(leaves[child] - now, 0, None) * speed
        wait = np.where(ahead <= before, ahead, before + (ahead - before) / np.exp(plan.after_loss)) / speed
        wait = np.maximum(wait, CLOSEST)
        stop = np.minimum(now + wait, plan.months)
        happened = now + wait < plan.months
        parts.append((child, now, stop, happened, np.full(child.size, number)))
        child, now, number = child[happened], stop[happened], number + 1
    child, start, stop, event, number = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((start, child))
    run = {"child": child, "start": start, "stop": stop, "event": event.astype(int), "number": number}
    return {name: values[order] for name, values in run.items()} | {"gap": (stop - start)[order]}


def cut_at_loss(rows: pd.DataFrame) -> pd.DataFrame:
    """What a project sees: nothing after the loss."""
    seen = rows[rows["start"] < rows["leaves"]].copy()
    over = seen["stop"] > seen["leaves"]
    seen["stop"] = seen["stop"].where(~over, seen["leaves"])
    seen["event"] = seen["event"].where(~over, 0)
    return seen.assign(gap=seen["stop"] - seen["start"], lost=over)
