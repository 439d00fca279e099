"""The child's page holds the child's own words and answers: nothing else of the file, in no message whatever."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import nltk
import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.desk.handing import for_child, own_items
from workbench.desk.memory import MemoryDesk
from workbench.desk.protocol import Opened
from workbench.library.loading import instrument
from workbench.library.wording import words
from workbench.model import changes
from workbench.model.draft import apply, start
from workbench.model.vocabulary import FACES, NonAnswer
from workbench.sitting.child_view import SAME, SIZES, WORDS, show, size_of
from workbench.sitting.session import Session
from workbench.sitting.view import changed
from workbench.sitting.view import show as show_form

from .conftest import merge

VOICE = instrument("child_voice")
NOW = datetime(2026, 5, 31, 14, 5, tzinfo=UTC)
AGES = {7: "young", 10: "middle", 15: "teen"}
FOR_THE_GROWN_UP = {"grown_up", "pin", "open", "to_page", "wrong_pin", "no_answer"}
# What every message is built of, besides words and answers.
FRAME = re.compile(r"child|view|saved|refused|choice|many|words|declined|not_applicable|own-\d+|the-draft|[\dT:+.-]+|")


class FileDesk(MemoryDesk):
    """A desk whose file is full of things that are not the child's; it gives out what the launcher's would."""

    def open(self, draft: str, tab: str) -> Opened:
        return for_child(super().open(draft, tab))


def full_file(age: int) -> FileDesk:
    draft = start(VOICE, {"age": age, "group": "born_into", "stage": "crisis"})
    own = own_items(draft)
    for change in (
        changes.Said(statement="s", item=own[1].id, informant="carer", words="canary said"),
        changes.Answer(item="baby_joy", value="canary joy"),
        changes.Stop(left="canary left"),
        changes.Resume(),
    ):
        draft = apply(draft, change, NOW)
    opened = Opened(
        draft=draft,
        code="canary code",
        age=float(age),
        sitting_date=date(2026, 5, 31),
        contacts={"supervisor": "canary number"},
        present=("carer",),
        child="canary id",
    )
    return FileDesk({"the-draft": opened})


def own_words(age: int) -> set[str]:
    """Everything a child of that age may read, and the codes beside it."""
    own = own_items(start(VOICE, {"age": age}))
    of_parts = {item.section for item in own}
    told = {text for part in VOICE.sections if part.id in of_parts for text in (part.id, part.title, part.intro)}
    for item in own:
        responses = VOICE.responses[item.responses]
        told |= {item.id, item.text, *item.anchors, *responses.codes, *responses.labels, *responses.faces}
    return told | set(SAME.values()) | set(WORDS[AGES[age]].values()) | {AGES[age], *FACES.values()}


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in texts(inner))


steps = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=20)


@pytest.mark.parametrize("age", AGES)
@settings(max_examples=60, deadline=None)
@given(steps=steps)
def test_whatever_a_child_does_no_message_holds_a_word_that_is_not_its_own(age, steps):
    session, own, typed = Session(full_file(age)), own_items(start(VOICE, {"age": age})), "my own words"
    (reply,) = session.receive({"kind": "open", "draft": "the-draft", "tab": "t"})
    view, sent = reply["view"], [reply]
    moves = [{"kind": "answer", "item": own[0].id, "value": "go", "source": "child"}]
    moves += [a_change(own[where % len(own)], what, typed) for where, what in steps]
    for number, change in enumerate(moves):
        message = {"draft": "the-draft", "tab": "t", "id": f"own-{number}", "base": view["revision"], "change": change}
        for reply in session.receive(message):
            sent.append(reply)
            if reply["kind"] == "saved":
                merge(view, reply["changed"])
    assert "saved" in {reply["kind"] for reply in sent}
    known = own_words(age) | {typed}
    assert [text for text in texts(sent) if text not in known and not FRAME.fullmatch(text)] == []
    assert set(view["items"]) <= {item.id for item in own}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "answer", "item": "home_middle", "value": "good", "source": "worker"},
        {"kind": "answer", "item": "baby_joy", "value": "often", "source": "child"},
        {"kind": "no_answer", "item": "home_middle", "reason": "unsafe_to_ask", "by": "child"},
        {"kind": "clear", "item": "baby_joy"},
        {"kind": "said", "statement": "s2", "item": "home_middle", "informant": "child", "words": "typed by another"},
        {"kind": "unsaid", "statement": "s"},
        {"kind": "close_note", "item": "home_middle", "action": "none", "at": "14:00"},
        {"kind": "pause"},
        {"kind": "stop", "left": "gone"},
    ],
    ids=lambda change: f"{change['kind']}, {change.get('source') or change.get('item') or 'the page'}",
)
def test_from_the_childs_page_nothing_else_of_the_sitting_can_be_changed(change):
    desk = full_file(10)
    session = Session(desk)
    (reply,) = session.receive({"kind": "open", "draft": "the-draft", "tab": "t"})
    message = {"draft": "the-draft", "tab": "t", "id": "own-1", "base": reply["view"]["revision"], "change": change}
    (reply,) = session.receive(message)
    assert reply["kind"] == "refused" and "the child's page: found a change" in reply["text"]
    assert MemoryDesk.open(desk, "the-draft", "t") == MemoryDesk.open(full_file(10), "the-draft", "t")


def a_change(item, what: int, typed: str) -> dict:
    responses = VOICE.responses[item.responses]
    if what == 13:
        return {"kind": "place", "section": item.section, "item": item.id}
    if what == 12 or what > len(responses.codes):
        return {"kind": "no_answer", "item": item.id, "reason": "declined", "by": "child"}
    value = typed if responses.kind == "words" else responses.codes[what % len(responses.codes)]
    return {
        "kind": "answer",
        "item": item.id,
        "value": [value] if responses.kind == "many" else value,
        "source": "child",
    }


def opened(age: float | None = 10, *given: tuple[str, object], present: tuple[str, ...] = ()) -> Opened:
    draft = start(VOICE, {"age": age})
    for item, value in given:
        draft = apply(draft, changes.Answer(item=item, value=value, source="child"), NOW)
    whole = {"code": "K-1", "sitting_date": date(2026, 5, 31), "contacts": {}, "child": "a1"}
    return Opened(draft=draft, age=age, present=present, **whole)


def page(age: int, *given: tuple[str, object]) -> dict:
    return show(for_child(opened(age, *given)), draft="d")


@pytest.mark.parametrize(
    ("age", "size"),
    [(6, "young"), (8, "young"), (9, "middle"), (12.9, "middle"), (17, "teen"), (19, "teen"), ((9, 11), "middle")],
)
def test_words_and_letters_have_the_size_of_the_age(age, size):
    assert size_of(age) == size


def test_first_comes_the_welcome_with_one_question_that_opens_the_rest():
    view = page(7)
    assert view["welcome"]["title"] == "Hello" and "You can skip" in view["welcome"]["text"]
    assert view["order"] == ["begin_young"]
    assert page(7, ("begin_young", "not_today"))["order"] == ["begin_young"]
    assert len(page(7, ("begin_young", "go"))["order"]) > 10


def test_there_is_no_help_no_window_no_number_and_no_note():
    view = page(10, ("begin_middle", "go"), ("home_middle", "hard"))
    assert set(view["items"]["home_middle"]) == {
        "id",
        "section",
        "lead",
        "text",
        "kind",
        "exclusive",
        "options",
        "opens",
        "skips",
    }
    assert not any(isinstance(option["code"], int) for item in view["items"].values() for option in item["options"])
    assert not {"notes", "mark", "header", "sections", "earlier", "later", "statements", "informants"} & set(view)


def test_a_face_stands_beside_its_words_and_says_how_it_looks():
    items = page(7, ("begin_young", "go"))["items"]
    options = items["home_young"]["options"]
    assert [(o["face"], o["looks"]) for o in options] == list(FACES.items())
    assert [o["face"] for o in items["night_young"]["options"]] == ["up", "flat", "down"]
    assert all(option["label"] and option["anchor"] for option in options)
    assert not any(o["face"] for i in page(15, ("begin_teen", "go"))["items"].values() for o in i["options"])


def test_every_question_can_be_skipped_and_what_may_not_fit_says_so():
    items = page(10, ("begin_middle", "go"))["items"]
    assert all(item["skips"][0] == "declined" for item in items.values())
    assert [name for name, item in items.items() if "not_applicable" in item["skips"]] == ["school_middle"]


def test_words_that_open_a_part_stand_above_its_first_question_alone():
    items = page(10, ("begin_middle", "go"))["items"]
    assert [name for name, item in items.items() if item["lead"]] == ["home_middle", "say_middle"]


def test_a_view_merged_with_what_changed_equals_a_fresh_one():
    before, after = page(10), page(10, ("begin_middle", "go"), ("people_middle", ("friend", "pet")))
    differing = changed(before, after)
    merge(before, differing)
    assert before == after


def test_the_practitioner_meets_a_screen_before_the_page_and_no_question():
    view = show_form(opened(10), draft="d")
    assert (view["mode"], view["items"], view["sections"]) == ("hand_over", {}, [])
    assert view["handing"] == {
        "child": "a1",
        "age_known_now": True,
        "alone": True,
        "asked": 1,
        "none_named": [],
        "held_back": False,
        "given": [],
    }
    assert show_form(opened(10, present=("carer",)), draft="d")["handing"]["alone"] is False
    assert show_form(opened(10, present=("child", "interpreter")), draft="d")["handing"]["alone"] is True


def test_afterwards_the_practitioner_reads_the_answers_in_the_words_that_were_chosen():
    draft = opened(10, ("begin_middle", "go"), ("home_middle", "hard"), ("people_middle", ("friend", "pet"))).draft
    draft = apply(draft, changes.NoAnswer(item="night_middle", reason=NonAnswer.DECLINED, by="child"), NOW)
    view = show_form(msgspec.structs.replace(opened(10), draft=draft), draft="d")
    given = {one["text"]: one["words"] for one in view["handing"]["given"]}
    assert given["How are things in the place where you live?"] == "Hard: It does not feel safe to me."
    assert given["Who can you turn to when something is wrong?"] == "A friend; A pet or toy"
    assert given["How do you sleep?"] == "Did not want to answer"
    assert [note["kind"] for note in view["notes"]] == ["critical"] and view["mark"] is True


def handing(*given: tuple[str, object]) -> dict:
    return show_form(opened(10, ("begin_middle", "go"), *given), draft="d")["handing"]


def test_when_the_page_is_back_a_permission_beside_something_open_is_held_back():
    assert handing(("home_middle", "hard"), ("share_middle", "carers"))["held_back"] is True
    assert handing(("home_middle", "good"), ("share_middle", "carers"))["held_back"] is False
    assert handing(("home_middle", "hard"), ("share_middle", "ask_me"))["held_back"] is False


def test_when_the_page_is_back_it_says_whom_the_child_does_not_name():
    told = handing(("people_middle", ("nobody_yet",)), ("helps_middle", ("nothing_yet",)))
    assert told["none_named"] == ["The child names nobody to turn to and nothing that helps."]
    assert handing(("people_middle", ("friend",)), ("miss_middle", ("nobody_now",)))["none_named"] == []


def test_without_an_age_the_age_is_asked_for_first():
    view = show_form(opened(None), draft="d")
    assert (view["mode"], view["items"], view["handing"]["age_known_now"]) == ("age", {}, False)


@pytest.mark.parametrize(("age", "item"), [(1, "baby_gaze"), (4, "play_start")])
def test_for_the_youngest_the_worker_records_in_the_usual_form(age, item):
    view = show_form(opened(age), draft="d")
    assert (view["mode"], view["handing"]) == ("form", None)
    offered = [other["code"] for other in view["items"][item]["others"]]
    assert offered == ["unknown", "declined", "unsafe_to_ask", "not_reached"]
    assert all("face" not in option for option in view["items"][item]["options"])


def test_what_the_worker_says_to_a_small_child_stands_beside_the_question():
    view = show_form(opened(4, ("play_start", "go")), draft="d")
    assert view["items"]["play_house"]["say"][0]["words"].startswith("Here is a house for teddy")


PRONUNCIATIONS = Path(__file__).parents[1] / "library" / "nltk_data"


@pytest.mark.parametrize(("size", "grade"), [("young", 2.5), ("middle", 3.5), ("teen", 4.5)])
def test_the_words_around_the_questions_are_as_easy_as_the_questions(size, grade, monkeypatch):
    monkeypatch.setattr(nltk.data, "path", [str(PRONUNCIATIONS)])
    around = [text for name, text in (SAME | WORDS[size]).items() if name not in FOR_THE_GROWN_UP]
    plain = " ".join(text if text[-1] in ".!" else f"{text}." for text in around).replace("-", " ")
    assert {word for word in words(plain) if word not in nltk.corpus.cmudict.dict()} == set()
    assert textstat.flesch_kincaid_grade(plain) <= grade


def test_there_are_words_for_every_size():
    assert set(SIZES) == set(WORDS) and len({frozenset(own) for own in WORDS.values()}) == 1
