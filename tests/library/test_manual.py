"""The manual holds everything that one needs to use an instrument on paper."""

import pytest

from workbench.library.check import load
from workbench.library.loading import instrument, instruments
from workbench.library.manual import write_manual


@pytest.fixture
def manual(small, save) -> str:
    return write_manual(load(save(small)))


@pytest.mark.parametrize("name", instruments())
def test_every_text_of_an_instrument_is_in_its_manual(name):
    form, written = instrument(name), write_manual(instrument(name))
    for item in form.items:
        for text in (item.text, item.help, item.source, *item.anchors, *item.say.values()):
            assert text in written
    for note in form.guidance.values():
        for text in (note.title, note.source, *note.act, *note.write):
            assert text in written


def test_an_item_reads_as_a_page_to_rate_from(manual):
    start, end = manual.index("### 3."), manual.index("### 4.")
    assert manual[start:end].splitlines() == [
        "### 3. Teeth and mouth · `teeth`",
        "",
        "*Only for ages 3-5 and 6-11, and for these groups: Left behind when a parent was trafficked; Born during "
        "the trafficking, and when 2 is “Ask” or “Only look”.*",
        "",
        "- Ask or look to: child and carer.",
        "- Not while these are there: parent's partner.",
        "- To the child, 6-11 years: “Does your mouth hurt?”",
        "- Counts: the last 30 days. Level: the child. Area: Health.",
        "",
        "Tick one level.",
        "",
        "“Unknown” and “Not safe to ask” stay open here, with a date.",
        "",
        "- [ ] **0 – Nothing seen**: Eats apples and laughs with an open mouth.",
        "- [ ] **1 – Watch**: No dentist for over a year; chews on both sides. Look again on: __________",
        "- [ ] **2 – In the plan**: Brown spots, or pain with cold drinks.",
        "- [ ] **3 – Today**: Swollen cheek, fever, or refuses all food. ► Note 1: Mouth",
        "",
        "Mainly from: ____________________ What was said or seen, by whom: " + "_" * 40,
        "",
        "No answer, why and by whom: ____________________ Ask again on: __________",
        "",
        "Source: 000 › Health issues and needs",
        "",
    ]


def test_a_note_says_which_question_opens_it_and_whom_to_call(manual):
    note = manual[manual.index("### Note 1.") :]
    assert note.startswith("### Note 1. Mouth (72 hours)\n\nOpened by question 3.\n\n1. Call a dentist.\n")
    assert "Call: Doctor or paediatric clinic." in note


def test_it_says_when_words_may_be_spoken_and_what_a_blank_means(manual):
    assert "Words to the child are spoken only when 2 is “Ask”." in manual
    assert "- Not safe to ask" in manual


def test_an_age_range_stands_in_the_manual(small, save):
    form = load(save(small.replace('ages = ["3-5", "6-11"]\noptional', "age_range = [4, 8]\noptional")))
    assert "*Only for ages 4-8, and when 3 is “In the plan” or “Today”.*" in write_manual(form)


def test_a_label_inside_a_sentence_keeps_its_other_capitals():
    assert "and someone I do not know." in write_manual(instrument("child_needs"))


def test_it_says_what_the_levels_mean_in_time_where_there_are_levels():
    assert "- 1: write a date to look again.\n" in write_manual(instrument("child_needs"))
    assert "What the levels mean in time" not in write_manual(instrument("child_voice"))


def test_a_page_that_is_named_in_a_text_is_explained():
    explained = "“First things first” is the page of `safety_screen`"
    assert explained in write_manual(instrument("child_needs"))
    assert explained not in write_manual(instrument("safety_screen"))


def test_whoever_is_to_be_kept_in_mind_is_explained_where_they_are_named(manual):
    assert "“Someone else to keep in mind” is anybody" in write_manual(instrument("child_needs"))
    assert "keep in mind" not in manual


def test_a_note_is_found_by_its_number():
    written = write_manual(instrument("child_needs"))
    for number, note in enumerate(instrument("child_needs").guidance.values(), 1):
        assert f"### Note {number}. {note.title} (" in written
        assert f"► Note {number}: {note.title}" in written
