"""Latent needs, correlated within child and family; moved by group, age, exposure, time, setbacks and services."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import SERVICES
from ..model.vocabulary import DOMAINS, GROUPS
from .children import Children
from .exposure import Exposure
from .families import Families
from .services import Services
from .setbacks import Setbacks
from .streams import DAYS, SIZE, Block

NEEDS = tuple(domain for domain in DOMAINS if domain != "strengths")
RELIEVES = {
    "housing": ("housing",),
    "medical": ("health",),
    "psychological": ("psychological",),
    "education": ("education",),
    "economic": ("economic",),
    "administrative": ("administrative",),
    "legal": ("legal",),
    "safety": ("safety",),
    "family": ("relationships", "carer"),
    "case_management": (),
}


@dataclass(frozen=True, eq=False)
class Lasting:
    """What stays with a child: `needs` (children × domains), `general`, `strengths`; all with mean 0.

    `needs` has the variance that family and child share together; `general` and `strengths` have SD 1.
    """

    needs: np.ndarray
    general: np.ndarray
    strengths: np.ndarray


def draw_lasting(block: Block, children: Children) -> Lasting:
    """Draw the lasting part of needs and strengths: one general factor and one per domain, each of family and child."""
    numbers, n = block.numbers, len(children)
    common = numbers.number("needs.common_share")
    of_family = block.stream("needs/family").standard_normal((SIZE, len(NEEDS) + 1))[children.family]
    of_child = block.stream("needs/child").standard_normal((n, len(NEEDS) + 1))
    mixed = [np.sqrt(common) * part[:, :1] + np.sqrt(1 - common) * part[:, 1:] for part in (of_family, of_child)]
    shares = np.sqrt([numbers.number("needs.family_share"), numbers.number("needs.child_share")])
    whole = max(float(np.hypot(*shares)), 1e-12)
    general = (shares[0] * of_family[:, 0] + shares[1] * of_child[:, 0]) / whole
    together, with_needs = numbers.number("strengths.family_share"), numbers.number("strengths.with_needs")
    own = np.sqrt(together) * block.stream("strengths/family").standard_normal(SIZE)[children.family]
    own = own + np.sqrt(1 - together) * block.stream("strengths/child").standard_normal(n)
    return Lasting(
        needs=shares[0] * mixed[0] + shares[1] * mixed[1],
        general=general,
        strengths=with_needs * general + np.sqrt(1 - with_needs**2) * own,
    )


def expected_needs(block: Block, families: Families, children: Children, exposure: Exposure) -> np.ndarray:
    """Move of each child's needs by group, age, exposure and complexity: children × domains."""
    numbers = block.numbers
    moved = np.zeros((len(children), len(NEEDS)))
    for place, group in enumerate(GROUPS):
        if place:
            moved[children.group == place] += [numbers.by(f"needs.{group}")[domain] for domain in NEEDS]
    by_age = np.array([numbers.by("needs.age")[domain] for domain in NEEDS])
    moved += (children.age_at_exit - 9)[:, None] * by_age
    moved += numbers.number("needs.criterion") * children.complexity[:, None]
    measured = {
        "hostile_story": exposure.hostile_story,
        "no_contact": exposure.no_contact,
        "no_remittance": exposure.no_remittance,
        "institution_or_alone": exposure.institution_or_alone,
        "exploited": exposure.exploited,
        "prejudice": families.prejudice[children.family],
        "apart_years": exposure.apart / (12 * DAYS),
    }
    for key, effect in numbers.by("needs.exposure").items():
        name, _, domain = key.partition("-")
        moved[:, NEEDS.index(domain)] += effect * measured[name]
    return moved


def needs_at(
    block: Block, lasting: Lasting, expected: np.ndarray, setbacks: Setbacks, services: Services, *, child, day
) -> np.ndarray:
    """Latent need of each child on each day: occasions × domains, occasion noise included."""
    numbers = block.numbers
    time = day / DAYS
    early = np.array([numbers.by("needs.early")[domain] for domain in NEEDS])
    needs = lasting.needs[child] + expected[child]
    needs += np.exp(-time / numbers.number("needs.early_fades"))[:, None] * early
    needs[:, NEEDS.index("relationships")] += tension_at(block, time)
    bump = numbers.number("needs.after_setback")
    needs += (bump * _recent(setbacks, child, time, numbers.number("needs.after_setback_fades")))[:, None]
    for place, area in enumerate(SERVICES):
        begin = services.start[child, place]
        running = services.received[child, place] * np.clip((day - begin) / (3 * DAYS), 0, 1)
        for domain in RELIEVES[area]:
            needs[:, NEEDS.index(domain)] += numbers.number("needs.service_relief") * running
    left = max(1 - numbers.number("needs.family_share") - numbers.number("needs.child_share"), 0.0)
    return needs + np.sqrt(left) * block.stream("needs/occasion").standard_normal(needs.shape)


def strengths_at(block: Block, lasting: Lasting, leaning: np.ndarray, *, child, day) -> np.ndarray:
    """Latent strengths of each child on each day."""
    numbers = block.numbers
    gained = numbers.number("strengths.growth") * day / (12 * DAYS)
    return lasting.strengths[child] + numbers.number("strengths.person_to_lean_on") * leaning[child] + gained


def tension_at(block: Block, time: np.ndarray) -> np.ndarray:
    """The clock of relationships, by months since exit: relief fades, conflict rises and falls, slow easing."""
    numbers = block.numbers
    peak = time / numbers.number("relationships.conflict_peak")
    return (
        numbers.number("relationships.conflict") * peak * np.exp(1 - peak)
        - numbers.number("relationships.relief") * np.exp(-time / numbers.number("relationships.relief_fades"))
        - numbers.number("relationships.easing") * (1 - np.exp(-time / numbers.number("relationships.easing_months")))
    )


def _recent(setbacks: Setbacks, child: np.ndarray, time: np.ndarray, fades: float) -> np.ndarray:
    """What is left of the latest setback of the child: 1 on its day, fading; 0 before the first."""
    span = 1e4
    place = np.searchsorted(setbacks.child * span + setbacks.day / DAYS, child * span + time, side="right") - 1
    known = place >= 0
    if not known.any():
        return np.zeros(len(child))
    place = np.maximum(place, 0)
    known &= setbacks.child[place] == child
    since = np.where(known, time - setbacks.day[place] / DAYS, np.inf)
    return np.exp(-since / fades)
