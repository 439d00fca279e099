"""Who decides for a child, what they agreed to, what the child said, and what did not wait for it."""

from ...errors import AnswerRefused
from ...model.casework import ASSENT_DECISIONS, CONSENT_DECISIONS, GROUNDS, PURPOSES, WITHOUT_CONSENT, Person
from ...store import casework
from .child import agreement_lines, exception_lines, responsibility_lines
from .family import in_words, name_of
from .form import Form, FormPage, choices
from .times import today

CHOOSE = "Please choose one."
WHY = "Please say in a few words why."
EXPLAIN = "Please say first what cannot be kept secret, then tick this."


class Agreement(FormPage):
    """Shows the page; the forms on it are sent to the classes below."""

    def get(self, child_id: str) -> None:
        self.draw_agreement(child_id)

    def draw_agreement(self, child_id: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        store = self.vault.store
        child = casework.child(store, child_id)
        _, persons, _ = casework.family_of(store, child.id)
        held = casework.responsibilities(store, child.id)
        may_decide = askable(persons, {entry.person_id for entry in held})
        form = form or Form()
        form.typed = {"on": today().isoformat(), "assent_on": today().isoformat()} | form.typed
        self.draw(
            "agreement.html",
            form,
            child=child,
            agreements=agreement_lines(casework.consents(store, child.id), casework.assents(store, child.id), persons),
            persons=[(person.id, name_of(person)) for person in persons],
            grounds=choices(GROUNDS),
            responsibilities=responsibility_lines(held, persons),
            askable=[(person.id, name_of(person)) for person in may_decide],
            purposes=choices(PURPOSES),
            consent_decisions=choices(CONSENT_DECISIONS),
            assent_decisions=choices(ASSENT_DECISIONS),
            exceptions=choices(WITHOUT_CONSENT),
            without_consent=exception_lines(casework.without_consent(store, child.id)),
        )

    def done(self, child_id: str, form: Form) -> None:
        """Go back to the page, or draw it again with what is wrong."""
        if form.is_right:
            self.go(f"/child/{child_id}/agreement")
        else:
            self.draw_agreement(child_id, form)


class AddResponsibility(Agreement):
    """Records who holds parental responsibility."""

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self, "responsibility"), self.vault.store
        _, persons, _ = casework.family_of(store, child_id)
        holder = form.code("holder", [person.id for person in persons], needed="Please choose who.")
        ground = form.code("ground", GROUNDS, needed="Please choose on what ground; “not yet known” is one of them.")
        since = form.day("since", latest=today())
        if form.is_right and holder and ground:
            casework.add_responsibility(store, child_id, holder, ground, since=since)
        self.done(child_id, form)


class AddConsent(Agreement):
    """Records a decision for one purpose."""

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self, "consent"), self.vault.store
        _, persons, _ = casework.family_of(store, child_id)
        may_decide = askable(persons, {entry.person_id for entry in casework.responsibilities(store, child_id)})
        purpose = form.code("purpose", PURPOSES, needed=CHOOSE)
        decision = form.code("decision", CONSENT_DECISIONS, needed=CHOOSE)
        person = form.code("person", [person.id for person in may_decide])
        on = form.day("on", needed="Please write the date.", latest=today())
        unasked = decision == "cannot_be_sought"
        reason = form.text("reason", needed=WHY if unasked else "", longest=400)
        explained = form.ticked("limits_explained")
        if decision == "given" and not explained:
            form.wrong("limits_explained", EXPLAIN)
        if decision and not unasked and person is None:
            form.wrong(
                "person" if may_decide else "decision", "Please choose who decided, or “Cannot be sought” and why."
            )
        if form.is_right and purpose and decision and on:
            try:
                casework.add_consent(
                    store,
                    child_id,
                    purpose,
                    decision,
                    on=on,
                    person_id=None if unasked else person,
                    limits_explained=explained,
                    reason=reason,
                )
            except AnswerRefused as error:
                form.wrong("person", in_words(error))
        self.done(child_id, form)


class AddAssent(Agreement):
    """Records what the child said."""

    def post(self, child_id: str) -> None:
        form = Form.sent_to(self, "assent")
        purpose = form.code("assent_purpose", PURPOSES, needed=CHOOSE)
        decision = form.code("assent_decision", ASSENT_DECISIONS, needed=CHOOSE)
        on = form.day("assent_on", needed="Please write the date.", latest=today())
        reason = form.text("assent_reason", needed=WHY if decision == "cannot_be_sought" else "", longest=400)
        explained = form.ticked("assent_limits")
        if decision == "given" and not explained:
            form.wrong("assent_limits", EXPLAIN)
        if form.is_right and purpose and decision and on:
            casework.add_assent(
                self.vault.store, child_id, purpose, decision, on=on, limits_explained=explained, reason=reason
            )
        self.done(child_id, form)


class AddException(Agreement):
    """Records what did not wait for agreement."""

    def post(self, child_id: str) -> None:
        form = Form.sent_to(self, "exception")
        what = form.code("what", WITHOUT_CONSENT, needed=CHOOSE)
        reason = form.text("why", needed=WHY, longest=400)
        decided_by = form.text("decided_by", needed="Please write who decided.", longest=80)
        if form.is_right and what:
            casework.add_without_consent(self.vault.store, child_id, what, reason, decided_by)
        self.done(child_id, form)


def askable(persons: list[Person], holders: set[str]) -> list[Person]:
    """Adults who may be asked: they hold parental responsibility and are not of concern."""
    return [person for person in persons if person.id in holders and not person.of_concern]
