"""What holds for every page: hostile text stays text, no form without its token, the gate, the headers."""

import re
from html import unescape

import pytest

from launcher.pages.served import Desk
from launcher.running import spoil
from workbench.launcher.pages import STATIC, routes
from workbench.model.changes import CloseNote, NoteWords
from workbench.store import StoreDesk, agreements, families, settings

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }} \u202eאבג"
LONG = (HOSTILE + " x" * 4000)[:4000]


@pytest.fixture
def full(desk: Desk) -> tuple[Desk, list[str]]:
    """A desk with something hostile in every text it keeps, and the addresses of all its pages."""
    settings.set_organisation(desk.store, HOSTILE)
    settings.set_practitioner(desk.store, HOSTILE[:80])
    for code in ("police", "ambulance", "supervisor", "child_protection"):
        settings.set_contact(desk.store, code, HOSTILE[:120])
    child = desk.child()
    person = families.add_person(desk.store, child.family_id, "mother", "<b>")
    agreements.add_responsibility(desk.store, child.id, person.id, "by_birth")
    agreements.add_without_consent(desk.store, child.id, "urgent_care", HOSTILE, HOSTILE)
    agreements.add_assent(
        desk.store, child.id, "assessment", "cannot_be_sought", on=child.created_at.date(), reason=HOSTILE
    )
    draft, closed = desk.sitting(child), desk.sitting(child)
    StoreDesk(desk.store).amend(draft, NoteWords(item="danger_now", words=LONG))
    change = CloseNote(item="danger_now", action=LONG, at=HOSTILE, agency=HOSTILE, reference=HOSTILE)
    StoreDesk(desk.store).amend(closed, change)
    paths = ["/", "/settings", "/help", f"/family/{child.family_id}", desk.note_path(draft)]
    paths += [desk.note_path(closed)] + [f"/child/{child.id}{part}" for part in ("", "/agreement", "/sitting")]
    return desk, paths


def test_hostile_text_is_shown_as_text(full: tuple[Desk, list[str]]) -> None:
    desk, paths = full
    seen = 0
    for path in paths:
        page = desk.get(path)
        assert page.status == 200
        scripts = re.findall(r"<script[^>]*>", page.text)
        assert scripts == ['<script src="/plain/desk.js" defer>'], path
        assert "<img" not in page.text and "onerror=" not in re.sub(
            r"&#?\w+;", "", re.sub(r">[^<]*<|\"[^\"]*\"", "", page.text)
        )
        assert not re.search(r"\son\w+=|style=|javascript:", re.sub(r'"[^"]*"|>[^<]*<', "", page.text)), path
        seen += unescape(page.text).count("alert(1)")
    assert seen >= 8, "the hostile text was to stand on the pages"


def test_pages_of_a_store_that_cannot_be_read_any_more_say_so(desk: Desk) -> None:
    spoil(desk.store)
    for path in ("/", "/settings"):
        page = desk.get(path)
        assert page.status == 503 and "does not hold what was written" in page.words, path


def test_long_words_come_back_whole(full: tuple[Desk, list[str]]) -> None:
    desk, paths = full
    assert desk.get(paths[4]).typed("words") == LONG


def test_what_was_typed_comes_back_as_text(desk: Desk) -> None:
    family = desk.post("/family").place
    answer = desk.post(f"{family}/child", {"code": '"><script>x</script>'})
    assert answer.status == 422 and "<script>x" not in answer.text
    assert answer.typed("code") == '"><script>x</script>'


def _handlers() -> list[tuple[str, type]]:
    return [(spec.regex.pattern, spec.handler_class) for spec in routes()]


def _address(pattern: str) -> str:
    path = pattern.removesuffix("$").replace(r"\.", ".")
    path = path.replace("([0-9a-f]{32})", "0" * 32).replace("([0-9a-f]{16})", "0" * 16)
    return re.sub(r"\((\w+)(?:\|[^)]*)?\)", r"\1", path).replace("([a-z.]+)", "desk.css")


POSTS = [_address(pattern) for pattern, handler in _handlers() if "post" in vars(handler)]
GUARDED = [_address(pattern) for pattern, handler in _handlers() if getattr(handler, "needs", "") == "open"]


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_without_its_token(desk: Desk, path: str) -> None:
    before = desk.vault.state
    answer = desk.post(path, {"practitioner": "x"}, token=False)
    assert answer.status == 403
    assert desk.vault.state == before
    assert families.children(desk.store) == []


@pytest.mark.parametrize("path", GUARDED)
def test_a_covered_or_locked_desk_shows_nothing(desk: Desk, path: str) -> None:
    desk.vault.cover()
    assert (desk.get(path).status, desk.get(path).place) == (303, "/cover")
    answer = desk.post(path)
    assert answer.place == "/cover"
    desk.run(desk.vault.lock())
    assert (desk.get(path).status, desk.get(path).place) == (303, "/login")


def test_a_browser_that_was_not_let_in_sees_nothing(desk: Desk) -> None:
    desk.cookies = {}
    for path in ("/", "/login", "/settings", "/cover"):
        assert desk.get(path).status == 403


def test_every_answer_has_the_strict_policy_and_is_not_kept(full: tuple[Desk, list[str]]) -> None:
    desk, paths = full
    for path in [*paths, "/plain/desk.css", "/plain/desk.js"]:
        headers = desk.get(path).headers
        assert "script-src 'self';" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


def test_every_typed_field_stays_out_of_the_browsers_memory(full: tuple[Desk, list[str]]) -> None:
    desk, paths = full
    for path in paths:
        for control in re.findall(r"<(?:input|textarea)[^>]*>", desk.get(path).text):
            if 'type="hidden"' not in control:
                assert 'autocomplete="off"' in control, control
            if 'type="text"' in control or "<textarea" in control:
                assert 'spellcheck="false"' in control, control


def test_styles_and_script_ask_nothing_from_outside() -> None:
    files = [file for file in STATIC.iterdir() if file.suffix in (".css", ".js", ".svg")]
    assert len(files) >= 4
    for file in files:
        found = re.findall(r"https?://[^\s\"')]+", file.read_text())
        assert [address for address in found if address != "http://www.w3.org/2000/svg"] == []
