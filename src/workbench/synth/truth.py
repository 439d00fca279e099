"""What the generator knows and no record does: latent values, true stays, why answers are missing, planted effects."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from ..cohort.codes import ENDED, REGIONS
from ..model.vocabulary import STAGES
from .children import count_children
from .needs import NEEDS
from .nonanswers import WHY
from .parameters import Parameters
from .setbacks import log_rates
from .stages import log_medians, scales
from .streams import DAYS, months
from .tables import FAMILY, Columns, Rows

ROUND = 9

GIVEN_FRAILTY = "conditional on the frailties of family and child, all other covariates, shocks and end of assistance"
STAGE_COX = "recurrent.gamma_frailty on months since exit, delayed entry; the family's frailty is the larger of two"
NO_NEED = (
    "no need enters the rate: one rated at intake goes with it only through what both hang on (group, age, criteria, "
    "prejudice, no steady carer), one rated later also through earlier setbacks, and so through frailty"
)
FORWARD = "latent forward duration; a move back and the end of follow-up censor it; given the number of criteria"
LOCATION_SCALE = "durations.location_scale on truth.stages (latent), or on spells of stages"
_READ_BY: Mapping[str, tuple[str, str]] = {
    "setbacks": (f"{GIVEN_FRAILTY}; {NO_NEED}", STAGE_COX),
    "stages": (FORWARD, LOCATION_SCALE),
    "dropout": ("conditional on frailty and general need", "truth.children: end_month, end_reason 'lost'"),
    "needs": ("mean of the latent need at assessments, given all other covariates", "regression on truth.needs"),
    "strengths": ("mean of the latent strengths, given all other covariates", "regression on truth.needs"),
    "missing": ("odds of each non-answer, given age, visit and latent need", "logistic regression on truth.missing"),
}


def list_truth(rows: Rows) -> dict[str, Columns]:
    """Columns of the truth of one block, by table."""
    history, children = rows.history, rows.history.children
    numbers, everyone = history.block.numbers, np.arange(len(children))
    centre, spread = log_medians(numbers, children), scales(numbers, children)
    of_child = {
        "frailty": children.frailty,
        "family_frailty": history.families.frailty[children.family],
        "log_setback_rate": log_rates(numbers, history.families, children, history.exposure),
        "lost_rate": history.lost_rate,
        "assistance_end_month": months(history.assistance_end),
        "general_need": history.lasting.general,
        "strengths": history.lasting.strengths,
        **{f"lasting_{domain}": history.lasting.needs[:, place] for place, domain in enumerate(NEEDS)},
        **{f"log_median_{stage}": centre[:, place] for place, stage in enumerate(STAGES)},
        **{f"log_sd_{stage}": spread[:, place] for place, stage in enumerate(STAGES)},
    }
    spells = history.spells
    truth = {
        "families": {
            FAMILY: rows.family[rows.kept],
            "frailty": np.round(history.families.frailty[rows.kept], ROUND),
            "intake_month": months(history.families.intake[rows.kept]),
            "children_drawn": count_children(history.block)[rows.kept],
        },
        "children": rows.by_child(everyone, {name: np.round(values, ROUND) for name, values in of_child.items()}),
        "stages": rows.by_child(
            spells.child,
            {
                "stage": np.array(list(STAGES), dtype=object)[spells.stage],
                "start_month": months(spells.start),
                "end_month": months(spells.end),
                "ended": np.array(list(ENDED), dtype=object)[spells.ended],
                "latent_months": np.round(spells.latent / DAYS, 3),
            },
        ),
    }
    if history.needs is not None and history.strengths is not None and history.ratings is not None:
        latent = {domain: np.round(history.needs[:, place], ROUND) for place, domain in enumerate(NEEDS)}
        latent["strengths"] = np.round(history.strengths, ROUND)
        truth["needs"] = rows.by_assessment(np.arange(len(history.assessments)), latent)
        ratings = history.ratings
        gone = np.flatnonzero(ratings.why >= 0)
        truth["missing"] = rows.by_assessment(
            ratings.assessment[gone],
            {
                "item": ratings.item[gone],
                "why": np.array(list(WHY), dtype=object)[ratings.why[gone]],
                "would_be": ratings.would_be[gone],
            },
        )
    return truth


def list_effects(numbers: Parameters) -> pd.DataFrame:
    """Every number of the scenario; for planted effects the estimand, and the model that looks for it."""

    def entries() -> Iterator[tuple]:
        for parameter in numbers:
            estimand, model = _READ_BY.get(parameter.name.partition(".")[0], ("", ""))
            values = parameter.value if isinstance(parameter.value, Mapping) else {"": parameter.value}
            for key, value in values.items():
                what = (parameter.unit, parameter.provenance, parameter.reason, estimand, model)
                yield (parameter.name, key, str(value), *what)

    names = ["parameter", "key", "value", "unit", "provenance", "reason", "estimand", "read_by"]
    return pd.DataFrame(list(entries()), columns=names)


def list_shocks(shocks: np.ndarray) -> pd.DataFrame:
    """Regions and calendar months of the study in which a shock lasted."""
    region, month = np.nonzero(shocks)
    return pd.DataFrame({"region": np.array(list(REGIONS), dtype=object)[region], "calendar_month": month})
