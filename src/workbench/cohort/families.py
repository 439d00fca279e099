"""Families and their parents."""

from . import codes
from .declaration import Column, Reference, Table, When

GUIDE = "000 › Supporting the children of trafficking victims"
COMPLEX = "003 › Three stages of reintegration"
FAMILY_ID = Column(
    name="family_id",
    kind="identifier",
    disclosure="safe",
    source="practice: a pseudonym, never a name",
    meaning="Family; a pseudonym.",
)


def list_criteria(whose: str, chosen: tuple[str, ...]) -> tuple[Column, ...]:
    """Declare a flag for each complex-case criterion."""
    return tuple(
        Column(
            name=f"criterion_{code}",
            kind="flag",
            meaning=f"Complex-case criterion of the {whose}: {codes.CRITERIA.english[code].lower()}.",
            source=COMPLEX,
            disclosure="sensitive",
        )
        for code in chosen
    )


FAMILIES = Table(
    name="families",
    title="Families",
    meaning="One row per family: children and adults who belong together. Clusters of every analysis are families.",
    key=("family_id",),
    columns=(
        FAMILY_ID,
        Column(
            name="region",
            kind="code",
            allowed=codes.REGIONS,
            not_known=True,
            meaning="Region where the family lives; shocks from outside are shared by a region.",
            source="practice: shared surroundings",
            disclosure="quasi-identifier",
        ),
        Column(
            name="exit_calendar_month",
            kind="whole",
            unit="months since the study began",
            lowest=0,
            highest=1200,
            meaning="Calendar month of the exit that starts the family's clock; 0 is the first month of the study. "
            "Added to months since exit it gives months of the study, to within a month.",
            source="practice: shocks hit families at different times since their exit",
            disclosure="quasi-identifier",
        ),
        Column(
            name="visit_schedule",
            kind="code",
            allowed=codes.SCHEDULES,
            not_known=True,
            meaning="How often the family is planned to be visited; years count from entry.",
            source="003 › Assistance and support in the reintegration and inclusion stage",
            disclosure="safe",
        ),
        Column(
            name="community_prejudice",
            kind="code",
            allowed=codes.PREJUDICE,
            ordered=True,
            not_known=True,
            meaning="Gossip, exclusion and refusal met in the community, as judged at intake.",
            source="002 › Stigma – social sanctions and the loneliness of secrecy",
            disclosure="sensitive",
        ),
        Column(
            name="person_to_lean_on",
            kind="flag",
            meaning="The family has someone steady to lean on. Whom the child has is rated as `strength_person`.",
            source="003 › Set-backs and challenges over the course of reintegration",
            disclosure="sensitive",
        ),
    ),
)

PARENTS = Table(
    name="parents",
    title="Parents",
    meaning="One row per parent in the record. Every family has at least one trafficked parent; `children.parent_id` "
    "names one parent of a child, `family_id` leads to both.",
    key=("parent_id",),
    references=(Reference(columns=("family_id",), table="families", to=("family_id",)),),
    columns=(
        Column(
            name="parent_id",
            kind="identifier",
            meaning="Parent; a pseudonym.",
            source="practice: a pseudonym, never a name",
            disclosure="safe",
        ),
        FAMILY_ID,
        Column(
            name="role",
            kind="code",
            allowed=codes.PARENTS,
            meaning="Mother or father.",
            source=GUIDE,
            disclosure="quasi-identifier",
        ),
        Column(
            name="trafficked",
            kind="flag",
            meaning="Was trafficked; the exit of the first such parent starts the family's clock.",
            source=GUIDE,
            disclosure="sensitive",
        ),
        Column(
            name="exploitation",
            kind="code",
            allowed=codes.EXPLOITATION,
            not_known=True,
            meaning="Main form of exploitation.",
            source="000 › Children trafficked with a parent or born into trafficking",
            disclosure="sensitive",
        ),
        Column(
            name="exploitation_months",
            kind="number",
            unit="months",
            lowest=0,
            highest=720,
            missing="not trafficked",
            empty_when=When("trafficked", False),
            not_known=True,
            meaning="Length of the exploitation, up to the exit of this parent.",
            source="practice: dated from what is known of the exit",
            disclosure="quasi-identifier",
        ),
        *list_criteria("parent", codes.PARENT_CRITERIA),
    ),
)
