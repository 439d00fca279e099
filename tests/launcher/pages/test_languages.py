"""Every page says that it is not to be translated, words stand in their own direction, and no field cuts unseen."""

import re
from pathlib import Path

import pytest

import workbench
from launcher.pages.served import Desk, Page
from launcher.pages.test_every_page import full  # noqa: F401
from workbench.launcher import bare
from workbench.launcher.pages.base import TEMPLATES
from workbench.store import agreements, families

SOURCE = Path(workbench.__file__).parent
UNTRANSLATED = ('<html lang="en" translate="no">', '<meta name="google" content="notranslate">')
ARABIC = "قالت (نعم)."


def untranslated(text: str) -> bool:
    return all(mark in text for mark in UNTRANSLATED)


def fields_of(page: Page) -> list[str]:
    """Every field in which words are typed, as it stands in the page."""
    return re.findall(r'<textarea[^>]*>|<input[^>]* type="text"[^>]*>', page.text)


def test_every_page_that_is_served_says_so(full) -> None:  # noqa: F811
    desk, paths = full
    for path in [*paths, "/nowhere", f"/found/{'0' * 32}"]:
        page = desk.get(path)
        assert untranslated(page.text), path
        assert "maxlength" not in page.text, path
        assert all(' dir="auto"' in field and " data-room=" in field for field in fields_of(page)), path
    assert any(fields_of(desk.get(path)) for path in paths)


def test_so_do_the_doors(new_desk: Desk) -> None:
    assert untranslated(new_desk.get("/first-run").text)
    begun = new_desk.first_run()
    assert begun.place == "/recovery-sheet"
    assert untranslated(new_desk.get("/recovery-sheet").text)
    new_desk.post("/cover")
    assert untranslated(new_desk.get("/cover").text)
    new_desk.run(new_desk.vault.lock())
    assert untranslated(new_desk.get("/login").text) and untranslated(new_desk.get("/recover").text)


def test_every_whole_page_of_the_source_is_opened_by_the_same_tag() -> None:
    files = [path for path in SOURCE.rglob("*") if path.suffix in (".html", ".j2", ".py")]
    assert {path.name for path in files if "<html" in path.read_text()} == {"page.py"}
    whole = [path for path in files if "<!doctype" in path.read_text()]
    assert {path.name for path in whole} == {"layout.html", "cover.html", "index.html.j2", "bare.py"}
    assert all(UNTRANSLATED[1] in path.read_text() for path in whole)
    assert untranslated(bare.bare_page("Title", "Text"))


def test_words_of_people_stand_in_their_own_direction(desk: Desk) -> None:
    child = desk.child()
    family = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, family.id, "by_birth")
    agreements.add_without_consent(desk.store, child.id, "urgent_care", ARABIC, "AB")
    page = desk.get(f"/child/{child.id}").text
    assert f"\u2068{ARABIC}\u2069 (decided by AB)" in page, "its stop does not wander to what follows"
    for template in ("note.html", "child_notes.html", "found.html"):
        text = (TEMPLATES / template).read_text()
        for name in ("line.words", "value", "note.words", "one.words", "answer"):
            assert not re.search(rf"<(?:dd|p|span)(?![^>]*dir=)[^>]*>{{{{ {re.escape(name)} }}}}", text), (
                template,
                name,
            )


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\u000bb", "a b"),
        ("a\u0000b\u0085c\u2028d\u2029e\u007ff", "a b c d e f"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("٢٠١٧ ৪", "٢٠١٧ ৪"),
    ],
)
def test_what_is_no_letter_parts_words_and_digits_stay_as_typed(desk: Desk, pasted: str, kept: str) -> None:
    draft = desk.sitting(desk.child())
    path = desk.note_path(draft)
    desk.post(path, {"words": pasted})
    assert desk.note(draft).words == kept
    assert desk.get(path).typed("words") == kept


def test_too_much_is_refused_beside_the_field_with_all_of_it_still_there(desk: Desk) -> None:
    child = desk.child()
    long = "wort " * 100
    answer = desk.post(f"/child/{child.id}/exception", {"what": "urgent_care", "why": long, "decided_by": "x" * 81})
    assert answer.status == 422
    assert "This is 499 characters long; there is room for 400" in answer.words
    assert "This is 81 characters long; there is room for 80" in answer.words
    assert answer.typed("why") == long and answer.typed("decided_by") == "x" * 81
    assert agreements.without_consent(desk.store, child.id) == []
