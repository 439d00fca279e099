"""The start page: what is still open, what to continue, the children by their codes. Nothing of what was answered."""

from collections.abc import Sequence
from typing import Any

from ...language import say
from ...model import ages
from ...model.casework import Child, Family
from ...store import Store, families, settings, sittings
from ...store.clocks import clock_in_words
from ...store.unreadable import Unreadable, unreadable
from .doors import waiting_sheets
from .form import FormPage
from .notes import meeting_rows, rows_by_child
from .printed import boxes_in
from .times import day_in_words, time_in_words, today


class Start(FormPage):
    """Where every day begins."""

    def get(self) -> None:
        store = self.vault.store
        faults = unreadable(store)
        self.draw(
            "start.html",
            boxes=boxes_in(store, *(draft.draft_id for draft in sittings.open_drafts(store))),
            families=_listed(store, faults),
            drafts=[
                {
                    "id": draft.draft_id,
                    "code": draft.code,
                    "title": sittings.title_of(store.forms, draft),
                    "saved": saved_in_words(draft),
                }
                for draft in sittings.open_drafts(store)
            ],
            notes=rows_by_child(store),
            meetings=meeting_rows(store),
            unreadable=faults,
            nobody_to_call=not settings.settings(store).contacts,
            clock=clock_in_words(store),
            sheet_waits=store in waiting_sheets(self),
        )


def about(child: Child, last: Any = None) -> str:
    """Age and last sitting in one line: all that a list says of a child."""
    seen = say("last sitting {day}", day=day_in_words(last)) if last else say("no sitting yet")
    return " · ".join(part for part in (ages.in_words(child.age_on(today())), seen) if part)


def saved_in_words(draft: sittings.Begun) -> str:
    """When an assessment was last saved."""
    return say("saved {time}", time=time_in_words(draft.saved_at)) if draft.saved_at else say("nothing written yet")


def _listed(store: Store, faults: Sequence[Unreadable]) -> list[dict[str, Any]]:
    """Families with their children; the children of a family that cannot be read stand last, without one."""
    found, children, last = families.families(store), families.children(store), families.last_sittings(store)
    known = {family.id for family in found}

    def rows(family: Family | None) -> list[dict[str, str]]:
        mine = [c for c in children if (c.family_id == family.id if family else c.family_id not in known)]
        return [{"id": child.id, "code": child.code, "about": about(child, last.get(child.id))} for child in mine]

    listed = [{"id": family.id, "code": family.code, "children": rows(family)} for family in found]
    broken = {fault.family_id for fault in faults if fault.child_id}
    listed = [entry for entry in listed if entry["children"] or entry["id"] not in broken]
    without = rows(None)
    return [*listed, *([{"id": "", "code": "", "children": without}] if without else [])]
