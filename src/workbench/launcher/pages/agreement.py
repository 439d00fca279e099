"""Who decides for a child, what they agreed to, what the child said, and what did not wait for it."""

from collections.abc import Mapping
from datetime import date

from ...errors import AnswerRefused, WorkbenchError
from ...language import Labels, mark, say
from ...model import majority
from ...model.casework import (
    ASSENT_DECISIONS,
    CONSENT_DECISIONS,
    GROUNDS,
    OTHER_FORM,
    PURPOSES,
    WITHOUT_CONSENT,
    Child,
    Person,
    Responsibility,
)
from ...store import Store, agreements, families, settings, sittings
from ...store.clocks import latest_day
from ...store.records import record_of
from .child import agreement_lines, exception_lines, responsibility_lines
from .family import name_of
from .form import Form, FormPage, choices, in_words
from .times import day_in_words, today

NOT_NOW = Labels({"": "Not spoken about"})
CHOOSE = mark("Please choose one.")
SELF, THEMSELVES = "self", mark("The person themselves, being of age")
WHY = mark("Please say in a few words why.")
EXPLAIN = mark("Please say first what cannot be kept secret, then tick this.")

# What a page does not ask to wait is written down where the page is begun.
EXCEPTIONS = WITHOUT_CONSENT.but(OTHER_FORM)


class Agreement(FormPage):
    """Shows the page; the forms on it are sent to the classes below."""

    def get(self, child_id: str) -> None:
        self.draw_agreement(child_id)

    def draw_agreement(self, child_id: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        store = self.vault.store
        child = families.child(store, child_id)
        _, persons, _ = families.family_of(store, child.id)
        held = agreements.responsibilities(store, child.id)
        years = settings.settings(store).majority
        may_decide = decides(child, persons, held, today(), years)
        form = form or Form()
        told, was_told = told_in_sitting(store, child.id)
        usual = {"on": today().isoformat(), "assent_on": today().isoformat()}
        usual |= {"assent_limits": "yes"} if was_told and form.of != "assent" else {}
        form.typed = usual | form.typed
        self.draw(
            "agreement.html",
            form,
            child=child,
            agreements=agreement_lines(store, child, persons),
            of_age=majority.of_age(child, today(), years),
            told_of_age=majority.told(child, today(), years),
            years=years,
            persons=[(person.id, name_of(person)) for person in persons],
            grounds=choices(GROUNDS),
            responsibilities=responsibility_lines(held, persons),
            askable=choices(may_decide),
            told=told,
            purposes=choices(PURPOSES),
            consent_decisions=choices(NOT_NOW | CONSENT_DECISIONS),
            assent_decisions=choices(NOT_NOW | ASSENT_DECISIONS),
            exceptions=choices(EXCEPTIONS),
            without_consent=exception_lines(agreements.without_consent(store, child.id)),
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
        _, persons, _ = families.family_of(store, child_id)
        holder = form.code("holder", [person.id for person in persons], needed=say("Please choose who."))
        ground = form.code(
            "ground", GROUNDS, needed=say("Please choose on what ground; “not yet known” is one of them.")
        )
        since = form.day("since", latest=latest_day(self.vault.store))
        if form.is_right and holder and ground:
            agreements.add_responsibility(store, child_id, holder, ground, since=since)
        self.done(child_id, form)


class AddConsent(Agreement):
    """Records what one adult decided on one day, for each purpose that was spoken about."""

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self, "consent"), self.vault.store
        child = families.child(store, child_id)
        _, persons, _ = families.family_of(store, child_id)
        held, years = agreements.responsibilities(store, child_id), settings.settings(store).majority
        decided = decisions_in(form, "decision", CONSENT_DECISIONS)
        on = form.day("on", needed=say("Please write the date."), latest=latest_day(self.vault.store))
        may_decide = decides(child, persons, held, on or today(), years)
        person = form.code("person", may_decide)
        unasked = [purpose for purpose, decision in decided.items() if decision == "cannot_be_sought"]
        reason = form.text("reason", needed=say(WHY) if unasked else "", longest=400)
        explained = form.ticked("limits_explained")
        if "given" in decided.values() and not explained:
            form.wrong("limits_explained", say(EXPLAIN))
        if len(unasked) < len(decided) and person is None:
            form.wrong(
                "person" if may_decide else f"decision-{next(iter(decided))}",
                say("Please choose who decided, or “Cannot be sought” and why."),
            )
        if form.is_right and on:
            try:
                # Those that a person decided first: they alone can be refused, and then nothing is recorded.
                for purpose, decision in sorted(decided.items(), key=lambda entry: entry[0] in unasked):
                    agreements.add_consent(
                        store,
                        child_id,
                        purpose,
                        decision,
                        on=on,
                        person_id=None if purpose in unasked or person == SELF else person,
                        own=person == SELF and purpose not in unasked,
                        limits_explained=explained,
                        reason=reason,
                    )
            except AnswerRefused as error:
                form.wrong("person", in_words(error))
        self.done(child_id, form)


class AddAssent(Agreement):
    """Records what the child said on one day, to each purpose that was spoken about."""

    def post(self, child_id: str) -> None:
        form = Form.sent_to(self, "assent")
        said = decisions_in(form, "assent", ASSENT_DECISIONS)
        on = form.day("assent_on", needed=say("Please write the date."), latest=latest_day(self.vault.store))
        needed = say(WHY) if "cannot_be_sought" in said.values() else ""
        reason = form.text("assent_reason", needed=needed, longest=400)
        explained = form.ticked("assent_limits")
        if "given" in said.values() and not explained:
            form.wrong("assent_limits", say(EXPLAIN))
        if form.is_right and on:
            for purpose, decision in said.items():
                agreements.add_assent(
                    self.vault.store, child_id, purpose, decision, on=on, limits_explained=explained, reason=reason
                )
        self.done(child_id, form)


class AddException(Agreement):
    """Records what did not wait for agreement."""

    def post(self, child_id: str) -> None:
        form = Form.sent_to(self, "exception")
        what = form.code("what", EXCEPTIONS, needed=say(CHOOSE))
        reason = form.text("why", needed=say(WHY), longest=400)
        decided_by = form.text("decided_by", needed=say("Please write who decided."), longest=80)
        if form.is_right and what:
            agreements.add_without_consent(self.vault.store, child_id, what, reason, decided_by)
        self.done(child_id, form)


def decides(
    child: Child, persons: list[Person], held: list[Responsibility], on: date, majority_at: int
) -> dict[str, str]:
    """Who may be asked on a day, by name: whoever holds parental responsibility; from majority on the person."""
    state = majority.of_age(child, on, majority_at)
    adults = askable(persons, {entry.person_id for entry in held}) if state != "yes" else []
    return {person.id: name_of(person) for person in adults} | ({SELF: say(THEMSELVES)} if state != "no" else {})


def askable(persons: list[Person], holders: set[str]) -> list[Person]:
    """Adults who may be asked: they hold parental responsibility and are not of concern."""
    return [person for person in persons if person.id in holders and not person.of_concern]


def decisions_in(form: Form, name: str, allowed: Mapping[str, str]) -> dict[str, str]:
    """The decision for each purpose that was spoken about; at least one is needed."""
    chosen = {purpose: form.code(f"{name}-{purpose}", allowed) for purpose in PURPOSES}
    decided = {purpose: decision for purpose, decision in chosen.items() if decision}
    if not decided and form.is_right:
        form.wrong(f"{name}-{next(iter(PURPOSES))}", say("Please choose an answer in at least one row."))
    return decided


def told_in_sitting(store: Store, child_id: str) -> tuple[str, bool]:
    """What the newest readable sitting says about the limits having been told, in words, and whether they have."""
    for begun in sittings.sittings_of(store, child_id):
        try:
            told = store.forms(begun.instrument, begun.version).told_first
            if told is None:
                continue
            draft = record_of(store, begun.draft_id).draft
        except WorkbenchError:
            continue
        item, value = draft.form.item(told.item), draft.answers.value(told.item)
        responses = draft.form.responses[item.responses]
        if value in responses.codes:
            label = responses.labels[responses.codes.index(value)]
            return say(
                "Sitting of {day}: {question}: {answer}", day=day_in_words(begun.on), question=item.text, answer=label
            ), value in told.any_of
    return "", False
