"""One bad record: the start page opens, the others are reachable, and the one is named with what to do."""

import pytest

from launcher.pages.served import Desk
from store.test_unreadable import DAMAGES
from workbench.launcher.pages.times import today
from workbench.store import agreements, families


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_the_start_page_opens_and_the_others_can_be_worked_with(desk: Desk, damage: str) -> None:
    bad, good = desk.child(), desk.child()
    drafts = {child.id: desk.sitting(child) for child in (bad, good)}
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
