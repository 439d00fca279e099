"""What the children lived through: every share against its number."""

from collections.abc import Iterator

import numpy as np

from ..streams import DAYS
from .known import Known, whole_days
from .lines import Line, code_lines, mean_line, share_line

LONGEST_WAIT = 730  # days until reunion


def compare_exposure(known: Known) -> Iterator[Line]:
    """Compare separation, carer, contact, money, what was told, and reunion."""
    numbers, children = known.numbers, known.children
    group, separated = children["group"], children["separation_months"] > 0
    with_parent, born_into = group == "trafficked_with", (group == "born_into") & (children["birth"] < -60)
    share = numbers.number("exposure.first_left_behind")
    yield from share_line("exposure.first_left_behind", "", share, separated[with_parent])
    yield from share_line("exposure.sent_away", "", numbers.number("exposure.sent_away"), separated[born_into])
    episodes = known.cohort.episodes
    exploited = children.index.isin(episodes.loc[episodes["kind"] == "exploited", "child_id"])
    share = numbers.number("exposure.exploited_itself")
    yield from share_line("exposure.exploited_itself", "", share, exploited[with_parent])
    for name in ("carer", "contact", "remittance"):
        yield from code_lines(f"exposure.{name}", children.loc[separated, name], numbers.by(f"exposure.{name}"))
    old_enough = separated & (-children["birth"] >= 3 * 365.25)
    yield from code_lines("exposure.told", children.loc[old_enough, "told"], numbers.by("exposure.told"))
    seen = children[(group == "left_behind") & (children["end"] > LONGEST_WAIT)]
    back = episodes[(episodes["kind"] == "together") & episodes["child_id"].isin(seen.index)]
    reunited = seen.index.isin(back["child_id"])
    yield from share_line("exposure.reunited", "", numbers.number("exposure.reunited"), reunited)
    wait, mean = whole_days(back["start_month"]), numbers.number("exposure.reunion_months") * DAYS
    ratio = np.exp(-1 / mean)
    whole = ratio * (1 - ratio**LONGEST_WAIT) / (1 - ratio)
    planted = numbers.number("exposure.reunion_months")
    yield from mean_line("exposure.reunion_months", "", planted, wait, per=whole / planted)
