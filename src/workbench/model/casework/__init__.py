"""The case record, each table declared once: people, agreements, meetings and history."""

from .agreements import (
    Assent,
    Consent,
    Responsibility,
    WithoutConsent,
    current_consent,
    missing_consent,
    refuse_without,
    require_consent,
)
from .history import (
    Carer,
    ChildHistory,
    Episode,
    Exploitation,
    FamilyHistory,
    HouseholdMember,
    Stretch,
)
from .meetings import Sitting
from .people import Child, Family, Person
from .words import (
    ASSENT_DECISIONS,
    CONSENT_DECISIONS,
    GROUNDS,
    IN_THE_ROOM,
    OTHER_FORM,
    PURPOSES,
    ROLES,
    STORY,
    WITHOUT_CONSENT,
)

TABLES = (
    Family,
    Person,
    Child,
    Responsibility,
    Consent,
    Assent,
    WithoutConsent,
    Sitting,
    Episode,
    Carer,
    HouseholdMember,
    Exploitation,
)

__all__ = [
    "ASSENT_DECISIONS",
    "CONSENT_DECISIONS",
    "GROUNDS",
    "IN_THE_ROOM",
    "OTHER_FORM",
    "PURPOSES",
    "ROLES",
    "STORY",
    "TABLES",
    "WITHOUT_CONSENT",
    "Assent",
    "Carer",
    "Child",
    "ChildHistory",
    "Consent",
    "Episode",
    "Exploitation",
    "Family",
    "FamilyHistory",
    "HouseholdMember",
    "Person",
    "Responsibility",
    "Sitting",
    "Stretch",
    "WithoutConsent",
    "current_consent",
    "missing_consent",
    "refuse_without",
    "require_consent",
]
