"""Children, and the dated episodes of a child's life."""

from ..model.vocabulary import STORIES
from . import codes
from .declaration import Column, Reference, Table, months
from .families import FAMILY_ID, list_criteria

GUIDE = "000 › Supporting the children of trafficking victims"
DATED = "practice: dated from what is known"
LEFT = "000 › Children left behind when a parent is trafficked"
CHILD_ID = Column(
    name="child_id",
    kind="identifier",
    disclosure="safe",
    source="practice: a pseudonym, never a name",
    meaning="Child; a pseudonym.",
)

CHILDREN = Table(
    name="children",
    title="Children",
    meaning="One row per child. Follow-up runs from `entry_month` (the latest of exit, birth and intake) to "
    "`end_month`; time at risk is `end_month` - `entry_month`. A setback on the day of entry is not counted, one on "
    "the last day is.",
    key=("child_id",),
    references=(
        Reference(columns=("family_id",), table="families", to=("family_id",)),
        Reference(columns=("parent_id",), table="parents", to=("parent_id",)),
    ),
    columns=(
        CHILD_ID,
        FAMILY_ID,
        Column(
            name="parent_id",
            kind="identifier",
            meaning="The trafficked parent whose exploitation shaped the group.",
            source=GUIDE,
            disclosure="safe",
        ),
        Column(
            name="group",
            kind="code",
            allowed=STORIES,
            not_known=True,
            meaning="How the child's life met the trafficking; derived from the episodes by a stated rule: born "
            "after the exit, else born during, else ever present or exploited, else left behind. `other` follows from "
            "nothing: the team says that none of the four fits.",
            source=GUIDE,
            disclosure="sensitive",
        ),
        Column(
            name="exit_of",
            kind="code",
            allowed=codes.EXIT_OF,
            meaning="Whose exit is month 0 for this child in every table: its own where it was there, else that of the "
            "parent in `parent_id`; of several the last before intake. Where none is known, months count from intake.",
            source="practice: one clock has to start somewhere, and each child can have one of its own",
            disclosure="sensitive",
        ),
        Column(
            name="sex",
            kind="code",
            allowed=codes.SEXES,
            not_known=True,
            meaning="Girl, boy, or another.",
            source="practice: asked everywhere",
            disclosure="quasi-identifier",
        ),
        months(
            "birth_month",
            "Birth; negative when born before the exit.",
            "practice: ages depend on it",
            disclosure="quasi-identifier",
            not_known=True,
            lowest=-216,
            highest=60,
        ),
        months(
            "entry_month",
            "Follow-up begins: the latest of exit, birth and intake.",
            "practice: delayed entry",
            disclosure="quasi-identifier",
            lowest=0,
            highest=60,
        ),
        months(
            "end_month",
            "Follow-up ends; `end_reason` says why. Later than `entry_month`.",
            "practice: censoring ends what can be seen",
            disclosure="quasi-identifier",
            highest=60,
        ),
        Column(
            name="end_reason",
            kind="code",
            allowed=codes.END_REASONS,
            meaning="Why follow-up ended. `goals_met` ends the last stage forward, all others censor it; setbacks are "
            "counted no further after any. `lost` may depend on how the family fares.",
            source="practice: censoring and what may inform it",
            disclosure="safe",
        ),
        Column(
            name="separation_months",
            kind="number",
            unit="months",
            not_known=True,
            lowest=0,
            highest=216,
            meaning="Months apart from the trafficked parent up to the exit, all stretches together; 0 when never "
            "apart. Time apart after the exit stands in `episodes` alone.",
            source=LEFT,
            disclosure="quasi-identifier",
        ),
        Column(
            name="carer",
            kind="code",
            allowed=codes.CARERS,
            not_known=True,
            meaning="Who mainly looked after the child while apart, before the exit; who does so today is not told.",
            source=LEFT,
            disclosure="sensitive",
        ),
        Column(
            name="contact",
            kind="code",
            allowed=codes.CONTACT,
            not_known=True,
            meaning="Contact with the parent while apart.",
            source=LEFT,
            disclosure="sensitive",
        ),
        Column(
            name="remittance",
            kind="code",
            allowed=codes.REMITTANCE,
            not_known=True,
            meaning="Money sent for the child while apart.",
            source=LEFT,
            disclosure="sensitive",
        ),
        Column(
            name="told",
            kind="code",
            allowed=codes.TOLD,
            not_known=True,
            meaning="What the child was told about the absence.",
            source="002 › Children left behind",
            disclosure="sensitive",
        ),
        *list_criteria("child", codes.CHILD_CRITERIA),
    ),
)

EPISODES = Table(
    name="episodes",
    title="Episodes",
    meaning="One row per dated stretch of a child's life; the group is derived from them. Stretches of different kinds "
    "may overlap. They reach back before the exit and before follow-up.",
    key=("child_id", "kind", "start_month"),
    references=(Reference(columns=("child_id",), table="children", to=("child_id",)),),
    columns=(
        CHILD_ID,
        Column(
            name="kind",
            kind="code",
            allowed=codes.EPISODES,
            meaning="What the stretch was.",
            source=GUIDE,
            disclosure="sensitive",
        ),
        months("start_month", "Begin of the stretch, or the day of birth.", DATED, disclosure="quasi-identifier"),
        months(
            "end_month",
            "End of the stretch; equal to its begin for a birth.",
            DATED,
            disclosure="quasi-identifier",
            missing="still going on when follow-up ended",
        ),
    ),
)
