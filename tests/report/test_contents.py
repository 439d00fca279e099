"""What the page says, before it is set: to do first, non-answers apart, nothing hidden printed."""

from datetime import date

import msgspec

from workbench.model import changes
from workbench.model.vocabulary import PRESENT, NonAnswer
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
    assert threat["without"] == f"not in front of: {PRESENT['person_of_concern']}, Parent's partner"
    assert (sleep["why"], sleep["again"]) == ("Unknown", "24 November 2026")


def test_points_left_open_at_earlier_meetings_stay_on_the_page(made):
    earlier = (
        ("Hurt by someone at home", date(2026, 11, 2), "critical"),
        ("A question of before", date(2026, 11, 3), "open"),
    )
    page = contents(msgspec.structs.replace(made.small(), earlier=earlier))
    assert page["earlier"] == [
        {"text": "Hurt by someone at home", "critical": True, "opened": "2 November 2026"},
        {"text": "A question of before", "critical": False, "opened": "3 November 2026"},
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
    told = str([page["head"], page["foot"]]).lower()
    assert not any(word in told for word in ("traffick", "born", "group", "violence", "threat", "safety"))


def test_practice_is_marked(made):
    assert contents(made.full())["foot"]["practice"]
    assert not contents(msgspec.structs.replace(made.full(), practice=False))["foot"]["practice"]


def labels(page: dict) -> dict[str, str]:
    return {label: words for row in page["strip"]["rows"] for label, words in row}


def test_the_meeting_and_what_was_agreed_stand_in_a_strip_under_the_head(made):
    told = labels(contents(made.usual()))
    assert told["Stopped"] == "12:48" and told["Next meeting"] == "24 November 2026"
    assert told["Parental responsibility"] == "Mother A (by birth or descent)"
    assert contents(made.usual())["strip"]["long"] == []


def test_what_is_too_long_for_the_strip_stands_at_the_end(made):
    left = "She took her time. " * 30
    page = contents(made.record(made.after(made.start(made.form()), changes.Stop(left=left))))
    assert "How the child left" not in labels(page)
    assert page["strip"]["long"] == [["How the child left", left]]


def test_a_break_of_less_than_a_minute_is_not_printed(made):
    state = made.after(made.start(made.form()), changes.Pause(), changes.Pause(ends=True), minutes=0)
    assert "Breaks" not in labels(contents(made.record(state)))
    state = made.after(state, changes.Pause(), changes.Pause(ends=True), minutes=2)
    assert labels(contents(made.record(state)))["Breaks"] == "12:02–12:04"
    assert labels(contents(made.record(made.after(state, changes.Pause()))))["Breaks"].endswith("still on")


def test_the_hints_of_what_to_write_down_take_one_line(made):
    form = made.form()
    told = form.guidance["hurt"]
    long = msgspec.structs.replace(told, write=("a" * 100, "b" * 100))
    form = msgspec.structs.replace(form, guidance=form.guidance | {"hurt": long})
    state = made.after(made.start(form), changes.Answer(item="hurt", value="yes"))
    assert contents(made.record(state))["to_do"][0]["write"] == ["a" * 100]
    assert contents(made.usual())["to_do"][0]["write"] == list(told.write)


def test_what_was_said_on_the_card_stands_with_its_point_and_not_again(made):
    state = made.after(
        made.usual().draft,
        changes.Said(statement="s3", item="hurt", informant="child", words="It was the belt."),
    )
    page = contents(made.record(state))
    assert page["to_do"][0]["points"][0]["said"] == [["Child", "It was the belt."]]
    assert all(row["words"] != "It was the belt." for row in page["said"])


def test_equal_calm_answers_are_told_in_one_sentence_and_the_setting_apart(made):
    found = rows(contents(made.usual()))
    assert found["Who is here now"]["setting"] and found["The place is private"]["setting"]
    assert not any(row["calm"] for row in found.values()), "one or two equal answers stay in the table"
    form = made.form()
    again = [msgspec.structs.replace(form.item("seen"), id=f"seen{n}", critical=None) for n in range(4)]
    form = msgspec.structs.replace(form, items=(*form.items, *again))
    answers = [changes.Answer(item=item.id, value="no", source="child") for item in again]
    page = contents(made.record(made.after(made.start(form), *answers)))
    calm = [row for column in page["found"] for section in column for row in section["rows"] if row["calm"]]
    assert [(row["words"], row["source"]) for row in calm] == [("No", "Child")] * 4


def test_the_setting_carries_no_prose(made):
    state = made.after(made.start(made.form()), changes.Answer(item="private", value="yes", source="worker"))
    assert rows(contents(made.record(state)))["The place is private"]["anchor"] == ""


def test_an_interpreter_who_was_needed_and_not_found_is_told(made):
    record = made.small()
    sitting = msgspec.structs.replace(record.sitting, interpreter="none_found", interpreter_code="")
    page = contents(msgspec.structs.replace(record, sitting=sitting))
    assert labels(page)["Interpreter"] == "needed, none found"
