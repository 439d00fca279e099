"""The page before a sitting: when, with whom, in which language."""

from datetime import date

from ...language import Labels, mark, say
from ...library.offering import offered
from ...model.ages import Age, in_words, possible
from ...model.casework import IN_THE_ROOM, OTHER_FORM, ROLES, Person
from ...model.changes import Answer
from ...model.instrument import Instrument
from ...model.vocabulary import LAST_YEAR, PRESENT
from ...store import Store, StoreDesk, agreements, families, settings, sittings
from ...store.clocks import latest_day
from .family import name_of
from .form import Form, FormPage, choices
from .going_on import missing_agreement, pages_by_name, waiting_titles
from .times import today

LAST = "other"
PEOPLE = PRESENT.but(LAST) | PRESENT.only(LAST)
INTERPRETERS = Labels(
    {
        "none": "None needed",
        "vetted": "A vetted interpreter, no relative of the child",
        "none_found": "Needed, none found: today in a few plain words, without an interpreter",
        "other": "Somebody else has offered to help out",
    }
)
NOT_KIN = mark(
    "Please do not let a relative, a neighbour or another child interpret, however kindly it is offered: a child "
    "cannot speak freely through them. Call a vetted interpreter, by telephone if need be, or choose another day. "
    "What cannot wait is asked in a few plain words without them; then choose “Needed, none found”."
)
FIRST_REASON = mark("First look at safety; agreement not sought yet")


class NewSitting(FormPage):
    """Asks for the setting, then begins the sitting: with the first questions, unless another page is chosen."""

    def get(self, child_id: str) -> None:
        kept = settings.settings(self.vault.store)
        begins = offered(self.vault.store.forms)[0].id
        first = {"instrument": begins, "interpreter": "none", "decided_by": kept.practitioner}
        first["why"] = last_reason(self.vault.store, child_id)
        form = Form(on=today().isoformat(), **first)
        form.many["present"] = ("child",)
        self._draw(child_id, form)

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self), self.vault.store
        on = form.day("on", needed=say("Please write the date."), latest=latest_day(self.vault.store))
        adults = adults_of(store, child_id)
        ticked = form.codes("present", [*adults, *PEOPLE])
        present = roles_of(ticked, adults)
        interpreter = form.code("interpreter", INTERPRETERS, needed=say("Please choose one."))
        if interpreter == "other":
            form.wrong("interpreter", say(NOT_KIN))
        code = form.text("interpreter_code", longest=40)
        if code and interpreter in ("none", "none_found"):
            form.wrong(
                "interpreter", say("You wrote down an interpreter. Is this a vetted one, no relative of the child?")
            )
        language, communication = form.text("language", longest=80), form.text("communication", longest=400)
        offers = offered_pages(store, child_id, on or today())
        known = {known.id: known for known in offered(store.forms)}
        chosen = form.code("instrument", {*offers, *known}) or next(iter(known))
        instrument, as_age = offers.get(chosen, (chosen, None))
        missing = missing_agreement(store, child_id)
        why = decided_by = ""
        if missing and known[instrument].waits_for_consent:
            form.wrong(
                "instrument", say("This page waits for agreement to the assessment; {missing}.", missing=missing)
            )
        elif missing:
            why = form.text("why", needed=say("Please say in a few words why this does not wait."), longest=400)
            decided_by = form.text("decided_by", needed=say("Please write who decided."), longest=80)
        if not form.is_right or on is None or interpreter is None:
            self._draw(child_id, form)
            return
        draft = sittings.start_sitting(
            store,
            child_id,
            on=on,
            present=present,
            company=tuple(adults[key][0].id if key in adults else key for key in ticked),
            interpreter=interpreter,
            interpreter_code=code,
            language=language,
            communication=communication,
            instrument=instrument,
            decided_by=decided_by,
            reason=why,
            as_age=as_age,
        )
        if known[instrument].presence is not None:
            say_who_is_here(store, draft, known[instrument], present)
        self.go(f"/sitting#{draft}")

    def _draw(self, child_id: str, form: Form) -> None:
        store = self.vault.store
        forms = {known.id: known for known in offered(store.forms)}
        missing = missing_agreement(store, child_id)
        offers = offered_pages(store, child_id, today())
        begins = {name: offer for name, offer in offers.items() if not missing or not forms[offer[0]].waits_for_consent}
        child = families.child(store, child_id)
        child_age = child.age_on(today())
        self.draw(
            "new_sitting.html",
            form,
            child=child,
            beyond=child_age is not None and possible(child_age)[-1] > LAST_YEAR,
            first=next(iter(forms.values())).title,
            instruments=[(name, _what_for(forms[instrument], age)) for name, (instrument, age) in begins.items()],
            missing=missing,
            waiting=waiting_titles(forms.values()),
            people=people_of(adults_of(store, child_id)),
            interpreters=choices(INTERPRETERS),
        )


def offered_pages(store: Store, child_id: str, on: date) -> dict[str, tuple[str, Age | None]]:
    """What a sitting may begin with, by the name under which the form sends it: an instrument, and which page of it.

    A page is named only where the age leaves more than one; without its name, the youngest is taken.
    """
    offers: dict[str, tuple[str, Age | None]] = {}
    for name in (form.id for form in offered(store.forms)):
        pages = pages_by_name(sittings.pages_of(store, name, child_id, on))
        if len(pages) > 1:
            offers |= {f"{name} {page}": (name, age) for page, age in pages.items()}
        else:
            offers[name] = name, None
    return offers


def _what_for(form: Instrument, age: Age | None) -> str:
    what_for = form.offer.what_for if form.offer else form.purpose
    if age is None:
        return say("{title}: {what_for}", title=form.title, what_for=what_for)
    return say("{title}: {what_for} (words for {age})", title=form.title, what_for=what_for, age=in_words(age))


def adults_of(store: Store, child_id: str) -> dict[str, tuple[Person, str]]:
    """The adults of the family by the key under which the page offers them, each with the code of who is here.

    Of two parents the mother stands first; the other is the other parent. The first questions can correct it.
    """
    _, persons, _ = families.family_of(store, child_id)
    order, parents = list(ROLES), iter(IN_THE_ROOM["mother"])
    adults = {}
    for person in sorted(persons, key=lambda p: (order.index(p.role), p.label)):
        possible = IN_THE_ROOM[person.role]
        code = next(parents, possible[-1]) if possible == IN_THE_ROOM["mother"] else possible[0]
        adults[f"adult-{person.id}"] = (person, code)
    return adults


def people_of(adults: dict[str, tuple[Person, str]]) -> list[tuple[str, str]]:
    """Who can be ticked: the adults of the family, then everyone else; a parent who has a name here stands once."""
    named = {code for _, code in adults.values() if code in ("parent", "other_parent")}
    rest = {code: label for code, label in PEOPLE.items() if code not in named}
    return [(key, name_of(adult)) for key, (adult, _) in adults.items()] + choices(rest)


def roles_of(ticked: tuple[str, ...], adults: dict[str, tuple[Person, str]]) -> tuple[str, ...]:
    """Who is here by the codes of `vocabulary.PRESENT`."""
    codes = {adults[key][1] if key in adults else key for key in ticked}
    return tuple(code for code in PRESENT if code in codes)


def last_reason(store: Store, child_id: str) -> str:
    """The reason that was given last for not waiting; the usual one at the first sitting."""
    free = {form.id for form in offered(store.forms) if not form.waits_for_consent} | {OTHER_FORM}
    given = [entry.reason for entry in agreements.without_consent(store, child_id) if entry.what in free]
    return given[-1] if given else say(FIRST_REASON)


def say_who_is_here(store: Store, draft_id: str, form: Instrument, present: tuple[str, ...]) -> None:
    """Answer the instrument's own question about who is in the room, so that nobody is asked twice."""
    if form.presence is not None and present:
        codes = form.responses[form.item(form.presence).responses].codes
        here = tuple(code for code in present if code in codes)
        StoreDesk(store).amend(draft_id, Answer(item=form.presence, value=here))
