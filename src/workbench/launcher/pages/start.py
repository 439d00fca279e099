"""The start page: what is still open, what to continue, the children by their codes. Nothing of what was answered."""

from typing import Any

from ...model.casework import Child
from ...store import Store, casework, families, notes, sittings
from .doors import waiting_sheets
from .form import FormPage
from .times import age_in_words, day_in_words, due_in_words, time_in_words, today


class Start(FormPage):
    """Where every day begins."""

    def get(self) -> None:
        store = self.vault.store
        children = casework.children(store)
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
            notes=note_lines(store),
            sheet_waits=store in waiting_sheets(self),
        )


def note_lines(store: Store, code: str | None = None) -> list[dict[str, Any]]:
    """The open notes as a page lists them, of one child or of all; only the neutral text of each question."""
    return [
        {
            "draft": note.draft_id,
            "item": note.item,
            "code": note.code,
            "what": store.forms(note.instrument, note.version).item(note.item).text,
            "opened": f"opened {day_in_words(note.opened_at.astimezone().date())}",
            "changed": note.answer_changed,
            "due": due_in_words(note.ask_again),
        }
        for note in notes.open_notes(store)
        if code in (None, note.code)
    ]


def about(child: Child, last: Any = None) -> str:
    """Age and last sitting in one line: all that a list says of a child."""
    seen = f"last sitting {day_in_words(last)}" if last else "no sitting yet"
    return " · ".join(part for part in (age_in_words(child.age_on(today())), seen) if part)


def saved_in_words(draft: sittings.Begun) -> str:
    """When an assessment was last saved."""
    return f"saved {time_in_words(draft.saved_at)}" if draft.saved_at else "nothing written yet"
