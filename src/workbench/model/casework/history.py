"""What a child and its parents lived through, as dated stretches: the team's own, on no page for child or family."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from ...language import dates, mark, say
from ..instrument import Strict
from .declared import Entry, Field, Table, fields_of, link, told
from .people import Child, Family, Person
from .words import CARERS, CONTACT, EPISODES, FORMS, HOUSEHOLD, OTHER_CARERS, REMITTANCE, TOLD

HINT = mark("A year, or year and month, as 2019 or 2019-04. Leave it empty if nobody knows yet.")
Since = Annotated[
    str | None,
    Field("month", "From", "Year or month in which it began.", "quasi-identifier", not_known=True, hint=HINT),
]
Until = Annotated[
    str | None,
    Field("month", "Until", "Year or month in which it ended.", "quasi-identifier", not_known=True),
]
MAIN = ("kind", "who")
StillSo = Annotated[
    bool, Field("flag", "It is still so", "Whether it goes on; then there is no end.", "quasi-identifier")
]


class Stretch(Entry, frozen=True, kw_only=True):
    """Something that began and ended. An end that is missing is not known, unless it is still so."""

    began: Since = None
    ended: Until = None
    goes_on: StillSo = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.goes_on and self.ended:
            raise ValueError(say("ended: found an end of what is still so; keep one of the two."))
        if self.began and self.ended and self.ended < self.began[: len(self.ended)]:
            raise ValueError(say("ended: it ends before it begins; check the two dates."))


class Episode(Stretch, frozen=True, kw_only=True):
    """A stretch of a child's life: apart from a parent, with it at that time, exploited itself, or back together."""

    table: ClassVar = Table(
        "episodes",
        mark("What happened to the child"),
        "child",
        "A dated stretch of a child's life; stretches may overlap.",
    )

    child_id: Annotated[str, link("children")]
    kind: Annotated[
        str, Field("code", "What", "What the stretch was.", "sensitive", allowed=EPISODES, feeds=("episodes.kind",))
    ]
    parent_id: Annotated[str | None, link("persons", "Which parent")] = None
    form: Annotated[
        str | None,
        Field(
            "code",
            "In which form",
            "Main form of the child's own exploitation.",
            "sensitive",
            allowed=FORMS,
            not_known=True,
            only=("kind", ("exploited",)),
        ),
    ] = None
    contact: Annotated[
        str | None,
        Field(
            "code",
            "Contact with the parent",
            "Contact while apart.",
            "sensitive",
            allowed=CONTACT,
            not_known=True,
            feeds=("children.contact",),
            only=("kind", ("separated",)),
        ),
    ] = None
    money: Annotated[
        str | None,
        Field(
            "code",
            "Money sent for the child",
            "Money that came while apart.",
            "sensitive",
            allowed=REMITTANCE,
            not_known=True,
            feeds=("children.remittance",),
            only=("kind", ("separated",)),
        ),
    ] = None
    told: Annotated[
        str | None,
        Field(
            "code",
            "What the child was told",
            "What the child was told about the absence.",
            "sensitive",
            allowed=TOLD,
            not_known=True,
            feeds=("children.told",),
            only=("kind", ("separated",)),
        ),
    ] = None


class Carer(Stretch, frozen=True, kw_only=True):
    """Who looked after a child, one after the other."""

    table: ClassVar = Table(
        "carers",
        mark("Who looked after the child"),
        "child",
        "A carer of the child while it was apart.",
    )

    child_id: Annotated[str, link("children")]
    who: Annotated[
        str,
        Field(
            "code",
            "Who",
            "Who mainly looked after the child.",
            "sensitive",
            allowed=CARERS | OTHER_CARERS,
            feeds=("children.carer",),
        ),
    ]


class HouseholdMember(Stretch, frozen=True, kw_only=True):
    """Somebody who lives, or lived, in one household with a child."""

    table: ClassVar = Table(
        "household",
        mark("Who lives with the child"),
        "child",
        "Somebody in the child's household.",
    )

    child_id: Annotated[str, link("children")]
    who: Annotated[str, Field("code", "Who", "What they are to the child.", "sensitive", allowed=HOUSEHOLD)]


class Exploitation(Stretch, frozen=True, kw_only=True):
    """A time in which an adult of the family was exploited; its end is that exit."""

    table: ClassVar = Table(
        "exploitations",
        mark("The parent's time"),
        "person",
        "A time in which an adult was exploited; its end is the exit.",
    )

    person_id: Annotated[str, link("persons")]
    form: Annotated[
        str | None,
        Field(
            "code",
            "In which form",
            "Main form of the exploitation.",
            "sensitive",
            allowed=FORMS,
            not_known=True,
            feeds=("parents.exploitation", "parents.exploitation_months"),
        ),
    ] = None


def in_words(stretch: Stretch) -> str:
    """Say when a stretch was, as far as it is known.

    >>> in_words(Stretch(id="a", began="2017-04", ended="2019"))
    'April 2017 to 2019'
    >>> in_words(Stretch(id="a", began="2017", goes_on=True)), in_words(Stretch(id="a"))
    ('since 2017', 'dates not known')
    """
    began, ended = (dates.month(known) if known else "" for known in (stretch.began, stretch.ended))
    if stretch.goes_on:
        return say("since {began}", began=began) if began else say("until today, begin not known")
    if began and ended:
        return began if began == ended else say("{began} to {ended}", began=began, ended=ended)
    if began:
        return say("from {began}, end not known", began=began)
    return say("until {ended}", ended=ended) if ended else say("dates not known")


def sentence(stretch: Stretch, adults: Mapping[str, str]) -> str:
    """Say what a stretch was, with all that is known of it.

    Parameters
    ----------
    adults
        How the adults of the family are called, by id.
    """
    who = getattr(stretch, "person_id", None) or getattr(stretch, "parent_id", None)
    fields = fields_of(type(stretch))
    main = next((name for name in MAIN if name in fields), "")
    head = fields[main].in_words(getattr(stretch, main)) if main else say("Exploited")
    title = "" if isinstance(stretch, Episode | Exploitation) else f"{type(stretch).table.title}: "
    rest = told(stretch, "began", "ended", "goes_on", "parent_id", main)
    more = "; ".join(f"{label[:1].lower()}{label[1:]}: {words[:1].lower()}{words[1:]}" for label, words in rest)
    return f"{title}{head}{f' ({adults[who]})' if who and who in adults else ''}{f'; {more}' if more else ''}"


OF_A_CHILD: tuple[type[Stretch], ...] = (Episode, Carer, HouseholdMember)


class ChildHistory(Strict, frozen=True, kw_only=True):
    """A child with its stretches, each kind in the order of its begin."""

    child: Child
    episodes: tuple[Episode, ...] = ()
    carers: tuple[Carer, ...] = ()
    household: tuple[HouseholdMember, ...] = ()


class FamilyHistory(Strict, frozen=True, kw_only=True):
    """A family as the bridge to research and the team's own sheet see it."""

    family: Family
    persons: tuple[Person, ...] = ()
    exploitations: tuple[Exploitation, ...] = ()
    children: tuple[ChildHistory, ...] = ()


def by_years(told: FamilyHistory) -> list[Stretch]:
    """Return every stretch of a family in the order of its begin, those without one first."""
    children = [(*one.episodes, *one.carers, *one.household) for one in told.children]
    stretches: list[Stretch] = [*told.exploitations, *(stretch for of_one in children for stretch in of_one)]
    return sorted(stretches, key=lambda stretch: (stretch.began or "", stretch.ended or "9"))
