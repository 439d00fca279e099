"""A fault in a definition is refused with file, place, what was found, what is allowed and what to do."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import DefinitionError
from workbench.library.check import check_file, check_shipped, load

ITEM = """
[[items]]
id = "{id}"
section = "body"
domain = "health"
level = "individual"
text = "{text}"
responses = "line"
source = "practice: added by a test"
{more}
"""


def item(name: str, text: str = "Another fact", more: str = "") -> str:
    return ITEM.format(id=name, text=text, more=more)


# what is edited: (old, new); a missing `old` means: the text is put before the guidance
FAULTY = {
    "unknown item in a branch": (
        'item = "teeth", is = [2, 3]',
        'item = "teehs", is = [2, 3]',
        "item dentist_seen: found a branch on item 'teehs'; allowed: here, mode, teeth, dentist_seen. "
        "Did you mean 'teeth'?",
    ),
    "branch on a later item": (
        'item = "mode", is = ["ask", "see"] }]',
        'item = "dentist_seen", is = ["x"] }, { item = "mode", is = ["ask"] }]',
        "item teeth: found a circular branch teeth → dentist_seen → teeth",
    ),
    "branch on a later item that leads nowhere": (
        'responses = "people"\nsource',
        'responses = "people"\nshow_if = [{ item = "mode", is = ["ask"] }]\nsource',
        "item here: found a branch on the later item 'mode'; allowed: an earlier item. Move 'mode' before it.",
    ),
    "branch on itself": (
        'item = "mode", is = ["ask", "see"]',
        'item = "teeth", is = [1]',
        "found a circular branch teeth → teeth; allowed: branches that end",
    ),
    "branch on a code that does not exist": (
        'item = "teeth", is = [2, 3]',
        'item = "teeth", is = [2, 4]',
        "item dentist_seen: found a branch on 'teeth' being 4; allowed: 0, 1, 2, 3.",
    ),
    "branch that nothing meets": (
        'item = "teeth", is = [2, 3]',
        'item = "teeth", is = []',
        "found a branch on 'teeth' that nothing meets",
    ),
    "ages that exclude each other": (
        'ages = ["3-5", "6-11"]\noptional',
        'ages = ["12-17"]\noptional',
        "item dentist_seen: found ages that exclude those of 'teeth', 'mode'; allowed: ages in common.",
    ),
    "groups that exclude each other": (
        "optional = true",
        'optional = true\ngroups = ["born_after"]',
        "item dentist_seen: found groups that exclude those of 'teeth', 'mode'",
    ),
    "branches that contradict each other": (
        'show_if = [{ item = "teeth", is = [2, 3] }]',
        'show_if = [{ item = "teeth", is = [2] }, { item = "teeth", is = [3] }]',
        "item dentist_seen: found branches that ask two different answers of 'teeth'",
    ),
    "hidden by every answer that shows it": (
        'show_if = [{ item = "teeth", is = [2, 3] }]',
        'show_if = [{ item = "teeth", is = [2, 3] }]\nhide_if = [{ item = "teeth", is = [3, 2] }]',
        "item dentist_seen: found branches that ask two different answers of 'teeth'",
    ),
    "hidden by an item that does not exist": (
        'show_if = [{ item = "teeth", is = [2, 3] }]',
        'show_if = [{ item = "teeth", is = [2, 3] }]\nhide_if = [{ item = "teet", is = [3] }]',
        "item dentist_seen: found a branch on item 'teet'",
    ),
    "unknown item for speaking": (
        'spoken_when = [{ item = "mode"',
        'spoken_when = [{ item = "moed"',
        "spoken_when: found a branch on item 'moed'; allowed: here, mode, teeth, dentist_seen. Did you mean 'mode'?",
    ),
    "unknown item to tell first": (
        'presence = "here"',
        'presence = "here"\ntold_first = { item = "mode", is = ["asks"] }',
        "told_first: found a branch on 'mode' being 'asks'; allowed: ask, see.",
    ),
    "none of several branches can be met": (
        'show_if = [{ item = "teeth", is = [2, 3] }]',
        'show_if = [{ item = "teeth", is = [2] }]\nshow_if_any = [{ item = "teeth", is = [3] }]',
        "item dentist_seen: found branches that ask two different answers of 'teeth'",
    ),
    "a code that stands alone and does not exist": (
        'labels = ["Child", "Parent"]',
        'labels = ["Child", "Parent"]\nexclusive = ["nobody"]',
        "responses people: found exclusive code 'nobody'; allowed: child, parent.",
    ),
    "missing anchor": (
        '  "Brown spots, or pain with cold drinks.",\n',
        "",
        "item teeth: found 3 anchors; allowed: 4, one per code.",
    ),
    "no anchors": (
        'anchors = ["The room is quiet and private.", "Others can hear every word."]\n',
        "",
        "item mode: found no anchors; allowed: 2, one per code.",
    ),
    "anchors that differ by an adverb": (
        "Others can hear every word.",
        "The room is very quiet and usually private.",
        "item mode: found anchors of 'ask' and 'see' nearly alike",
    ),
    "code repeated": ('codes = ["ask", "see"]', 'codes = ["ask", "ask"]', "responses ways: found code 'ask' twice"),
    "missing label": (
        'labels = ["Child", "Parent"]',
        'labels = ["Child"]',
        "responses people: found 1 labels for 2 codes; allowed: one label per code.",
    ),
    "level out of range": (
        "codes = [0, 1, 2, 3]",
        "codes = [0, 1, 2, 4]",
        "responses need: found level 4; allowed: 0, 1, 2, 3.",
    ),
    "levels out of order": (
        "codes = [0, 1, 2, 3]",
        "codes = [3, 2, 1, 0]",
        "responses need: found codes out of order; allowed: from low to high.",
    ),
    "action levels reversed": ("optional = true", "optional = true\nreversed = true", "found reversed = true"),
    "unknown domain": (
        'domain = "health"\nlevel = "individual"',
        'domain = "helth"\nlevel = "individual"',
        "item teeth: found domain 'helth'; allowed: safety, housing, health",
    ),
    "unknown level of reintegration": ('level = "structural"', 'level = "system"', "found level 'system'"),
    "an age range that runs backwards": (
        'ages = ["3-5", "6-11"]\ngroups',
        "age_range = [8, 6]\ngroups",
        "item teeth: found age_range [8, 6]; allowed: first and last year, from 0 to 17, as [6, 8].",
    ),
    "an age range of one year only": (
        'ages = ["3-5", "6-11"]\ngroups',
        "age_range = [6]\ngroups",
        "item teeth: found age_range [6]; allowed: first and last year, from 0 to 17, as [6, 8].",
    ),
    "an age range beside bands": (
        'ages = ["3-5", "6-11"]\ngroups',
        'ages = ["3-5", "6-11"]\nage_range = [4, 8]\ngroups',
        "item teeth: found both ages and age_range; allowed: one of the two.",
    ),
    "an age range that excludes that of a branch": (
        'ages = ["3-5", "6-11"]\noptional',
        "age_range = [12, 17]\noptional",
        "item dentist_seen: found ages that exclude those of 'teeth', 'mode'; allowed: ages in common.",
    ),
    "words to say at an age out of range": (
        'ages = ["3-5", "6-11"]\ngroups',
        "age_range = [3, 5]\ngroups",
        "item teeth: found words to say at age '6-11'; allowed: 3-5.",
    ),
    "too few faces": (
        'codes = ["ask", "see"]',
        'codes = ["ask", "see"]\nfaces = ["up"]',
        "responses ways: found 1 faces for 2 codes; allowed: one face per code, or none.",
    ),
    "a face that nobody draws": (
        'codes = ["ask", "see"]',
        'codes = ["ask", "see"]\nfaces = ["up", "dwn"]',
        "responses ways: found face 'dwn'; allowed: up, flat, wavy, down. Did you mean 'down'?",
    ),
    "faces for a child under six": (
        'labels = ["Nothing seen", "Watch", "In the plan", "Today"]',
        'labels = ["Nothing seen", "Watch", "In the plan", "Today"]\nfaces = ["up", "up", "flat", "down"]',
        "item teeth: found faces at age 3; allowed: faces from age 6.",
    ),
    "unknown age band": ('ages = ["3-5", "6-11"]\ngroups', 'ages = ["3-6", "6-11"]\ngroups', "found age band '3-6'"),
    "unknown group": ('"left_behind", ', '"left_behnd", ', "found group 'left_behnd'"),
    "unknown stage": ("optional = true", 'stages = ["crises"]', "found stage 'crises'; allowed: crisis, transition"),
    "unknown informant": ('asked_of = ["child", "carer"]', 'asked_of = ["child", "crer"]', "found informant 'crer'"),
    "unknown person present": ('["partner"]', '["partnr"]', "found person present 'partnr'"),
    "unknown section": (
        'section = "body"\ndomain = "health"\nlevel = "structural"',
        'section = "bdy"\ndomain = "health"\nlevel = "structural"',
        "found section 'bdy'; allowed: start, body.",
    ),
    "section without items": (
        '{ id = "start", title = "Start" },',
        '{ id = "start", title = "Start" },\n  { id = "end", title = "End" },',
        "section end: found no items",
    ),
    "responses that nobody uses": (
        '[responses.line]\nkind = "words"',
        '[responses.line]\nkind = "words"\n[responses.day]\nkind = "date"',
        "responses day: found no item that uses it",
    ),
    "unknown responses": ('responses = "line"', 'responses = "lines"', "found responses 'lines'"),
    "critical code that does not exist": ("when = [3]", "when = [4]", "found critical code 4; allowed: 0, 1, 2, 3."),
    "critical note that does not exist": ('note = "dentist"', 'note = "dentst"', "Did you mean 'dentist'?"),
    "guidance that nobody opens": (
        'critical = { when = [3], note = "dentist" }\n',
        "",
        "guidance dentist: found no item that opens it",
    ),
    "unknown contact": ('call = ["doctor"]', 'call = ["docter"]', "guidance dentist: found contact 'docter'"),
    "guidance without steps": ('act = ["Call a dentist."]', "act = []", "guidance dentist: found nothing under 'act'"),
    "no source": (
        'show_if = [{ item = "teeth", is = [2, 3] }]\nsource = "000 › Health issues and needs"',
        'show_if = [{ item = "teeth", is = [2, 3] }]\nsource = ""',
        "item dentist_seen: found no source; allowed: '000 › Heading' or 'practice: reason'.",
    ),
    "source without heading": (
        'source = "practice: pain does not wait"',
        'source = "000"',
        "guidance dentist: found source '000'",
    ),
    "the same id twice": (None, item("teeth"), "item teeth: found the id twice; allowed: each id once."),
    "the same fact twice": (
        None,
        item("mouth", "TEETH, and mouth!"),
        "item mouth: found the same text as item 'teeth'; allowed: one fact, one item.",
    ),
    "presence that is no list of people": (
        'presence = "here"',
        'presence = "mode"',
        "presence: found item 'mode' of kind 'choice'; allowed: an item of kind 'many'.",
    ),
    "presence of people unknown to the vocabulary": (
        'codes = ["child", "parent"]',
        'codes = ["child", "parnet"]',
        "responses people: found person present 'parnet'",
    ),
    "words to say to an infant": ('"6-11" = "Does', '"0-2" = "Does', "item teeth: found words to say at age '0-2'"),
    "words to say to a child that is not asked": (
        'asked_of = ["child", "carer"]',
        'asked_of = ["carer"]',
        "item teeth: found words to say, but the child is not asked",
    ),
    "a window that is no window": ("optional = true", "window_days = 0", "found window_days 0; allowed: 1 or more"),
    "an unknown field": (
        "optional = true",
        "optionl = true",
        "item dentist_seen: found an unknown field 'optionl'; allowed: id, section,",
    ),
    "a misspelt field": ("show_if = [{ item", "show_iff = [{ item", "Did you mean 'show_if'?"),
    "a missing field": ('text = "Teeth and mouth"\n', "", "item teeth: found no 'text'; allowed: 'text' is required."),
    "a value of the wrong type": (
        'ages = ["3-5", "6-11"]\ngroups',
        "ages = [3, 6]\ngroups",
        "item teeth, age 1: found a value of type int; allowed: type str.",
    ),
    "a kind that does not exist": (
        'kind = "words"',
        'kind = "free"',
        "responses line, kind: found invalid enum value 'free'; allowed: level, choice, many, words, date.",
    ),
    "words to say that are a number": (
        '"6-11" = "Does your mouth hurt?"',
        '"6-11" = "Does your mouth hurt?"\n"3-5" = 3',
        "item teeth, say 3-5: found a value of type int; allowed: type str.",
    ),
    "guidance by a time that does not exist": (
        'within = "72 hours"',
        'within = "soon"',
        "guidance dentist, within: found invalid enum value 'soon'; allowed: now, today, 72 hours, this week.",
    ),
    "text that is not TOML": ('id = "here"', "id = here", "line 36: found text that is not TOML; allowed: TOML 1.0."),
    "a format of the future": ("format = 1", "format = 2", "format: found 2; allowed: 1."),
    "another id than the folder's": ('id = "small"', 'id = "smal"', "id: found 'smal' in folder 'small'"),
    "another version than the file's": (
        'version = "1.0"',
        'version = "1.1"',
        "version: found '1.1' in file '1.0.toml'; allowed: file 1.1.toml.",
    ),
    "a version that cannot be ordered": ('version = "1.0"', 'version = "first"', "found 'first'; allowed: numbers"),
}


def test_the_definition_they_are_all_made_from_has_no_fault(small, save):
    path = save(small)
    assert check_file(path) == []
    assert load(path).id == "small"


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_explained(fault, small, save):
    old, new, sentence = FAULTY[fault]
    if old is None:
        faulty = small.replace("[guidance.dentist]", f"{new}\n[guidance.dentist]")
    else:
        assert small.count(old) >= 1
        faulty = small.replace(old, new, 1)
    path = save(faulty)
    told = [str(found) for found in check_file(path)]
    assert any(sentence in text for text in told), told
    assert all(
        re.fullmatch(rf"{re.escape(str(path))}, .+: found .+; allowed: .+[.?]", text, re.DOTALL) for text in told
    )
    with pytest.raises(DefinitionError):
        load(path)


def test_every_fault_is_listed_at_once(small, save):
    twice = small.replace("when = [3]", "when = [4]").replace('call = ["doctor"]', 'call = ["docter"]')
    path = save(twice)
    assert len(check_file(path)) == 2


def test_a_file_that_is_not_there_or_not_text_is_explained(tmp_path, save):
    with pytest.raises(DefinitionError, match="no such file"):
        load(tmp_path / "nowhere.toml")
    path = save("")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DefinitionError, match="not UTF-8"):
        load(path)


def test_everything_that_ships_is_without_fault():
    found = check_shipped()
    assert "safety_screen/1.0.toml" in found
    assert {name: list(map(str, faults)) for name, faults in found.items() if faults} == {}


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_refused_or_read_and_never_breaks_the_checker(data, small, save):
    lines = small.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "other"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "other":
                lines[at] = data.draw(st.sampled_from(lines))
    found = check_file(save("\n".join(lines)))
    assert all(isinstance(fault, DefinitionError) for fault in found)
