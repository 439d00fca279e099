"""Critical points in the form: what must be done first stands first, and closing one is told."""

from datetime import date

from workbench.library.loading import instrument
from workbench.sitting.session import Session

from .conftest import Page, opened_with


def test_what_must_be_done_now_stands_before_what_can_wait_and_open_points_come_last():
    page = Page(Session(opened_with(instrument("safety_screen", "1.0"))))
    page.answer("go_on", "see")
    page.send(kind="no_answer", item="whereabouts", reason="unsafe_to_ask")
    page.answer("hurt_at_home", "yes")
    page.answer("danger_now", "yes")
    assert [(note["kind"], note["within"]) for note in page.view["notes"]] == [
        ("critical", "Now"),
        ("critical", "Today"),
        ("open", "Now"),
    ]
    waits = [note["waits"] for note in page.view["notes"]]
    assert waits[:2] == ["", ""] and waits[2].startswith("This was not asked. Ask again on ")


def test_a_critical_answer_changes_nothing_but_the_mark_and_the_notes(page):
    page.answer("teeth", 2)
    reply = page.answer("teeth", 3)
    assert set(reply["changed"]) - {"saved_at"} == {"revision", "answers", "notes", "mark"}
    assert page.view["mark"] is True


def test_a_note_says_what_to_do_whom_to_call_and_what_to_write(form):
    page = Page(Session(opened_with(form, contacts={"doctor": "0800 1"})))
    page.answer("teeth", 3)
    (note,) = page.view["notes"]
    assert note["within"] == "Today" and note["act"][0] == "Stay with the child."
    assert note["call"] == [
        {"label": "Supervisor on call", "number": "", "without": "no number yet: see Settings"},
        {"label": "Doctor or paediatric clinic", "number": "0800 1", "without": "no number yet: see Settings"},
    ]
    assert note["write"] == ["What was seen, and when."]


def test_a_closed_note_says_what_was_done_and_leaves_no_mark(page):
    page.answer("teeth", 3)
    page.send(kind="close_note", item="teeth", action="Taken to the clinic", at="14:30")
    (note,) = page.view["notes"]
    assert note["done"] == [{"label": "Done", "words": "Taken to the clinic"}, {"label": "When", "words": "14:30"}]
    assert page.view["mark"] is False


def test_points_left_open_earlier_are_told_and_marked(form):
    page = Page(
        Session(
            opened_with(
                form, earlier=(("Left alone?", date(2026, 5, 1), "open"), ("Hungry?", date(2026, 4, 1), "open"))
            )
        )
    )
    assert [point["text"] for point in page.view["earlier"]] == [
        "Left alone?",
        "Hungry?",
    ]
    assert page.view["mark"] is True
