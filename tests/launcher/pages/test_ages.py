"""An age that is not known exactly, on every page that tells or asks it."""

from datetime import date, timedelta

import pytest

from launcher.pages.served import Desk
from workbench.model.casework import Child
from workbench.store import agreements, families
from workbench.store.records import record_of


@pytest.fixture
def child(desk: Desk) -> Child:
    """Seen as six to eleven a little over two years ago."""
    made = families.add_child(desk.store, families.add_family(desk.store).id)
    seen = date.today() - timedelta(days=740)
    return families.describe_child(desk.store, made.id, age_band="6-11", age_band_on=seen)


def agree(desk: Desk, child: Child) -> None:
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)


def age_of(desk: Desk, place: str):
    return record_of(desk.store, place.removeprefix("/sitting#")).draft.answers.context.age


def test_a_band_stays_a_band_and_grows_older_on_every_page(desk: Desk, child: Child) -> None:
    for path in ("/", f"/family/{child.family_id}", f"/child/{child.id}"):
        assert "8 to 13 years" in desk.get(path).words
    assert (
        f"About 8 to 13 years by now (6 to 11 years on {child.age_band_on.day} " in desk.get(f"/child/{child.id}").words
    )


def test_saving_something_else_of_the_child_keeps_the_day_of_the_band(desk: Desk, child: Child) -> None:
    about = f"/child/{child.id}/about"
    desk.post(about, {"born_year": "", "age_band": "kept", "group": "born_after"})
    kept = families.child(desk.store, child.id)
    assert (kept.age_band, kept.age_band_on, kept.group) == ("6-11", child.age_band_on, "born_after")
    desk.post(about, {"born_year": "", "age_band": "6-11", "group": "born_after"})
    assert families.child(desk.store, child.id).age_on(date.today()) == (6, 11)


def test_which_page_of_the_childs_own_fits_is_asked(desk: Desk, child: Child) -> None:
    agree(desk, child)
    form = desk.get(f"/child/{child.id}/sitting")
    for words in ("words for 8 years", "words for 9 to 12 years", "words for 13 years"):
        assert words in form.words
    setting = {"on": date.today().isoformat(), "interpreter": "none"}
    begun = desk.post(f"/child/{child.id}/sitting", setting | {"instrument": "child_voice 9-12"})
    assert age_of(desk, begun.place) == (9, 12)
    needs = desk.post(f"/child/{child.id}/sitting", setting | {"instrument": "child_needs"}).place
    assert age_of(desk, needs) == (8, 13)
    onward = "/go-on/" + needs.removeprefix("/sitting#")
    asked = desk.post(onward, {"instrument": "child_voice"})
    assert asked.status == 200 and "The age is known only as 8 to 13 years" in asked.words
    answer = desk.post(onward, {"instrument": "child_voice", "page": "13-13"})
    assert age_of(desk, answer.place) == 13
