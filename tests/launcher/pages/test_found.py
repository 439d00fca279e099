"""What we found, on screen: squares, table, notes and open points of one assessment, and hostile words as words."""

import re
from datetime import date
from html import unescape

import pytest

from launcher.pages.served import Desk
from workbench.launcher.pages.addresses import name_of
from workbench.model import changes
from workbench.model.vocabulary import NonAnswer
from workbench.store import StoreDesk, agreements, families, sittings

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"


@pytest.fixture
def draft(desk: Desk) -> str:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    return sittings.start_sitting(desk.store, child.id, on=date.today(), present=(), instrument="child_needs")


def fill_in(desk: Desk, draft: str, *made: changes.AnyChange) -> None:
    for change in made:
        StoreDesk(desk.store).amend(draft, change)


def test_what_was_found_stands_on_the_page_and_in_its_table(desk: Desk, draft: str) -> None:
    fill_in(
        desk,
        draft,
        changes.Answer(item="health_teeth", value=2, source="child"),
        changes.Answer(item="mind_sleep", value=0, source="carer"),
        changes.Answer(item="strength_person", value="central", source="child"),
        changes.NoAnswer(item="health_checks", reason=NonAnswer.UNKNOWN),
    )
    page = desk.get(f"/found/{draft}")
    assert page.status == 200
    assert "Needs to act on: at least 1, at most " in page.words
    assert "Rated by the practitioner from: child and carer." in page.words
    squares = re.findall(r'class="level level-(\w+)[^>]*href="#q-(\w+)"', page.text)
    for level, item in (("2", "health_teeth"), ("0", "mind_sleep"), ("open", "health_checks")):
        assert (level, name_of(desk.settings, draft, item)) in squares
    rows = re.findall(r'<tr id="q-(\w+)">', page.text)
    assert sorted(rows) == sorted(item for _, item in squares), "every square leads to its row"
    assert "Central Somebody to lean on" in page.words and "On offer: Dentist" in page.words
    assert "Unknown · ask: parent, carer, doctor, own observation or document" in page.words


def test_people_who_differ_stand_side_by_side(desk: Desk, draft: str) -> None:
    fill_in(
        desk,
        draft,
        changes.Answer(item="health_teeth", value=2),
        changes.Said(statement="a", item="health_teeth", informant="carer", words="No pain.", value=0),
    )
    page = desk.get(f"/found/{draft}")
    assert "Practitioner: Act" in page.words and "Carer: No sign of need No pain." in page.words


def test_a_critical_answer_leads_to_its_note(desk: Desk, draft: str) -> None:
    assert "note is open" not in desk.get(f"/found/{draft}").words
    fill_in(desk, draft, changes.Answer(item="carer_safety", value=3))
    assert "1 note is open for this child: to act on. Read the notes" in desk.get(f"/found/{draft}").words
    link = f'href="{desk.note_path(draft, "carer_safety")}"'
    assert link in desk.get(f"/found/{draft}").text
    fill_in(desk, draft, changes.CloseNote(item="carer_safety", action="Called", at="now"))
    assert link not in desk.get(f"/found/{draft}").text


def test_words_stay_words(desk: Desk, draft: str) -> None:
    said = changes.Said(statement="a", item="mind_sleep", informant="carer", words=HOSTILE, value=2)
    fill_in(desk, draft, said, changes.Answer(item="mind_sleep", value=1))
    text = desk.get(f"/found/{draft}").text
    assert re.findall(r"<script[^>]*>", text) == ['<script src="/plain/desk.js" defer>']
    assert "<img" not in text and "{{ 7*7 }}" in unescape(text)
    assert not re.search(r"\sstyle=", re.sub(r'"[^"]*"|>[^<]*<', "", text))


def test_the_page_tells_no_group_and_is_offered_only_where_it_says_something(desk: Desk, draft: str) -> None:
    fill_in(desk, draft, changes.Answer(item="mind_sleep", value=1))
    assert not re.search("victim|traffick|left behind", desk.get(f"/found/{draft}").text, re.IGNORECASE)
    child = sittings.sitting_of(desk.store, draft).child_id
    screen = sittings.add_assessment(desk.store, sittings.sitting_of(desk.store, draft).id, "safety_screen")
    page = desk.get(f"/child/{child}").text
    assert f'href="/found/{draft}"' in page and f'href="/found/{screen}"' not in page
    assert desk.get(f"/found/{screen}").status == 404
    assert desk.get(f"/report/{draft}.pdf").body.startswith(b"%PDF-")
