"""What the form is told of a sitting: what is asked now, what is noted, and nothing else of the file."""

from msgspec import structs

from workbench.library.loading import instrument
from workbench.model.instrument import Condition
from workbench.sitting import view
from workbench.sitting.session import Session
from workbench.sitting.view import changed, show

from .conftest import DRAFT, Page, opened_with


def test_progress_counts_answers_and_non_answers_but_not_optional_questions(page):
    assert [(part["answered"], part["asked"]) for part in page.view["sections"]] == [(0, 2), (0, 2), (0, 0)]
    page.answer("teeth", 0)
    page.send(kind="no_answer", item="seen_on", reason="unknown")
    page.answer("likes", "football")
    assert [(part["answered"], part["asked"]) for part in page.view["sections"]] == [(0, 2), (2, 2), (0, 0)]


def test_each_level_carries_its_anchor(page):
    levels = page.view["items"]["teeth"]["options"]
    assert [level["code"] for level in levels] == [0, 1, 2, 3]
    assert levels[3]["anchor"].startswith("Swelling, fever")


def test_does_not_apply_is_offered_only_where_the_question_allows_it(page):
    offered = {name: [other["code"] for other in item["others"]] for name, item in page.view["items"].items()}
    assert offered["teeth"] == ["unknown", "declined", "not_applicable", "unsafe_to_ask", "not_reached"]
    assert offered["alone"] == ["unknown", "declined", "unsafe_to_ask", "not_reached"]
    assert offered["here"] == ["unknown", "not_reached"]
    assert offered["likes"] == []


def test_every_non_answer_has_a_letter_of_its_own(page):
    letters = [other["key"] for other in page.view["items"]["teeth"]["others"]]
    assert sorted(letters) == sorted(set(letters)) and not any(letter.isdigit() for letter in letters)


def test_words_for_the_child_are_those_of_its_age(form):
    say = lambda age: Page(Session(opened_with(form, age=age))).view["items"]["alone"]["say"]
    assert say(9.0) == [{"for": "", "words": "Is there something on your mind?"}]
    assert say(15.0) == []
    assert say(None) == [{"for": "6-11 years", "words": "Is there something on your mind?"}]


def test_a_question_is_kept_for_later_while_someone_hears_it(page):
    assert page.view["later"] == []
    page.answer("here", ["child", "partner"])
    assert page.view["later"] == ["alone"]
    page.answer("here", ["child"])
    assert page.view["later"] == []


def test_without_an_answer_the_people_of_the_sitting_count_as_present(form):
    page = Page(Session(opened_with(form, present=("partner",))))
    assert page.view["later"] == ["alone"]


def test_whoever_fills_it_in_alone_sees_every_question(form):
    page = Page(Session(opened_with(form, present=("partner",))))
    page.answer("here", ["nobody"])
    assert page.view["later"] == []


def test_an_adult_who_is_marked_holds_more_and_is_named_nowhere(form):
    item = structs.replace(form.item("alone"), not_in_presence_of=("person_of_concern",))
    strict = structs.replace(form, items=tuple(item if one.id == "alone" else one for one in form.items))
    page = Page(Session(opened_with(strict, of_concern_roles=("carer",))))
    assert page.view["later"] == []
    page.answer("here", ["child", "carer"])
    assert page.view["later"] == ["alone"]
    assert "concern" not in str(page.view)


def spoken(form, **fields):
    """The made-up form with words that are spoken only where `here` names the child, to whom "teeth" is told first."""
    here = Condition(item="here", any_of=("child",))
    item = structs.replace(form.item("alone"), quiet_help="Ask nothing.", **fields)
    items = tuple(item if one.id == "alone" else one for one in form.items)
    return structs.replace(form, items=items, spoken_when=(here,))


def test_without_leave_to_speak_the_quiet_words_stand_in_place_of_those_for_the_child(form):
    page = Page(Session(opened_with(spoken(form))))
    quiet = page.view["items"]["alone"]
    assert (quiet["help"], quiet["say"], quiet["about"]) == (
        "Ask nothing.",
        [],
        "Last 30 days · only from what you see and know",
    )
    page.answer("here", ["child"])
    aloud = page.view["items"]["alone"]
    assert (aloud["help"], len(aloud["say"]), aloud["about"]) == (
        "Ask in a quiet corner.",
        1,
        "Last 30 days · from child",
    )


def test_a_question_that_can_only_be_spoken_waits_until_it_may_be(form):
    page = Page(Session(opened_with(spoken(form, aloud=True))))
    assert page.view["later"] == ["alone"]
    page.answer("here", ["child"])
    assert page.view["later"] == []


def test_the_child_is_not_asked_where_the_item_itself_says_so(form):
    never = Condition(item="teeth", any_of=(3,))
    page = Page(Session(opened_with(spoken(form, spoken_when=(never,), asked_of=("child", "carer")))))
    page.answer("here", ["child"])
    assert page.view["items"]["alone"]["ask"] == ["carer"] and page.view["items"]["alone"]["say"] == []
    assert page.view["items"]["alone"]["about"] == "Last 30 days · from carer"


def test_choosing_to_ask_says_quietly_when_place_and_moment_are_missing(form):
    both = (Condition(item="here", any_of=("child",)), Condition(item="alone", any_of=("no",)))
    page = Page(Session(opened_with(structs.replace(form, spoken_when=both))))
    assert page.view["items"]["here"]["hint"] == ""
    page.answer("here", ["child"])
    assert page.view["items"]["here"]["hint"] == view.NOT_YET_ALOUD
    page.answer("alone", "no")
    assert page.view["items"]["here"]["hint"] == ""


def test_what_was_not_told_yet_is_repeated_above_the_first_spoken_question_of_a_part():
    form = instrument("safety_screen", "1.0")
    page = Page(Session(opened_with(form)))
    page.answer("privacy", "private")
    page.answer("safe_to_talk", "good")
    page.answer("go_on", "ask")

    def repeated() -> list[str]:
        return [name for name, item in page.view["items"].items() if item["first"]]

    words = form.item("limits_told").say["6-11"]
    assert page.view["items"]["dark_thoughts"]["first"] == [{"for": "", "words": words}]
    assert len(repeated()) == len({form.item(name).section for name in repeated()}) > 3
    page.answer("limits_told", "not_yet")
    assert repeated()
    page.answer("limits_told", "told")
    assert repeated() == []


def test_a_view_merged_with_every_change_equals_a_fresh_one(page, desk):
    page.answer("here", ["child", "partner"])
    page.answer("alone", "yes")
    page.send(kind="said", statement="s1", item="teeth", informant="child", words="it hurts")
    page.send(kind="no_answer", item="teeth", reason="declined", by="child")
    page.answer("alone", "no")
    page.send(kind="unsaid", statement="s1")
    page.send(kind="pause")
    page.send(kind="place", section="body", item="teeth")
    assert page.view == show(desk.open(DRAFT, "tab-1"), draft=DRAFT)


def test_nothing_changed_is_nothing_told(page):
    assert changed(page.view, page.view) == {}
