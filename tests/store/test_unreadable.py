"""One bad row is named; every other is still given."""

import pytest

from workbench.errors import UnknownName
from workbench.model.changes import Answer, Said, Stop
from workbench.store import Store, StoreDesk, agreements, families, sittings
from workbench.store.notes import meetings, open_notes
from workbench.store.sittings import open_drafts
from workbench.store.unreadable import unreadable

from .conftest import DAY, begin

DAMAGES = {
    "a family": "UPDATE families SET created_at = 'long ago' WHERE id = :family",
    "a child's day": "UPDATE children SET created_at = 'long ago' WHERE id = :child",
    "a child's birth": "UPDATE children SET born = 'spring' WHERE id = :child",
    "a child's group": "UPDATE children SET \"group\" = 'orphan' WHERE id = :child",
    "an adult": "UPDATE persons SET role = x'ff' WHERE family_id = :family",
    "an adult's role": "UPDATE persons SET role = 'friend' WHERE family_id = :family",
    "parental responsibility": "UPDATE responsibilities SET since = 'x' WHERE child_id = :child",
    "on what ground": "UPDATE responsibilities SET ground = 'x' WHERE child_id = :child",
    "what was decided": "UPDATE consents SET decision = 'x' WHERE child_id = :child",
    "a meeting's people": "UPDATE sittings SET present = '{' WHERE child_id = :child",
    "a meeting's day": "UPDATE sittings SET \"on\" = '31.12.2026' WHERE child_id = :child",
    "an agreement": "UPDATE consents SET \"on\" = 'x' WHERE child_id = :child",
    "a page's time": "UPDATE assessments SET saved_at = 'noon' WHERE child_id = :child",
    "a page's version": "UPDATE assessments SET version = '99' WHERE child_id = :child",
    "a page's questions": "UPDATE assessments SET instrument = 'gone' WHERE child_id = :child",
    "an answer": "UPDATE answers SET at = 'noon' WHERE assessment_id = :draft",
    "why there is no answer": "UPDATE answers SET non_answer = 'x', value = NULL WHERE assessment_id = :draft",
    "what was said": "UPDATE statements SET informant = x'ff' WHERE assessment_id = :draft",
    "the breaks": "UPDATE assessments SET pauses = '[{}]' WHERE id = :draft",
    "a note's day": "UPDATE notes SET ask_again = 'soon' WHERE assessment_id = :draft",
    "a note's words": "UPDATE notes SET words = CAST(x'c3ff' AS TEXT) WHERE assessment_id = :draft",
    "an adult's letter": "UPDATE persons SET label = CAST(x'c3ff' AS TEXT) WHERE family_id = :family",
    "a meeting's language": "UPDATE sittings SET language = CAST(x'c3ff' AS TEXT) WHERE child_id = :child",
    "a note's time": "UPDATE notes SET opened_at = 'then' WHERE assessment_id = :draft",
}


def filled(store: Store) -> dict[str, str]:
    """A child with an adult, an agreement, a note that stands open, and a meeting that is agreed."""
    family = families.add_family(store)
    child = families.add_child(store, family.id, born="2017-04", group="left_behind")
    person = families.add_person(store, family.id, "mother")
    agreements.add_responsibility(store, child.id, person.id, "by_birth")
    agreements.add_consent(store, child.id, "assessment", "given", on=DAY, person_id=person.id)
    draft = begin(store, child)
    said = Said(statement="s", item="danger_now", informant="child", words="There.")
    for change in (Answer(item="go_on", value="ask"), Answer(item="danger_now", value="yes"), said, Stop(rebook=DAY)):
        StoreDesk(store).amend(draft, change)
    begin(store, child)
    StoreDesk(store).amend(draft, Stop(rebook=DAY.replace(year=2027)))
    return {"family": family.id, "child": child.id, "code": child.code, "draft": draft}


def forms(store: Store):
    def strict(name: str, version: str | None = None):
        if name == "gone" or version == "99":
            raise UnknownName("instrument: no such name.")
        return store_forms(name, version)

    store_forms = store.forms
    return strict


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_the_bad_one_is_named_and_the_others_are_as_they_were(store, damage):
    bad, good = filled(store), filled(store)
    store.forms = forms(store)
    assert unreadable(store) == []
    with store.writing() as connection:
        raw = connection.connection.driver_connection.cursor()
        raw.execute(damage, {name: value for name, value in bad.items() if f":{name}" in damage})
    faults = unreadable(store)
    assert faults and all(bad["child"] == fault.child_id or bad["family"] == fault.family_id for fault in faults)
    assert good["child"] in [child.id for child in families.children(store)]
    assert good["child"] in [note.child_id for note in open_notes(store)]
    assert good["child"] in [met.child_id for met in meetings(store)]
    assert good["code"] in [begun.code for begun in open_drafts(store)]
    assert good["family"] in [family.id for family in families.families(store)]
    assert good["child"] in families.last_sittings(store)
    assert len(sittings.sittings_of(store, good["child"])) == 2
