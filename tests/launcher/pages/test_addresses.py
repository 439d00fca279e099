"""No address holds a word of what was asked: browsers keep addresses, and offer them while one types."""

import re
from datetime import date

import pytest

from launcher.pages.served import Desk
from workbench.errors import UnknownName
from workbench.launcher.pages.addresses import item_named, name_of, note_address
from workbench.library.loading import instrument
from workbench.model.changes import Answer
from workbench.store import StoreDesk, agreements, families, sittings
from workbench.store.records import record_of

FORM = instrument("safety_screen")
ITEMS = [item.id for item in FORM.items]


def test_every_question_has_a_name_of_its_own_in_each_draft_and_run() -> None:
    runs: list[dict] = [{}, {}]
    names = {name_of(run, draft, item.id) for run in runs for draft in ("a", "b") for item in FORM.items}
    assert len(names) == 4 * len(FORM.items)
    assert all(re.fullmatch("[0-9a-f]{16}", name) for name in names)


def test_a_name_leads_back_to_its_question_in_its_own_run_and_draft_alone() -> None:
    run: dict = {}
    for item in FORM.items:
        assert item_named(run, "a", ITEMS, name_of(run, "a", item.id)) == item.id
    for other, draft in (({}, "a"), (run, "b")):
        with pytest.raises(UnknownName):
            item_named(other, draft, ITEMS, name_of(run, "a", FORM.items[0].id))


def test_no_link_of_any_page_names_a_question(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    needs = sittings.add_assessment(desk.store, sittings.sitting_of(desk.store, draft).id, "child_needs")
    form = record_of(desk.store, needs).draft.form
    StoreDesk(desk.store).amend(needs, Answer(item="carer_safety", value=3))
    pages = [
        "/",
        f"/child/{child.id}",
        f"/child/{child.id}/notes",
        f"/found/{needs}",
        note_address(desk.settings, draft, "danger_now"),
    ]
    found = [link for path in pages for link in re.findall(r'(?:href|action)="([^"]*)"', desk.get(path).text)]
    asked = {item.id for item in (*form.items, *FORM.items)}
    assert len(found) > 40 and sum(link.startswith("/notes/") for link in found) > 2
    assert [link for link in found if asked & set(re.split("[^a-z_]+", link.removeprefix("#q-")))] == []
