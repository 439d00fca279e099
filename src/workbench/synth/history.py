"""The whole history of one block of families, drawn in the order in which its parts lean on each other."""

from dataclasses import dataclass

import numpy as np

from .assessments import Assessments, choose_assessments
from .children import Children, draw_children
from .exposure import Exposure, draw_exposure, list_episodes
from .families import Families, Parents, draw_families, draw_parents
from .follow_up import GOALS_MET, draw_assistance, draw_follow_up
from .homes import look_after
from .needs import Lasting, draw_lasting, expected_needs, needs_at, strengths_at
from .questions import Questionnaire
from .ratings import draw_ratings
from .services import Services, draw_services
from .setbacks import Setbacks, draw_setbacks
from .sheet import Ratings
from .stages import Spells, draw_spells
from .streams import Block
from .visits import Visits, draw_visits, observe_stages


@dataclass(frozen=True, eq=False)
class History:
    """Everything that was drawn for one block; tables of the cohort are read off it."""

    block: Block
    families: Families
    parents: Parents
    children: Children
    exposure: Exposure
    episodes: dict[str, np.ndarray]
    lasting: Lasting
    services: Services
    assistance_end: np.ndarray
    lost_rate: np.ndarray
    end: np.ndarray
    end_reason: np.ndarray
    setbacks: Setbacks
    led_back: np.ndarray
    spells: Spells
    visits: Visits
    stages: dict[str, np.ndarray]
    assessments: Assessments
    needs: np.ndarray | None
    strengths: np.ndarray | None
    ratings: Ratings | None


def draw_history(block: Block, rated: Questionnaire | None, shocks: np.ndarray) -> History:
    """Draw a block.

    Parameters
    ----------
    rated
        The instrument to rate; None leaves latent needs at assessments and ratings out, and changes nothing else.
    shocks
        From `setbacks.draw_shocks`.
    """
    families = draw_families(block)
    children = draw_children(block, families)
    exposure = draw_exposure(block, families, children)
    lasting = draw_lasting(block, children)
    assistance_end = draw_assistance(block, children)
    services = draw_services(block, children, lasting.general, assistance_end)
    follow_up = draw_follow_up(block, families, children, lasting.general)
    given = {"assistance_end": assistance_end, "shocks": shocks, "until": follow_up.end}
    events = draw_setbacks(block, families, children, exposure, **given)
    spells, closed, end, led_back = draw_spells(block, children, events, follow_up.end)
    inside = events.day <= end[events.child]
    events, led_back = events.only(inside), led_back[inside]
    visits = draw_visits(block, families, children, events, spells, end=end)
    made = choose_assessments(block, children, visits)
    needs = strengths = ratings = None
    if rated is not None:
        at = {"child": made.child, "day": made.day}
        expected = expected_needs(block, families, children, exposure)
        needs = needs_at(block, lasting, expected, events, services, **at)
        strengths = strengths_at(block, lasting, families.leaning[children.family], **at)
        home = look_after(exposure, children.group, **at)
        ratings = draw_ratings(
            block, rated, made, needs=needs, strengths=strengths, home=home, n_children=len(children)
        )
    return History(
        block=block,
        families=families,
        parents=draw_parents(block, families),
        children=children,
        exposure=exposure,
        episodes=list_episodes(families, children, exposure),
        lasting=lasting,
        services=services,
        assistance_end=assistance_end,
        lost_rate=follow_up.rate,
        end=end,
        end_reason=np.where(closed, GOALS_MET, follow_up.reason).astype(np.int8),
        setbacks=events,
        led_back=led_back,
        spells=spells,
        visits=visits,
        stages=observe_stages(visits, end=end, closed=closed),
        assessments=made,
        needs=needs,
        strengths=strengths,
        ratings=ratings,
    )
