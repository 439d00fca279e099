"""The start page: codes, days and what is still open; nothing that tells a story."""

from datetime import timedelta

from launcher.pages.served import Desk
from workbench.launcher.pages.times import today
from workbench.model.changes import Answer, AskAgain, CloseNote, Stop
from workbench.model.vocabulary import GROUPS
from workbench.store import StoreDesk, agreements, families, settings, sittings


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


def test_a_meeting_agreed_for_today_stands_until_one_has_met(desk: Desk) -> None:
    child = desk.child()
    draft = desk.bare_sitting(child)
    StoreDesk(desk.store).amend(draft, Stop(left="calm", rebook=today()))
    for path in ("/", f"/child/{child.id}"):
        assert "Meeting today" in desk.get(path).words
    desk.bare_sitting(child)
    for path in ("/", f"/child/{child.id}"):
        assert "Meeting today" not in desk.get(path).words


def test_one_count_and_one_word_on_every_page(desk: Desk) -> None:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=today(), person_id=mother.id)
    draft = sittings.start_sitting(desk.store, child.id, on=today(), present=(), instrument="child_needs")
    screen = desk.sitting(child)
    desk.open_point(screen, "feels_safe")
    StoreDesk(desk.store).amend(draft, Answer(item="health_teeth", value=3))
    StoreDesk(desk.store).amend(draft, Answer(item="debt", value=3))
    for path in ("/", f"/child/{child.id}"):
        assert f"{child.code} · 4 notes" in desk.get(path).words
    assert "Notes still open 4 notes." in desk.get(f"/child/{child.id}/notes").words
    assert "4 notes are open for this child: 3 to act on, 1 to ask again." in desk.get(f"/found/{draft}").words


def test_what_is_rated_act_now_has_a_note_of_its_own(desk: Desk) -> None:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=today(), person_id=mother.id)
    draft = sittings.start_sitting(desk.store, child.id, on=today(), present=(), instrument="child_needs")
    StoreDesk(desk.store).amend(draft, Answer(item="identity_stay", value=3))
    item = desk.store.forms("child_needs", None).item("identity_stay")
    page = desk.get(desk.note_path(draft, item.id))
    assert item.critical is None and item.anchors[3] in page.words
    assert "Within 72 hours" in page.words and "Supervisor on call" in page.words
    answer = desk.post(f"{desk.note_path(draft, item.id)}/close", {"action": "Called", "at": "14:00"})
    assert answer.status == 303
    assert "Notes still open" not in desk.get("/").words
    assert "Called" in desk.get(f"/child/{child.id}/notes").words


def test_an_assessment_whose_agreement_was_withdrawn_is_read_and_no_more(desk: Desk) -> None:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    given = {"on": today(), "person_id": mother.id, "limits_explained": True}
    agreements.add_consent(desk.store, child.id, "assessment", "given", **given)
    draft = sittings.start_sitting(desk.store, child.id, on=today(), present=(), instrument="child_needs")
    assert f'href="/sitting#{draft}"' in desk.get("/").text
    agreements.add_consent(desk.store, child.id, "assessment", "withdrawn", **given)
    assert f'href="/sitting#{draft}"' not in desk.get("/").text
    assert f'href="/sitting#{draft}">Read' in desk.get(f"/child/{child.id}").text
