"""The printed page of what was found: tagged, complete, in its place for this instrument and no other."""

import io

import pytest
from pypdf import PdfReader

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.vocabulary import NonAnswer
from workbench.report import printing, profile_page, safety_page

FORM = instrument("child_needs")
HOSTILE = '#panic("stop") *bold* $x$ @ref <label> `raw` \\u{41} ]#['


def text_of(page: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page)).pages).split())


@pytest.fixture
def full(made):
    """Every question answered in turn, with words of someone beside every fifth."""
    state = made.start(FORM, {"age": 15, "group": "trafficked_with"})
    state = made.after(state, changes.Answer(item="home_place", value="kin"))
    for place, item in enumerate(state.answers.shown()):
        if item.id == "home_place":
            continue
        codes = FORM.responses[item.responses].codes
        code = codes[(0, 0, 1, 1, 0, 2, 0, 1, 0, 3)[place % 10] % len(codes)]
        state = made.after(state, changes.Answer(item=item.id, value=code, source=item.asked_of[0]))
        if place % 9 == 0:
            said = changes.Said(statement=f"s{place}", item=item.id, informant="carer", words="As she told it.")
            state = made.after(state, said)
    return made.record(state)


def test_the_page_of_a_full_assessment_is_tagged_and_at_most_two_sheets(full):
    page = printing.write_pdf(full)
    reader = PdfReader(io.BytesIO(page))
    assert len(reader.pages) <= 2
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert reader.metadata.title == "Record"
    text = text_of(page)
    for words in ("What we found · K-214", "To lean on", "To act on first", "Still open", "The same as a table"):
        assert words in text
    assert all(item.text in text for item in full.draft.answers.shown())


def test_what_was_said_and_what_is_on_offer_is_printed(made):
    state = made.after(
        made.start(FORM, {"age": 9}),
        changes.Answer(item="health_teeth", value=2, source="child"),
        changes.Said(statement="a", item="health_teeth", informant="carer", words="No toothache.", value=0),
        changes.Answer(item="strength_person", value="central"),
        changes.NoAnswer(item="carer_safety", reason=NonAnswer.UNSAFE),
    )
    text = text_of(printing.write_pdf(made.record(state)))
    assert "practitioner: Act · Carer: No sign of need No toothache." in text
    assert "Dentist" in text and "Central · Somebody to lean on" in text
    assert "Free and at ease · Not safe to ask · by 23 November 2026" in text


@pytest.mark.parametrize("words", [HOSTILE, "א שלום", "😀 smile", "x" * 3000])
def test_any_words_are_set_as_words(made, words):
    state = made.after(
        made.start(FORM, {"age": 9}),
        changes.Answer(item="mind_sleep", value=1),
        changes.Said(statement="a", item="mind_sleep", informant="carer", words=words, value=3),
        changes.Said(statement="b", item="debt", informant="carer", words=words),
    )
    page = profile_page.write_pdf(made.record(state, organisation=words[:200]))
    assert "Nights and dreams" in text_of(page)
    if words == HOSTILE:
        assert "".join(HOSTILE.split()) in "".join(text_of(page).split())


def test_an_empty_assessment_says_so(made):
    text = text_of(printing.write_pdf(made.record(made.start(FORM, {"age": 4}))))
    assert "No answer so far calls for action. This is not yet the whole picture" in text
    assert "at least 0" in text


def test_the_same_record_gives_the_same_bytes(full):
    first, second = printing.write_pdf(full), printing.write_pdf(full)
    assert first == second


def test_an_instrument_without_needs_and_strengths_has_the_page_of_the_sitting(made):
    assert printing.write_pdf(made.usual()) == safety_page.write_pdf(made.usual())
