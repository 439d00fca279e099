"""The rule for the analysis group, on one child of each kind."""

import pandas as pd
import pytest

from workbench.cohort.grouping import derive_groups

PARENTS = pd.DataFrame({"parent_id": ["p", "q"], "exploitation_months": [12.0, None]})


@pytest.mark.parametrize(
    ("birth", "kinds", "group"),
    [
        (-80, ["born", "separated", "together"], "left_behind"),
        (-80, ["born", "present"], "trafficked_with"),
        (-80, ["born", "separated", "present", "exploited"], "trafficked_with"),
        (-5, ["born", "present"], "born_into"),
        (-5, ["born", "present", "separated"], "born_into"),
        (0, ["born", "together"], "born_after"),
        (4, ["born"], "born_after"),
        (-12, ["born"], "left_behind"),
    ],
)
def test_the_group_follows_from_birth_and_episodes(birth, kinds, group):
    children = pd.DataFrame({"child_id": ["c"], "parent_id": ["p"], "birth_month": [float(birth)]})
    episodes = pd.DataFrame({"child_id": "c", "kind": kinds})
    assert derive_groups(children, episodes, PARENTS).tolist() == [group]


def test_not_yet_known_where_the_length_of_exploitation_decides():
    children = pd.DataFrame({"child_id": ["c", "d"], "parent_id": "q", "birth_month": [-5.0, 2.0]})
    groups = derive_groups(children, pd.DataFrame({"child_id": ["c"], "kind": ["born"]}), PARENTS)
    assert groups.isna().tolist() == [True, False]
