"""Through the pages' own addresses: what may be printed of the practice families with somebody of concern."""

import io
import re

import pytest
from pypdf import PdfReader

from launcher.handed import add_child_page
from launcher.pages.served import Desk, Page
from workbench.launcher import practice
from workbench.launcher.pages.base import TEMPLATES
from workbench.model.casework import IN_THE_ROOM, ROLES, Person
from workbench.model.changes import NoteWords, Said
from workbench.model.scales import shows_profile
from workbench.model.vocabulary import INFORMANTS
from workbench.report.wording import person
from workbench.store import StoreDesk, families, sittings
from workbench.store.records import record_of

HINTS = ("not informed", "of concern", "keep in mind", "NOTEWORDS")
FOR_PAPER = {"recovery_sheet.html", "help.html"}


@pytest.fixture
def drafts(desk: Desk) -> list[str]:
    """The practice families, every role among their adults, words of everybody and in every note; all their pages."""
    for family in practice.story().families:
        practice._add_family(desk.store, practice.Clock(), family)
    found = [
        begun.draft_id
        for child in families.children(desk.store)
        for begun in sittings.sittings_of(desk.store, child.id)
    ]
    found.append(add_child_page(desk.store, 10))
    for family in families.families(desk.store):
        for role in ROLES:
            families.add_person(desk.store, family.id, role, "QXQX")
    for draft in found:
        record = record_of(desk.store, draft)
        writer, asked = StoreDesk(desk.store), [item.id for item in record.draft.answers.shown()]
        for place, who in enumerate(INFORMANTS):
            writer.amend(
                draft, Said(statement=f"of_{who}", item=asked[place % len(asked)], informant=who, words=f"SAID-{who}-")
            )
        for item in record.draft.notes:
            writer.amend(draft, NoteWords(item=item, words="NOTEWORDS"))
    return found


def text_of(page: Page) -> str:
    """The words of a PDF, its metadata and the name it is saved under."""
    reader = PdfReader(io.BytesIO(page.body))
    words = " ".join(sheet.extract_text() for sheet in reader.pages)
    return " ".join(f"{words} {reader.metadata} {page.headers['Content-Disposition']}".split())


def mark(desk: Desk, draft: str, role: str) -> list[Person]:
    """Mark the adults of one role through the family page, and only these."""
    family = record_of(desk.store, draft).child.family_id
    _, adults, _ = families.family(desk.store, family)
    for adult in adults:
        desk.post(f"/family/{family}/person/{adult.id}", {"of_concern": "yes" if adult.role == role else ""})
    return [adult for adult in adults if adult.role == role]


@pytest.mark.parametrize("role", ["father", "grandparent"])
def test_no_print_of_the_practice_families_names_whom_not_to_ask(desk: Desk, drafts: list[str], role: str) -> None:
    assert len(drafts) == 5
    for draft in drafts:
        marked = mark(desk, draft, role)
        text, team = text_of(desk.get(f"/report/{draft}.pdf")), text_of(desk.get(f"/report/{draft}/team.pdf"))
        assert not [hint for hint in HINTS if hint in text]
        for adult in marked:
            assert person(adult) not in text and person(adult) in team
        assert not [who for who in IN_THE_ROOM[role] if f"SAID-{who}-" in text]
        assert all(f"SAID-{who}-" in team for who in INFORMANTS)
        assert "The team’s own sheet" in team and "not asked, not informed" in team and "own sheet" not in text


def test_pages_are_not_for_paper_but_those_that_are_meant_for_it(desk: Desk, drafts: list[str]) -> None:
    templates = {path.name for path in TEMPLATES.glob("*.html") if "for-paper" in path.read_text()}
    assert templates == FOR_PAPER
    child = record_of(desk.store, drafts[0]).child
    found = next(d for d in drafts if shows_profile(record_of(desk.store, d).draft.form))
    of_child = [f"/child/{child.id}{part}" for part in ("", "/notes", "/agreement", "/sitting")]
    for path in ("/", *of_child, f"/found/{found}", f"/family/{child.family_id}", "/settings"):
        page = desk.get(path)
        assert page.status == 200 and re.search(r'<body class=""', page.text), path
    style = desk.get("/plain/screens.css").text
    assert re.search(r"@media print \{\s*body:not\(\.for-paper\) > \* \{\s*display: none !important;", style)
    assert '<body class="for-paper"' in desk.get("/help").text
