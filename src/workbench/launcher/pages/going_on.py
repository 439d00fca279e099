"""On within one sitting: the next page of questions, with the same people and the same language."""

from collections.abc import Iterable

from ...errors import ConsentMissing
from ...language import say
from ...library.offering import offered
from ...model.ages import Age, in_words, possible
from ...model.casework import CONSENT_DECISIONS
from ...model.instrument import Instrument
from ...store import Store, families, sittings
from .form import Form, FormPage, choices


class GoOn(FormPage):
    """Begins another assessment in the sitting of a draft, or says in one sentence what is missing."""

    def post(self, draft: str) -> None:
        form, store = Form.sent_to(self), self.vault.store
        sitting = sittings.sitting_of(store, draft)
        names = [known.id for known in offered(store.forms)]
        instrument = form.code("instrument", names, needed=say("Please choose from the list."))
        if instrument is None:
            self.go(f"/child/{sitting.child_id}")
            return
        pages = pages_by_name(sittings.pages_of(store, instrument, sitting.child_id, sitting.on))
        page = form.code("page", pages)
        try:
            if len(pages) > 1 and page is None and not missing_agreement(store, sitting.child_id):
                self.draw_pages(draft, sitting.child_id, instrument, pages)
                return
            added = sittings.add_assessment(
                store,
                sitting.id,
                instrument,
                reason=form.text("why"),
                decided_by=form.text("decided_by"),
                as_age=pages[page] if page else None,
            )
        except ConsentMissing:
            self.draw_missing(sitting.child_id, instrument)
            return
        self.go(f"/sitting#{added}")

    def draw_pages(self, draft: str, child_id: str, instrument: str, pages: dict[str, Age]) -> None:
        """Draw the page that asks which words fit a child whose age is not known exactly."""
        store = self.vault.store
        child = families.child(store, child_id)
        self.draw(
            "which_page.html",
            Form(page=next(iter(pages))),
            draft=draft,
            child=child,
            instrument=instrument,
            title=store.forms(instrument, None).title,
            age=in_words(child.age_on(sittings.sitting_of(store, draft).on)),
            pages=choices({name: in_words(age) for name, age in pages.items()}),
        )

    def draw_missing(self, child_id: str, instrument: str) -> None:
        """Draw the page that says what is missing and where it is recorded."""
        store = self.vault.store
        self.set_status(422)
        self.render_page(
            "going_on.html",
            status=422,
            child=families.child(store, child_id),
            title=store.forms(instrument, None).title,
            missing=missing_agreement(store, child_id),
        )


def pages_by_name(pages: tuple[Age, ...]) -> dict[str, Age]:
    """Ages with a page of their own, by the name under which a form sends them."""
    return {f"{possible(age)[0]}-{possible(age)[-1]}": age for age in pages}


def missing_agreement(store: Store, child_id: str) -> str:
    """Say in a few words what is missing for an assessment; empty when it may begin."""
    found = sittings.missing(store, child_id)
    return (
        say("on file is: {decision}", decision=found) if found in map(str.lower, CONSENT_DECISIONS.values()) else found
    )


def waiting_titles(forms: Iterable[Instrument]) -> str:
    """Name the pages that wait for agreement, as a sentence does."""
    *others, last = ["", *(say("“{title}”", title=form.title) for form in forms if form.waits_for_consent)]
    return say("{some} and {last}", some=", ".join(others[1:]), last=last) if others[1:] else last
