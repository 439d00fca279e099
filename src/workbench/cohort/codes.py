"""Codes of the cohort that no instrument needs, and how they read."""

from ..model import vocabulary

REGIONS = {f"r{number}": f"Region {number} (made up)" for number in range(1, 9)}

SCHEDULES = {
    "weekly": "Weekly in the first year, then monthly, from the fourth year every six months",
    "monthly": "Monthly, from the fourth year every six months",
    "six_monthly": "Every six months",
}

PREJUDICE = {"little": "Little", "some": "Some", "much": "Much"}

PARENTS = {"mother": "Mother", "father": "Father"}

EXPLOITATION = {
    "sexual": "Sexual exploitation",
    "labour": "Labour, domestic work included",
    "forced_marriage": "Forced marriage",
    "begging_or_crime": "Begging or petty crime",
    "several": "Several forms",
    "not_applicable": "This parent was not trafficked",
}

CRITERIA = {
    "disability": "Disability",
    "substance_misuse": "Substance misuse",
    "mental_health": "Mental-health issue",
    "chronic_illness": "Serious or chronic illness",
    "security_problem": "Security problem",
    "no_documents": "No documents or legal status",
    "no_family_support": "No family support",
    "marginalised": "Marginalised or discriminated identity",
    "violence_history": "History of abuse, violence or neglect",
    "dependent_children": "Dependent children or pregnancy",
    "unconsidered": "Little considered in the framework, as men and boys are",
}
PARENT_CRITERIA = tuple(CRITERIA)
CHILD_CRITERIA = tuple(code for code in CRITERIA if code not in ("substance_misuse", "dependent_children"))

SEXES = {"girl": "Girl", "boy": "Boy"}

EXIT_OF = {"child": "The child's own exit", "parent": "The parent's exit"}

END_REASONS = {
    "goals_met": "Case closed by agreement, goals met",
    "lost": "Lost to follow-up: contact broke off",
    "came_of_age": "Turned 18",
    "sixty_months": "Sixty months since exit",
    "study_end": "End of the study",
}

CARERS = {
    "other_parent": "Other parent",
    "grandparents": "Grandparents",
    "relatives": "Other relatives",
    "older_sibling": "Older brother or sister",
    "institution": "Institution",
    "alone": "Nobody steady",
    "not_applicable": "Never separated from the parent",
}
CONTACT = {
    "regular": "Regular",
    "sporadic": "Now and then",
    "none": "None",
    "not_applicable": "Never separated from the parent",
}
REMITTANCE = {
    "adequate": "Enough to help",
    "little": "A little",
    "none": "None",
    "not_applicable": "Never separated from the parent",
}
TOLD = {
    "sacrifice": "Gone for the child's sake",
    "neutral": "Gone, without a judgement",
    "nothing": "Nothing",
    "abandoned": "Left the child behind",
    "immoral": "Something shaming",
    "not_applicable": "Never separated from the parent, or too young to be told",
}

EPISODES = {
    "born": "Born",
    "separated": "Separated from the trafficked parent",
    "present": "With the parent while the parent was exploited",
    "exploited": "Exploited itself",
    "together": "Back together with the parent",
}

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
SERVICES = {code: label for code, label in vocabulary.SERVICES.items() if code != "return"}
UPTAKE = {"received": "Received", "declined": "Offered and declined"}

VISITS = {"scheduled": "As planned", "crisis": "Because of a setback"}

PRACTITIONER = "practitioner"
