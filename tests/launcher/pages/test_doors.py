"""The way in and out: what is refused keeps what was typed and changes nothing."""

import re

import pytest

from launcher.pages.served import PASSPHRASE, PIN, Desk
from workbench.store import settings


def key_on(desk: Desk) -> list[str]:
    return re.findall(r'class="group">([0-9A-Z]{4})<', desk.get("/recovery-sheet").text)


def test_an_empty_folder_leads_to_the_first_run(new_desk: Desk) -> None:
    assert new_desk.get("/").place == "/first-run"
    assert "Set up the desk" in new_desk.get("/first-run").words


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"practitioner": " "}, "Please write your name or initials."),
        ({"passphrase": "short", "passphrase_again": "short"}, "The passphrase is too short"),
        ({"passphrase": "password12345", "passphrase_again": "password12345"}, "It would soon be guessed. Take four"),
        ({"passphrase": "harbourhouse1", "passphrase_again": "harbourhouse1"}, "It would soon be guessed. Take four"),
        ({"passphrase": "x" * 2_000, "passphrase_again": "x" * 2_000}, "allowed up to 1024. Choose a shorter one."),
        ({"pin": "1987", "pin_again": "1987"}, "and no year"),
        ({"passphrase_again": PASSPHRASE + "x"}, "The two passphrases are not the same."),
        ({"pin": "12", "pin_again": "12"}, "The PIN needs 4 to 8 digits"),
        ({"pin": "12ab", "pin_again": "12ab"}, "The PIN needs 4 to 8 digits"),
        ({"pin_again": "9999"}, "The two PINs are not the same."),
    ],
)
def test_a_wrong_first_run_says_so_and_makes_nothing(new_desk: Desk, changed: dict, sentence: str) -> None:
    answer = new_desk.first_run(organisation="Harbour House", **changed)
    assert answer.status == 422 and sentence in answer.words
    assert answer.typed("organisation") == "Harbour House"
    assert PASSPHRASE not in answer.text and PIN not in answer.text
    assert new_desk.vault.state == "empty" and not list(new_desk.vault.folder.parent.iterdir())


def test_the_first_run_keeps_who_works_here(new_desk: Desk) -> None:
    new_desk.first_run(organisation="Harbour House")
    kept = settings.settings(new_desk.store)
    assert (kept.practitioner, kept.organisation) == ("M. O.", "Harbour House")


def test_the_recovery_sheet_stays_until_its_last_group_is_typed(desk: Desk) -> None:
    groups = key_on(desk)
    assert len(groups) == 9
    assert "not written down yet" in desk.get("/").words
    wrong = desk.post("/recovery-sheet", {"last_group": groups[0]})
    assert wrong.status == 422 and "This is not the last group." in wrong.words
    assert key_on(desk) == groups
    answer = desk.post("/recovery-sheet", {"last_group": groups[-1].lower()})
    assert answer.place == "/"
    assert desk.get("/recovery-sheet").place == "/"
    assert "not written down yet" not in desk.get("/").words


def test_a_lock_takes_the_recovery_sheet_from_the_screen(desk: Desk) -> None:
    groups = key_on(desk)
    desk.post("/lock")
    assert desk.get("/recovery-sheet").place == "/login"
    desk.post("/login", {"passphrase": PASSPHRASE})
    answer = desk.get("/recovery-sheet")
    assert answer.place == "/" and groups[0] not in answer.text


def test_only_the_passphrase_opens(desk: Desk) -> None:
    answer = desk.post("/lock")
    assert answer.place == "/login"
    wrong = desk.post("/login", {"passphrase": "not this one at all"})
    assert wrong.status == 422 and "It does not open this store." in wrong.words
    assert "not this one" not in wrong.text and desk.vault.state == "locked"
    answer = desk.post("/login", {"passphrase": PASSPHRASE})
    assert answer.place == "/"
    assert desk.vault.state == "open"


def test_the_recovery_sheet_opens_and_sets_a_new_passphrase(desk: Desk) -> None:
    key, new = " ".join(key_on(desk)).lower(), "paper boats cross rivers"
    desk.post("/lock")
    fields = {"passphrase": new, "passphrase_again": new}
    mistyped = desk.post("/recover", fields | {"recovery_key": key[:-1] + ("2" if key[-1] == "1" else "1")})
    assert mistyped.status == 422 and "mistyped" in mistyped.words
    assert mistyped.typed("recovery_key").startswith(key[:9]), "nine groups are not to be typed again"
    assert desk.vault.state == "locked"
    answer = desk.post("/recover", fields | {"recovery_key": key})
    assert answer.place == "/"
    desk.post("/lock")
    answer = desk.post("/login", {"passphrase": PASSPHRASE})
    assert answer.status == 422
    answer = desk.post("/login", {"passphrase": new})
    assert answer.place == "/"


@pytest.mark.parametrize("weak", ["qwertzuiop1234", "Harbour House 2"])
def test_no_way_in_takes_a_passphrase_that_is_soon_guessed(desk: Desk, weak: str) -> None:
    settings.set_organisation(desk.store, "Harbour House")
    twice = {"passphrase": weak, "passphrase_again": weak}
    changed = desk.post("/settings/passphrase", twice | {"old_passphrase": PASSPHRASE})
    key = " ".join(key_on(desk))
    desk.post("/lock")
    recovered = desk.post("/recover", twice | {"recovery_key": key})
    for answer in (changed, recovered):
        assert answer.status == 422 and "It would soon be guessed. Take four or five words" in answer.words
        assert weak not in answer.text
    assert desk.vault.state == "locked"
    reply = desk.post("/login", {"passphrase": PASSPHRASE})
    assert reply.place == "/"


def test_the_recovery_sheet_says_that_it_stays_until_it_is_confirmed(desk: Desk) -> None:
    words = desk.get("/recovery-sheet").words
    assert "shown until you confirm them" in words and "Whoever holds this sheet" not in words


def test_what_a_mark_means_is_behind_a_closed_part_of_the_help(desk: Desk) -> None:
    page = desk.get("/help").text
    folded = page[page.index("<summary>For the worker</summary>") :]
    assert "Do not ask or inform this person" in folded
    assert "Do not ask or inform" not in page[: page.index("<summary>For the worker</summary>")]
