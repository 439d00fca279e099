"""Settings: kept whole or not at all; passphrase and PIN only on proof."""

import pytest

from launcher.pages.served import PASSPHRASE, PIN, Desk
from workbench.store import settings
from workbench.store.pin import check_pin

RIGHT = {"practitioner": "A. B.", "organisation": "Harbour", "cover_minutes": "3", "lock_minutes": "20"}
NEW = "paper boats cross rivers"


def test_what_the_organisation_sets_is_kept(desk: Desk) -> None:
    numbers = {"contact-police": "112", "contact-supervisor": "Ana, 0123"}
    answer = desk.post("/settings", RIGHT | numbers)
    assert answer.place == "/settings/saved"
    kept = settings.settings(desk.store)
    assert (kept.practitioner, kept.organisation, kept.cover_minutes, kept.lock_minutes) == ("A. B.", "Harbour", 3, 20)
    assert kept.contacts == {"police": "112", "supervisor": "Ana, 0123"}
    assert desk.get("/settings").typed("contact-police") == "112"
    assert desk.vault.cover_seconds == 180


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"cover_minutes": "6"}, "a whole number from 1 to 5"),
        ({"cover_minutes": "0"}, "a whole number from 1 to 5"),
        ({"cover_minutes": "³"}, "a whole number from 1 to 5"),
        ({"lock_minutes": "2"}, "The lock comes after the cover"),
        ({"practitioner": ""}, "Please write your name"),
        ({"contact-police": "9" * 500}, "there is room for 120"),
    ],
)
def test_a_wrong_setting_changes_none(desk: Desk, changed: dict, sentence: str) -> None:
    before = settings.settings(desk.store)
    answer = desk.post("/settings", RIGHT | changed)
    assert answer.status == 422 and sentence in answer.words
    assert answer.typed("organisation") == "Harbour"
    assert settings.settings(desk.store) == before


def test_the_passphrase_changes_on_proof_of_the_old_one(desk: Desk) -> None:
    fields = {"old_passphrase": "not this one at all", "passphrase": NEW, "passphrase_again": NEW}
    wrong = desk.post("/settings/passphrase", fields)
    assert wrong.status == 422 and "It does not open this store." in wrong.words and NEW not in wrong.text
    answer = desk.post("/settings/passphrase", fields | {"old_passphrase": PASSPHRASE})
    assert answer.status == 303
    desk.post("/lock")
    answer = desk.post("/login", {"passphrase": PASSPHRASE})
    assert answer.status == 422
    answer = desk.post("/login", {"passphrase": NEW})
    assert answer.place == "/"


def test_the_pin_changes_on_proof_of_the_passphrase(desk: Desk) -> None:
    fields = {"pin_passphrase": "not this one at all", "pin": "7171", "pin_again": "7171"}
    answer = desk.post("/settings/pin", fields)
    assert answer.status == 422
    assert check_pin(desk.store, PIN)
    answer = desk.post("/settings/pin", fields | {"pin_passphrase": PASSPHRASE})
    assert answer.status == 303
    assert check_pin(desk.store, "7171") and not check_pin(desk.store, PIN)


@pytest.mark.parametrize("pin", ["1234", "1111", "9876"])
def test_a_pin_that_anybody_tries_first_is_refused(desk: Desk, pin: str) -> None:
    answer = desk.post("/settings/pin", {"pin_passphrase": PASSPHRASE, "pin": pin, "pin_again": pin})
    assert answer.status == 422 and "anybody tries first" in answer.words
    assert check_pin(desk.store, PIN)


def test_saved_is_where_the_reader_is_and_the_shelter_has_no_address(desk: Desk) -> None:
    assert 'tabindex="-1" data-told>Saved.' in desk.get("/settings/saved").text
    assert "data-told" not in desk.get("/settings").text
    assert "A telephone number only, no address." in desk.get("/settings").words


def test_guesses_at_the_passphrase_wait_in_the_settings_as_at_the_door(desk):
    guess = {
        "old_passphrase": "not the passphrase",
        "passphrase": "quite other words",
        "passphrase_again": "quite other words",
    }
    for _ in range(3):
        answer = desk.post("/settings/passphrase", guess)
        assert "does not open" in answer.text
    answer = desk.post("/settings/passphrase", guess)
    assert "Please wait" in answer.text
    pin = {"pin_passphrase": "not the passphrase", "pin": "4711", "pin_again": "4711"}
    answer = desk.post("/settings/pin", pin)
    assert "Please wait" in answer.text, "one count for every place that asks"


def test_only_what_a_page_answers_counts_as_a_person_at_work(desk):
    before = desk.vault._idle.touched
    for method, path in (("GET", "/desk/touch"), ("HEAD", "/settings"), ("DELETE", "/settings"), ("POST", "/help")):
        desk._ask(method, path)
        assert desk.vault._idle.touched == before, (method, path)
    assert desk._ask("GET", "/settings").status == 200
    assert desk.vault._idle.touched != before


def test_a_number_that_another_window_wrote_is_not_written_over(desk: Desk) -> None:
    field = "contact-child_protection"
    assert desk.fill_in("/settings", "/settings", **{field: "0800 11"}).place == "/settings/saved"
    stale = desk.fill_in("/settings", "/settings", **{f"was-{field}": "", field: "0800 22"})
    assert stale.status == 422 and "“0800 11”" in stale.words and stale.typed(field) == "0800 22"
    untouched = desk.fill_in("/settings", "/settings", **{f"was-{field}": "", field: "", "organisation": "North"})
    assert untouched.place == "/settings/saved"
    kept = settings.settings(desk.store)
    assert (kept.contacts["child_protection"], kept.organisation) == ("0800 11", "North")
