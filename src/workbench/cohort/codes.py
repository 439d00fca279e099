"""Codes of the cohort that no instrument needs, and how they read; those of the case record are the same there."""

from ..language import Labels
from ..model import vocabulary
from ..model.casework.words import CARERS as LOOKED_AFTER
from ..model.casework.words import CONTACT as IN_TOUCH
from ..model.casework.words import CRITERIA, FORMS, OF_ADULTS, PREJUDICE, SCHEDULES, SEXES
from ..model.casework.words import EPISODES as STRETCHES
from ..model.casework.words import REMITTANCE as MONEY
from ..model.casework.words import TOLD as STORY_TOLD

__all__ = ["CRITERIA", "PREJUDICE", "SCHEDULES", "SEXES"]

REGIONS = {f"r{number}": f"Region {number} (made up)" for number in range(1, 9)}

PARENTS = {"mother": "Mother", "father": "Father"}

EXPLOITATION = FORMS | Labels({"not_applicable": "This parent was not trafficked"})

PARENT_CRITERIA = tuple(CRITERIA)
CHILD_CRITERIA = tuple(code for code in CRITERIA if code not in OF_ADULTS)

EXIT_OF = {"child": "The child's own exit", "parent": "The parent's exit", "intake": "No exit is known: intake"}

END_REASONS = {
    "goals_met": "Case closed by agreement, goals met",
    "lost": "Lost to follow-up: contact broke off",
    "came_of_age": "Turned 18",
    "sixty_months": "Sixty months since exit",
    "study_end": "End of the study",
}

NEVER_APART = Labels({"not_applicable": "Never separated from the parent"})
CARERS = LOOKED_AFTER | NEVER_APART
CONTACT = IN_TOUCH | NEVER_APART
REMITTANCE = MONEY | NEVER_APART
TOLD = STORY_TOLD | Labels({"not_applicable": "Never separated from the parent, or too young to be told"})

EPISODES = Labels({"born": "Born"}) | STRETCHES

OCCASIONS = {
    "intake": "Intake",
    "month_6": "Six months since exit",
    "month_12": "Twelve months since exit",
    "month_24": "Twenty-four months since exit",
    "month_36": "Thirty-six months since exit",
    "month_60": "Sixty months since exit",
    "setback": "After a setback",
}

ENDED = {
    "forward": "Went on to a later stage, or the case was closed with goals met",
    "backward": "Went back to an earlier stage",
    "censored": "Still in the stage when follow-up ended",
}

SETBACKS = {
    "economic": "Money or job lost",
    "mental_health": "Mental health",
    "illness": "Illness or injury",
    "family_conflict": "Conflict in the family",
    "family_violence": "Violence or abuse in the family",
    "community_tension": "Tension in the community",
    "witness_threats": "Threats as victim or witness",
    "long_legal_process": "Long legal process",
    "health_costs": "Costs of health care",
    "end_of_assistance": "Assistance ended",
    "self_reliance": "Hard to become self-reliant",
    "external_crisis": "Disaster, pandemic or other crisis from outside",
    "school": "Hard to enrol or stay in school",
    "no_child_services": "No service for children nearby",
    "reprisals": "Reprisals by traffickers",
    "violence_towards_child": "Violence towards the child at home, in school or in the community",
}
EFFECTS = {"held": "The stage was held", "set_back": "Led back to the stage before"}

# No cohort holds return assistance.
SERVICES = vocabulary.SERVICES.but("return")
UPTAKE = {"received": "Received", "declined": "Offered and declined"}

VISITS = {"scheduled": "As planned", "crisis": "Because of a setback"}

PRACTITIONER = "practitioner"
