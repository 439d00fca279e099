"""Needs, ratings and missing answers of one child of the plain reference."""

import bisect
import math
import random

from workbench.model.vocabulary import GROUPS, INFORMANTS, STAGES
from workbench.synth.needs import NEEDS, RELIEVES
from workbench.synth.parameters import Parameters
from workbench.synth.questions import SPEAKERS, STRENGTHS, YOUNGEST, Question

DAYS = 30.4375
YEAR = 365.25


def draw_answers(
    numbers: Parameters, dice: random.Random, child, shared: dict, questions: tuple[Question, ...]
) -> None:
    """Draw needs and ratings at every assessment of a child."""
    expected, lasting, strengths = _expected(numbers, dice, child, shared), *_lasting(numbers, dice, child, shared)
    choices = {one.item.id: dice.random() for one in questions}
    kinds = {day: (kind, concern) for day, kind, concern in child.visits}
    for day, _ in child.assessments:
        needs = _needs(numbers, dice, child, expected, lasting, day)
        gained = numbers.number("strengths.growth") * day / (12 * DAYS)
        strong = strengths + numbers.number("strengths.person_to_lean_on") * shared["leaning"] + gained
        _rate_all(numbers, dice, child, questions, day, *kinds[day], needs, strong, choices)


def _expected(numbers: Parameters, dice: random.Random, child, shared: dict) -> dict[str, float]:
    def pick(name: str) -> str:
        return dice.choices(list(numbers.by(name)), list(numbers.by(name).values()))[0]

    apart = child.apart > 0
    told = pick("exposure.told") if apart and -child.birth >= 3 * YEAR else ""
    exploited = child.group == "trafficked_with" and dice.random() < numbers.number("exposure.exploited_itself")
    measured = {
        "hostile_story": told in ("abandoned", "immoral"),
        "no_contact": apart and pick("exposure.contact") == "none",
        "no_remittance": apart and pick("exposure.remittance") == "none",
        "institution_or_alone": child.carer in ("institution", "alone"),
        "exploited": exploited,
        "prejudice": shared["prejudice"],
        "apart_years": child.apart / (12 * DAYS),
    }
    age = max(-child.birth, 0) / YEAR - 9
    moved = {}
    for domain in NEEDS:
        moved[domain] = age * numbers.by("needs.age")[domain] + numbers.number("needs.criterion") * child.criteria
        if child.group != "left_behind":
            moved[domain] += numbers.by(f"needs.{child.group}")[domain]
    for key, effect in numbers.by("needs.exposure").items():
        name, _, domain = key.partition("-")
        moved[domain] += effect * measured[name]
    return moved


def _lasting(numbers: Parameters, dice: random.Random, child, shared: dict) -> tuple[dict[str, float], float]:
    p = numbers.number
    common = p("needs.common_share")
    lasting = {}
    for domain in NEEDS:
        of_family = math.sqrt(common) * shared["need"] + math.sqrt(1 - common) * shared["domains"][domain]
        of_child = math.sqrt(common) * child.own_need + math.sqrt(1 - common) * dice.gauss()
        lasting[domain] = math.sqrt(p("needs.family_share")) * of_family + math.sqrt(p("needs.child_share")) * of_child
    together, with_needs = p("strengths.family_share"), p("strengths.with_needs")
    own = math.sqrt(together) * shared["strengths"] + math.sqrt(1 - together) * dice.gauss()
    return lasting, with_needs * child.general + math.sqrt(1 - with_needs**2) * own


def _needs(
    numbers: Parameters, dice: random.Random, child, expected: dict, lasting: dict, day: int
) -> dict[str, float]:
    p, months = numbers.number, day / DAYS
    latest = max((setback for setback in child.setbacks if setback <= day), default=None)
    bump = 0.0 if latest is None else math.exp(-(day - latest) / DAYS / p("needs.after_setback_fades"))
    left = math.sqrt(max(1 - p("needs.family_share") - p("needs.child_share"), 0))
    fading = math.exp(-months / p("needs.early_fades"))
    needs = {}
    for domain in NEEDS:
        needs[domain] = lasting[domain] + expected[domain] + fading * numbers.by("needs.early")[domain]
        needs[domain] += p("needs.after_setback") * bump + left * dice.gauss()
    peak = months / p("relationships.conflict_peak")
    needs["relationships"] += (
        p("relationships.conflict") * peak * math.exp(1 - peak)
        - p("relationships.relief") * math.exp(-months / p("relationships.relief_fades"))
        - p("relationships.easing") * (1 - math.exp(-months / p("relationships.easing_months")))
    )
    for area, (start, received) in child.services.items():
        running = received * min(max((day - start) / (3 * DAYS), 0), 1)
        for domain in RELIEVES[area]:
            needs[domain] += p("needs.service_relief") * running
    return needs


def _rate_all(
    numbers: Parameters,
    dice: random.Random,
    child,
    questions: tuple[Question, ...],
    day: int,
    kind: str,
    concern: bool,
    needs: dict[str, float],
    strong: float,
    choices: dict[str, float],
) -> None:
    p = numbers.number
    age = int((day - child.birth) / YEAR)
    stage = list(STAGES).index(next(one for one, start, end, _ in reversed(child.stages) if start <= day))
    group = list(GROUPS).index(child.group)
    colour = p("ratings.practitioner_spread") * dice.gauss()
    heard = {one: numbers.by("ratings.bias")[one] + p("ratings.informant_spread") * dice.gauss() for one in SPEAKERS}
    answers: dict[str, int | str] = {}
    for question in questions:
        if question.kind == "unrated" or not _applies(question, age, group, stage, answers):
            continue
        item = question.item
        need = 0.0 if question.domain == STRENGTHS else needs[NEEDS[question.domain]]
        latent = strong if question.domain == STRENGTHS else need
        speaking = [
            one
            for one in SPEAKERS
            if age >= YOUNGEST[one]
            and (not item.asked_of or one in item.asked_of)
            and dice.random() < numbers.by("ratings.speaks")[one]
        ]
        level = latent + colour
        if speaking:
            level += p("ratings.listening") * sum(heard[one] for one in speaking) / len(speaking)
        why = _missing(numbers, dice, question, age, kind, concern, need)
        if why:
            child.ratings.append((item.id, why, ""))
            continue
        if question.kind == "ordered":
            code = question.codes[_place(numbers, dice, question, level)]
        else:
            shares = _shares(numbers, question, child, day)
            reached = choices[item.id] * sum(shares)
            code = next(one for place, one in enumerate(question.codes) if reached < sum(shares[: place + 1]))
        answers[item.id] = code
        source = dice.choice(item.asked_of or ("worker",))
        if (source == "child" and age < YOUNGEST["child"]) or dice.random() < p("ratings.unrecorded"):
            source = "worker"
        assert source in INFORMANTS
        child.ratings.append((item.id, "", code))
        if question.kind == "ordered":
            for one in speaking:
                _place(numbers, dice, question, latent + heard[one])
                child.statements += 1


def _shares(numbers: Parameters, question: Question, child, day: int) -> list[float]:
    if question.item.id != "home_place":
        return [numbers.number("ratings.choice_fades") ** place for place in range(len(question.codes))]
    given = numbers.by(f"homes.{child.carer if day < child.reunited else 'parent'}")
    return [given[code] for code in question.codes]


def _applies(question: Question, age: int, group: int, stage: int, answers: dict) -> bool:
    def met(condition) -> bool:
        return answers.get(condition.item) in condition.any_of

    item = question.item
    return (
        bool(question.fits[age, group, stage])
        and all(met(one) for one in item.show_if)
        and (not item.show_if_any or any(met(one) for one in item.show_if_any))
        and not any(met(one) for one in item.hide_if)
    )


def _missing(
    numbers: Parameters, dice: random.Random, question: Question, age: int, kind: str, concern: bool, need: float
) -> str:
    p = numbers.number

    def chance(share: float, log_odds: float) -> bool:
        odds = share / (1 - share) * math.exp(log_odds)
        return dice.random() < odds / (1 + odds)

    if concern and question.unsafe_in_company and dice.random() < p("missing.unsafe"):
        return "unsafe_to_ask"
    if question.item.may_not_apply and dice.random() < p("missing.does_not_apply"):
        return "not_applicable"
    if chance(p("missing.declined"), p("missing.declined_age") * (age - 9) + p("missing.declined_need") * need):
        return "declined"
    if chance(p("missing.not_reached"), p("missing.not_reached_crisis") * (kind == "crisis")):
        return "not_reached"
    return "unknown" if dice.random() < p("missing.random") else ""


def _place(numbers: Parameters, dice: random.Random, question: Question, level: float) -> int:
    draw = dice.random() or 0.5
    reached = level + math.log(draw / (1 - draw)) / numbers.number("ratings.discrimination")
    return bisect.bisect_left(question.steps, reached, 0, len(question.codes) - 1)
