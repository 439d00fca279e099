"""One bad record: the start page opens, the others are reachable, and the one is named with what to do."""

import pytest

from launcher.pages.served import Desk
from store.test_unreadable import DAMAGES
from workbench.launcher.pages.times import today
from workbench.model.changes import Said
from workbench.store import StoreDesk, agreements, families
from workbench.store.earlier import earlier_of
from workbench.store.verify import verify


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_the_start_page_opens_and_the_others_can_be_worked_with(desk: Desk, damage: str) -> None:
    bad, good = desk.child(), desk.child()
    drafts = {child.id: desk.sitting(child) for child in (bad, good)}
    for draft in drafts.values():
        StoreDesk(desk.store).amend(draft, Said(statement="s", item="danger_now", informant="child", words="There."))
    for child in (bad, good):
        mother = families.add_person(desk.store, child.family_id, "mother")
        agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
        agreements.add_consent(desk.store, child.id, "assessment", "given", on=today(), person_id=mother.id)
    ids = {"child": bad.id, "family": bad.family_id, "draft": drafts[bad.id]}
    with desk.store.writing() as connection:
        raw = connection.connection.driver_connection.cursor()
        raw.execute(damage, {name: value for name, value in ids.items() if f":{name}" in damage})
    start = desk.get("/")
    assert start.status == 200 and "This cannot be read" in start.words
    assert f"{good.code} · 1 note" in start.words and "store verify" in start.words
    for path in (f"/child/{good.id}", f"/child/{good.id}/notes", f"/family/{good.family_id}", "/settings"):
        assert desk.get(path).status == 200
    path = desk.note_path(drafts[good.id])
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.place == path
    for path in (f"/child/{bad.id}", f"/child/{bad.id}/notes", desk.note_path(drafts[bad.id])):
        told = desk.get(path)
        assert told.status < 500 and "Traceback" not in told.text


BESIDE_A_NOTE = {
    "answers": "UPDATE answers SET at = 'noon' WHERE assessment_id = :draft",
    "what people said": "UPDATE statements SET at = 'x' WHERE assessment_id = :draft",
    "breaks, stop or next meeting": "UPDATE assessments SET pauses = '{' WHERE id = :draft",
    "stop or next meeting": "UPDATE assessments SET pauses = '[{}]' WHERE id = :draft",
    "next meeting": "UPDATE assessments SET rebook = 'soon' WHERE id = :draft",
    "the questions": "UPDATE assessments SET version = '99' WHERE id = :draft",
    "the meeting": "UPDATE sittings SET present = '{' WHERE child_id = :child",
    "a part of this note": "UPDATE notes SET ask_again = 'soon' WHERE assessment_id = :draft",
    "part of this note": "UPDATE notes SET opened_at = 'then' WHERE assessment_id = :draft",
    "of this note": "UPDATE notes SET action = x'ff' WHERE assessment_id = :draft",
    "this note": "UPDATE notes SET acted_at = x'ff' WHERE assessment_id = :draft",
}


@pytest.mark.parametrize("lost", BESIDE_A_NOTE)
def test_a_note_is_read_written_to_and_closed_whatever_is_wrong_beside_it(desk: Desk, lost: str) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    StoreDesk(desk.store).amend(draft, Said(statement="s", item="danger_now", informant="child", words="There."))
    path = desk.note_path(draft)
    desk.post(path, {"words": "“It is loud.”"})
    damage(desk, BESIDE_A_NOTE[lost], draft=draft, child=child.id)
    assert path in desk.get(f"/child/{child.id}/notes").text, "it is still in the list"
    page = desk.get(path)
    assert page.status == 200 and f"{lost}." in page.words and "cannot be read" in page.words
    assert page.typed("words") == "“It is loud.”" and "Mark as done" in page.words
    saved = desk.fill_in(path, path, words="“It is loud. I hide.”")
    assert saved.place == path and desk.get(path).typed("words") == "“It is loud. I hide.”"
    answer = desk.post(f"{path}/again", {"ask_again": today().isoformat()})
    assert answer.place == path
    answer = desk.post(f"{path}/close", {"action": "Called"})
    assert answer.status == 422
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.place == path
    done = desk.get(path).words
    assert "Called" in done and "Open it again" in done
    assert "Notes still open" not in desk.get(f"/child/{child.id}").words
    answer = desk.post(f"{path}/reopen")
    assert answer.place == path
    assert "Mark as done" in desk.get(path).words
    with desk.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM journal WHERE assessment_id = ?", (draft,)).all()
    assert len(row) == 8, "each change is in the journal"
    assert lost == "the questions" or not any("journal of" in found for found in verify(desk.store))


def test_a_note_closed_while_its_questions_were_away_verifies_once_they_are_back(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    path, version = desk.note_path(draft), desk.store.forms("safety_screen", None).version
    damage(desk, "UPDATE assessments SET version = '99' WHERE id = :draft", draft=draft)
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.place == path
    damage(desk, f"UPDATE assessments SET version = '{version}' WHERE id = :draft", draft=draft)
    assert verify(desk.store) == [] and not desk.note(draft).is_open


def test_a_note_whose_question_is_garbled_is_named_by_the_journal(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    damage(desk, "UPDATE notes SET item = 'xx' WHERE assessment_id = :draft", draft=draft)
    path = desk.note_path(draft)
    assert desk.get(path).status == 200
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.place == path
    assert verify(desk.store) == [] and not desk.note(draft).is_open


def test_a_note_whose_question_nobody_can_tell_is_read_and_says_why_nothing_is_written_to_it(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    desk.post(desk.note_path(draft), {"words": "“It is loud.”"})
    damage(desk, "UPDATE notes SET item = 'xx' WHERE assessment_id = :draft", draft=draft)
    damage(desk, "UPDATE journal SET change = '{' WHERE assessment_id = :draft", draft=draft)
    path = desk.note_path(draft, "xx")
    page = desk.get(path)
    assert page.status == 200 and "its question" in page.words and page.typed("words") == "“It is loud.”"
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.status == 422 and "which question it is about cannot be read" in answer.words.lower()


SETTINGS = {
    "lock_minutes": ("thirty", "30"),
    "cover_minutes": ("{", "5"),
    "majority": ("[18]", "18"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_cannot_be_read_closes_nothing_and_can_be_set_again(desk: Desk, name: str) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    written, usual = SETTINGS[name]
    damage(desk, f"INSERT INTO settings (name, value) VALUES ('{name}', '{written}')")
    start = desk.get("/")
    assert start.status == 200 and "This cannot be read" in start.words and f"{child.code} · 1 note" in start.words
    assert f"Until it is set again, {usual} is taken" in start.words
    assert "store verify" not in start.words, "the person can mend it alone"
    for path in (f"/child/{child.id}", f"/child/{child.id}/sitting", desk.note_path(draft), "/help"):
        assert desk.get(path).status == 200
    assert desk.get("/settings").typed(name) == usual
    assert desk.fill_in("/settings", "/settings", **{name: usual}).place == "/settings/saved"
    assert "This cannot be read" not in desk.get("/").words


OF_AGREEMENT = {
    "an agreement": "UPDATE consents SET \"on\" = 'x' WHERE child_id = :child",
    "a decision off the list": "UPDATE consents SET decision = 'perhaps' WHERE child_id = :child",
    "responsibility": "UPDATE responsibilities SET since = 'x' WHERE child_id = :child",
    "a ground off the list": "UPDATE responsibilities SET ground = 'x' WHERE child_id = :child",
    "what the child said": "UPDATE assents SET \"on\" = 'x' WHERE child_id = :child",
    "what did not wait": "UPDATE without_consent SET at = 'x' WHERE child_id = :child",
    "an adult": "UPDATE persons SET role = 'friend' WHERE family_id = :family",
}


@pytest.mark.parametrize("statement", OF_AGREEMENT.values(), ids=OF_AGREEMENT.keys())
def test_an_agreement_that_cannot_be_read_keeps_no_child_from_safety(desk: Desk, statement: str) -> None:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_without_consent(desk.store, child.id, "urgent_care", "a wound", "AB")
    draft = desk.sitting(child)
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=today(), person_id=mother.id)
    agreements.add_assent(desk.store, child.id, "assessment", "given", on=today())
    damage(desk, statement, child=child.id, family=child.family_id)
    page = desk.get(f"/child/{child.id}")
    assert page.status == 200 and "This cannot be read" in page.words and "Notes still open" in page.words
    for path in (f"/child/{child.id}/agreement", f"/report/{draft}.pdf", f"/report/{draft}/team.pdf"):
        assert desk.get(path).status == 200
    first_look = {"on": today().isoformat(), "interpreter": "none", "present": "child", "instrument": "safety_screen"}
    begun = desk.post(f"/child/{child.id}/sitting", first_look | {"why": "first look", "decided_by": "AB"})
    assert begun.place.startswith("/sitting#")
    report = {"what": "report", "why": "seen today", "decided_by": "AB"}
    answer = desk.post(f"/child/{child.id}/exception", report)
    assert answer.place == f"/child/{child.id}/agreement"
    path = desk.note_path(draft)
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.place == path
    assert any("cannot be read" in finding for finding in verify(desk.store))


def test_an_agreement_that_cannot_be_read_lets_no_earlier_one_count(desk: Desk) -> None:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    for decision in ("given", "withdrawn"):
        agreements.add_consent(desk.store, child.id, "assessment", decision, on=today(), person_id=mother.id)
    damage(
        desk, "UPDATE consents SET decision = 'x' WHERE child_id = :child AND decision = 'withdrawn'", child=child.id
    )
    told = desk.get(f"/child/{child.id}").words
    assert "An agreement on file cannot be read" in told and "Given, " not in told
    needs = {"on": today().isoformat(), "interpreter": "none", "present": "child", "instrument": "child_needs"}
    answer = desk.post(f"/child/{child.id}/sitting", needs)
    assert "an agreement on file cannot be read" in answer.words


def test_a_page_whose_questions_are_not_here_leaves_the_agreements_open(desk: Desk) -> None:
    child = desk.child()
    desk.sitting(child)
    damage(desk, "UPDATE assessments SET version = '99' WHERE child_id = :child", child=child.id)
    assert desk.get(f"/child/{child.id}/agreement").status == 200


def damage(desk: Desk, statement: str, **values: str) -> None:
    with desk.store.writing() as connection:
        used = {name: value for name, value in values.items() if f":{name}" in statement}
        connection.connection.driver_connection.cursor().execute(statement, used)


OF_A_CHILD = {
    "born": ("'spring'", "birth, as far as it is known"),
    "age_band": ("'old'", "age, if no year is known"),
    "age_band_on": ("'x'", "the day on which the age was seen"),
    "group": ("'orphan'", "what fits the child's story"),
    "sex": ("x'ff'", "girl or boy"),
    "criteria": ("'{'", "what makes it harder for the child"),
    "created_at": ("'long ago'", "the day on which the file was begun"),
}


@pytest.mark.parametrize("name", OF_A_CHILD)
def test_a_field_of_the_child_that_cannot_be_read_keeps_no_child_from_safety(desk: Desk, name: str) -> None:
    child = families.add_child(desk.store, families.add_family(desk.store).id, age_band="6-11", group="left_behind")
    draft, (written, told) = desk.sitting(child), OF_A_CHILD[name]
    damage(desk, f'UPDATE children SET "{name}" = {written} WHERE id = :child', child=child.id)
    start = desk.get("/")
    assert start.status == 200 and told in start.words and child.code in start.words
    page = desk.get(f"/child/{child.id}")
    assert page.status == 200 and f"what is known of the child: {told}" in page.words
    assert "Notes still open" in page.words
    assert child.code in desk.get(f"/family/{child.family_id}").words
    for path in ("notes", "agreement", "sitting", "history"):
        assert desk.get(f"/child/{child.id}/{path}").status == 200, path
    for path in (f"/report/{draft}.pdf", f"/report/{draft}/team.pdf"):
        assert desk.get(path).status == 200
    first_look = {"on": today().isoformat(), "interpreter": "none", "present": "child", "instrument": "safety_screen"}
    begun = desk.post(f"/child/{child.id}/sitting", first_look | {"why": "first look", "decided_by": "AB"})
    assert begun.place.startswith("/sitting#")
    report = {"what": "report", "why": "seen today", "decided_by": "AB"}
    answer = desk.post(f"/child/{child.id}/exception", report)
    assert answer.place == f"/child/{child.id}/agreement"
    path = desk.note_path(draft)
    answer = desk.post(f"{path}/close", {"action": "Called", "at": "14:00"})
    assert answer.place == path


@pytest.mark.parametrize(
    ("name", "written", "field", "value"),
    [
        ("born", "spring", "born_year", "2017"),
        ("age_band", "old", "age_band", "6-11"),
        ("age_band_on", "x", "age_band", "6-11"),
        ("group", "orphan", "group", "left_behind"),
        ("sex", "x", "sex", "girl"),
    ],
)
def test_what_cannot_be_read_of_a_child_is_set_again_and_kept(
    desk: Desk, name: str, written: str, field: str, value: str
) -> None:
    child = families.add_child(desk.store, families.add_family(desk.store).id, age_band="6-11")
    here = f"/child/{child.id}"
    for typed in ({field: value}, {"not_known": "yes"}):
        damage(desk, f"UPDATE children SET \"{name}\" = '{written}' WHERE id = :child", child=child.id)
        assert "This cannot be read" in desk.get(here).words
        assert desk.fill_in(here, f"{here}/about", **typed).place == here
        assert "This cannot be read" not in desk.get(here).words
        now = getattr(families.child(desk.store, child.id), name)
        written_now = today().isoformat() if name == "age_band_on" else value
        assert now is None if "not_known" in typed else str(now) == written_now
    with desk.store.reading() as connection:
        kept = [value for field, value, _ in earlier_of(connection, child.id) if field == name]
    assert kept.count(written) == 2


def test_an_age_that_cannot_be_read_lets_no_agreement_count(desk: Desk) -> None:
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=today(), person_id=mother.id)
    damage(desk, "UPDATE children SET born = 'x' WHERE id = :child", child=child.id)
    needs = {"on": today().isoformat(), "interpreter": "none", "present": "child", "instrument": "child_needs"}
    answer = desk.post(f"/child/{child.id}/sitting", needs)
    assert "the age on file cannot be read" in answer.words
    told = desk.get(f"/child/{child.id}").words
    assert "The age on file cannot be read" in told and "Given, " not in told
