"""The words that instruments, pages, store and tables share: codes and how they read."""

from enum import StrEnum

from ..language import Labels

GROUPS = Labels(
    {
        "left_behind": "Left behind when a parent was trafficked",
        "trafficked_with": "Trafficked with a parent, or present",
        "born_into": "Born during the trafficking",
        "born_after": "Born after, from a pregnancy of that time",
    }
)

# What the file of a child may say: one of the groups, or that none of them fits.
STORIES = GROUPS | Labels({"other": "Another story, such as born later to a new partner"})

AGE_BANDS = {"0-2": (0, 2), "3-5": (3, 5), "6-11": (6, 11), "12-17": (12, 17)}
LAST_YEAR = max(last for _, last in AGE_BANDS.values())

# Faces drawn beside the answers of a child of six or older, and how they are told to one who does not see them.
FACES = Labels(
    {
        "up": "A smiling face",
        "flat": "A face with a straight mouth",
        "wavy": "A face with a wavy mouth",
        "down": "A face with the mouth turned down",
    }
)
FACES_FROM_AGE = 6

STAGES = Labels(
    {
        "crisis": "Crisis",
        "transition": "Transition",
        "reintegration": "Reintegration and inclusion",
    }
)

LEVELS = ("individual", "family", "community", "structural")

DOMAINS = Labels(
    {
        "safety": "Safety",
        "housing": "Home",
        "health": "Health",
        "psychological": "Feelings and sleep",
        "economic": "Basics and money",
        "education": "School and learning",
        "legal": "Legal protection",
        "administrative": "Papers and access",
        "relationships": "Parent, family, others",
        "carer": "The carer",
        "strengths": "Strengths",
    }
)

# How far something that holds a child up has been found; a construct of its own, never taken off a need.
STRENGTHS = Labels(
    {
        "none_yet": "None found yet",
        "emerging": "Emerging",
        "usable": "Usable",
        "central": "Central",
    }
)

INFORMANTS = Labels(
    {
        "child": "Child",
        "parent": "Parent",
        "other_parent": "Other parent",
        "carer": "Carer",
        "sibling": "Sibling",
        "teacher": "Teacher",
        "doctor": "Doctor",
        "worker": "Worker (own observation)",
        "shelter_staff": "Shelter staff",
        "document": "Document",
        "other": "Other",
    }
)

# Who may be in the room: informants who are people, and those who only listen. Read over a shoulder, a label must
# accuse nobody: `person_of_concern` is whoever is suspected of harming or exploiting the child.
PRESENT = INFORMANTS.but("document", "worker") | Labels(
    {
        "partner": "Parent's partner",
        "relative": "Other relative",
        "interpreter": "Interpreter",
        "police": "Police officer",
        "person_of_concern": "Someone else to keep in mind",
        "unknown_person": "Someone I do not know",
    }
)

# The answer to "who is here" when nobody is; it stands alone.
NOBODY = "nobody"

# The organisation's own numbers, set once on the settings page.
CONTACTS = Labels(
    {
        "supervisor": "Supervisor on call",
        "child_protection": "Child protection authority",
        "police": "Police, officers trained for children",
        "ambulance": "Ambulance",
        "doctor": "Doctor or paediatric clinic",
        "sexual_assault_clinic": "Clinic for care after sexual assault",
        "crisis_clinician": "Clinician for self-harm and suicide, same day",
        "maternity": "Maternity or adolescent health clinic",
        "carer_support": "Same-day support for a parent or carer",
        "guardian_office": "Guardianship office",
        "lawyer": "Lawyer",
        "shelter": "Safe place for tonight",
        "anti_trafficking": "National hotline",
    }
)


# How soon a critical point must be acted on, the soonest first.
WITHIN = Labels({"now": "Now", "today": "Today", "72 hours": "Within 72 hours", "this week": "This week"})
URGENCY = tuple(WITHIN)

# Kinds of service, for whoever offers and for whoever counts.
SERVICES = Labels(
    {
        "housing": "Housing and care",
        "medical": "Medical",
        "psychological": "Psychological and counselling",
        "education": "Education, training and life skills",
        "economic": "Economic empowerment",
        "administrative": "Administrative",
        "legal": "Legal",
        "safety": "Safety and security",
        "family": "Assistance to the family, parent–child work included",
        "case_management": "Case management",
        "return": "Return assistance",
    }
)


class NonAnswer(StrEnum):
    """Why a question has no answer. None of the five is ever a number."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"
    UNSAFE = "unsafe_to_ask"
    NOT_REACHED = "not_reached"

    @property
    def label(self) -> str:
        """How the page and the printed record call it."""
        return NON_ANSWERS[self]


NON_ANSWERS = Labels(
    {
        NonAnswer.UNKNOWN: "Unknown",
        NonAnswer.DECLINED: "Declined",
        NonAnswer.NOT_APPLICABLE: "Does not apply",
        NonAnswer.UNSAFE: "Not safe to ask",
        NonAnswer.NOT_REACHED: "Not reached",
    }
)


def age_band(age: float) -> str:
    """Name the band of an age in years; a grown-up is asked as in the last band.

    Raises
    ------
    ValueError
        The age is below 0.
    """
    for band, (low, _) in reversed(AGE_BANDS.items()):
        if low <= age:
            return band
    raise ValueError("age: found one below 0; check the year of birth")
