"""Marginal values of planted effects: what models without frailty or covariates aim at; computed once, and stored."""

import hashlib
from collections.abc import Mapping
from importlib.resources import files

import pandas as pd

from .parameters import Parameters

COLUMNS = ("quantity", "parameter", "key", "value", "error", "families")
FOLDER = files(__package__).joinpath("marginal_values")
_AG = "log ratio of the rates of all setbacks by months since exit among those still followed"
_FIRST = "first stays with exact dates; a move back and the end of follow-up censor; not given the criteria"
QUANTITIES: Mapping[str, tuple[str, str]] = {
    "rate ratio (AG)": (
        f"{_AG}, given the other five covariates; frailty, shocks and end of assistance averaged over",
        "recurrent.cox on rows of counting.build_intervals",
    ),
    "rate ratio (AG), group alone": (f"{_AG}, not given anything else", "recurrent.cox, group the only term"),
    "gap ratio (PWP)": (
        "log ratio of the rates of the next setback by months since the last, among those who had as many; given the "
        "other five covariates, frailty averaged over within each number of setbacks",
        "recurrent.cox on gap_start and gap_stop, stratified by number (counting.merge_thin_strata)",
    ),
    "duration, group alone": (_FIRST, "durations.location_scale without further terms, lognormal"),
    "rate of being lost, group alone": (
        "log ratio of the rates of being lost by months since entry, frailty and need averaged over",
        "recurrent.cox on months since entry",
    ),
    "mean": ("children of a family beyond the first, after births too close are left out", "mean over families"),
    "share": ("share of all children, after births too close are left out", "share of children.group"),
    "share of pairs": ("pairs of siblings of the same group among all pairs", "share of pairs"),
    "difference of means, intake": (
        "difference of mean latent need from children left behind at intake, not given anything else",
        "means of truth.needs",
    ),
    "difference of means, month_12": (
        "the same at the rating of month 12, among those still followed",
        "means of truth.needs",
    ),
}
# These enter no quantity above; a cohort that is cut short is drawn from the same families.
_APART = ("design.children_at_most", "parents.criteria", "homes.", "ratings.", "missing.")


def describe_numbers(numbers: Parameters) -> str:
    """Digest of every number on which the marginal values hang."""
    told = [f"{one.name}={one.value}" for one in numbers if not one.name.startswith(_APART)]
    return hashlib.blake2b("\n".join(told).encode(), digest_size=16).hexdigest()


def list_marginal(numbers: Parameters) -> pd.DataFrame:
    """Marginal values for a set of numbers; no rows where nobody has computed them, as for a scenario of one's own.

    Returns
    -------
    DataFrame
        quantity, parameter, key, value, error (Monte-Carlo), families (simulated), estimand, read_by.
    """
    told = describe_numbers(numbers)
    for file in sorted(FOLDER.iterdir(), key=lambda file: file.name) if FOLDER.is_dir() else []:
        with file.open("r", encoding="utf-8") as lines:
            if lines.readline().strip() == f"# {told}":
                table = pd.read_csv(lines, dtype={"quantity": "str", "parameter": "str", "key": "str"})
                table["key"] = table["key"].fillna("")
                break
    else:
        table = pd.DataFrame({name: pd.Series(dtype="str" if name in COLUMNS[:3] else "float") for name in COLUMNS})
    words = {
        name: table["quantity"].map({one: said[place] for one, said in QUANTITIES.items()}).astype("str")
        for place, name in enumerate(("estimand", "read_by"))
    }
    return table.assign(**words)
