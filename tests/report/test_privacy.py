"""What a child answered is printed for the team, and says so; carers only where the child agreed."""

import io

import pytest
from pypdf import PdfReader

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.draft import start
from workbench.model.record import Record
from workbench.report.privacy import AGREED, FILE_ONLY, TEAM_ONLY, for_whom
from workbench.report.safety_page import write_pdf

from .conftest import after, record, small


def voice(age: int, **answers: object) -> Record:
    said = [changes.Answer(item=item, value=value, source="child") for item, value in answers.items()]
    return record(after(start(instrument("child_voice"), {"age": age}), *said))


def test_a_page_that_the_practitioner_rated_is_for_the_file():
    assert for_whom(small()) == FILE_ONLY


@pytest.mark.parametrize("decision", ["team", "ask_me", "parts", None])
def test_what_the_child_answered_is_for_the_team_unless_it_agreed_to_more(decision):
    answers = {"begin_middle": "go"} | ({"share_middle": decision} if decision else {})
    assert for_whom(voice(10, **answers)) == TEAM_ONLY


def test_with_the_childs_agreement_it_is_asked_once_more():
    assert for_whom(voice(10, begin_middle="go", share_middle="carers")) == AGREED
    assert for_whom(voice(10, begin_middle="not_today", share_middle="carers")) == TEAM_ONLY, "not asked any more"


@pytest.mark.parametrize("age", [1, 4])
def test_what_was_seen_and_played_is_for_the_team_as_well(age):
    assert for_whom(voice(age)) == TEAM_ONLY


def test_it_stands_on_the_paper():
    paper = PdfReader(io.BytesIO(write_pdf(voice(10, begin_middle="go", home_middle="hard", share_middle="team"))))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert TEAM_ONLY in text and FILE_ONLY not in text
    assert "Answered by the child, with" in text
