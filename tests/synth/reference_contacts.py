"""Services, visits and full ratings of one child of the plain reference."""

import math
import random

from workbench.cohort.codes import SERVICES
from workbench.synth.parameters import Parameters

DAYS = 30.4375
SET_MONTHS = {"month_6": 6, "month_12": 12, "month_24": 24, "month_36": 36, "month_60": 60}


def draw_contacts(numbers: Parameters, dice: random.Random, child, shared: dict) -> None:
    """Draw what is offered, when the child is seen, and at which visits the questions are asked."""
    _services(numbers, dice, child)
    _visits(numbers, dice, child, shared["schedule"])
    _assessments(numbers, dice, child)


def _services(numbers: Parameters, dice: random.Random, child) -> None:
    """First day, and whether it was received, by area."""
    for area in SERVICES:
        share = numbers.by("services.offered")[area]
        odds = share / (1 - share) * math.exp(numbers.number("services.offered_by_need") * child.general)
        start = child.entry + math.floor(dice.expovariate(1 / (numbers.number("services.wait") * DAYS)))
        if dice.random() < odds / (1 + odds) and start < min(child.assistance_end, child.end):
            child.services[area] = (start, dice.random() >= numbers.number("services.declined"))


def _visits(numbers: Parameters, dice: random.Random, child, schedule: str) -> None:
    seen = {child.entry: "scheduled", child.end - 1: "scheduled"}
    month, room = 0.0, numbers.number("design.follow_up_months")
    while True:
        step = 6.0 if schedule == "six_monthly" or month >= 36 - 1e-6 else 1.0
        if schedule == "weekly" and month < 12 - 1e-6:
            step = 7 / DAYS
            if month + step > 12 + 1e-9:
                month, step = 12.0, 1.0
        month += step
        if month > room + 1e-9:
            break
        shifted = month + (2 * dice.random() - 1) * numbers.number("visits.jitter") * step
        day = child.entry + round(shifted * DAYS)
        if dice.random() >= numbers.number("visits.missed") and day < child.end - 1:
            seen.setdefault(day, "scheduled")
    for setback in child.setbacks:
        day = setback + math.floor(dice.expovariate(1 / numbers.number("visits.delay")))
        if dice.random() < numbers.number("visits.after_setback") and day < child.end:
            seen[day] = "crisis"
    concern = numbers.number("visits.person_of_concern")
    child.visits = [(day, kind, dice.random() < concern) for day, kind in sorted(seen.items())]


def _assessments(numbers: Parameters, dice: random.Random, child) -> None:
    at: dict[int, str] = {}
    for day, kind, _ in child.visits:
        if kind == "crisis" and dice.random() < numbers.number("visits.rated_after_setback"):
            at[day] = "setback"
    for occasion, month in SET_MONTHS.items():
        fits = [day for day, _, _ in child.visits if month - 0.5 <= day / DAYS < month + 3]
        if fits:
            at[fits[0]] = occasion
    at[child.visits[0][0]] = "intake"
    child.assessments = sorted(at.items())
