"""What the page says, before it is set: to do first, non-answers apart, nothing hidden printed."""

from datetime import date

import msgspec

from workbench.model import changes
from workbench.model.vocabulary import NonAnswer
from workbench.report.contents import contents


def rows(page: dict) -> dict[str, dict]:
    return {row["text"]: row for column in page["found"] for section in column for row in section["rows"]}


def test_open_points_come_most_urgent_first(made):
    state = made.after(
        made.start(made.form()),
        changes.Answer(item="threat", value="yes", source="carer"),
        changes.Answer(item="hurt", value="yes", source="child"),
    )
    page = contents(made.record(state))
    assert [(note["within"], note["title"]) for note in page["to_do"]] == [
        ("Now", "The child may be hurt tonight"),
        ("Within 72 hours", "Someone may be threatening this child"),
    ]


def test_points_with_the_same_advice_share_it_and_are_closed_one_by_one(made):
    state = made.after(
        made.start(made.form()),
        changes.Answer(item="hurt", value="yes"),
        changes.Answer(item="seen", value="yes"),
        changes.CloseNote(item="seen", action="Spoke with both.", at="14:00", agency="Centre", reference="7"),
    )
    page = contents(made.record(state))
    assert [point["text"] for note in page["to_do"] for point in note["points"]] == ["Hurt by someone at home"]
    assert [done["facts"] for done in page["done"]] == [
        [["Done", "Spoke with both."], ["When", "14:00"], ["Told", "Centre"], ["Reference", "7"]]
    ]


def test_whom_to_call_has_the_number_or_room_for_one(made):
    (note,) = contents(made.usual())["to_do"]
    assert note["call"] == [
        ["Child protection authority", "0800 11 22 33"],
        ["Supervisor on call", "044 55 66"],
        ["Lawyer", ""],
    ]


def test_a_point_whose_answer_changed_stays_until_closed(made):
    state = made.after(
        made.start(made.form()),
        changes.Answer(item="hurt", value="yes"),
        changes.NoteWords(item="hurt", words="He said so."),
        changes.Answer(item="hurt", value="no"),
    )
    ((point,),) = [note["points"] for note in contents(made.record(state))["to_do"]]
    assert point["answer"] == "Answer changed since; still to be closed"
    assert point["words"] == "He said so."


def test_still_open_says_when_to_ask_again_and_whom(made):
    state = made.after(
        made.usual().draft,
        changes.AskAgain(item="threat", on=date(2026, 12, 1)),
        changes.NoAnswer(item="sleep", reason=NonAnswer.UNKNOWN),
    )
    threat, sleep = contents(made.record(state))["still_open"]
    assert (threat["why"], threat["again"], threat["ask"]) == ("Not safe to ask", "1 December 2026", "Child, Carer")
    assert threat["without"] == "not while present: Someone the child may not be safe with, Parent's partner"
    assert (sleep["why"], sleep["again"]) == ("Unknown", "24 November 2026")


def test_points_left_open_at_earlier_meetings_stay_on_the_page(made):
    earlier = (("hurt", date(2026, 11, 2), "critical"), ("gone", date(2026, 11, 3), "open"))
    page = contents(msgspec.structs.replace(made.small(), earlier=earlier))
    assert page["earlier"] == [
        {"text": "Hurt by someone at home", "critical": True, "opened": "2 November 2026"},
        {"text": "A point of another assessment", "critical": False, "opened": "3 November 2026"},
    ]


def test_non_answers_stand_apart_and_are_never_a_code(made):
    found = rows(contents(made.usual()))
    assert found["Has seen violence between adults"]["words"] == "Declined, by: Child"
    assert found["Going to school"]["words"] == "Not reached"
    assert found["Sleep and bad dreams"]["state"] == "not asked"
    states = {row["state"] for row in found.values() if row["words"] in ("No", "None seen")}
    assert states <= {"answer"}


def test_declined_is_not_asked_again(made):
    assert all(row["text"] != "Has seen violence between adults" for row in contents(made.usual())["still_open"])


def test_every_question_that_applies_stands_on_the_page_once(made):
    for record in (made.small(), made.usual(), made.full()):
        page = contents(record)
        shown = [item.text for item in record.draft.answers.shown()]
        printed = [row["text"] for column in page["found"] for section in column for row in section["rows"]]
        assert printed + [row["text"] for row in page["lean_on"]] == shown


def test_an_answer_that_is_no_longer_asked_is_counted_but_not_printed(made):
    state = made.after(made.usual().draft, changes.Answer(item="hurt", value="no", source="child"))
    page = contents(made.record(state))
    assert page["counts"]["hidden"] == 1
    assert "Left arm, above the elbow" not in str(page)


def test_words_stay_with_whoever_said_them(made):
    assert contents(made.usual())["said"][0] == {
        "text": "A person the child turns to",
        "who": "Child",
        "words": "Gjyshja. She waits for me every day.",
    }


def test_title_and_head_tell_no_group_and_no_reason(made):
    record = made.full()
    page = contents(record)
    assert page["title"] == "K-214 · 22 November 2026"
    told = str([page["title"], page["head"], page["foot"]]).lower()
    assert not any(word in told for word in ("traffick", "born", "group", "violence", "threat", "safety"))


def test_practice_is_marked(made):
    assert contents(made.full())["foot"]["practice"]
    assert not contents(msgspec.structs.replace(made.full(), practice=False))["foot"]["practice"]
