"""While the page is with the child, its own questions and answers cross the desk, and nothing else."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from workbench.desk.handing import check, for_child, own_items, who_answers
from workbench.desk.protocol import Opened
from workbench.errors import AnswerRefused
from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.draft import apply, start
from workbench.model.vocabulary import NonAnswer

VOICE = instrument("child_voice")
NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "who"), [(0, "practitioner"), (5.9, "practitioner"), (6, "child"), (17, "child"), (None, "not_known")]
)
def test_from_six_years_on_the_child_answers_and_before_that_the_worker_records(age, who):
    assert who_answers(start(VOICE, {"age": age})) == who


def test_an_instrument_rated_by_the_practitioner_is_never_the_childs():
    draft = start(instrument("safety_screen"), {"age": 12})
    assert who_answers(draft) == "practitioner"
    assert own_items(draft) == ()


@pytest.mark.parametrize(("age", "ending"), [(6, "young"), (8, "young"), (9, "middle"), (12, "middle"), (13, "teen")])
def test_its_own_questions_are_those_of_its_age(age, ending):
    own = own_items(start(VOICE, {"age": age}))
    assert len(own) > 8 and {item.id.rpartition("_")[2] for item in own} == {ending}


def opened() -> Opened:
    draft = start(VOICE, {"age": 10, "group": "born_into", "stage": "crisis"})
    for change in (
        changes.Answer(item="begin_middle", value="go", source="child"),
        changes.Answer(item="home_middle", value="hard", source="child"),
        changes.Answer(item="baby_joy", value="canary of another age"),
        changes.Said(statement="s", item="home_middle", informant="carer", words="canary of the carer"),
        changes.NoteWords(item="home_middle", words="canary of the note"),
        changes.Pause(),
        changes.Stop(left="canary of the end", rebook=date(2026, 6, 7)),
    ):
        draft = apply(draft, change, NOW)
    return Opened(
        draft=draft,
        code="canary code",
        age=10.0,
        sitting_date=date(2026, 5, 31),
        contacts={"supervisor": "canary number"},
        earlier=(("home_middle", date(2026, 5, 1), "critical"),),
        present=("carer",),
        practice=True,
        child="canary id",
    )


def test_what_is_left_of_a_sitting_are_the_childs_own_answers():
    left = for_child(opened())
    assert "canary" not in msgspec.json.encode(msgspec.structs.asdict(left), enc_hook=repr).decode()
    assert set(left.draft.answers.recorded) == {"begin_middle", "home_middle"}
    assert (left.draft.notes, left.draft.pauses, left.draft.stopped_at) == ({}, (), None)
    assert (left.earlier, left.present, left.contacts) == ((), (), {})
    assert left.handed_over and left.draft.revision == opened().draft.revision


def test_group_and_stage_go_where_no_question_depends_on_them():
    context = for_child(opened()).draft.answers.context
    assert (context.age, context.group, context.stage) == (10, None, None)


DRAFT = start(VOICE, {"age": 10})
ALLOWED = [
    changes.Answer(item="home_middle", value="good", source="child"),
    changes.NoAnswer(item="home_middle", reason=NonAnswer.DECLINED, by="child"),
    changes.NoAnswer(item="school_middle", reason=NonAnswer.NOT_APPLICABLE, by="child"),
    changes.Clear(item="home_middle"),
    changes.Place(section="my_life", item="home_middle"),
    changes.Place(section="my_life"),
]
REFUSED = [
    changes.Answer(item="home_middle", value="good"),
    changes.Answer(item="home_middle", value="good", source="carer"),
    changes.Answer(item="home_teen", value="good", source="child"),
    changes.NoAnswer(item="home_middle", reason=NonAnswer.UNKNOWN, by="child"),
    changes.NoAnswer(item="home_middle", reason=NonAnswer.DECLINED, by="carer"),
    changes.Clear(item="baby_joy"),
    changes.Place(section="my_life", item="baby_joy"),
    changes.Said(statement="s", item="home_middle", informant="child", words="x"),
    changes.Unsaid(statement="s"),
    changes.NoteWords(item="home_middle", words="x"),
    changes.AskAgain(item="home_middle", on=date(2026, 6, 1)),
    changes.CloseNote(item="home_middle", why_not="x"),
    changes.ReopenNote(item="home_middle"),
    changes.Pause(),
    changes.Stop(),
    changes.Resume(),
]


@pytest.mark.parametrize("change", ALLOWED, ids=changes.to_json)
def test_the_childs_page_answers_skips_takes_back_and_turns(change):
    check(change, DRAFT)


@pytest.mark.parametrize("change", REFUSED, ids=changes.to_json)
def test_everything_else_is_refused(change):
    with pytest.raises(AnswerRefused, match="Nothing was changed"):
        check(change, DRAFT)
