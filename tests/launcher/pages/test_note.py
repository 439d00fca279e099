"""One note: what to do, whom to call, the child's own words, and how it is closed."""

import json
from datetime import timedelta

import pytest

from launcher.pages.served import Desk
from workbench.launcher.pages.times import today
from workbench.model.changes import Clear
from workbench.model.draft import guidance
from workbench.store import StoreDesk, settings


@pytest.fixture
def draft(desk: Desk) -> str:
    return desk.sitting(desk.child())


@pytest.fixture
def path(draft: str) -> str:
    return f"/notes/{draft}/danger_now"


def test_the_note_says_what_to_do_and_whom_to_call(desk: Desk, path: str) -> None:
    told = guidance(desk.store.forms("safety_screen", None), "danger_now")
    settings.set_contact(desk.store, told.call[0], "Tel. 0123")
    words = desk.get(path).words
    for line in (*told.act, *told.write, "Tel. 0123"):
        assert line in words
    assert "No number set yet." in words, "the others are not set"


def test_the_childs_words_are_kept(desk: Desk, draft: str, path: str) -> None:
    assert desk.post(path, {"words": "  “I hide under the bed.”\nThen it is quiet. "}).place == path
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
    assert desk.post(f"{path}/close", fields).place == path
    assert not desk.note(draft).is_open
    page = desk.get(path)
    assert all(value in page.words for value in fields.values())
    assert desk.post(f"{path}/reopen").place == path
    assert desk.note(draft).is_open and desk.note(draft).action == fields.get("action", "")


def test_the_day_to_ask_again_lies_ahead(desk: Desk, draft: str, path: str) -> None:
    tomorrow = today() + timedelta(days=1)
    assert desk.post(f"{path}/again", {"ask_again": tomorrow.isoformat()}).place == path
    assert desk.note(draft).ask_again == tomorrow
    for wrong in ("", "2020-01-01", "2999-01-01", "tomorrow"):
        assert desk.post(f"{path}/again", {"ask_again": wrong}).status == 422
    assert desk.note(draft).ask_again == tomorrow


def test_an_answer_that_changed_is_told(desk: Desk, draft: str, path: str) -> None:
    assert "The answer has changed" not in desk.get(path).words
    StoreDesk(desk.store).amend(draft, Clear(item="danger_now"))
    assert "The answer has changed" in desk.get(path).words


def test_a_question_without_a_note_says_so(desk: Desk, draft: str) -> None:
    assert desk.get(f"/notes/{draft}/who_is_here").status == 422
    assert desk.get(f"/notes/{draft}/nothing").status == 404
    assert desk.get(f"/notes/{'0' * 32}/danger_now").status == 404
