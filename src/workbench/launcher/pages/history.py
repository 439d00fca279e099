"""The history of a child: what the team knows of the years before, entered one stretch at a time."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ...errors import UnknownName
from ...language import mark, say
from ...model.casework import (
    Carer,
    Child,
    Episode,
    Exploitation,
    Family,
    FamilyHistory,
    HouseholdMember,
    Person,
    Stretch,
)
from ...model.casework.history import by_years, in_words, sentence
from ...store import families, history
from ...store.clocks import latest_day
from . import controls
from .family import name_of
from .form import Form, FormPage

ABOUT_CHILD = ("sex", "identified", "criteria")
ABOUT_PARENT = ("trafficked", "identified", "criteria")
ABOUT_FAMILY = ("making_contact", "contact_words", "leans_on", "prejudice", "visit_schedule")
TIME = ("began", "ended", "goes_on")


class Act(NamedTuple):
    """One way to add to the history: a form of its own with the fields that it needs."""

    name: str
    title: str
    kind: type[Stretch]
    fields: tuple[str, ...]
    fixed: dict[str, str]


APART = ("parent_id", "contact", "money", "told")
ACTS = {
    act.name: act
    for act in (
        Act("apart", mark("Apart from a parent"), Episode, (*TIME, *APART), {"kind": "separated"}),
        Act("there", mark("With the parent at that time"), Episode, (*TIME, "parent_id"), {"kind": "present"}),
        Act("itself", mark("Exploited itself"), Episode, (*TIME, "form"), {"kind": "exploited"}),
        Act("back", mark("Back together"), Episode, (*TIME, "parent_id"), {"kind": "together"}),
        Act("carer", mark("Who looked after the child"), Carer, (*TIME, "who"), {}),
        Act("home", mark("Who lives with the child"), HouseholdMember, (*TIME, "who"), {}),
        Act("parent", mark("The parent's time"), Exploitation, (*TIME, "form"), {}),
    )
}


def act_of(entry: Stretch) -> Act:
    """The form by which an entry was made."""
    return next(
        act
        for act in ACTS.values()
        if isinstance(entry, act.kind) and all(getattr(entry, name) == value for name, value in act.fixed.items())
    )


class History(FormPage):
    """Shows the history, with a form for each way to add to it."""

    def get(self, child_id: str) -> None:
        self.draw_history(child_id)

    def draw_history(self, child_id: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        store = self.vault.store
        told = history.history_of(store, child_id)
        form, one = form or Form(), told.children[0]
        parents = history.parents_in(told.persons)
        named = {person.id: name_of(person) for person in parents}
        controls.shows(form, one.child, ABOUT_CHILD, "child-")
        controls.shows(form, told.family, ABOUT_FAMILY, "family-")
        for person in parents:
            controls.shows(form, person, ABOUT_PARENT, f"{person.id}-")
        self.draw(
            "history.html",
            form,
            child=one.child,
            family=told.family,
            life=list(_lines(told, named)),
            acts=list(_acts(one.child.id, parents, named)),
            about_child=controls.controls(Child, ABOUT_CHILD, "child-"),
            about_family=controls.controls(Family, ABOUT_FAMILY, "family-"),
            parents=[
                {"id": one.id, "name": named[one.id], "controls": controls.controls(Person, ABOUT_PARENT, f"{one.id}-")}
                for one in parents
            ],
        )

    def keep(self, child_id: str, form: Form, write: Callable[[], object]) -> None:
        """Write what was typed, unless something is wrong; then show it again."""
        if form.kept(write):
            self.go(f"/child/{child_id}/history")
        else:
            self.draw_history(child_id, form)


class AddStretch(History):
    """Adds a stretch of the child, or of an adult."""

    def post(self, child_id: str, name: str, person_id: str | None = None) -> None:
        act, store = ACTS[name], self.vault.store
        key = f"{name}-{person_id}" if person_id else name
        form = Form.sent_to(self, key)
        of = person_id or child_id
        given = controls.read(
            form, act.kind, act.fields, f"{key}-", latest=latest_day(store), parent_id=_parents(self, child_id)
        )
        known = {field: value for field, value in given.items() if value is not None}
        if form.is_right and not (known.get("began") or known.get("ended") or known.get("goes_on") or "who" in known):
            form.wrong(f"{key}-began", say("Please write when, as far as it is known, or tick that it is still so."))
        self.keep(child_id, form, lambda: history.add_stretch(store, act.kind, of, **known, **act.fixed))


class ChangeStretch(FormPage):
    """Changes one stretch; what stood there before is kept."""

    def get(self, child_id: str, name: str, entry_id: str) -> None:
        self.draw_stretch(child_id, name, entry_id)

    def post(self, child_id: str, name: str, entry_id: str) -> None:
        act, store = ACTS[name], self.vault.store
        entry, form = history.stretch(store, act.kind, entry_id), Form.sent_to(self)
        parents = _parents(self, child_id)
        known, clear = controls.changes(form, entry, act.fields, latest=latest_day(store), parent_id=parents)
        if form.kept(lambda: history.change_stretch(store, act.kind, entry_id, clear=clear, **known)):
            self.go(f"/child/{child_id}/history")
        else:
            self.draw_stretch(child_id, name, entry_id, form)

    def draw_stretch(self, child_id: str, name: str, entry_id: str, form: Form | None = None) -> None:
        """Draw the page of one stretch, with a form that was refused if there is one."""
        act, form = ACTS[name], form or Form()
        controls.shows(form, history.stretch(self.vault.store, act.kind, entry_id), act.fields)
        self.draw(
            "history_entry.html",
            form,
            child=families.child(self.vault.store, child_id),
            title=say(act.title),
            address=f"/child/{child_id}/history/{name}/entry/{entry_id}",
            controls=controls.controls(act.kind, act.fields, parent_id=_parents(self, child_id)),
        )


class TakeOutStretch(History):
    """Takes out a stretch that was a mistake."""

    def post(self, child_id: str, name: str, entry_id: str) -> None:
        form = Form.sent_to(self)
        self.keep(child_id, form, lambda: history.take_out(self.vault.store, ACTS[name].kind, entry_id))


class AboutInHistory(History):
    """Writes down what is known of the child, an adult, or the family as a whole."""

    def post(self, child_id: str, whom: str, person_id: str = "") -> None:
        store, form = self.vault.store, Form.sent_to(self, f"{whom}-{person_id}" if person_id else whom)
        told = history.history_of(store, child_id)
        entry: Child | Family | Person
        names: tuple[str, ...]
        if whom == "child":
            entry, names, prefix = told.children[0].child, ABOUT_CHILD, "child-"
        elif whom == "family":
            entry, names, prefix = told.family, ABOUT_FAMILY, "family-"
        else:
            entry, names, prefix = _person(told, person_id), ABOUT_PARENT, f"{person_id}-"
        write: dict[type, Callable[..., object]] = {
            Child: families.describe_child,
            Family: history.describe_family,
            Person: history.describe_person,
        }
        known, clear = controls.changes(form, entry, names, prefix, latest=latest_day(store))
        self.keep(child_id, form, lambda: write[type(entry)](store, entry.id, clear=clear, **known))


def _person(told: FamilyHistory, person_id: str) -> Person:
    found = next((person for person in told.persons if person.id == person_id), None)
    if found is None:
        raise UnknownName(say("adult: there is none of that name in this family. Go back and choose one."))
    return found


def _acts(child_id: str, parents: list[Person], named: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every way to add: what is of a parent, once for each."""
    for act in ACTS.values():
        of_parent = act.kind is Exploitation
        for key, title, place in (
            [(f"{act.name}-{one.id}", say("{who}, exploited", who=named[one.id]), f"/{one.id}") for one in parents]
            if of_parent
            else [(act.name, say(act.title), "")]
        ):
            yield {
                "name": key,
                "title": title,
                "address": f"/child/{child_id}/history/{act.name}{place}",
                "controls": controls.controls(act.kind, act.fields, f"{key}-", parent_id=named),
            }


def _parents(page: FormPage, child_id: str) -> dict[str, str]:
    _, persons, _ = families.family_of(page.vault.store, child_id)
    return {person.id: name_of(person) for person in history.parents_in(persons)}


def _lines(told: FamilyHistory, named: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Every stretch in the order of its begin; those without one first."""
    for entry in by_years(told):
        act = act_of(entry)
        yield {
            "when": in_words(entry),
            "what": sentence(entry, named),
            "address": f"/child/{told.children[0].child.id}/history/{act.name}/entry/{entry.id}",
        }
