"""The cover says nothing of anyone and leads back to where one was, and nowhere else."""

import pytest

from launcher.pages.served import PIN, Desk
from workbench.launcher.pages.cover import place_of


def test_every_page_gives_way_to_the_cover(desk: Desk) -> None:
    child = desk.child()
    place = f"/child/{child.id}"
    answer = desk.post("/cover", {"back": place})
    assert answer.place == f"/cover#{place}"
    for path in ("/", place, "/settings", "/help", f"/family/{child.family_id}"):
        assert desk.get(path).place == "/cover"
    covered = desk.get("/cover")
    assert covered.words == "Workbench One moment, please PIN Continue"
    assert child.code not in covered.text and child.id not in covered.text


def test_the_pin_leads_back_to_the_place(desk: Desk) -> None:
    desk.post("/cover")
    wrong = desk.post("/uncover", {"pin": "0000", "back": "/help"})
    assert wrong.status == 422 and "That is not the PIN." in wrong.words and 'value="/help"' in wrong.text
    assert desk.vault.state == "covered"
    answer = desk.post("/uncover", {"pin": PIN, "back": "/help"})
    assert answer.place == "/help"
    assert desk.get("/help").status == 200


def test_five_wrong_pins_ask_for_the_passphrase(desk: Desk) -> None:
    desk.post("/cover")
    answers = [desk.post("/uncover", {"pin": "0000"}) for _ in range(5)]
    assert [answer.status for answer in answers] == [422, 422, 422, 422, 303]
    assert answers[-1].place == "/login" and desk.vault.state == "locked"


@pytest.mark.parametrize(
    "text",
    [
        "//elsewhere.example",
        "https://elsewhere.example",
        "javascript:alert(1)",
        "/\\elsewhere",
        "/a?b",
        "",
        "/a\r\nX: y",
    ],
)
def test_no_form_leads_out_of_the_launcher(text: str) -> None:
    assert place_of(text) == "/"


def test_the_place_of_a_sitting_is_kept() -> None:
    assert place_of("/sitting#0123abc") == "/sitting#0123abc"


def test_nothing_that_is_loaded_under_the_cover_puts_the_lock_off(desk: Desk) -> None:
    desk.vault.cover()
    before = desk.vault._idle.touched
    for path in ("/again", "/cover", "/", "/help", "/lock"):
        desk.get(path)
    desk.post("/uncover", {"pin": "0000"})
    assert desk.vault._idle.touched == before
    desk.post("/uncover", {"pin": PIN})
    assert desk.vault._idle.touched != before
