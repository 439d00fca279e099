"""The start page: codes, days and what is still open; nothing that tells a story."""

from datetime import timedelta

from launcher.pages.served import Desk
from workbench.launcher.pages.times import today
from workbench.model.changes import AskAgain, CloseNote, Stop
from workbench.model.vocabulary import GROUPS
from workbench.store import StoreDesk, families, settings


def test_an_empty_desk_tells_the_first_step(desk: Desk) -> None:
    page = desk.get("/")
    assert "Begin with a family." in page.words and "New family" in page.words
    family = desk.post("/family").place
    assert family.startswith("/family/")
    assert "No child yet" in desk.get("/").words
    assert f'href="{family}"' in desk.get("/").text


def test_a_child_is_a_code_an_age_and_a_day(desk: Desk) -> None:
    child = desk.child(born=str(today().year - 9))
    assert f"{child.code} " in desk.get("/").words and "no sitting yet" in desk.get("/").words
    desk.bare_sitting(child)
    words = desk.get("/").words
    assert "last sitting today" in words and "nothing written yet" in words
    assert not any(label in words for label in GROUPS.values())
    assert "left_behind" not in desk.get("/").text


def test_continue_offers_what_was_not_stopped(desk: Desk) -> None:
    draft = desk.sitting(desk.child())
    page = desk.get("/")
    assert f'href="/sitting#{draft}"' in page.text and f'href="/report/{draft}.pdf"' in page.text
    assert "saved " in page.words
    StoreDesk(desk.store).amend(draft, Stop(left="calm"))
    assert f'href="/sitting#{draft}"' not in desk.get("/").text


def test_a_note_stays_until_it_is_closed(desk: Desk) -> None:
    draft = desk.sitting(desk.child())
    assert "Notes still open" in desk.get("/").words
    StoreDesk(desk.store).amend(draft, CloseNote(item="danger_now", action="Called", at="14:00"))
    assert "Notes still open" not in desk.get("/").words


def test_a_child_has_one_row_of_notes_and_no_word_of_what_they_are_about(desk: Desk) -> None:
    child = desk.child()
    drafts = [desk.sitting(child), desk.sitting(child, "hurt_at_home"), desk.sitting(child, "ill_now")]
    desk.open_point(drafts[0], "feels_safe")
    form = desk.store.forms("safety_screen", None)
    for path in ("/", f"/child/{child.id}"):
        page = desk.get(path)
        assert f"{child.code} · 4 notes" in page.words and page.words.count("notes of") == 1
        assert f'href="/child/{child.id}/notes"' in page.text
        for item in ("danger_now", "hurt_at_home", "ill_now", "feels_safe"):
            told = [form.item(item).text, form.guidance[form.item(item).critical.note].title]
            assert not [words for words in told if words in page.words]


def test_the_most_urgent_child_comes_first(desk: Desk) -> None:
    calm, today_child, now_child = desk.child(), desk.child(), desk.child()
    desk.open_point(desk.bare_sitting(calm), "feels_safe")
    desk.sitting(today_child, "hurt_at_home")
    desk.sitting(now_child, "feels_safe")
    page = desk.get("/")
    rows = page.text.split('id="notes-head"')[1].split("</ul>")[0]
    places = [rows.index(child.code) for child in (now_child, today_child, calm)]
    assert places == sorted(places)
    assert [rows.count(word) for word in ("</span> Now<", "</span> Today<", "</span> Ask again tomorrow<")] == [1, 1, 1]


def test_until_a_number_is_set_the_page_asks_for_whom_to_call(desk: Desk) -> None:
    assert "“Whom to call” is empty. Five minutes now" in desk.get("/").words
    settings.set_contact(desk.store, "supervisor", "0123")
    assert "“Whom to call” is empty" not in desk.get("/").words


def test_late_and_soon_are_said_in_words(desk: Desk) -> None:
    draft = desk.sitting(desk.child())
    for days, words in ((-3, "Ask again: 3 days overdue"), (1, "Ask again tomorrow"), (0, "Ask again today")):
        StoreDesk(desk.store).amend(draft, AskAgain(item="danger_now", on=today() + timedelta(days=days)))
        assert words in desk.get("/").words


def test_no_page_carries_a_code_in_its_title(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    pages = ["/", f"/child/{child.id}", f"/family/{child.family_id}", desk.note_path(draft), "/help"]
    for path in pages:
        assert "<title>Workbench</title>" in desk.get(path).text


def test_families_stand_beside_each_other(desk: Desk) -> None:
    children = [desk.child() for _ in range(3)]
    families.add_child(desk.store, children[0].family_id)
    words = desk.get("/").words
    assert all(child.code in words for child in families.children(desk.store))
