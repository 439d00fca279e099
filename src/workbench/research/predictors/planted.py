"""What a generator planted, named as the models name it: for the last section of a study, and only there."""

import numpy as np
import pandas as pd

FACTS = {"prejudice": "prejudice", "person_to_lean_on": "person_to_lean_on", "criterion": "criteria", "age": "age"}


def list_planted(effects: pd.DataFrame) -> pd.Series:
    """Planted rate ratios of setbacks, indexed by term.

    Parameters
    ----------
    effects
        Of a made-up cohort's truth: parameter, key, value.
    """
    values = pd.to_numeric(effects["value"], errors="coerce")
    group = effects["parameter"] == "setbacks.group"
    planted = {f"group[{key}]": value for key, value in zip(effects["key"][group], values[group], strict=True)}
    for name, term in FACTS.items():
        planted[term] = float(values[effects["parameter"] == f"setbacks.{name}"].iloc[0])
    return np.exp(pd.Series(planted, name="planted").rename_axis("term"))
