"""What a generator planted, named as the models name it: for the last section of a study, and only there."""

import numpy as np
import pandas as pd

from workbench.research import gate

FACTS = {"prejudice": "prejudice", "person_to_lean_on": "person_to_lean_on", "criterion": "criteria", "age": "age"}
RATES = "rate ratio (AG)"


def list_planted(effects: pd.DataFrame, marginal: pd.DataFrame) -> pd.DataFrame:
    """Rate ratios of setbacks as planted, and as Andersen-Gill finds them in very many families.

    Parameters
    ----------
    effects
        Of a made-up cohort's truth: parameter, key, value.
    marginal
        Of the same truth: quantity, parameter, key, value; without rows where nobody reckoned them.

    Returns
    -------
    DataFrame
        Indexed by term: planted (given the frailty of family and child), marginal (what the rate model aims at, missing
        where it was not reckoned).

    Raises
    ------
    TableError
        A column is missing.
    """
    gate.require_columns(effects, ["parameter", "key", "value"])
    planted = _by_term(effects)
    reckoned = _by_term(marginal[marginal["quantity"] == RATES] if len(marginal) else effects.iloc[:0])
    return np.exp(pd.DataFrame({"planted": planted, "marginal": reckoned.reindex(planted.index)})).rename_axis("term")


def _by_term(effects: pd.DataFrame) -> pd.Series:
    """Log rate ratios of the group and of the facts that are terms."""
    found = {}
    for parameter, key, value in zip(effects["parameter"], effects["key"], effects["value"], strict=True):
        name = str(parameter).removeprefix("setbacks.")
        if parameter == "setbacks.group":
            found[f"group[{key}]"] = float(value)
        elif str(parameter).startswith("setbacks.") and name in FACTS:
            found[FACTS[name]] = float(value)
    return pd.Series(found, dtype=float)
