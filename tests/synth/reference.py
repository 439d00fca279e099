"""The same model, child by child, in plain Python: slow, without arrays or streams, and easy to read.

It reads the same numbers, and draws what is compared: group and birth, setbacks, drop-out, closure, true stages; when
asked, also services and visits (`reference_contacts`), needs and ratings (`reference_answers`).
"""

import math
import random
from dataclasses import dataclass, field

from workbench.cohort.codes import CHILD_CRITERIA, REGIONS
from workbench.model.vocabulary import STAGES
from workbench.synth.needs import NEEDS
from workbench.synth.parameters import Parameters

from .reference_answers import draw_answers
from .reference_contacts import draw_contacts

DAYS = 30.4375


@dataclass
class Child:
    """What is compared."""

    group: str
    birth: int
    entry: int
    criteria: int
    end: int = 0
    reason: str = ""
    setbacks: list[int] = field(default_factory=list)
    stages: list[tuple[str, int, int, str]] = field(default_factory=list)
    apart: int = 0
    carer: str = ""
    reunited: float = 0
    own_need: float = 0.0
    general: float = 0.0
    assistance_end: int = 0
    services: dict[str, tuple[int, bool]] = field(default_factory=dict)
    visits: list[tuple[int, str, bool]] = field(default_factory=list)
    assessments: list[tuple[int, str]] = field(default_factory=list)
    ratings: list[tuple[str, str, int | str]] = field(default_factory=list)
    statements: int = 0


def simulate(numbers: Parameters, families: int, seed: int, questions: tuple = ()) -> list[Child]:
    """Draw that many families and list their children; with questions also services, visits, needs and ratings."""
    dice = random.Random(seed)
    shocks = _shocks(numbers, dice)
    return [child for _ in range(families) for child in _family(numbers, dice, shocks, questions)]


def _shocks(numbers: Parameters, dice: random.Random) -> list[set[int]]:
    lasting, span = int(numbers.number("setbacks.shock_months")), int(numbers.number("design.study_months"))
    hit: list[set[int]] = [set() for _ in REGIONS]
    for months in hit:
        for month in range(span + 1):
            if dice.random() < numbers.number("setbacks.shock_chance"):
                months.update(range(month, month + lasting))
    return hit


def _gamma(dice: random.Random, variance: float) -> float:
    return dice.gammavariate(1 / variance, variance) if variance else 1.0


def _pick(dice: random.Random, shares: dict) -> str:
    return dice.choices(list(shares), list(shares.values()))[0]


def _family(numbers: Parameters, dice: random.Random, shocks: list[set[int]], questions: tuple) -> list[Child]:
    p = numbers.number
    intake = min(
        p("families.intake_median") * math.exp(p("families.intake_spread") * dice.gauss()), p("families.intake_latest")
    )
    longest = min(120, 12 * p("children.oldest_at_exit") - 3)
    length = p("parents.exploitation_median") * math.exp(p("parents.exploitation_spread") * dice.gauss())
    shared = {
        "exit_month": int(dice.random() * p("design.exits_until_month")),
        "shocks": dice.choice(shocks),
        "prejudice": list(numbers.by("families.community_prejudice")).index(
            _pick(dice, numbers.by("families.community_prejudice"))
        ),
        "leaning": dice.random() < p("families.person_to_lean_on"),
        "frailty": _gamma(dice, p("setbacks.family_frailty")),
        "need": dice.gauss(),
        "pace": {stage: dice.gauss() for stage in STAGES},
        "assistance": p("services.assistance_median") * math.exp(p("services.assistance_spread") * dice.gauss()),
    }
    exploited = round(min(max(length, 1), longest) * DAYS)
    of_family = _pick(dice, numbers.by("children.group"))
    births = []
    for _ in range(1 + min(_poisson(dice, p("families.further_children")), 4)):
        own = _pick(dice, numbers.by("children.group"))
        group = of_family if dice.random() < p("children.like_siblings") else own
        births.append((_birth(numbers, dice, group, exploited), group))
    children: list[Child] = []
    for birth, group in sorted(births):
        if not children or birth - children[-1].birth >= 280:
            children.append(_child(numbers, dice, birth, group, math.floor(intake * DAYS)))
            _follow(numbers, dice, children[-1], exploited, shared)
    if questions:
        shared["schedule"] = _pick(dice, numbers.by("families.visit_schedule"))
        shared["domains"] = {domain: dice.gauss() for domain in NEEDS}
        shared["strengths"] = dice.gauss()
        for child in children:
            draw_contacts(numbers, dice, child, shared)
            draw_answers(numbers, dice, child, shared, questions)
    return children


def _poisson(dice: random.Random, mean: float) -> int:
    count, product = 0, dice.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * dice.random()
    return count


def _birth(numbers: Parameters, dice: random.Random, group: str, exploited: int) -> int:
    oldest = -round(numbers.number("children.oldest_at_exit") * 365.25)
    windows = {
        "left_behind": (oldest, -exploited - 30),
        "trafficked_with": (oldest, -exploited),
        "born_into": (-exploited + 1, -1),
        "born_after": (0, 270),
    }
    return dice.randint(*windows[group])


def _child(numbers: Parameters, dice: random.Random, birth: int, group: str, intake: int) -> Child:
    criteria = 0
    for code in CHILD_CRITERIA:
        share = numbers.by("children.criteria")[code]
        odds = share / (1 - share) * math.exp(numbers.by("children.criteria_of_group")[group])
        criteria += dice.random() < odds / (1 + odds)
    return Child(group=group, birth=birth, entry=max(0, birth, intake), criteria=criteria)


def _follow(numbers: Parameters, dice: random.Random, child: Child, exploited: int, shared: dict) -> None:
    p = numbers.number
    share = (p("needs.family_share"), p("needs.child_share"))
    child.own_need = dice.gauss()
    need = (math.sqrt(share[0]) * shared["need"] + math.sqrt(share[1]) * child.own_need) / math.sqrt(sum(share))
    child.general, child.assistance_end = need, child.entry + round(shared["assistance"] * DAYS)
    lost = p("dropout.monthly_rate") * math.exp(
        numbers.by("dropout.group")[child.group]
        + p("dropout.frailty") * math.log(shared["frailty"])
        + p("dropout.need") * need
    )
    ends = {
        "lost": child.entry + round((p("dropout.earliest") + dice.expovariate(lost)) * DAYS),
        "came_of_age": child.birth + math.floor(18 * 12 * DAYS),
        "sixty_months": math.floor(p("design.follow_up_months") * DAYS),
        "study_end": math.floor((p("design.study_months") - shared["exit_month"]) * DAYS),
    }
    child.reason = min(ends, key=lambda reason: ends[reason])
    child.end = ends[child.reason]
    events = _events(numbers, dice, child, exploited, shared)
    child.reunited = _reunited(numbers, dice) if child.group == "left_behind" else 0
    _stages(numbers, dice, child, shared, [day for day, derails in events if derails])
    child.setbacks = [day for day, _ in events if day <= child.end]


def _alone(numbers: Parameters, dice: random.Random, child: Child, exploited: int) -> bool:
    """Whether the child had nobody steady, or an institution, while apart."""
    length, part = exploited, 0.2 + 0.6 * dice.random()
    child.apart = {
        "left_behind": length,
        "trafficked_with": math.floor(length * part)
        if dice.random() < numbers.number("exposure.first_left_behind")
        else 0,
        "born_into": math.floor(-child.birth * part)
        if child.birth < -60 and dice.random() < numbers.number("exposure.sent_away")
        else 0,
        "born_after": 0,
    }[child.group]
    if child.apart:
        child.carer = _pick(dice, numbers.by("exposure.carer"))
    return child.carer in ("institution", "alone")


def _reunited(numbers: Parameters, dice: random.Random) -> float:
    """The day of coming together again."""
    if dice.random() >= numbers.number("exposure.reunited"):
        return math.inf
    return math.floor(min(dice.expovariate(1 / (numbers.number("exposure.reunion_months") * DAYS)), 730))


def _events(
    numbers: Parameters, dice: random.Random, child: Child, exploited: int, shared: dict
) -> list[tuple[int, bool]]:
    p = numbers.number
    log_rate = (
        math.log(p("setbacks.monthly_rate"))
        + numbers.by("setbacks.group")[child.group]
        + p("setbacks.criterion") * child.criteria
        + p("setbacks.prejudice") * shared["prejudice"]
        + p("setbacks.person_to_lean_on") * shared["leaning"]
        + p("setbacks.age") * (max(-child.birth, 0) / 365.25 - 9)
        + p("setbacks.institution_or_alone") * _alone(numbers, dice, child, exploited)
    )
    frailty = shared["frailty"] * _gamma(dice, p("setbacks.child_frailty"))
    assistance_end = child.assistance_end / DAYS
    odds = p("setbacks.set_back") / (1 - p("setbacks.set_back"))
    odds *= math.exp(p("setbacks.set_back_lean") * shared["leaning"])
    days: dict[int, bool] = {}
    for month in range(61):
        now = log_rate + p("setbacks.early") * math.exp(-(month + 0.5) / p("setbacks.early_fades"))
        if 0 <= month - math.ceil(assistance_end) < p("setbacks.assistance_ended_months"):
            now += p("setbacks.assistance_ended")
        if shared["exit_month"] + month in shared["shocks"]:
            now += p("setbacks.shock")
        for _ in range(_poisson(dice, frailty * math.exp(now))):
            day = math.floor((month + dice.random()) * DAYS)
            if child.entry < day <= child.end:
                days.setdefault(day, dice.random() < odds / (1 + odds))
    return sorted(days.items())


def _stages(numbers: Parameters, dice: random.Random, child: Child, shared: dict, derailing: list[int]) -> None:
    p, names = numbers.number, list(STAGES)
    place, start = 0, child.entry
    while True:
        stage = names[place]
        together = p("stages.family_share")
        z = math.sqrt(together) * shared["pace"][stage] + math.sqrt(1 - together) * dice.gauss()
        centre = math.log(p(f"stages.{stage}_median")) + numbers.by(f"stages.{stage}_location")[child.group]
        centre += p("stages.criterion") * child.criteria
        forward = start + max(1, round(math.exp(centre + numbers.by(f"stages.{stage}_scale")[child.group] * z) * DAYS))
        back = next((day for day in derailing if day > start and place), math.inf)
        stop = min(forward, back)
        if place == len(names) - 1 and forward <= min(back, child.end):
            child.stages.append((stage, start, forward, "forward"))
            child.end, child.reason = forward, "goals_met"
            return
        if stop >= child.end:
            child.stages.append((stage, start, child.end, "censored"))
            return
        ended = "forward" if forward <= back else "backward"
        child.stages.append((stage, start, int(stop), ended))
        place, start = place + (1 if ended == "forward" else -1), int(stop)
