"""Every script of this work has its letters, long words break, and what has no letter is said before printing."""

import io
from importlib.metadata import metadata
from importlib.util import find_spec

import pytest
from pypdf import PdfReader

from report.picture import DOTS_PER_INCH, pictures
from report.scripts import EAST_ASIA, LONG, WORDS
from workbench.model import changes
from workbench.model.vocabulary import NonAnswer
from workbench.report.contents import contents
from workbench.report.foretold import before_printing
from workbench.report.safety_page import write_pdf

MARGIN = 16 / 25.4 * DOTS_PER_INCH  # dots
HAS_EAST_ASIA = find_spec("manimgx_fonts_cjk") is not None


def saying(made, words: str):
    """A record in which these words stand wherever people's words stand."""
    state = made.after(
        made.start(made.form()),
        changes.Answer(item="hurt", value="yes", source="child"),
        changes.Answer(item="hurt_where", value=words, source="child"),
        changes.NoteWords(item="hurt", words=words),
        changes.NoAnswer(item="threat", reason=NonAnswer.UNKNOWN),
        changes.NoteWords(item="threat", words=words),
        changes.Said(statement="s", item="sleep", informant="carer", words=words),
        changes.Said(statement="h", item="hurt", informant="carer", words=words),
        changes.Stop(left=words),
    )
    return made.record(state, organisation=words[:120], contacts={"lawyer": words[:120]})


def text_of(page: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page)).pages)


def fonts_of(page: bytes) -> dict[str, bool]:
    """Names of the fonts of a page, and whether each is embedded."""
    found = {}
    for sheet in PdfReader(io.BytesIO(page)).pages:
        for font in sheet["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            name = inner["/BaseFont"].partition("+")[2]
            found[name] = bool({"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object()))
    return found


@pytest.mark.parametrize("language", WORDS)
def test_every_script_of_this_work_has_its_letters_and_the_fonts_are_in_the_file(made, language):
    record = saying(made, WORDS[language])
    page = write_pdf(record)
    assert before_printing(record) == "" and "A box (□)" not in text_of(page)
    assert all(fonts_of(page).values())
    assert write_pdf(record) == page


@pytest.mark.parametrize(
    ("language", "font"),
    [
        ("Nepali", "NotoSansDevanagari"),
        ("Urdu", "NotoSansArabic"),
        ("Khmer", "NotoSansKhmer"),
        ("Burmese", "NotoSansMyanmar"),
        ("Lao", "NotoSansLao"),
        ("Tigrinya", "NotoSansEthiopic"),
        ("Sinhala", "NotoSansSinhala"),
        ("Pictures", "NotoEmoji"),
    ],
)
def test_a_script_is_set_in_the_font_made_for_it(made, language, font):
    named = fonts_of(write_pdf(saying(made, WORDS[language])))
    assert any(name.startswith(font) for name in named), sorted(named)


def test_the_fonts_are_openly_licensed():
    assert metadata("manimgx-fonts")["License-Expression"] == "OFL-1.1"


@pytest.mark.parametrize("language", EAST_ASIA)
def test_what_has_no_letter_is_said_before_printing_without_repeating_it(made, language):
    record = saying(made, EAST_ASIA[language])
    told, text = before_printing(record), text_of(write_pdf(record))
    if HAS_EAST_ASIA:
        assert told == "" and "A box (□)" not in text
    else:
        assert {"Chinese": "Chinese characters", "Japanese": "Japanese", "Korean": "Korean"}[language] in told
        assert "[cjk]" in told and "A box (□)" in text
        assert not any(sign in told for sign in EAST_ASIA[language] if not sign.isascii())


def test_a_script_without_letters_is_named_on_the_page_and_before(made):
    record = saying(made, "བོད་ཡིག and \U00012000 and \ue000")
    for told in (before_printing(record), text_of(write_pdf(record))):
        assert "Cuneiform" in told and "Tibetan" in told and "other signs" in told
    assert "half a sign" in text_of(write_pdf(saying(made, "half\ud800a\u000bsign")))
    assert "Mother said □" in text_of(write_pdf(saying(made, "Mother said བ.")))
    assert before_printing(made.usual()) == "" and before_printing(made.full()) == ""


@pytest.mark.parametrize("what", LONG)
def test_what_is_long_breaks_and_nothing_runs_into_the_margin(made, what):
    words = LONG[what]
    drawn = pictures("safety_page.typ", contents(saying(made, words)))
    edge = drawn[0].shape[1] - MARGIN
    assert all((page[:, int(edge) + 2 :] > 200).all() for page in drawn)
    assert all((page[:, : int(MARGIN) - 2] > 200).all() for page in drawn)
    assert (drawn[0][:, int(edge) - 40 : int(edge)] < 200).any(), "the line is there, and is seen"


@pytest.mark.parametrize("what", ["a word", "an address", "Cyrillic", "Greek"])
def test_no_letter_of_a_long_word_is_lost(made, what):
    words = LONG[what]
    text = "".join(text_of(write_pdf(saying(made, words))).split())
    assert text.count(words) >= 5


@pytest.mark.parametrize("language", WORDS)
def test_four_thousand_characters_flow_over_pages(made, language):
    words = (WORDS[language] + " ") * 80
    state = made.after(
        made.start(made.form()), changes.Said(statement="s", item="sleep", informant="carer", words=words[:4_000])
    )
    drawn = pictures("safety_page.typ", contents(made.record(state)))
    foot = int(drawn[0].shape[0] - MARGIN * 0.9)
    assert all((page[foot + 14 :] > 200).all() for page in drawn)


def test_a_passage_from_right_to_left_begins_at_the_right_with_its_stop_on_the_left(made):
    state = made.after(
        made.start(made.form()), changes.Said(statement="s", item="sleep", informant="carer", words="قالت (نعم).")
    )
    sheet = PdfReader(io.BytesIO(write_pdf(made.record(state)))).pages[0]
    places: dict[str, float] = {}

    def seen(text, cm, tm, font, size):
        places.update((sign, tm[4] * cm[0] + cm[4]) for sign in text if text.strip())

    sheet.extract_text(visitor_text=seen)
    assert places["ق"] > float(sheet.mediabox.width) * 0.7
