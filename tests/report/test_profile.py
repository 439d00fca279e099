"""What we found: squares and counts, needs to act on, strengths apart, what is open, what is seen differently."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.notes import Standing
from workbench.model.vocabulary import NonAnswer
from workbench.report.contents import contents
from workbench.report.profile import profile

FORM = instrument("child_needs")


@pytest.fixture
def needs(made):
    """Makes a record of `child_needs` for a nine-year-old who was left behind, from changes."""

    def make(*steps: changes.AnyChange, age: float = 9, group: str = "left_behind", **fields):
        state = made.start(FORM, {"age": age, "group": group})
        return made.record(made.after(state, *steps), **fields)

    return make


def rated(**levels: int | str) -> list[changes.AnyChange]:
    return [changes.Answer(item=item, value=level, source="carer") for item, level in levels.items()]


def domain(found, name: str):
    return next(entry for entry in found.domains if entry.id == name)


def test_squares_stand_by_level_and_what_is_not_known_comes_last(needs):
    steps = rated(health_growth=0, health_teeth=2, health_senses=1)
    found = profile(needs(*steps, changes.NoAnswer(item="health_checks", reason=NonAnswer.UNKNOWN)))
    squares = domain(found, "health").squares
    assert [square.level for square in squares][:3] == [2, 1, 0]
    assert {square.level for square in squares[3:]} == {None}
    assert [square.label for square in squares if square.item == "health_checks"] == ["Unknown"]
    assert [square.label for square in squares if square.item == "health_injuries"] == ["Not asked yet"]
    assert domain(found, "health").counts.startswith("1 act, 1 watch, 1 nothing seen, ")


def test_what_does_not_apply_has_no_square_and_is_not_counted(needs):
    before, after = (
        profile(needs()),
        profile(needs(changes.NoAnswer(item="siblings", reason=NonAnswer.NOT_APPLICABLE))),
    )
    assert after.act_high == before.act_high - 1
    assert "siblings" not in {square.item for square in domain(after, "relationships").squares}
    assert "siblings" not in {point.item for point in after.open}


def test_needs_to_act_on_are_counted_and_never_added(needs):
    found = profile(needs(*rated(health_teeth=3, mind_sleep=2, food_clothing=1, debt=0)))
    assert found.act_low == 2
    assert found.act_high == found.act_low + sum(s.level is None for d in found.domains for s in d.squares)
    assert [need.square.item for need in found.needs] == ["health_teeth", "mind_sleep"]
    assert [need.by_when for need in found.needs] == ["Today to 72 hours", "In the plan"]
    assert all(need.offers for need in found.needs), "every need has something on offer"
    assert found.needs[0].domain == "Health" and found.needs[0].square.anchor.startswith("A swollen cheek")


def test_a_hidden_answer_is_kept_and_counted_nowhere(needs):
    first = rated(home_place="kin", home_welcome=3)
    assert "home_welcome" in {need.square.item for need in profile(needs(*first)).needs}
    found = profile(needs(*first, *rated(home_place="parent")))
    assert found.hidden == 1
    assert "home_welcome" not in {square.item for entry in found.domains for square in entry.squares}
    assert found.act_low == 0
    assert found.facts == (("Where the child lives now", "With a parent"),)


def test_strengths_stand_apart_from_central_to_none_found_yet(needs):
    steps = rated(strength_hopes="none_yet", strength_person="emerging", strength_family="central")
    said = changes.Said(statement="s", item="strength_family", informant="child", words="Gran, every day")
    found = profile(needs(*steps, said))
    assert [s.code for s in found.lean_on][:3] == ["central", "emerging", "none_yet"]
    assert found.lean_on[0].said[0].words == "Gran, every day"
    assert {s.word for s in found.lean_on[3:]} == {"Not asked yet"}
    assert found.act_low == 0 and "strengths" not in {entry.id for entry in found.domains}


def test_people_who_differ_are_shown_side_by_side(needs):
    steps = [
        *rated(health_teeth=2, mind_sleep=1),
        changes.Said(statement="a", item="health_teeth", informant="child", words="it hurts", value=2),
        changes.Said(statement="b", item="health_teeth", informant="carer", value=0),
        changes.Said(statement="c", item="mind_sleep", informant="carer", value=1),
    ]
    found = profile(needs(*steps))
    (square,) = found.differing
    assert (square.item, square.level) == ("health_teeth", 2)
    assert [(one.who, one.level) for one in square.said] == [("Child", "Act"), ("Carer", "No sign of need")]
    assert found.act_low == 1, "what others say is beside the rating, not in it"


def test_open_points_name_whom_to_ask_and_by_when(needs):
    steps = [
        changes.NoAnswer(item="health_checks", reason=NonAnswer.UNKNOWN),
        changes.NoAnswer(item="health_bladder", reason=NonAnswer.DECLINED, by="child"),
        changes.NoAnswer(item="carer_safety", reason=NonAnswer.UNSAFE),
        changes.AskAgain(item="carer_safety", on=date(2026, 11, 25)),
        changes.Stop(left="calm", rebook=date(2026, 11, 30)),
    ]
    found = profile(needs(*steps))
    first, *rest = found.open
    assert (first.item, first.by, first.first) == ("carer_safety", "25 November 2026", True)
    points = {point.item: point for point in rest}
    assert points["health_checks"].ask == "parent, carer, doctor, own observation or document"
    assert points["health_checks"].by == "30 November 2026" == found.next_meeting
    declined = points["health_bladder"]
    assert (declined.why, declined.ask, declined.by) == ("Declined, by: Child", "", ""), "it is not asked again"


def test_the_day_agreed_on_another_page_of_the_sitting_counts_too(needs):
    steps = [changes.NoAnswer(item="health_checks", reason=NonAnswer.UNKNOWN)]
    (point,) = profile(needs(*steps, next_meeting=date(2026, 12, 1))).open
    assert point.by == "1 December 2026"


def test_a_critical_answer_names_its_note_until_that_is_closed(needs):
    steps = rated(carer_safety=3)
    assert profile(needs(*steps)).needs[0].note == FORM.guidance[FORM.item("carer_safety").critical.note].title
    closing = changes.CloseNote(item="carer_safety", action="Called", at="14:00")
    assert profile(needs(*steps, closing)).needs[0].note == ""


def test_who_was_heard_is_said_in_the_order_of_the_list(needs):
    steps = [*rated(debt=1), changes.Answer(item="home_space", value=0, source="worker")]
    said = changes.Said(statement="s", item="debt", informant="child", words="…")
    assert profile(needs(*steps, said)).rated_from == "child, carer and own observation"
    assert profile(needs()).rated_from == ""


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_every_question_that_applies_is_found_exactly_once(made, data):
    context = {"age": data.draw(st.integers(0, 17)), "group": data.draw(st.sampled_from(["born_into", "left_behind"]))}
    state = made.start(FORM, context)
    for item in data.draw(st.lists(st.sampled_from(FORM.items), max_size=25, unique_by=lambda item: item.id)):
        codes = FORM.responses[item.responses].codes
        state = made.after(state, changes.Answer(item=item.id, value=data.draw(st.sampled_from(codes))))
    found = profile(made.record(state))
    squares = [square for entry in found.domains for square in entry.squares]
    seen = [square.item for square in squares] + [strength.item for strength in found.lean_on]
    asked = [item.id for item in state.answers.shown() if item.id != "home_place"]
    assert sorted(seen) == sorted(asked)
    assert found.act_low == sum((square.level or 0) >= 2 for square in squares)
    assert found.act_high - found.act_low == sum(square.level is None for square in squares)


def test_what_is_rated_1_is_looked_at_again_by_the_next_meeting(needs):
    found = profile(needs(*rated(food_clothing=1, mind_sleep=2), next_meeting=date(2026, 12, 1)))
    assert [need.square.item for need in found.watch] == ["food_clothing"]
    assert found.next_meeting == "1 December 2026"


def test_the_notes_of_the_whole_file_are_counted_as_everywhere_and_its_other_pages_named(needs):
    day = date(2026, 11, 20)
    assert profile(needs()).notes == ""
    found = profile(needs(standing=Standing(act=1, ask=1), others=(("First things first", day),)))
    assert found.notes == "2 notes are open for this child: 1 to act on, 1 to ask again."
    assert found.others == (("First things first", "20 November 2026"),)


def test_what_is_rated_act_now_is_to_be_done_in_print_also_without_a_note_of_its_own(needs):
    record = needs(*rated(debt=3))
    item = record.draft.form.item("debt")
    assert item.critical is None
    (to_do,) = contents(record)["to_do"]
    assert (to_do["title"], to_do["within"]) == (item.text, "Within 72 hours")
    assert any(item.anchors[3] in step for step in to_do["act"])
    assert profile(record).needs[0].note == item.text
