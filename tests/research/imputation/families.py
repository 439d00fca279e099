"""Made children in families, complete and with holes."""

import numpy as np
import pandas as pd

NAMES = {"id": "child", "family": "family", "variables": ["age", "carer"], "family_variables": ["leaning"]}


def complete(seed=1, families=120):
    """Ages alike among siblings (correlation 0.64), setbacks at a rate that age and the family's support change."""
    rng = np.random.default_rng(seed)
    family = np.repeat(np.arange(families), rng.integers(1, 4, families))
    age = 0.8 * rng.normal(size=families)[family] + 0.6 * rng.normal(size=len(family))
    leaning = (rng.random(families) < 0.4).astype(float)[family]
    carer = pd.Categorical(rng.choice(["kin", "none", "parent"], len(family)))
    events = rng.poisson(np.exp(-0.2 + 0.5 * age - 0.4 * leaning))
    return pd.DataFrame(
        {"child": np.arange(len(family)), "family": family, "age": age, "carer": carer, "leaning": leaning}
        | {"events": events}
    )


def with_holes(table, seed=2, share=0.3):
    """The table with values gone completely at random, of leaning for whole families."""
    rng = np.random.default_rng(seed)
    holes = table.copy()
    for name in ("age", "carer"):
        holes.loc[rng.random(len(table)) < share, name] = None
    gone = rng.random(table["family"].max() + 1) < share
    holes.loc[gone[table["family"]], "leaning"] = np.nan
    return holes


def history_of(table):
    """The history as describe_history gives it, over one and the same time for all."""
    return pd.DataFrame(
        {"any_event": (table["events"] > 0).astype(int), "events": table["events"], "cumulative_hazard": 1.0}
    ).set_index(table["child"])
