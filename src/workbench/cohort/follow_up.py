"""What follow-up records: visits, stages, setbacks, services, assessments and ratings."""

from collections.abc import Mapping

from ..language import Labels
from ..model.vocabulary import INFORMANTS, NON_ANSWERS, STAGES, STORIES
from . import codes
from .children import CHILD_ID
from .declaration import Column, Reference, Table, When, months

STAGED = "003 › Three stages of reintegration"
VISITED = "003 › Assistance and support in the reintegration and inclusion stage"
SETBACK = "000 › Set-backs and challenges over the course of reintegration"
SERVED = "003 › Assistance and services for the recovery and reintegration of trafficking victims"
OF_CHILD = Reference(columns=("child_id",), table="children", to=("child_id",))


def _code(name: str, allowed: Mapping[str, str], meaning: str, source: str, disclosure="sensitive", **more) -> Column:
    return Column(
        name=name, kind="code", allowed=allowed, meaning=meaning, source=source, disclosure=disclosure, **more
    )


ASSESSMENTS = Table(
    name="assessments",
    title="Assessments",
    meaning="One row per full rating: one instrument filled in at one visit, the row of `visits` with the same "
    "`child_id` and `month`. Group, age and stage are the context in which its questions were chosen. A child has one "
    "assessment of each occasion at most, `setback` apart.",
    key=("assessment_id",),
    references=(OF_CHILD,),
    columns=(
        Column(
            name="assessment_id",
            kind="identifier",
            meaning="Assessment; a pseudonym.",
            source="practice: a pseudonym, never a name",
            disclosure="safe",
        ),
        CHILD_ID,
        months(
            "month", "Day of the assessment.", "practice: dated on the day", disclosure="quasi-identifier", lowest=0
        ),
        _code(
            "occasion",
            codes.OCCASIONS,
            "Why then. A set month is met by a visit near it: count time by `month`, not by this name.",
            "practice: needs are rated at set times, and again after a setback",
            "safe",
        ),
        Column(
            name="instrument",
            kind="text",
            meaning="Id of the instrument.",
            source="practice: raw answers stand with their instrument",
            disclosure="safe",
        ),
        Column(
            name="version",
            kind="text",
            meaning="Version of the instrument; read it as text, `1.10` is not 1.1.",
            source="practice: raw answers stand with their instrument",
            disclosure="safe",
        ),
        _code(
            "group",
            STORIES,
            "Child group as known then.",
            "000 › Supporting the children of trafficking victims",
            not_known=True,
        ),
        Column(
            name="age",
            kind="whole",
            unit="completed years",
            not_known=True,
            lowest=0,
            highest=17,
            meaning="Age on the day.",
            source="practice: questions depend on it",
            disclosure="quasi-identifier",
        ),
        _code("stage", STAGES, "Stage as observed on the day.", STAGED, ordered=True),
    ),
)

RATINGS = Table(
    name="ratings",
    title="Ratings",
    meaning="One row per question that was put or should have been, and per statement beside it. `said_by` is "
    "`practitioner` for the rating, and the informant for what someone said; statements are never scored. Either "
    "`value` or `non_answer` is given. For ratings keep the rows of `practitioner`; statements join them by "
    "`assessment_id` and `item`, several to one. A question without a row was not due: the page of the instrument says "
    "when it is asked.",
    key=("assessment_id", "item", "said_by"),
    references=(Reference(columns=("assessment_id",), table="assessments", to=("assessment_id",)),),
    columns=(
        Column(
            name="assessment_id",
            kind="identifier",
            meaning="Assessment.",
            source="practice: a pseudonym, never a name",
            disclosure="safe",
        ),
        _code(
            "item",
            {},
            "Item of the instrument named in `assessments`; its page has its title, its codes and when it is asked.",
            "practice: each question names its own source",
            "safe",
        ),
        _code(
            "said_by",
            Labels({codes.PRACTITIONER: "The practitioner's rating"}) | INFORMANTS,
            "Whose answer this row is: the practitioner's rating, or what this informant said.",
            "practice: a rating stands beside what each person said",
            "safe",
        ),
        _code(
            "value",
            {},
            "A code of the item, as text; levels 0 to 3 are in order of urgency, their distances mean nothing.",
            "practice: each question names its own source",
            missing="not answered; see `non_answer`",
        ),
        _code(
            "non_answer",
            NON_ANSWERS,
            "Why there is no value. Never a number, never zero.",
            "practice: five non-answers",
            missing="answered; see `value`",
        ),
        _code(
            "source",
            INFORMANTS,
            "On whom or what the practitioner's rating rests most; it may still differ from what that person said.",
            "practice: who said it stands beside what was said",
            "safe",
            missing="not recorded, no value, or a statement",
        ),
    ),
)

STAGES_TABLE = Table(
    name="stages",
    title="Stages",
    meaning="One row per observed stay in a stage; the rows of a child tile its follow-up. The first stage begins with "
    "follow-up, whenever the stage itself began. Changes are seen only at visits: a stay begins at the first visit "
    "that saw it and ends, that day not included, at the first visit that saw another; what came and went between two "
    "visits is not here. The forward duration of a stay that ended backward is censored there.",
    key=("child_id", "start_month"),
    references=(OF_CHILD,),
    columns=(
        CHILD_ID,
        _code("stage", STAGES, "Stage.", STAGED, ordered=True),
        months("start_month", "First visit in this stage.", STAGED, disclosure="quasi-identifier", lowest=0),
        months(
            "end_month",
            "First visit in the next stage, or the end of follow-up.",
            STAGED,
            disclosure="quasi-identifier",
            highest=60,
        ),
        _code("ended", codes.ENDED, "How the stay ended.", STAGED),
        months(
            "last_seen_before",
            "Latest visit that still saw the stay before: this stay began after it and not later than `start_month`.",
            "practice: stages are seen only at visits",
            disclosure="quasi-identifier",
            missing="first stay of the child, which begins with follow-up",
        ),
    ),
)

SETBACKS = Table(
    name="setbacks",
    title="Setbacks",
    meaning="One row per setback and type. All rows of one child in one `month` (to the day) are ONE event with "
    "several types: for event counts keep one row per `child_id` and `month`.",
    key=("child_id", "month", "type"),
    references=(OF_CHILD,),
    columns=(
        CHILD_ID,
        months(
            "month",
            "Day of the setback itself, not of the visit that heard of it.",
            SETBACK,
            disclosure="quasi-identifier",
            lowest=0,
            highest=60,
        ),
        _code("type", codes.SETBACKS, "Type; twelve common and four of children.", SETBACK),
        _code(
            "effect",
            codes.EFFECTS,
            "What became of the stage, one for all types of a day. Visits may have missed it: it need not show in "
            "`stages`.",
            SETBACK,
        ),
    ),
)

SERVICES = Table(
    name="services",
    title="Services",
    meaning="One row per area in which a service was offered to child or family. Each child has rows of its own: to "
    "count families, keep one row per family and area.",
    key=("child_id", "area"),
    references=(OF_CHILD,),
    columns=(
        CHILD_ID,
        _code("area", codes.SERVICES, "Service area.", SERVED),
        _code(
            "uptake",
            codes.UPTAKE,
            "Whether it was taken up; declining costs nothing.",
            "003 › Appendix #4: Ethical principles and guidance in working with trafficking victims",
        ),
        months("start_month", "Begin, or the day it was declined.", SERVED, disclosure="safe"),
        months(
            "end_month",
            "End, or the end of follow-up (`children.end_month`) where it was still running.",
            SERVED,
            disclosure="safe",
            missing="declined",
            empty_when=When("uptake", "declined"),
        ),
    ),
)

VISITS = Table(
    name="visits",
    title="Visits",
    meaning="One row per visit; the first is on the day of entry, the last is the last contact. There is one row a "
    "day: a planned visit on the day of a crisis visit is the crisis visit.",
    key=("child_id", "month"),
    references=(OF_CHILD,),
    columns=(
        CHILD_ID,
        months("month", "Day of the visit.", VISITED, disclosure="quasi-identifier", lowest=0, highest=60),
        _code("kind", codes.VISITS, "As planned or because of a setback.", VISITED, "safe"),
        _code("stage", STAGES, "Stage as observed.", STAGED, ordered=True),
        Column(
            name="person_of_concern_present",
            kind="flag",
            meaning="Someone the child may not be safe with was there: what must not be asked in their hearing is "
            "`unsafe_to_ask` in `ratings`, often nearly everything.",
            source="practice: what must not be asked in front of somebody depends on who is there",
            disclosure="sensitive",
        ),
    ),
)
