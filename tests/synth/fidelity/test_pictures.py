"""Pictures: what is drawn is the cohort, and each says in words what it shows."""

import numpy as np
import pytest

from workbench.model.vocabulary import GROUPS
from workbench.research.figures.look import SHORT
from workbench.synth import fidelity

DRAWN = {
    "people": fidelity.draw_people,
    "lives": lambda cohort: fidelity.draw_lives(cohort, each=3),
    "hazard": fidelity.draw_hazard,
    "stays": fidelity.draw_stays,
    "needs": fidelity.draw_needs,
    "visits": fidelity.draw_visits,
    "missing": lambda cohort: fidelity.draw_missing({"default": cohort}),
}


@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_is_drawn_and_can_be_read_out(cohort, name):
    drawing = DRAWN[name](cohort)
    data, metadata = drawing._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == drawing.alt
    assert len(drawing.alt) > 80


def test_every_comparison_is_a_point_in_its_row(compared):
    panel = fidelity.draw_errors(compared).figure.axes[0]
    rows = [line for line in panel.lines if line.get_marker() == "o"]
    labels = [label.get_text().lower() for label in panel.get_yticklabels()]
    drawn = {label: np.sort(line.get_xdata()) for label, line in zip(labels, rows, strict=True)}
    for part, z in compared.groupby("part")["z"]:
        np.testing.assert_allclose(drawn[part], np.sort(z))


def test_setbacks_of_the_children_shown_are_all_marked(cohort):
    drawing = fidelity.draw_lives(cohort, each=2)
    shown = [cohort.children.loc[cohort.children["group"] == group, "child_id"].head(2) for group in GROUPS]
    events = cohort.setbacks.drop_duplicates(["child_id", "month"])
    count = sum(events["child_id"].isin(children).sum() for children in shown)
    marks = [line for panel in drawing.figure.axes for line in panel.lines if line.get_marker() == "v"]
    assert sum(len(line.get_xdata()) for line in marks) == count
    assert f"{count} setbacks" in drawing.alt


def test_groups_keep_their_order(cohort):
    panels = fidelity.draw_hazard(cohort).figure.axes
    assert [panel.get_title(loc="left") for panel in panels] == list(SHORT.values())
