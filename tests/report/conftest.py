"""Records of invented children, made through the same changes that a page sends."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

import msgspec
import pytest

from workbench.model import casework, changes, draft
from workbench.model.instrument import Instrument
from workbench.model.record import Record
from workbench.model.vocabulary import NonAnswer

ZONE = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


def form() -> Instrument:
    """A small instrument with every kind of answer, notes of two urgencies and one strength."""
    critical = {"when": ["yes"], "note": "hurt"}
    items = [
        ("present", "before", "safety", "people", "Who is here now", {}),
        (
            "private",
            "before",
            "safety",
            "yes_no",
            "The place is private",
            {"anchors": ["Nobody can listen", "Someone can"]},
        ),
        (
            "hurt",
            "now",
            "safety",
            "yes_no",
            "Hurt by someone at home",
            {"critical": critical, "asked_of": ["child", "doctor"]},
        ),
        ("seen", "now", "safety", "yes_no", "Has seen violence between adults", {"critical": critical}),
        (
            "threat",
            "now",
            "safety",
            "yes_no",
            "Threats, calls or messages from outside",
            {
                "critical": {"when": ["yes"], "note": "threat"},
                "asked_of": ["child", "carer"],
                "not_in_presence_of": ["person_of_concern", "partner"],
            },
        ),
        (
            "fed",
            "now",
            "health",
            "level",
            "Food over the last week",
            {
                "anchors": [
                    "Ate three times a day.",
                    "Skipped a meal now and then.",
                    "Went to bed hungry twice or more.",
                    "Has not eaten since yesterday.",
                ],
                "asked_of": ["carer"],
            },
        ),
        ("since", "now", "health", "date", "Last seen by a doctor", {}),
        ("school", "now", "education", "level", "Going to school", {"may_not_apply": True}),
        (
            "hurt_where",
            "now",
            "health",
            "words",
            "Where it hurts, as shown",
            {"show_if": [{"item": "hurt", "is": ["yes"]}]},
        ),
        ("sleep", "now", "psychological", "level", "Sleep and bad dreams", {}),
        ("friend", "lean", "strengths", "strength", "A person the child turns to", {}),
        ("play", "lean", "strengths", "strength", "Something the child enjoys and is good at", {}),
    ]
    guidance = {
        "hurt": {
            "title": "The child may be hurt tonight",
            "within": "now",
            "act": [
                "Stay with the child; listen, do not question.",
                "Keep apart whoever may have done it.",
                "See to injuries today.",
            ],
            "call": ["child_protection", "supervisor", "lawyer"],
            "write": ["the child’s own words", "marks seen, where and how large", "who was told, at what time"],
            "source": "practice: test",
        },
        "threat": {
            "title": "Someone may be threatening this child",
            "within": "72 hours",
            "act": ["Save the messages; do not answer them.", "Plan the way to school and home."],
            "call": ["anti_trafficking", "police"],
            "write": ["date, time, channel"],
            "source": "practice: test",
        },
    }
    return msgspec.convert(
        {
            "format": 1,
            "id": "first_look",
            "version": "1.0",
            "title": "First look",
            "purpose": "Tests.",
            "rated_by": "practitioner",
            "licence": "CC0-1.0",
            "presence": "present",
            "sections": [
                {"id": "before", "title": "Before we begin"},
                {"id": "now", "title": "How things are now"},
                {"id": "lean", "title": "People and things that help"},
            ],
            "responses": {
                "people": {"kind": "many", "codes": ["carer", "partner"], "labels": ["Carer", "Parent's partner"]},
                "yes_no": {"kind": "choice", "codes": ["no", "yes"], "labels": ["No", "Yes"]},
                "level": {
                    "kind": "level",
                    "codes": [0, 1, 2, 3],
                    "action": True,
                    "labels": ["None seen", "Watch", "Plan", "Act"],
                },
                "strength": {
                    "kind": "level",
                    "codes": [0, 1, 2, 3],
                    "labels": ["None found yet", "Emerging", "Usable", "Central"],
                },
                "words": {"kind": "words"},
                "date": {"kind": "date"},
            },
            "items": [
                {
                    "id": i,
                    "section": s,
                    "domain": d,
                    "responses": r,
                    "text": t,
                    "level": "individual",
                    "source": "practice: test",
                    **more,
                }
                for i, s, d, r, t, more in items
            ],
            "guidance": guidance,
        },
        Instrument,
    )


def after(state: draft.Draft, *steps: changes.AnyChange, minutes: int = 3) -> draft.Draft:
    """Apply changes one after the other, some minutes apart."""
    for step in steps:
        state = draft.apply(state, step, (state.saved_at or NOON) + timedelta(minutes=minutes))
    return state


def record(state: draft.Draft, **fields: object) -> Record:
    """Put a draft into a record of K-214, nine years old, for the team's own sheet: nothing is left out."""
    usual_fields = {
        "child": casework.Child(
            id="c", family_id="f", code="K-214", born="2017-04", group="born_into", created_at=NOON
        ),
        "sitting": casework.Sitting(
            id="s",
            child_id="c",
            on=date(2026, 11, 22),
            present=("child", "carer", "interpreter"),
            interpreter="vetted",
            interpreter_code="I-3",
            language="Albanian",
            communication="short sentences, pictures",
            started_at=NOON,
        ),
        "persons": (
            casework.Person(id="m", family_id="f", role="mother", label="A"),
            casework.Person(id="d", family_id="f", role="father", label="B", of_concern=True),
        ),
        "responsibilities": (casework.Responsibility(id="r", child_id="c", person_id="m", ground="by_birth"),),
        "consents": (
            casework.Consent(
                id="k",
                child_id="c",
                purpose="assessment",
                decision="given",
                person_id="m",
                on=date(2026, 11, 20),
                limits_explained=True,
                recorded_at=NOON,
            ),
        ),
        "assents": (
            casework.Assent(
                id="a",
                child_id="c",
                purpose="assessment",
                decision="given",
                on=date(2026, 11, 22),
                limits_explained=True,
                recorded_at=NOON,
            ),
        ),
        "practitioner": "AB",
        "organisation": "Day centre North",
        "contacts": {"child_protection": "0800 11 22 33", "supervisor": "044 55 66"},
        "printed_at": datetime(2026, 11, 22, 14, 5, tzinfo=ZONE),
        "team": True,
    }
    return Record(draft=state, **(usual_fields | fields))  # type: ignore[arg-type]


def small() -> Record:
    """Only who is here was asked, then the meeting stopped."""
    return record(
        after(
            draft.start(form()),
            changes.Answer(item="present", value=("carer",), source="worker"),
            changes.Stop(left="Went to play in the yard.", rebook=date(2026, 11, 24)),
        ),
        responsibilities=(),
        consents=(),
        assents=(),
    )


def usual() -> Record:
    """One thing to do now, one still open, one done, strengths and some words."""
    state = after(
        draft.start(form()),
        changes.Answer(item="present", value=("carer",), source="worker"),
        changes.Answer(item="private", value="no", source="worker"),
        changes.Answer(item="hurt", value="yes", source="child"),
        changes.NoteWords(item="hurt", words="“He gets loud and then I hide.” Pointed at the left arm."),
        changes.Answer(item="hurt_where", value="Left arm, above the elbow", source="child"),
        changes.NoAnswer(item="threat", reason=NonAnswer.UNSAFE),
        changes.Pause(),
        changes.Pause(ends=True),
        changes.Answer(item="fed", value=1, source="carer"),
        changes.NoAnswer(item="seen", reason=NonAnswer.DECLINED, by="child"),
        changes.Answer(item="since", value="2026-09-03", source="document"),
        changes.NoAnswer(item="school", reason=NonAnswer.NOT_REACHED),
        changes.Answer(item="friend", value=3, source="child"),
        changes.Said(statement="s1", item="friend", informant="child", words="Gjyshja. She waits for me every day."),
        changes.Said(statement="s2", item="fed", informant="carer", words="Breakfast is hard before the early shift."),
        changes.Stop(left="Calm; drew a house and took it along.", rebook=date(2026, 11, 24)),
    )
    urgent = casework.WithoutConsent(
        id="w",
        child_id="c",
        what="safety_screen",
        decided_by="AB",
        at=NOON,
        reason="The child asked to talk before the mother could be reached.",
    )
    return record(state, without_consent=(urgent,))


def full() -> Record:
    """Everything at once, with long passages in several scripts."""
    state = after(
        usual().draft,
        changes.Answer(item="seen", value="yes", source="sibling"),
        changes.Answer(item="threat", value="yes", source="carer"),
        changes.CloseNote(
            item="threat",
            action="Messages saved; way home planned with the carer.",
            at="13:20",
            agency="Police, children’s desk",
            reference="2026/1187",
        ),
        *(
            changes.Said(statement=f"x{n}", item="sleep", informant="carer", words=words * 12)
            for n, words in enumerate(
                (
                    "She wakes at night and calls for her grandmother. ",
                    "Ajo flet pak, por qesh kur vjen qeni; çdo natë përsëri. ",
                    "Cháu bé thường thức giấc và gọi bà. ",
                    "Она просыпается ночью. ",
                    "تستيقظ في الليل وتنادي جدتها. ",
                    "היא מתעוררת בלילה. ",
                )
            )
        ),
    )
    return record(
        state,
        without_consent=usual().without_consent,
        practice=True,
        earlier=(("Food over the last week", date(2026, 11, 2), "critical"),),
    )


@pytest.fixture(scope="session")
def made() -> SimpleNamespace:
    """Makers of records: `small()`, `usual()`, `full()`, and `record(after(start(form()), …), …)`."""
    return SimpleNamespace(
        form=form, after=after, start=draft.start, record=record, small=small, usual=usual, full=full, noon=NOON
    )
