"""Wording in another language: all of it, and nothing but words."""

from pathlib import Path

import msgspec
import pytest

from workbench.errors import DefinitionError, UnknownName
from workbench.library import loading
from workbench.library.check import check_file, check_shipped
from workbench.library.manual import write_manual
from workbench.library.reading import read
from workbench.library.released import fingerprint
from workbench.library.translation import read_translation, translate, translation_faults
from workbench.model.answers import Answers
from workbench.model.instrument import Instrument
from workbench.scoring.single import score

SHELF = Path(__file__).with_name("definitions")
WORDS = {"language", "title", "purpose", "intro", "text", "help", "anchors", "say", "labels", "act", "write", "label"}
WORDS |= {"unit"}
FAULTY = {
    "a scoring key": (
        "[responses.need]\nlabels",
        "[responses.need]\ncodes = [3, 2, 1, 0]\nlabels",
        "responses need: found an unknown field 'codes'; allowed: labels.",
    ),
    "a branch": (
        "[items.teeth]\n",
        "[items.teeth]\nshow_if = []\n",
        "items teeth: found an unknown field 'show_if'; allowed: text, help, quiet_help, anchors, say.",
    ),
    "an id": ("[items.teeth]\n", '[items.teeth]\nid = "tooth"\n', "items teeth: found an unknown field 'id'"),
    "an item that is nowhere": (
        "[items.here]",
        '[items.heer]\ntext = "Hier"\n[items.here]',
        "translation: found item 'heer'; allowed: here, mode, teeth, dentist_seen. Did you mean 'here'?",
    ),
    "an item left out": (
        '[items.dentist_seen]\ntext = "Was der Zahnarzt gesagt hat"\n',
        "",
        "item dentist_seen: found no translation; allowed: words for every item.",
    ),
    "a text left out": ('text = "Wer da ist"', "", "items here: found no 'text'; allowed: 'text' is required."),
    "an empty text": ('text = "Wer da ist"', 'text = " "', "item here: found no 'text'; allowed: texts where the"),
    "an anchor left out": (
        '  "Braune Flecken, oder Schmerz bei kalten Getränken.",\n',
        "",
        "item teeth: found 3 anchors; allowed: 4, in the same order.",
    ),
    "a label left out": ('"Fragen", "Nur hinsehen"', '"Fragen"', "responses ways: found 1 labels; allowed: 2, in the"),
    "labels alike": ('"Fragen", "Nur hinsehen"', '"Fragen", "Fragen"', "responses ways: found label 'Fragen' twice"),
    "anchors alike": (
        "Andere hören jedes Wort.",
        "Der Raum ist ruhig und ungestört.",
        "item mode: found anchors of 'ask' and 'see' nearly alike",
    ),
    "words for another age": ('"6-11" = "Tut', '"3-5" = "Tut', "item teeth: found say at age '3-5'; allowed: 6-11."),
    "help where there is none": (
        'text = "Wer da ist"',
        'text = "Wer da ist"\nhelp = "Alle nennen."',
        "item here: found 'help' where the definition has none",
    ),
    "a note without steps": (
        'act = ["Einen Zahnarzt anrufen."]',
        "act = []",
        "guidance dentist: found 0 act; allowed: 1",
    ),
    "another language than the file's": (
        'language = "de"',
        'language = "fr"',
        "language: found 'fr' in a file for 'de'; allowed: language and file name alike.",
    ),
}


def text(name: str, suffix: str = "") -> str:
    return (SHELF / name / f"1.0{suffix}.toml").read_text("utf-8")


@pytest.fixture
def shelf(monkeypatch):
    """The shelf of the tests in the place of the shipped one."""
    for cached in (loading._shelf, loading.instrument):
        cached.cache_clear()
    monkeypatch.setattr(loading, "definitions", lambda: SHELF)
    yield
    for cached in (loading._shelf, loading.instrument):
        cached.cache_clear()


def without_words(value):
    if isinstance(value, dict):
        return {key: without_words(entry) for key, entry in value.items() if key not in WORDS}
    return [without_words(entry) for entry in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("name", ["small", "days"])
def test_a_translation_changes_words_and_nothing_else(name):
    form = read(text(name), "1.0.toml")
    translated = translate(form, read_translation(text(name, ".de"), "1.0.de.toml"))
    assert translated.language == "de" and translated.title != form.title
    assert without_words(msgspec.to_builtins(translated)) == without_words(msgspec.to_builtins(form))


def test_a_score_is_the_same_in_every_language(shelf):
    german = loading.instrument("days", language="de")
    answers = {"bed": 3, "cried": 2, "laughed": 2, "friend": "usable"}
    scored = []
    for form in (loading.instrument("days"), german):
        filled = Answers(form, {"age": 9})
        for item, value in answers.items():
            filled = filled.record(item, value)
        scored.append(score(form, filled))
    rows = [{scale: row | {"band": None} for scale, row in result.rows.items()} for result in scored]
    assert rows[0] == rows[1]
    assert [result.rows["mood"]["band"] for result in scored] == ["mixed", "gemischt"]


def test_the_loader_opens_a_language_and_names_those_there_are(shelf):
    assert loading.languages("small", "1.0") == ["en", "de"]
    assert loading.versions("small") == ["1.0"]
    form = loading.instrument("small", "1.0", language="de")
    assert form.item("teeth").say == {"6-11": "Tut dir der Mund weh?"}
    assert "Geschwollene Wange" in write_manual(form)
    with pytest.raises(UnknownName, match="not in that language; there are: en, de"):
        loading.instrument("small", language="xx")


def test_the_loader_refuses_a_translation_that_is_not_whole(shelf, monkeypatch, tmp_path, save):
    save(text("small"))
    save(text("small", ".de").replace('text = "Wer da ist"', 'text = ""'), name="1.0.de.toml")
    monkeypatch.setattr(loading, "definitions", lambda: tmp_path)
    loading._shelf.cache_clear()
    with pytest.raises(DefinitionError, match=r"small/1\.0\.de\.toml, item here: found no 'text'"):
        loading.instrument("small", language="de")


def test_translations_are_checked_with_what_ships(shelf):
    found = check_shipped()
    assert found.keys() == {"days/1.0.toml", "days/1.0.de.toml", "small/1.0.toml", "small/1.0.de.toml", "released.toml"}
    assert not any(found.values())


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_explained(fault, save):
    old, new, sentence = FAULTY[fault]
    words = text("small", ".de")
    assert words.count(old) >= 1
    save(text("small"))
    path = save(words.replace(old, new, 1), name="1.0.de.toml")
    told = [str(found) for found in check_file(path)]
    assert any(sentence in found for found in told), told
    assert all(found.startswith(f"{path}, ") for found in told)


def test_bands_are_translated_one_by_one(save):
    save(text("days"), folder="days")
    words = text("days", ".de").replace('bands = ["leicht", "gemischt", "schwer"]', 'bands = ["leicht", "schwer"]')
    told = [str(found) for found in check_file(save(words, folder="days", name="1.0.de.toml"))]
    assert len(told) == 1 and "scale mood: found 2 bands; allowed: 3, in the same order." in told[0]


def test_a_translation_without_its_definition_is_told(save):
    told = check_file(save(text("small", ".de"), name="1.0.de.toml"))
    assert len(told) == 1 and "no such file" in str(told[0])


OFFER = 'offer = { place = 7, what_for = "a look at teeth" }\n'


def test_what_a_form_is_for_is_translated_with_its_title():
    form = read(OFFER + text("small"), "1.0.toml")
    words = read_translation('what_for = "ein Blick auf die Zähne"\n' + text("small", ".de"), "1.0.de.toml")
    assert list(translation_faults(form, words, "de")) == []
    translated = translate(form, words)
    assert (translated.offer.place, translated.offer.what_for) == (7, "ein Blick auf die Zähne")
    assert translate(form, read_translation(text("small", ".de"), "1.0.de.toml")).offer == form.offer, (
        "till it is there"
    )
    assert fingerprint(words) == fingerprint(read_translation(text("small", ".de"), "1.0.de.toml")), (
        "free, as the offer"
    )


@pytest.mark.parametrize(
    ("offer", "what_for", "sentence"),
    [
        ("", 'what_for = "Zähne"\n', "offer: found 'what_for' where the definition has none"),
        (OFFER, f'what_for = "{"Zahn" * 40}"\n', "offer: found 160 signs; allowed: one line of 1 to 120 signs."),
        (OFFER, 'what_for = "Zähne\\nund Mund"\n', "offer: found 14 signs; allowed: one line of 1 to 120 signs."),
    ],
    ids=["too much", "too long", "two lines"],
)
def test_what_a_form_is_for_is_checked_in_every_language(save, offer, what_for, sentence):
    save(offer + text("small"))
    told = [str(found) for found in check_file(save(what_for + text("small", ".de"), name="1.0.de.toml"))]
    assert len(told) == 1 and sentence in told[0], told


def test_every_form_is_english_unless_it_says_so():
    assert read(text("small"), "1.0.toml").language == "en"
    assert isinstance(loading.instrument("safety_screen"), Instrument)
