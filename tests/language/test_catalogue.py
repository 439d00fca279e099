"""What is said: in English as it stands in the code, in another language by its catalogue, and never broken."""

import gettext
import io
from datetime import date

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from workbench.errors import UnknownName
from workbench.language import (
    Labels,
    all_of,
    catalogue,
    dates,
    in_english,
    language,
    languages,
    say,
    say_many,
    use,
    words_for,
)
from workbench.language.extracting import found
from workbench.language.writing import find_drift
from workbench.model.casework import TABLES, Child
from workbench.model.casework.declared import fields_of


@pytest.fixture
def speaking(monkeypatch, tmp_path):
    """Make a catalogue and speak its language."""

    def speak(code: str, *messages: tuple) -> None:
        made = Catalog(locale=code)
        for source, said in messages:
            made.add(source, said)
        place = tmp_path / code / "LC_MESSAGES"
        place.mkdir(parents=True)
        into = io.BytesIO()
        write_mo(into, made)
        (place / "workbench.mo").write_bytes(into.getvalue())
        (tmp_path / "readers.json").write_text('{"scripts": {"{count} note": "{count} notes"}}')
        monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
        monkeypatch.setenv("WORKBENCH_LANGUAGE", "en")
        use(code)

    yield speak
    catalogue._catalogue.cache_clear()


def test_english_is_what_stands_in_the_code():
    assert language() == "en"
    assert say("Saved {time}", time="14:32") == "Saved 14:32"
    assert [say_many("{count} note", "{count} notes", n) for n in (0, 1, 5)] == ["0 notes", "1 note", "5 notes"]


def test_another_language_is_said_by_its_catalogue_and_its_plurals(speaking):
    forms = ("{count} zapis", "{count} zapisa", "{count} zapisa je")
    speaking("sr", ("Saved {time}", "Sačuvano {time}"), (("{count} note", "{count} notes"), forms))
    assert say("Saved {time}", time="14:32") == "Sačuvano 14:32"
    assert [say_many("{count} note", "{count} notes", n) for n in (1, 3, 5)] == ["1 zapis", "3 zapisa", "5 zapisa je"]
    assert say("Not translated yet") == "Not translated yet"
    assert dates.month("2017-04") == "април 2017."
    script = words_for("scripts")
    assert [script.words["{count} note"][script.of[n]] for n in (1, 3, 5)] == list(forms)


def test_a_translation_that_names_another_value_gives_way_to_english(speaking):
    speaking("sr", ("Saved {time}", "Sačuvano {vreme}"))
    assert say("Saved {time}", time="14:32") == "Saved 14:32"


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(UnknownName, match="there is no catalogue of that name"):
        use("xx")
    assert languages()[-1] == "qps"


def test_in_the_pseudo_language_values_stay_and_words_do_not(monkeypatch):
    monkeypatch.setenv("WORKBENCH_LANGUAGE", "qps")
    assert say("Saved {time}", time="14:32") == "⟦Śâvéď 14:32⟧"
    assert dates.day(date(2026, 5, 3)).startswith("⟦")


def test_the_catalogues_follow_from_the_sources():
    assert find_drift() == [], "run: make data"


def test_every_message_names_its_values_and_a_plural_the_same(monkeypatch):
    for one, many, places in found():
        assert one.strip() == one, places
        for text in filter(None, (one, many)):
            assert "{}" not in text, places
        if many:
            assert "count" in many or "{" not in many, places


def test_gettext_reads_what_babel_wrote(speaking):
    speaking("sr", ("A", "B"))
    assert isinstance(catalogue._catalogue("sr"), gettext.GNUTranslations)


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_written_in_full(number, monkeypatch):
    named = f"{date(2026, number, 3):%B}"
    assert dates.day(date(2026, number, 3)) == f"3 {named} 2026"
    assert dates.day_of_year(date(2026, number, 3)) == f"3 {named}"
    assert (dates.month(f"2026-{number:02}"), dates.month_name(number)) == (f"{named} 2026", named)


def test_labels_say_what_the_language_calls_them_and_keep_their_codes(speaking):
    fruit = Labels({"a": "Apple", "b": "Pear"})
    more = fruit | Labels({"c": "Plum"})
    speaking("sr", ("Apple", "Jabuka"), ("Plum", "Šljiva"))
    assert dict(more) == {"a": "Jabuka", "b": "Pear", "c": "Šljiva"}
    assert list(more.but("b")) == ["a", "c"] and list(more.only("c", "a")) == ["c", "a"]
    assert {"d": "Given"} | more.only("a") == {"d": "Given", "a": "Jabuka"}
    assert "a" in fruit and fruit.get("z", "") == ""
    with in_english():
        assert fruit["a"] == "Apple"


def test_what_a_field_is_called_is_found_and_said(speaking):
    messages = {one for one, _, _ in found()}
    fields = [field for table in TABLES for field in fields_of(table).values()]
    english = {text for field in fields for text in (field.label, field.hint) if text}
    english |= {label for field in fields for label in (field.allowed or {}).values()}
    assert english | {kind.table.title for kind in TABLES} <= messages
    speaking("sr", ("Girl or boy", "Devojčica ili dečak"))
    assert fields_of(Child)["sex"].label == "Devojčica ili dečak"
    assert all_of(["a", "b", "c"]) == "a, b and c"
