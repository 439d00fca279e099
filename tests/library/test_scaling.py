"""A fault in a scale, a band or a worked example is refused with file, place, what was found and what to do."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import DefinitionError
from workbench.library.check import check_file, load

BANDS = 'bands = [{ from = 3, label = "light" }, { from = 6, label = "mixed" }, { from = 9.5, label = "heavy" }]'
MOOD = 'id = "mood"\ntitle = "Mood of the week"\nmethod = "sum"\nitems = ["cried", "laughed", "alone"]'

# what is edited: (old, new, sentence)
FAULTY = {
    "unknown item in a scale": (
        'items = ["cried", "laughed", "alone"]',
        'items = ["cried", "laughd", "alone"]',
        "scale mood: found item 'laughd'; allowed: place, bed, rules, meals, friend, cried, laughed, alone, dress, "
        "tidy. Did you mean 'laughed'?",
    ),
    "an item twice in a scale": (
        'items = ["cried", "laughed", "alone"]',
        'items = ["cried", "laughed", "alone", "cried"]',
        "scale mood: found item 'cried' twice; allowed: each once.",
    ),
    "a scale of nothing": ('items = ["dress", "tidy"]', "items = []", "scale help: found no items; allowed: at least"),
    "words added up": (
        'items = ["dress", "tidy"]',
        'items = ["dress", "friend"]',
        "scale help: found item 'friend' with responses 'strength'; allowed: items of kind 'level' without action.",
    ),
    "action levels added up": (
        'items = ["dress", "tidy"]',
        'items = ["dress", "bed"]',
        "scale help: found item 'bed' with responses 'action'; allowed: items of kind 'level' without action.",
    ),
    "a method that does not exist": (
        'method = "mean"',
        'method = "median"',
        "scale help, method: found invalid enum value 'median'; allowed: action, strengths, sum, mean.",
    ),
    "two scales of one name": (
        'id = "help"',
        'id = "mood"',
        "scale mood: found the id twice; allowed: each id once.",
    ),
    "the name of a domain that counts levels": ('id = "help"', 'id = "health"', "scale health: found the id twice"),
    "a scale without a title": ('title = "Mood of the week"', 'title = " "', "scale mood: found no title"),
    "bands that overlap": (
        "{ from = 9.5,",
        "{ from = 6,",
        "scale mood: found bands 'mixed' and 'heavy' that overlap, both from 6; allowed: each bound once.",
    ),
    "bands out of order": (
        BANDS,
        'bands = [{ from = 3, label = "light" }, { from = 9, label = "heavy" }, { from = 6, label = "mixed" }]',
        "scale mood: found band 'mixed' from 6 after one from 9; allowed: bounds from low to high.",
    ),
    "a band out of reach": (
        "{ from = 9.5,",
        "{ from = 13,",
        "scale mood: found band 'heavy' from 13; allowed: 3 to 12, what answers can reach.",
    ),
    "a band below all scores": (
        "{ from = 3,",
        "{ from = 0,",
        "scale mood: found band 'light' from 0; allowed: 3 to 12",
    ),
    "a gap below the first band": (
        "{ from = 3,",
        "{ from = 4,",
        "scale mood: found the first band from 4; allowed: 3, the lowest score. Begin the first band at 3.",
    ),
    "two bands of one name": ('label = "heavy"', 'label = "light"', "scale mood: found label 'light' twice"),
    "a band that is called missing": ('label = "heavy"', 'label = "missing"', "scale mood: found label 'missing'"),
    "a band without a bound": ("{ from = 6, label", "{ label", "scale mood, band 2: found no 'from'"),
    "a band with an upper bound": (
        "{ from = 6, label",
        "{ from = 6, to = 9, label",
        "scale mood, band 2: found an unknown field 'to'; allowed: from, label.",
    ),
    "bands over an item that may not apply": (
        'unit = "steps"',
        'bands = [{ from = 0, label = "little" }]',
        "scale help: found bands over item 'tidy', which may not apply; allowed: items that apply to everybody asked.",
    ),
    "bands over items asked of different children": (
        'text = "Keeping apart"\nresponses = "days"\nages = ["6-11", "12-17"]',
        'text = "Keeping apart"\nresponses = "days"\nages = ["12-17"]',
        "scale mood: found bands over items 'cried' and 'alone', asked of different children",
    ),
    "a missing rule larger than the scale": (
        "missing_allowed = 1",
        "missing_allowed = 3",
        "scale mood: found missing_allowed 3; allowed: 0 to 2. A value needs at least one answered item.",
    ),
    "a missing rule below nothing": (
        "missing_allowed = 1",
        "missing_allowed = -1",
        "scale mood: found missing_allowed -1",
    ),
    "bands of levels": (
        MOOD + "\nmissing_allowed = 1",
        'id = "roof"\ntitle = "Roof"\nmethod = "action"\nitems = ["bed", "rules", "meals"]',
        "scale roof: found bands with method 'action'; allowed: with sum or mean only.",
    ),
    "an action level in no scale": (
        f"[[scales]]\n{MOOD}",
        f'[[scales]]\nid = "roof"\ntitle = "Roof"\nmethod = "action"\nitems = ["bed", "rules"]\n\n[[scales]]\n{MOOD}',
        "item meals: found no scale of method 'action' that counts it; allowed: exactly one.",
    ),
    "an action level in two scales": (
        f"[[scales]]\n{MOOD}",
        '[[scales]]\nid = "roof"\ntitle = "Roof"\nmethod = "action"\nitems = ["bed", "rules", "meals"]\n\n'
        f'[[scales]]\nid = "food"\ntitle = "Food"\nmethod = "action"\nitems = ["meals"]\n\n[[scales]]\n{MOOD}',
        "item meals: found scales 'roof' and 'food'; allowed: one scale of method 'action'.",
    ),
    "a word turned round": (
        'text = "A friend"\nresponses = "strength"',
        'text = "A friend"\nresponses = "strength"\nreversed = true',
        "item friend: found reversed = true; allowed: only with kind 'level' without action.",
    ),
    "an item turned round in no scale": (
        'items = ["cried", "laughed", "alone"]',
        'items = ["cried", "alone"]',
        "item laughed: found reversed = true in no sum or mean; allowed: an item of such a scale.",
    ),
    "a code that is the name of a non-answer": (
        'codes = ["family", "shelter"]',
        'codes = ["unknown", "shelter"]',
        "responses place: found code 'unknown'; allowed: a word that is no non-answer.",
    ),
    "an example that does not come out": (
        "value = 7.5",
        "value = 8",
        "example 'One mood question open, and still within one band': found mood.value = 8; allowed: 7.5, as scored.",
    ),
    "an example in another band": ('band = "mixed"', 'band = "light"', "found mood.band = 'light'; allowed: 'mixed'"),
    "an example with a value that is not earned": (
        'high = 12, value = "missing"',
        "high = 12, value = 10.5",
        "found mood.value = 10.5; allowed: 'missing', as scored.",
    ),
    "an example that counts a non-answer": ('health = { highest = "missing"', "health = { highest = 0", "found health"),
    "an example with an answer to no item": (
        "answers = { cried = 2,",
        "answers = { crid = 2,",
        "found an answer to item 'crid'; allowed: place, bed,",
    ),
    "an example with a level out of range": (
        "answers = { cried = 2,",
        "answers = { cried = 5,",
        "found what cannot be recorded; allowed: codes and non-answers of the item. The record says: days 1.0, item "
        "cried: found a value that is not a code of this item; allowed: 1, 2, 3, 4, or a non-answer.",
    ),
    "an example in a context that does not exist": ("{ age = 9 }", "{ age = 130 }", "found what cannot be recorded"),
    "an example with an unknown measure": (
        "value = 7.5",
        "valeu = 7.5",
        "found measure of 'mood' 'valeu'; allowed: low, high, value, band, answered, applicable. Did you mean 'value'?",
    ),
    "an example with an unknown scale": (
        "help = { value = 2",
        "halp = { value = 2",
        "found scale 'halp'; allowed: hous",
    ),
    "an example cell that is a list": (
        "value = 7.5",
        "value = [7.5]",
        "example 3, expected mood value: found a value of type array; allowed: type int | float | str.",
    ),
    "a sum that nobody worked out": (
        "help = { value = 2, answered = 1, applicable = 1 }\n",
        "",
        "scale help: found no worked example; allowed: at least one.",
    ),
    "two examples of one title": (
        'title = "The same child when the week went better"',
        'title = "One mood question open, and still within one band"',
        "found the title twice",
    ),
}


def told(path) -> list[str]:
    return [str(fault) for fault in check_file(path)]


def test_the_definition_they_are_all_made_from_has_no_fault(days, save):
    path = save(days, folder="days")
    assert told(path) == []


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_explained(fault, days, save):
    old, new, sentence = FAULTY[fault]
    assert days.count(old) >= 1
    path = save(days.replace(old, new, 1), folder="days")
    found = told(path)
    assert any(sentence in text for text in found), found
    assert all(re.fullmatch(rf"{re.escape(str(path))}, .+: found .+; allowed: .+[.?]", text) for text in found), found
    with pytest.raises(DefinitionError):
        load(path)


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_never_breaks_the_checker(data, days, save):
    lines = days.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "other"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "other":
                lines[at] = data.draw(st.sampled_from(lines))
    path = save("\n".join(lines), folder="days")
    assert all(isinstance(fault, DefinitionError) for fault in check_file(path))
