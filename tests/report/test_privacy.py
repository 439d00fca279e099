"""What a child answered is printed for the team, and says so; carers only where the child agreed."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.draft import start
from workbench.model.record import Record
from workbench.report.contents import contents
from workbench.report.privacy import AGREED, FILE_ONLY, HELD_BACK, TEAM_ONLY, TEAM_OWN, for_whom
from workbench.report.safety_page import write_pdf

from .conftest import after, small
from .conftest import record as made_record


def record(state, **fields: object) -> Record:
    return made_record(state, team=False, **fields)


def voice(age: int, **answers: object) -> Record:
    said = [changes.Answer(item=item, value=value, source="child") for item, value in answers.items()]
    return record(after(start(instrument("child_voice"), {"age": age}), *said))


def test_a_page_that_the_practitioner_rated_is_for_the_file():
    assert for_whom(record(small().draft)) == FILE_ONLY
    assert for_whom(small()) == TEAM_OWN and small().team


@pytest.mark.parametrize("decision", ["team", "ask_me", "parts", None])
def test_what_the_child_answered_is_for_the_team_unless_it_agreed_to_more(decision):
    answers = {"begin_middle": "go"} | ({"share_middle": decision} if decision else {})
    assert for_whom(voice(10, **answers)) == TEAM_ONLY


def test_with_the_childs_agreement_it_is_asked_once_more():
    assert for_whom(voice(10, begin_middle="go", share_middle="carers")) == AGREED
    assert for_whom(voice(10, begin_middle="not_today", share_middle="carers")) == TEAM_ONLY, "not asked any more"


def test_while_something_is_open_the_permission_is_not_acted_on():
    agreed = {"begin_middle": "go", "share_middle": "carers"}
    unsafe = voice(10, **agreed, home_middle="hard")
    assert for_whom(unsafe) == HELD_BACK
    closing = changes.CloseNote(item="home_middle", action="Spoke with the supervisor", at="14:00")
    assert for_whom(record(after(unsafe.draft, closing))) == AGREED
    elsewhere = (("Hurt by someone at home", date(2026, 11, 2), "critical"),)
    assert for_whom(record(voice(10, **agreed).draft, earlier=elsewhere)) == HELD_BACK, "open on another page"
    assert for_whom(voice(10, begin_middle="go", share_middle="team", home_middle="hard")) == TEAM_ONLY


def test_whom_the_child_does_not_name_is_still_open_and_never_something_to_lean_on():
    page = contents(voice(10, begin_middle="go", people_middle=("nobody_yet",), helps_middle=("nothing_yet",)))
    assert page["none_named"] == ["The child names nobody to turn to and nothing that helps."]
    told = [row["text"] for row in page["lean_on"] if row["state"] == "answer"]
    assert told == []
    named = contents(voice(10, begin_middle="go", people_middle=("friend",)))
    assert named["none_named"] == []
    assert [row["words"] for row in named["lean_on"] if row["state"] == "answer"] == ["A friend"]


def test_a_question_left_out_is_not_called_answered():
    paper = PdfReader(io.BytesIO(write_pdf(voice(4, play_start="go", play_fun="lively"))))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "What was left out is named below" in text and "Every question" not in text
    assert "Teddy’s house" in text


def test_a_wish_is_no_strength():
    page = contents(voice(15, begin_teen="go", wish_teen="my own key", hopes_teen="to sing"))
    assert [row["words"] for row in page["lean_on"] if row["state"] == "answer"] == ["to sing"]


@pytest.mark.parametrize("age", [1, 4])
def test_what_was_seen_and_played_is_for_the_team_as_well(age):
    assert for_whom(voice(age)) == TEAM_ONLY


def test_it_stands_on_the_paper():
    paper = PdfReader(io.BytesIO(write_pdf(voice(10, begin_middle="go", home_middle="hard", share_middle="team"))))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert TEAM_ONLY in text and FILE_ONLY not in text
    assert "Answered by the child, with" in text


def test_danger_and_a_permission_never_stand_on_one_sheet():
    answers = {"home_middle": "hard", "people_middle": ("nobody_yet",), "share_middle": "carers"}
    paper = PdfReader(io.BytesIO(write_pdf(voice(10, begin_middle="go", **answers))))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert HELD_BACK in text and AGREED not in text
    assert "The child names nobody to turn to." in text
    assert "?." not in text
