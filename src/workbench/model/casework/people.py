"""Who a file is about: families, adults and children. Pseudonyms only; never a name or an address."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from ...language import mark
from ..ages import Age, grown, since_birth
from .declared import Entry, Field, Table, link, moment
from .words import BANDS, CRITERIA, IDENTIFIED, MAKING_CONTACT, OF_ADULTS, PREJUDICE, ROLES, SCHEDULES, SEXES, STORY

Code = Annotated[str, Field("pseudonym", "", "A pseudonym: letters and digits that stand for nobody.")]


def identified_as(means: str) -> Field:
    """Declare whether somebody has been identified as a victim."""
    return Field("code", "Identified as a victim", means, "sensitive", allowed=IDENTIFIED, not_known=True, late=True)


class Family(Entry, frozen=True, kw_only=True):
    """Children and adults who belong together. `code` is a pseudonym."""

    table: ClassVar = Table("families", mark("Families"), "family", "Children and adults who belong together.")

    code: Code
    visit_schedule: Annotated[
        str | None,
        Field(
            "code",
            "Visits are planned",
            "How often the family is planned to be visited.",
            allowed=SCHEDULES,
            not_known=True,
            feeds=("families.visit_schedule",),
            late=True,
        ),
    ] = None
    prejudice: Annotated[
        str | None,
        Field(
            "code",
            "Prejudice met where they live",
            "Gossip, exclusion and refusal met in the community.",
            "sensitive",
            allowed=PREJUDICE,
            not_known=True,
            feeds=("families.community_prejudice",),
            late=True,
        ),
    ] = None
    leans_on: Annotated[
        bool | None,
        Field(
            "flag",
            "Somebody steady to lean on",
            "Whether the family has someone steady to lean on.",
            "sensitive",
            not_known=True,
            feeds=("families.person_to_lean_on",),
            late=True,
        ),
    ] = None
    making_contact: Annotated[
        str | None,
        Field(
            "code",
            "How to make contact",
            "What keeps a visit or a call from telling others about the family.",
            "sensitive",
            allowed=MAKING_CONTACT,
            not_known=True,
            late=True,
        ),
    ] = None
    contact_words: Annotated[
        str | None,
        Field(
            "line",
            "Words to use for who we are",
            "What workers say when somebody else opens the door or answers the telephone.",
            "sensitive",
            hint="As agreed with the family. No name, no address.",
            longest=200,
            late=True,
        ),
    ] = None
    created_at: Annotated[datetime, moment("When the file was begun.")]


class Person(Entry, frozen=True, kw_only=True):
    """An adult of a family. `label` tells two of the same role apart ("A", "B"); it is not a name.

    `of_concern`: suspected of harming or exploiting the child; neither consents nor is told. `trafficked` None is "not
    yet known".
    """

    table: ClassVar = Table("persons", mark("Adults"), "person", "An adult of a family, by role; never a name.")

    family_id: Annotated[str, link("families")]
    role: Annotated[
        str,
        Field(
            "code", "Who", "What the adult is to the child.", "quasi-identifier", allowed=ROLES, feeds=("parents.role",)
        ),
    ]
    label: Annotated[
        str,
        Field(
            "line",
            "Letter, to tell two apart",
            "Tells two adults of one role apart; no name.",
            hint="If there are two of the same, as A and B. Leave it empty and the next letter is taken.",
            longest=20,
        ),
    ] = ""
    of_concern: Annotated[
        bool,
        Field(
            "flag",
            "Do not ask or inform this person",
            "Suspected of harming or exploiting the child: neither consents nor is told.",
            "sensitive",
            hint="The Help page says when to use this.",
        ),
    ] = False
    trafficked: Annotated[
        bool | None,
        Field(
            "flag",
            "Was trafficked",
            "Whether this adult was.",
            "sensitive",
            not_known=True,
            feeds=("parents.trafficked",),
            late=True,
        ),
    ] = None
    identified: Annotated[
        str | None,
        identified_as("Whether the authorities have identified this adult as a victim of trafficking."),
    ] = None
    criteria: Annotated[
        tuple[str, ...] | None,
        Field(
            "codes",
            "What makes it harder for the adult",
            "Complex-case criteria of the adult; an empty list says that none applies.",
            "sensitive",
            allowed=CRITERIA,
            not_known=True,
            feeds=tuple(f"parents.criterion_{code}" for code in CRITERIA),
            late=True,
        ),
    ] = None


class Child(Entry, frozen=True, kw_only=True):
    """One child. `code` is a pseudonym; `born` is a year ("2017") or month ("2017-04"), if known.

    `age_band` stands in when no birth date is known, as seen on the day `age_band_on` (that of the file without one).
    `group` None is "not yet known".
    """

    table: ClassVar = Table("children", mark("Children"), "child", "One child, by a code that stands for nobody.")

    family_id: Annotated[str, link("families")]
    code: Code
    born: Annotated[
        str | None,
        Field(
            "month",
            "Birth, as far as it is known",
            "Year or month of birth.",
            "quasi-identifier",
            not_known=True,
            hint="The year alone is enough. Leave both empty if it is not known.",
            feeds=("children.birth_month",),
        ),
    ] = None
    age_band: Annotated[
        str | None,
        Field(
            "code",
            "Age, if no year is known",
            "Age as seen on the day `age_band_on`, for want of a birth date.",
            "quasi-identifier",
            allowed=BANDS,
            not_known=True,
        ),
    ] = None
    age_band_on: Annotated[date | None, Field("day", "", "Day on which the age was seen.", late=True)] = None
    sex: Annotated[
        str | None,
        Field(
            "code",
            "Girl or boy",
            "Girl, boy, or another.",
            "quasi-identifier",
            allowed=SEXES,
            not_known=True,
            feeds=("children.sex",),
            late=True,
        ),
    ] = None
    group: Annotated[
        str | None,
        Field(
            "code",
            "What fits the child's story",
            "How the child's life met the trafficking, as far as the team can tell.",
            "sensitive",
            allowed=STORY,
            not_known=True,
            hint="It can be filled in at any time.",
            feeds=("children.group",),
        ),
    ] = None
    identified: Annotated[
        str | None,
        identified_as("Whether the authorities have identified the child as a victim of trafficking in its own right."),
    ] = None
    criteria: Annotated[
        tuple[str, ...] | None,
        Field(
            "codes",
            "What makes it harder for the child",
            "Complex-case criteria of the child; an empty list says that none applies.",
            "sensitive",
            allowed=CRITERIA,
            not_known=True,
            feeds=tuple(f"children.criterion_{code}" for code in CRITERIA if code not in OF_ADULTS),
            late=True,
        ),
    ] = None
    created_at: Annotated[datetime, moment("When the file was begun.")]

    def age_on(self, day: date) -> Age | None:
        """Age on that day: in whole years, or the youngest and the oldest possible; None if unknown."""
        if self.born is not None:
            return since_birth(self.born, day)
        if self.age_band is None:
            return None
        return grown(self.age_band, self.age_band_on or self.created_at.astimezone().date(), day)
