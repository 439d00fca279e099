"""The page before a sitting: when, with whom, in which language."""

from datetime import date

from ...model.ages import Age, in_words, possible
from ...model.casework import IN_THE_ROOM, ROLES, Person
from ...model.changes import Answer
from ...model.vocabulary import LAST_YEAR, PRESENT
from ...store import Store, StoreDesk, agreements, families, settings, sittings
from ...store.clocks import latest_day
from .family import name_of
from .form import Form, FormPage, choices
from .going_on import missing_agreement, pages_by_name, waiting_titles
from .times import today

LAST = "other"
PEOPLE = {code: label for code, label in PRESENT.items() if code != LAST} | {LAST: PRESENT[LAST]}
INTERPRETERS = {
    "none": "None needed",
    "vetted": "A vetted interpreter, no relative of the child",
    "none_found": "Needed, none found: today in a few plain words, without an interpreter",
    "other": "Somebody else has offered to help out",
}
NOT_KIN = (
    "Please do not let a relative, a neighbour or another child interpret, however kindly it is offered: a child "
    "cannot speak freely through them. Call a vetted interpreter, by telephone if need be, or choose another day. "
    "What cannot wait is asked in a few plain words without them; then choose “Needed, none found”."
)
WHAT_FOR = {
    "safety_screen": "is the child safe today; about ten minutes",
    "child_needs": "your own ratings in all parts of life, in as many goes as it takes",
    "child_voice": "the child answers, alone with the page",
}
FIRST_REASON = "First look at safety; agreement not sought yet"


class NewSitting(FormPage):
    """Asks for the setting, then begins the sitting: with the first questions, unless another page is chosen."""

    def get(self, child_id: str) -> None:
        kept = settings.settings(self.vault.store)
        first = {"instrument": sittings.NEVER_WAITS, "interpreter": "none", "decided_by": kept.practitioner}
        first["why"] = last_reason(self.vault.store, child_id)
        form = Form(on=today().isoformat(), **first)
        form.many["present"] = ("child",)
        self._draw(child_id, form)

    def post(self, child_id: str) -> None:
        form, store = Form.sent_to(self), self.vault.store
        on = form.day("on", needed="Please write the date.", latest=latest_day(self.vault.store))
        adults = adults_of(store, child_id)
        ticked = form.codes("present", [*adults, *PEOPLE])
        present = roles_of(ticked, adults)
        interpreter = form.code("interpreter", INTERPRETERS, needed="Please choose one.")
        if interpreter == "other":
            form.wrong("interpreter", NOT_KIN)
        code = form.text("interpreter_code", longest=40)
        if code and interpreter in ("none", "none_found"):
            form.wrong("interpreter", "You wrote down an interpreter. Is this a vetted one, no relative of the child?")
        language, communication = form.text("language", longest=80), form.text("communication", longest=400)
        offers = offered_pages(store, child_id, on or today())
        chosen = form.code("instrument", {*offers, *sittings.ASSESSMENTS}) or sittings.NEVER_WAITS
        instrument, as_age = offers.get(chosen, (chosen, None))
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
        if instrument == sittings.NEVER_WAITS:
            say_who_is_here(store, draft, present)
        self.go(f"/sitting#{draft}")

    def _draw(self, child_id: str, form: Form) -> None:
        store = self.vault.store
        titles = [(name, store.forms(name, None).title) for name in sittings.ASSESSMENTS]
        offers = offered_pages(store, child_id, today())
        child = families.child(store, child_id)
        child_age = child.age_on(today())
        self.draw(
            "new_sitting.html",
            form,
            child=child,
            beyond=child_age is not None and possible(child_age)[-1] > LAST_YEAR,
            first=titles[0][1],
            instruments=[(name, _what_for(dict(titles), *offer)) for name, offer in offers.items()],
            missing=missing_agreement(store, child_id),
            waiting=waiting_titles(titles),
            people=people_of(adults_of(store, child_id)),
            interpreters=choices(INTERPRETERS),
        )


def offered_pages(store: Store, child_id: str, on: date) -> dict[str, tuple[str, Age | None]]:
    """What a sitting may begin with, by the name under which the form sends it: an instrument, and which page of it.

    A page is named only where the age leaves more than one; without its name, the youngest is taken.
    """
    offers: dict[str, tuple[str, Age | None]] = {}
    for name in sittings.ASSESSMENTS:
        pages = pages_by_name(sittings.pages_of(store, name, child_id, on))
        if len(pages) > 1:
            offers |= {f"{name} {page}": (name, age) for page, age in pages.items()}
        else:
            offers[name] = name, None
    return offers


def _what_for(titles: dict[str, str], instrument: str, age: Age | None) -> str:
    words = f" (words for {in_words(age)})" if age is not None else ""
    return f"{titles[instrument]}: {WHAT_FOR[instrument]}{words}"


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
    given = [
        entry.reason for entry in agreements.without_consent(store, child_id) if entry.what == sittings.NEVER_WAITS
    ]
    return given[-1] if given else FIRST_REASON


def say_who_is_here(store: Store, draft_id: str, present: tuple[str, ...]) -> None:
    """Answer the instrument's own question about who is in the room, so that nobody is asked twice."""
    form = store.forms(sittings.NEVER_WAITS, None)
    if form.presence is not None and present:
        codes = form.responses[form.item(form.presence).responses].codes
        here = tuple(code for code in present if code in codes)
        StoreDesk(store).amend(draft_id, Answer(item=form.presence, value=here))
