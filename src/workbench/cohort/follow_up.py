"""What follow-up records: visits, stages, setbacks, services, assessments and ratings."""

from ..model.vocabulary import GROUPS, INFORMANTS, STAGES, NonAnswer
from . import codes
from .declaration import Column, Reference, Table, months
from .people import CHILD_ID

STAGED = "003 › Three stages of reintegration"
SETBACK = "000 › Set-backs and challenges over the course of reintegration"
SERVED = "003 › Assistance and services for the recovery and reintegration of trafficking victims"
OF_CHILD = Reference(columns=("child_id",), table="children", to=("child_id",))


def _code(name: str, allowed: dict[str, str], meaning: str, source: str, disclosure="sensitive", **more) -> Column:
    return Column(
        name=name, kind="code", allowed=allowed, meaning=meaning, source=source, disclosure=disclosure, **more
    )


ASSESSMENTS = Table(
    name="assessments",
    title="Assessments",
    meaning="One row per full rating: one instrument filled in at one visit. Group, age and stage are the context in "
    "which its questions were chosen.",
    key=("assessment_id",),
    references=(OF_CHILD,),
    columns=(
        Column(
            name="assessment_id",
            kind="identifier",
            meaning="Assessment; a pseudonym.",
            source="practice: pseudonym",
            disclosure="safe",
        ),
        CHILD_ID,
        months("month", "Day of the assessment.", "practice: dated", disclosure="quasi-identifier", lowest=0),
        _code("occasion", codes.OCCASIONS, "Why then.", STAGED, "safe"),
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
            meaning="Version of the instrument.",
            source="practice: raw answers stand with their instrument",
            disclosure="safe",
        ),
        _code(
            "group",
            GROUPS,
            "Child group as known then.",
            "000 › Supporting the children of trafficking victims",
            missing="not yet known",
        ),
        Column(
            name="age",
            kind="whole",
            unit="completed years",
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
    meaning="One row per question that was asked, and per statement beside it. `said_by` is `practitioner` for the "
    "rating, and the informant for what someone said; statements are never scored. Either `value` or `non_answer` "
    "is given.",
    key=("assessment_id", "item", "said_by"),
    references=(Reference(columns=("assessment_id",), table="assessments", to=("assessment_id",)),),
    columns=(
        Column(
            name="assessment_id",
            kind="identifier",
            meaning="Assessment.",
            source="practice: pseudonym",
            disclosure="safe",
        ),
        _code(
            "item", {}, "Item of the instrument; its page in the dictionary has the wording.", "its instrument", "safe"
        ),
        _code(
            "said_by",
            {codes.PRACTITIONER: "The practitioner's rating"} | INFORMANTS,
            "Whose answer this is.",
            "practice: a rating stands beside what each person said",
            "safe",
        ),
        _code(
            "value",
            {},
            "A code of the item, as text; levels read as numbers.",
            "its instrument",
            missing="not answered; see `non_answer`",
        ),
        _code(
            "non_answer",
            {reason.value: reason.label for reason in NonAnswer},
            "Why there is no value. Never a number, never zero.",
            "practice: five non-answers",
            missing="answered; see `value`",
        ),
        _code(
            "source",
            INFORMANTS,
            "Main source of the rating.",
            "practice: informant",
            "safe",
            missing="not recorded, no value, or a statement",
        ),
    ),
)

STAGES_TABLE = Table(
    name="stages",
    title="Stages",
    meaning="One row per observed stay in a stage; the rows of a child tile its follow-up. The first stage begins with "
    "follow-up. Changes are seen only at visits: a stay begins at the first visit that saw it. The forward duration "
    "of a stay that ended backward is censored there.",
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
            "Latest visit still in the earlier stage: the stay began between it and `start_month`.",
            "practice: stages are seen only at visits",
            disclosure="quasi-identifier",
            missing="the start is exactly known",
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
        months("month", "Day of the setback.", SETBACK, disclosure="quasi-identifier", lowest=0, highest=60),
        _code("type", codes.SETBACKS, "Type; twelve common and four of children.", SETBACK),
        _code("effect", codes.EFFECTS, "What became of the stage.", SETBACK),
    ),
)

SERVICES = Table(
    name="services",
    title="Services",
    meaning="One row per service offered to child or family.",
    key=("child_id", "area"),
    references=(OF_CHILD,),
    columns=(
        CHILD_ID,
        _code("area", codes.SERVICES, "Service area.", SERVED),
        _code(
            "uptake",
            codes.UPTAKE,
            "Whether it was taken up; declining costs nothing.",
            "003 › Guidance for practitioners",
        ),
        months("start_month", "Begin, or the day it was declined.", SERVED, disclosure="safe"),
        months("end_month", "End.", SERVED, disclosure="safe", missing="declined"),
    ),
)

VISITS = Table(
    name="visits",
    title="Visits",
    meaning="One row per visit; the first is on the day of entry, the last is the last contact.",
    key=("child_id", "month"),
    references=(OF_CHILD,),
    columns=(
        CHILD_ID,
        months("month", "Day of the visit.", STAGED, disclosure="quasi-identifier", lowest=0, highest=60),
        _code("kind", codes.VISITS, "As planned or because of a setback.", STAGED, "safe"),
        _code("stage", STAGES, "Stage as observed.", STAGED, ordered=True),
        Column(
            name="person_of_concern_present",
            kind="flag",
            meaning="Someone the child may not be safe with was there, so some questions could not be asked.",
            source="000 › Guidance for practitioners",
            disclosure="sensitive",
        ),
    ),
)
