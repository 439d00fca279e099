"""One test over all groups and stages, then each ratio on its own, corrected."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from workbench.errors import TableError

from ..inference import jackknife_covariance
from ..results import Result
from ..several import hotelling
from .fitted import LocationScale


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class JointTest(Result):
    """Equal spread in all groups, over all stages at once.

    Attributes
    ----------
    table
        stage, group, against, ratio, low, high, p, p_holm: every ratio of scales, p corrected by Holm's method.
    joint
        statistic, f, df, df_error, p of the one test (Hotelling, family jackknife). Degrees of freedom are those of the
        stage with fewest, since two groups carry their ratio with their own families alone.
    """

    joint: pd.Series


def compare_jointly(fits: Mapping[str, LocationScale]) -> JointTest:
    """Test equal spread over groups and stages; read the single ratios only after it.

    Parameters
    ----------
    fits
        Stage → its fit by `location_scale`, all with interval="jackknife" and the same column as cluster, so that a
        family left out of one stage is left out of all.

    Returns
    -------
    JointTest
        With families in several stages the stages are not independent; the jackknife over families takes that in.

    Raises
    ------
    TableError
        No fit, or one without jackknife or without clusters.
    """
    if not fits:
        raise TableError("fits: none given. Fit at least one stage by location_scale.")
    columns, estimates, rows = [], [], []
    for stage, fitted in fits.items():
        if not len(fitted.replicates) or fitted.n_clusters is None:
            raise TableError(
                f"fits: stage '{stage}' has no family jackknife. Fit it with cluster and interval='jackknife'."
            )
        names = [f"log_scale[{label}]" for label in fitted.scales.index]
        logs = np.log(fitted.scales.to_numpy())
        scales = fitted.replicates[names]
        change = scales.iloc[:, 1:].sub(scales.iloc[:, 0], axis=0)
        whole = logs[1:] - logs[0]
        change.columns = pd.MultiIndex.from_product([[stage], names[1:]])
        columns.append(change - whole)
        estimates.append(whole)
        rows.append(fitted.ratios.reset_index()[["group", "against", "ratio", "low", "high", "p"]].assign(stage=stage))
    absent = {label for part in columns for label in part.index[part.isna().any(axis=1)]}
    together = pd.concat(columns, axis=1)
    n = len(together)
    carried = np.min([fitted.joint["df_error"] + fitted.joint["df"] - 1 for fitted in fits.values()])
    covariance = jackknife_covariance(together.fillna(0.0).to_numpy())
    estimate = np.concatenate(estimates)
    joint = hotelling(estimate, np.full_like(covariance, np.inf) if absent else covariance, carried)
    table = pd.concat(rows, ignore_index=True)
    known = table["p"].notna().to_numpy()
    corrected = np.full(len(table), np.nan)
    if known.any():
        corrected[known] = multipletests(table.loc[known, "p"], method="holm")[1]
    order = ["stage", "group", "against", "ratio", "low", "high", "p", "p_holm"]
    note = ""
    if np.isnan(joint["p"]):
        note = f"{n} families do not carry one test of {len(estimate)} ratios; read the corrected ratios alone."
    return JointTest(
        table=table.assign(p_holm=corrected)[order],
        n_rows=sum(fitted.n_rows for fitted in fits.values()),
        n_events=sum(fitted.n_events or 0 for fitted in fits.values()),
        n_clusters=n,
        note=note,
        joint=joint,
    )
