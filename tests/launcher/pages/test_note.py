"""One note: what to do, whom to call, the child's own words, and how it is closed."""

import json
from datetime import timedelta

import pytest

from launcher.pages.served import Desk
from workbench.launcher.pages.times import today
from workbench.model.changes import Answer, Clear, NoAnswer, NoteWords, Said
from workbench.model.notes import guidance
from workbench.model.vocabulary import NonAnswer
from workbench.store import StoreDesk, settings
from workbench.store.records import record_of


@pytest.fixture
def draft(desk: Desk) -> str:
    return desk.sitting(desk.child())


@pytest.fixture
def path(desk: Desk, draft: str) -> str:
    return desk.note_path(draft)


def test_the_note_says_what_to_do_and_whom_to_call(desk: Desk, path: str) -> None:
    told = guidance(desk.store.forms("safety_screen", None), "danger_now")
    settings.set_contact(desk.store, told.call[0], "Tel. 0123")
    words = desk.get(path).words
    for line in (*told.act, *told.write, "Tel. 0123"):
        assert line in words
    assert "No number set: dial your national emergency number." in words, "police and ambulance"


def test_the_childs_words_are_kept(desk: Desk, draft: str, path: str) -> None:
    answer = desk.post(path, {"words": "  “I hide under the bed.”\nThen it is quiet. "})
    assert answer.place == path
    assert desk.note(draft).words == "“I hide under the bed.”\nThen it is quiet."
    assert desk.get(path).typed("words") == "“I hide under the bed.”\nThen it is quiet."


def test_words_save_themselves_and_say_when(desk: Desk, draft: str, path: str) -> None:
    answer = desk.post(path, {"words": "one"}, accept="application/json")
    assert answer.status == 200 and len(json.loads(answer.text)["saved"]) == 5
    assert desk.note(draft).words == "one"
    answer = desk.post(path, {"words": "x" * 4001}, accept="application/json")
    assert answer.status == 422 and "saved" not in json.loads(answer.text)
    assert desk.note(draft).words == "one"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please write what was done"),
        ({"action": " ", "at": "14:00", "agency": "Office"}, "Please write what was done"),
        ({"action": "Called", "agency": "Office"}, "Please write when it was done."),
        ({"action": "x" * 4001, "at": "14:00"}, "there is room for 4000"),
    ],
)
def test_a_note_does_not_close_without_action_and_time(
    desk: Desk, draft: str, path: str, fields: dict, sentence: str
) -> None:
    answer = desk.post(f"{path}/close", fields)
    assert answer.status == 422 and sentence in answer.words
    assert desk.note(draft).is_open
    if "agency" in fields:
        assert answer.typed("agency") == "Office"
    assert f'action="{path}/close"' in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "Called", "at": "today 14:00", "agency": "Child protection", "reference": "17/3"},
        {"why_not": "It was a game the children play."},
    ],
)
def test_a_note_closes_with_what_was_done_or_why_nothing_was(desk: Desk, draft: str, path: str, fields: dict) -> None:
    answer = desk.post(f"{path}/close", fields)
    assert answer.place == path
    assert not desk.note(draft).is_open
    page = desk.get(path)
    assert all(value in page.words for value in fields.values())
    answer = desk.post(f"{path}/reopen")
    assert answer.place == path
    assert desk.note(draft).is_open and desk.note(draft).action == fields.get("action", "")


def test_the_day_to_ask_again_lies_ahead(desk: Desk, draft: str, path: str) -> None:
    tomorrow = today() + timedelta(days=1)
    answer = desk.post(f"{path}/again", {"ask_again": tomorrow.isoformat()})
    assert answer.place == path
    assert desk.note(draft).ask_again == tomorrow
    for wrong in ("", "2020-01-01", "2999-01-01", "tomorrow"):
        answer = desk.post(f"{path}/again", {"ask_again": wrong})
        assert answer.status == 422
    assert desk.note(draft).ask_again == tomorrow


@pytest.mark.parametrize(
    ("days", "doubt"), [(-1, "is past. Is this day right?"), (2000, "is more than five years away.")]
)
def test_a_doubtful_day_to_ask_again_is_asked_about_once_more(desk: Desk, draft, path, days, doubt) -> None:
    on = (today() + timedelta(days=days)).isoformat()
    asked = desk.post(f"{path}/again", {"ask_again": on})
    assert asked.status == 422 and doubt in asked.words and asked.typed("ask_again") == on
    assert f'name="sure-ask_again" value="{on}"' in asked.text
    other = (today() - timedelta(days=9)).isoformat()
    answer = desk.post(f"{path}/again", {"ask_again": other, "sure-ask_again": on})
    assert answer.status == 422
    answer = desk.post(f"{path}/again", {"ask_again": on, "sure-ask_again": on})
    assert answer.place == path
    assert desk.note(draft).ask_again.isoformat() == on


def test_an_answer_that_changed_is_told(desk: Desk, draft: str, path: str) -> None:
    assert "The answer has changed" not in desk.get(path).words
    StoreDesk(desk.store).amend(draft, Clear(item="danger_now"))
    assert "The answer has changed" in desk.get(path).words


def test_a_question_without_a_note_says_so(desk: Desk, draft: str) -> None:
    assert desk.get(desk.note_path(draft, "who_is_here")).status == 404
    assert desk.get(desk.note_path(draft, "nothing")).status == 404
    assert desk.get(desk.note_path("0" * 32)).status == 404


def together(desk: Desk) -> tuple[str, list[str]]:
    """A sitting with two questions that give the same advice, both answered so that they call for it."""
    draft = desk.sitting(desk.child(born="2012-01"), "distress_seen")
    form = desk.store.forms("safety_screen", None)
    same = [
        item.id
        for item in record_of(desk.store, draft).draft.answers.shown()
        if item.critical and item.critical.note == form.item("distress_seen").critical.note
    ]
    for item in same[:2]:
        answer = Answer(item=item, value=form.item(item).critical.when[0])
        StoreDesk(desk.store).amend(draft, answer)
    return draft, same[:2]


def test_notes_of_the_same_advice_are_one_row_and_are_done_at_once(desk: Desk) -> None:
    draft, items = together(desk)
    child = record_of(desk.store, draft).child
    form = desk.store.forms("safety_screen", None)
    listed = desk.get(f"/child/{child.id}/notes")
    assert listed.text.count("/notes/" + draft) == 1
    assert all(form.item(item).text in listed.words for item in items)
    path = desk.note_path(draft, items[1])
    page = desk.get(path)
    assert all(form.item(item).text in page.words for item in items)
    assert "Once for all 2 questions that this note stands for." in page.words
    answer = desk.post(f"{path}/close", {"action": "Stayed", "at": "15:10"})
    assert answer.place == path
    assert [desk.note(draft, item).action for item in items] == ["Stayed", "Stayed"]
    answer = desk.post(f"{path}/reopen")
    assert answer.place == path
    assert all(desk.note(draft, item).is_open for item in items)
    on = (today() + timedelta(days=3)).isoformat()
    desk.post(f"{path}/again", {"ask_again": on})
    assert {desk.note(draft, item).ask_again.isoformat() for item in items} == {on}


def test_other_advice_of_the_same_sitting_stays_open(desk: Desk) -> None:
    draft, items = together(desk)
    StoreDesk(desk.store).amend(draft, Answer(item="danger_now", value="yes"))
    desk.post(f"{desk.note_path(draft, items[0])}/close", {"why_not": "A game."})
    assert desk.note(draft, "danger_now").is_open


def test_the_page_bears_the_name_under_which_the_note_is_listed(desk: Desk, draft: str, path: str) -> None:
    title = guidance(desk.store.forms("safety_screen", None), "danger_now").title
    assert f"<h1>{title}</h1>" in desk.get(path).text
    child = record_of(desk.store, draft).child
    assert title in desk.get(f"/child/{child.id}/notes").words


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [(NonAnswer.UNSAFE, "This was not asked. Ask again"), (NonAnswer.UNKNOWN, "This is not known yet. Ask again")],
)
def test_what_was_not_asked_is_no_finding(desk: Desk, reason: NonAnswer, sentence: str) -> None:
    draft = desk.bare_sitting(desk.child())
    StoreDesk(desk.store).amend(draft, NoAnswer(item="feels_safe", reason=reason))
    page = desk.get(desk.note_path(draft, "feels_safe"))
    assert sentence in page.words and "If there is another reason for worry" in page.words
    assert "</span> Now<" not in page.text and "</span> Ask again tomorrow<" in page.text
    listed = desk.get(f"/child/{record_of(desk.store, draft).child.id}/notes")
    assert "</span> Now<" not in listed.text and "Ask again tomorrow" in listed.words


def test_what_was_said_on_the_card_is_not_asked_for_twice(desk: Desk) -> None:
    draft, items = together(desk)
    said = Said(statement="s1", item=items[0], informant="child", words="I do not want to wake up.")
    StoreDesk(desk.store).amend(draft, said)
    StoreDesk(desk.store).amend(draft, NoteWords(item=items[1], words="Looked at the window."))
    page = desk.get(desk.note_path(draft, items[0]))
    assert "Written down already" in page.words
    assert "I do not want to wake up." in page.words and "Looked at the window." in page.words


def test_a_note_that_is_done_says_so_where_the_reader_is(desk: Desk, path: str) -> None:
    assert "data-told" not in desk.get(path).text
    desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert 'tabindex="-1" data-told>Done' in desk.get(path).text


def test_a_child_without_notes_has_an_empty_list(desk: Desk) -> None:
    child = desk.child()
    assert "Every note of this child is done." in desk.get(f"/child/{child.id}/notes").words
    assert desk.get(f"/child/{'0' * 32}/notes").status == 404


def test_what_another_window_wrote_is_not_written_over(desk: Desk) -> None:
    draft = desk.sitting(desk.child())
    path = desk.note_path(draft)
    shown = {"was-words": "", "words": ""}
    answer = desk.post(path, shown | {"words": "He came at night."})
    assert answer.place == path
    second = desk.post(path, shown | {"words": "He has a key."})
    assert second.status == 422 and "Another window has written here since: “He came at night.”" in second.words
    assert second.typed("words") == "He has a key." and desk.note(draft).words == "He came at night."
    told = desk.post(path, shown | {"words": "He has a key."}, accept="application/json")
    assert told.status == 422 and "He came at night." in told.text
    both = {"was-words": "He came at night.", "words": "He has a key. He came at night."}
    answer = desk.post(path, both)
    assert answer.place == path
    answer = desk.post(path, {"was-words": "", "words": ""})
    assert answer.place == path, "nothing was written in that window"
    assert desk.note(draft).words == both["words"]
    longer = both["words"] + " Twice."
    answer = desk.post(path, {"was-words": "", "words": longer})
    assert answer.place == path, "it holds all that stands there"
    assert desk.note(draft).words == longer


def test_closing_in_two_windows_keeps_what_the_first_wrote(desk: Desk) -> None:
    draft = desk.sitting(desk.child())
    path = desk.note_path(draft)
    shown = {f"was-{name}": "" for name in ("action", "at", "agency", "reference", "why_not")}
    empty = {name.removeprefix("was-"): "" for name in shown}
    first = {"action": "Called the police", "at": "14:00", "agency": "Post 3"}
    answer = desk.post(f"{path}/close", shown | empty | first)
    assert answer.place == path
    second = desk.post(f"{path}/close", shown | empty | {"action": "Nothing yet", "at": "15:00"})
    assert second.status == 422 and "“Called the police”" in second.words
    answer = desk.post(f"{path}/close", shown | empty | {"reference": "17/3"})
    assert answer.place == path
    note = desk.note(draft)
    assert (note.action, note.acted_at, note.agency, note.reference) == (*first.values(), "17/3")
