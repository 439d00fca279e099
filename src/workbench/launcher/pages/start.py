"""The start page: what is still open, what to continue, the children by their codes. Nothing of what was answered."""

from typing import Any

from ...model import ages
from ...model.casework import Child
from ...store import families, settings, sittings
from ...store.clocks import clock_in_words
from .doors import waiting_sheets
from .form import FormPage
from .notes import rows_by_child
from .times import day_in_words, time_in_words, today


class Start(FormPage):
    """Where every day begins."""

    def get(self) -> None:
        store = self.vault.store
        children = families.children(store)
        last = families.last_sittings(store)
        listed = [
            {
                "id": family.id,
                "code": family.code,
                "children": [
                    {"id": child.id, "code": child.code, "about": about(child, last.get(child.id))}
                    for child in children
                    if child.family_id == family.id
                ],
            }
            for family in families.families(store)
        ]
        drafts = [
            {
                "id": draft.draft_id,
                "code": draft.code,
                "title": store.forms(draft.instrument, draft.version).title,
                "saved": saved_in_words(draft),
            }
            for draft in sittings.open_drafts(store)
        ]
        self.draw(
            "start.html",
            families=listed,
            drafts=drafts,
            notes=rows_by_child(store),
            nobody_to_call=not settings.settings(store).contacts,
            clock=clock_in_words(store),
            sheet_waits=store in waiting_sheets(self),
        )


def about(child: Child, last: Any = None) -> str:
    """Age and last sitting in one line: all that a list says of a child."""
    seen = f"last sitting {day_in_words(last)}" if last else "no sitting yet"
    return " · ".join(part for part in (ages.in_words(child.age_on(today())), seen) if part)


def saved_in_words(draft: sittings.Begun) -> str:
    """When an assessment was last saved."""
    return f"saved {time_in_words(draft.saved_at)}" if draft.saved_at else "nothing written yet"
