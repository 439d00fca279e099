"""The page before a sitting: when, with whom, in which language."""

from ...model.changes import Answer
from ...model.vocabulary import PRESENT
from ...store import Store, StoreDesk, casework, settings, sittings
from .form import Form, FormPage, choices
from .going_on import missing_agreement, waiting_titles
from .times import today

# Read over a shoulder, the label of the vocabulary would accuse.
PEOPLE = PRESENT | {"person_of_concern": "Someone else to keep in mind", "unknown_person": "Someone I do not know"}
INTERPRETERS = {
    "none": "None needed",
    "vetted": "A vetted interpreter, no relative of the child",
    "other": "Somebody else has offered to help out",
}
NOT_KIN = (
    "Please do not let a relative, a neighbour or another child interpret, however kindly it is offered: a child "
    "cannot speak freely through them. Call a vetted interpreter, by telephone if need be, or choose another day. "
    "What cannot wait is asked in a few plain words without them; then choose “None needed”."
)


class NewSitting(FormPage):
    """Asks for the setting, then begins the sitting: with the first questions, unless another page is chosen."""

    def get(self, child_id: str) -> None:
        kept = settings.settings(self.vault.store)
        first = {"instrument": sittings.NEVER_WAITS, "interpreter": "none", "decided_by": kept.practitioner}
        form = Form(on=today().isoformat(), **first)
        form.many["present"] = ("child",)
        self._draw(child_id, form)

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self), self.vault.store
        on = form.day("on", needed="Please write the date.", latest=today())
        present = form.codes("present", PEOPLE)
        interpreter = form.code("interpreter", INTERPRETERS, needed="Please choose one.")
        if interpreter == "other":
            form.wrong("interpreter", NOT_KIN)
        code = form.text("interpreter_code", longest=40)
        if code and interpreter == "none":
            form.wrong("interpreter", "You wrote down an interpreter. Is this a vetted one, no relative of the child?")
        language, communication = form.text("language", longest=80), form.text("communication", longest=400)
        instrument = form.code("instrument", sittings.ASSESSMENTS) or sittings.NEVER_WAITS
        missing = missing_agreement(store, child_id)
        why = decided_by = ""
        if missing and instrument != sittings.NEVER_WAITS:
            form.wrong("instrument", f"This page waits for agreement to the assessment; {missing}.")
        elif missing:
            why = form.text("why", needed="Please say in a few words why this does not wait.", longest=400)
            decided_by = form.text("decided_by", needed="Please write who decided.", longest=80)
        if not form.is_right or on is None or interpreter is None:
            self._draw(child_id, form)
            return
        draft = sittings.start_sitting(
            store,
            child_id,
            on=on,
            present=present,
            interpreter=interpreter,
            interpreter_code=code,
            language=language,
            communication=communication,
            instrument=instrument,
            decided_by=decided_by,
            reason=why,
        )
        if instrument == sittings.NEVER_WAITS:
            say_who_is_here(store, draft, present)
        self.go(f"/sitting#{draft}")

    def _draw(self, child_id: str, form: Form) -> None:
        store = self.vault.store
        titles = [(name, store.forms(name, None).title) for name in sittings.ASSESSMENTS]
        self.draw(
            "new_sitting.html",
            form,
            child=casework.child(store, child_id),
            first=titles[0][1],
            instruments=titles,
            missing=missing_agreement(store, child_id),
            waiting=waiting_titles(titles),
            people=choices(PEOPLE),
            interpreters=choices(INTERPRETERS),
        )


def say_who_is_here(store: Store, draft_id: str, present: tuple[str, ...]) -> None:
    """Answer the instrument's own question about who is in the room, so that nobody is asked twice."""
    form = store.forms(sittings.NEVER_WAITS, None)
    if form.presence is not None and present:
        codes = form.responses[form.item(form.presence).responses].codes
        here = tuple(code for code in present if code in codes)
        StoreDesk(store).amend(draft_id, Answer(item=form.presence, value=here))
