"""Digits of any script in every field that takes a number, through the pages."""

from datetime import date

import pytest

from launcher.pages.served import PASSPHRASE, PIN, Desk
from workbench.store import agreements, families, settings
from workbench.store.records import record_of

SCRIPTS = {name: str.maketrans("0123456789", "".join(chr(zero + n) for n in range(10))) for name, zero in {
    "Arabic": 0x660, "Persian": 0x6F0, "Devanagari": 0x966, "Bengali": 0x9E6, "Thai": 0xE50, "Burmese": 0x1040,
    "Khmer": 0x17E0, "full width": 0xFF10,
}.items()}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS)
def test_year_code_dates_and_hours_are_read(desk: Desk, script: str) -> None:
    written = lambda text: str(text).translate(SCRIPTS[script])
    family = families.add_family(desk.store)
    fields = {"code": written("K-274"), "born_year": written(2017), "born_month": "04"}
    place = desk.post(f"/family/{family.id}/child", fields).place
    child = families.child(desk.store, written("k-274"))
    assert place == f"/child/{child.id}" and (child.code, child.born) == ("K-274", "2017-04")
    desk.post(f"/child/{child.id}/about", {"born_year": written(2016)})
    assert families.child(desk.store, child.id).born == "2016"
    mother = families.add_person(desk.store, family.id, "mother")
    since = {"holder": mother.id, "ground": "by_birth", "since": written("2016-05-31")}
    desk.post(f"/child/{child.id}/responsibility", since)
    assert agreements.responsibilities(desk.store, child.id)[0].since == date(2016, 5, 31)
    hours = {"practitioner": "A. B.", "cover_minutes": written(3), "lock_minutes": written(20), "majority": written(21)}
    answer = desk.post("/settings", hours)
    assert answer.place == "/settings/saved"
    kept = settings.settings(desk.store)
    assert (kept.cover_minutes, kept.lock_minutes, kept.majority) == (3, 20, 21)
    setting = {"on": written(date.today().isoformat()), "interpreter": "none", "why": "first", "decided_by": "AB"}
    draft = desk.post(f"/child/{child.id}/sitting", setting).place.removeprefix("/sitting#")
    assert record_of(desk.store, draft).sitting.on == date.today()


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_pin_is_the_same_in_every_script(desk: Desk, script: str) -> None:
    written = lambda text: text.translate(SCRIPTS[script])
    changed = {"pin_passphrase": PASSPHRASE, "pin": written("7035"), "pin_again": "7035"}
    answer = desk.post("/settings/pin", changed)
    assert answer.place == "/settings/pin-changed"
    for typed, state in ((written(PIN), "covered"), (written("7035"), "open"), ("7035", "open")):
        desk.post("/cover")
        desk.post("/uncover", {"pin": typed})
        assert desk.vault.state == state
