"""The family page: children by their codes, adults by their roles."""

import re
from collections.abc import Mapping
from datetime import date

from ...errors import AnswerRefused
from ...language import dates, say
from ...model.ages import in_words as age_in_words
from ...model.ages import possible, since_birth
from ...model.casework import ROLES, Child, Person
from ...model.casework.words import BANDS
from ...model.digits import plain_number
from ...model.vocabulary import LAST_YEAR
from ...store import families
from ...store.clocks import latest_day
from . import controls
from .form import Form, FormPage, choices, in_words
from .start import about
from .times import today

# Files are of children; some have grown up since. A year before that is mistyped.
EARLIEST = 60
MONTHS = tuple(f"{number:02}" for number in range(1, 13))
ABOUT_CHILD = ("sex", "group")
ABOUT_PERSON = ("role", "label", "of_concern")


class NewFamily(FormPage):
    """Begins a file for a family under a fresh code."""

    def post(self) -> None:
        self.go(f"/family/{families.add_family(self.vault.store).id}")


class FamilyPage(FormPage):
    """Shows a family."""

    def get(self, family_id: str) -> None:
        self.draw_family(family_id)

    def draw_family(self, family_id: str, form: Form | None = None) -> None:
        """Draw the page, with a form that was refused if there is one."""
        family, persons, children = families.family(self.vault.store, family_id)
        last = families.last_sittings(self.vault.store)
        self.draw(
            "family.html",
            form,
            family=family,
            children=[{"id": c.id, "code": c.code, "about": about(c, last.get(c.id))} for c in children],
            persons=[{"id": p.id, "name": name_of(p), "of_concern": p.of_concern} for p in persons],
            months=choices(months()),
            age_bands=choices(BANDS),
            about_child=controls.controls(Child, ABOUT_CHILD),
            about_person=controls.controls(Person, ABOUT_PERSON),
        )


class AddChild(FamilyPage):
    """Adds a child to a family."""

    def post(self, family_id: str) -> None:
        form, store = Form.sent_to(self, "child"), self.vault.store
        code = form.text("code", longest=20)
        known = known_of_child(form, latest_day(store))
        if form.is_right:
            try:
                child = families.add_child(store, family_id, code=code or None, **known)
            except AnswerRefused as error:
                form.wrong("code", in_words(error))
        if form.is_right:
            self.go(f"/child/{child.id}")
        else:
            self.draw_family(family_id, form)


class AddPerson(FamilyPage):
    """Adds an adult to a family, by role and letter."""

    def post(self, family_id: str) -> None:
        form = Form.sent_to(self, "person")
        typed = controls.read(form, Person, ABOUT_PERSON, latest=today())
        if form.kept(lambda: families.add_person(self.vault.store, family_id, **typed), "label"):
            self.go(f"/family/{family_id}")
        else:
            self.draw_family(family_id, form)


class ChangePerson(FamilyPage):
    """Says whether an adult may be asked and informed."""

    def post(self, family_id: str, person_id: str) -> None:
        families.set_of_concern(self.vault.store, person_id, Form.sent_to(self).ticked("of_concern"))
        self.go(f"/family/{family_id}")


def known_of_child(
    form: Form, now: date, bands: Mapping[str, str] = BANDS, child: Child | None = None
) -> dict[str, str | None]:
    """What was typed of a child, by field, no birth later than `now`; None is "not known". `child` is what is on file.

    One who was of age when the file was begun is asked about once more: the year may be mistyped.
    """
    year = plain_number(form.text("born_year"))
    month = form.code("born_month", MONTHS)
    band = form.code("age_band", bands)
    born = f"{year}-{month}" if year and month else year or None
    known = {"born": born, "age_band": band} | controls.read(form, Child, ABOUT_CHILD, latest=now)
    if child and born == child.born and form.is_right:
        return known
    if year:
        first = today().year - EARLIEST
        if not (re.fullmatch("[0-9]{4}", year) and first <= int(year) <= now.year):
            form.wrong(
                "born",
                say(
                    "Please write the year of birth with four digits, from {first} to {last}.",
                    first=first,
                    last=now.year,
                ),
            )
        elif month and (int(year), int(month)) > (now.year, now.month):
            form.wrong("born", say("This month has not come yet. Please look at year and month again."))
    elif month:
        form.wrong("born", say("Please add the year, or leave the month open too."))
    if born and form.is_right:
        begun = child.created_at.astimezone().date() if child else today()
        if possible(since_birth(born, begun))[-1] > LAST_YEAR:
            age = age_in_words(since_birth(born, today()))
            form.sure("born", born, say("That makes {age} today. Is the year right?", age=age))
    return known


def months() -> dict[str, str]:
    """The months to choose from."""
    return {code: dates.month_name(int(code)) for code in MONTHS}


def name_of(person: Person) -> str:
    """An adult as pages call them: role and letter."""
    return f"{ROLES[person.role]} {person.label}".strip()
