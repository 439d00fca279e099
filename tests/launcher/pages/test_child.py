"""The child page: the group lies folded, earlier sittings can be continued and printed."""

import re
from datetime import date, timedelta

import pytest

from launcher.pages.served import Desk, Page
from workbench.launcher.pages.times import day_in_words, today
from workbench.model.casework import STORY
from workbench.model.changes import NextMeeting, Stop
from workbench.store import StoreDesk, agreements, families, sittings
from workbench.store.notes import meetings
from workbench.store.records import record_of


def test_the_group_lies_folded(desk: Desk) -> None:
    child = desk.child()
    text = desk.get(f"/child/{child.id}").text
    assert STORY["left_behind"] in text
    shown = re.sub(r"<details class=\"card\">.*</details>", "", text, flags=re.DOTALL)
    assert not any(label in shown for label in STORY.values())
    assert "9 years" in shown or "8 years" in shown or "years" in shown


def test_what_becomes_known_later_is_kept_and_earlier_sittings_stay(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    page, action = f"/child/{child.id}", f"/child/{child.id}/about"
    right = desk.fill_in(page, action, born_year="", born_month="", age_band="3-5", group="born_after")
    assert right.place == f"/child/{child.id}"
    after = families.child(desk.store, child.id)
    assert (after.born, after.age_band, after.group) == (None, "3-5", "born_after")
    assert record_of(desk.store, draft).draft.answers.context.group == "left_behind"
    blank = {"born_year": "", "age_band": "", "group": ""}
    answer = desk.post(action, blank)
    assert answer.place == page
    assert families.child(desk.store, child.id) == after, "a page that showed nothing empties nothing"
    wrong = desk.post(f"/child/{child.id}/about", {"born_year": "soon"})
    assert wrong.status == 422 and wrong.typed("born_year") == "soon"
    assert families.child(desk.store, child.id) == after


def test_sittings_can_be_continued_opened_again_and_printed(desk: Desk) -> None:
    child = desk.child()
    first, second = desk.bare_sitting(child), desk.sitting(child)
    StoreDesk(desk.store).amend(first, Stop(left="calm"))
    page = desk.get(f"/child/{child.id}")
    for draft in (first, second):
        assert f'href="/sitting#{draft}"' in page.text and f'href="/report/{draft}.pdf"' in page.text
    assert "Open again" in page.words and "Continue" in page.words
    assert "Notes still open" in page.words


def test_a_code_does_not_stand_in_an_address(desk: Desk) -> None:
    child = desk.child()
    assert desk.get(f"/child/{child.code}").status == 404


def test_a_meeting_in_the_past_is_asked_about_and_reads_as_past(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    StoreDesk(desk.store).amend(draft, Stop(left="calm"))
    past = date.today() - timedelta(days=400)
    address = f"/child/{child.id}/meeting"
    asked = desk.post(address, {"next_meeting": past.isoformat()})
    assert asked.status == 422
    assert f"{past.day} {past:%B %Y} is past. Is this day right?" in asked.words
    assert record_of(desk.store, draft).draft.rebook is None
    answer = desk.post(address, {"next_meeting": "2206-12-05"})
    assert answer.status == 422
    sure = {"next_meeting": past.isoformat(), "sure-next_meeting": past.isoformat()}
    answer = desk.post(address, sure)
    assert answer.place == f"/child/{child.id}"
    assert f"was to go on {past.day} {past:%B %Y}" in desk.get(f"/child/{child.id}").words
    answer = desk.post(address, {"next_meeting": past.isoformat()})
    assert answer.place == f"/child/{child.id}"


def test_the_day_that_is_kept_is_the_one_that_stands_whatever_other_pages_said(desk: Desk) -> None:
    child = desk.child()
    soon, later = today() + timedelta(days=4), today() + timedelta(days=9)
    drafts = [desk.bare_sitting(child), desk.bare_sitting(child)]
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=today(), person_id=mother.id)
    drafts.append(sittings.add_assessment(desk.store, sittings.sitting_of(desk.store, drafts[1]).id, "child_needs"))
    for draft, day in zip(drafts, (later, later, soon), strict=True):
        StoreDesk(desk.store).amend(draft, Stop(rebook=day))
    for day in (soon + timedelta(days=2), later + timedelta(days=30), today() + timedelta(days=1)):
        desk.fill_in(f"/child/{child.id}", f"/child/{child.id}/meeting", next_meeting=day.isoformat())
        assert desk.get(f"/child/{child.id}").typed("next_meeting") == day.isoformat()
    desk.fill_in(f"/child/{child.id}", f"/child/{child.id}/meeting", next_meeting="")
    assert "None is agreed." in desk.get(f"/child/{child.id}").words
    assert "Meetings" not in desk.get("/").words


def two_windows(desk: Desk, page: str, action: str, first: dict[str, str], second: dict[str, str]) -> Page:
    """Both windows show the page; the first one saves, then the second, which has not seen it."""
    shown = desk.get(page).text
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', shown, re.DOTALL).group()
    was = dict(re.findall(r'<input type="hidden" name="(was-[^"]+)" value="([^"]*)"', form))
    sent = was | {name.removeprefix("was-"): value for name, value in was.items()}
    answer = desk.post(action, sent | first)
    assert answer.place == page
    return desk.post(action, sent | second)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"group": "left_behind"}, {"group": "other"}, "Another window has written here since: “"),
        ({"sex": "girl"}, {"sex": "boy"}, "Another window has written here since: “Girl”"),
        ({"born_year": "2016"}, {"born_year": "2015"}, "Another window has written here since: “2016”"),
        ({"age_band": "6-11"}, {"age_band": "12-17"}, "Another window has written here since: “"),
    ],
)
def test_two_windows_about_a_child_ask_before_one_writes_over_the_other(
    desk: Desk, first: dict, second: dict, told: str
) -> None:
    child = families.add_child(desk.store, families.add_family(desk.store).id)
    here = f"/child/{child.id}"
    answer = two_windows(desk, here, f"{here}/about", first, second)
    assert answer.status == 422 and told in answer.words
    known = families.child(desk.store, child.id)
    ((name, value),) = first.items()
    assert getattr(known, name.removesuffix("_year")) == value
    shown = dict(re.findall(r'<input type="hidden" name="(was-[^"]+)" value="([^"]*)"', answer.text))
    again = shown | {name.removeprefix("was-"): value for name, value in shown.items()} | second
    answer = desk.post(f"{here}/about", again)
    assert answer.place == here
    ((name, value),) = second.items()
    assert getattr(families.child(desk.store, child.id), name.removesuffix("_year")) == value


def test_what_another_window_wrote_of_a_child_stays_beside_what_is_written_here(desk: Desk) -> None:
    child = families.add_child(desk.store, families.add_family(desk.store).id)
    here = f"/child/{child.id}"
    assert two_windows(desk, here, f"{here}/about", {"sex": "girl"}, {"born_year": "2016"}).place == here
    known = families.child(desk.store, child.id)
    assert (known.sex, known.born) == ("girl", "2016")


@pytest.mark.parametrize("second", [30, None])
def test_two_windows_on_the_next_meeting_ask_before_one_writes_over_the_other(desk: Desk, second: int | None) -> None:
    child = desk.child()
    draft, here = desk.bare_sitting(child), f"/child/{child.id}"
    days = [today() + timedelta(days=number) for number in (3, 10)]
    StoreDesk(desk.store).amend(draft, NextMeeting(rebook=days[0]))
    last = (today() + timedelta(days=second)).isoformat() if second else ""
    sent = {"next_meeting": days[1].isoformat()}, {"next_meeting": last}
    answer = two_windows(desk, here, f"{here}/meeting", *sent)
    assert answer.status == 422 and f"Another window has written here since: “{day_in_words(days[1])}”" in answer.words
    assert [met.on for met in meetings(desk.store)] == [days[1]]
