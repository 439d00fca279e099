"""The PDF itself: tagged, neutral, complete, the same every time, and nothing left behind."""

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from workbench.library.loading import instrument
from workbench.model import changes
from workbench.model.vocabulary import CONTACTS, NonAnswer
from workbench.report.contents import contents
from workbench.report.safety_page import file_name, write_pdf

HOSTILE = (
    '#panic("stop") #read("/etc/passwd") #import "@preview/x:1.0.0"',
    "*bold* _it_ $x^2$ @ref <label> `raw` = head // comment /* more */ \\ end",
    "[a](b) {c} ]#[ ~ -- --- ... 'single' \"double\" 1. - + / term: x",
    "<script>alert(1)</script> &amp; %PDF-1.7 \\u{41} ${HOME}",
)


def reader(page: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(page))


def text_of(page: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in reader(page).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def saying(made, words: str):
    """A record in which someone said these words, in every place that takes words."""
    state = made.after(
        made.start(made.form()),
        changes.Answer(item="hurt", value="yes", source="child"),
        changes.Answer(item="hurt_where", value=words, source="child"),
        changes.NoteWords(item="hurt", words=words),
        changes.Said(statement="s", item="sleep", informant="carer", words=words),
        changes.Stop(left=words),
    )
    return made.record(state, organisation=words[:200], contacts={"lawyer": words[:200]})


def structure(page: bytes) -> list[str]:
    """Tags of the structure tree, in reading order."""

    def walk(node):
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node["/S"]
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader(page).trailer["/Root"]["/StructTreeRoot"]))


def test_the_file_is_tagged_and_says_that_it_is_pdf_ua(made):
    page = write_pdf(made.usual())
    root = reader(page).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    tags = structure(page)
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 5
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= set(tags)


def test_the_title_says_nothing_and_the_rest_of_the_metadata_is_silent(made):
    metadata = reader(write_pdf(made.usual())).metadata
    assert metadata.title == "Record"
    assert set(metadata) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert metadata["/CreationDate"] == "D:20261122130500Z"


@pytest.mark.parametrize("code", ["K-214", "../../etc/x", "a/b\\c:d\n", "…", ""])
def test_the_file_name_is_code_and_day_and_never_a_path(made, code):
    record = made.usual()
    record = msgspec.structs.replace(record, child=msgspec.structs.replace(record.child, code=code))
    name = file_name(record)
    assert name.endswith(" 2026-11-22.pdf")
    assert Path(name).name == name
    assert not set(name) & set('/\\:\n"')


def test_a_usual_meeting_fits_one_page_and_reads_from_what_to_do_to_what_was_agreed(made):
    page = write_pdf(made.usual())
    assert len(reader(page).pages) == 1
    place, text = 0, text_of(page)
    for expected in (
        "K-214", "9 years", "The team’s own sheet", "Day centre North", "Present",
        "Interpreter vetted, not kin I-3", "Calm; drew a house", "Mother A", "Did not wait for consent",
        "To do now", "Now", "The child may be hurt tonight", "Stay with the child", "0800 11 22 33", "Lawyer",
        "Write down", "Yes", "He gets loud", "Done", "Reference", "Still open", "Threats, calls", "Not safe to ask",
        "23 November 2026", "To lean on", "Central", "What was found", "Declined, by: Child", "Not reached",
        "Who is here now", "Not asked: Sleep and bad dreams", "In their own words", "Gjyshja", "Page 1 of 1",
    ):  # fmt: skip
        place = text.index(expected, place)


def test_a_full_meeting_flows_on_and_nothing_is_cut(made):
    page = write_pdf(made.full())
    assert len(reader(page).pages) > 1
    text = squeezed(text_of(page))
    for said in made.full().draft.answers.statements:
        if said.words.isascii() or "ë" in said.words or "ờ" in said.words or "Она" in said.words:
            assert squeezed(said.words) in text
    assert "Practice: not a real child" in text_of(page)
    assert squeezed("Food over the last week · on another page of this file, open since 2 November 2026") in text
    assert squeezed(f"Page 2 of {len(reader(page).pages)}") in text


def test_words_from_right_to_left_are_all_there(made):
    text = text_of(write_pdf(saying(made, "مرحبا שלום")))
    assert set("مرحبا") | set("שלום") <= set(text)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_text_and_never_markup(made, words):
    assert squeezed(text_of(write_pdf(saying(made, words)))).count(squeezed(words)) >= 4


def test_a_word_as_long_as_a_statement_stays_on_the_paper(made):
    words = "x" * 4_000
    page = write_pdf(saying(made, words))
    assert squeezed(text_of(page)).count("x") >= 4 * 4_000
    for sheet in reader(page).pages:
        ends: list[float] = []
        sheet.extract_text(
            visitor_text=lambda text, cm, tm, font, size, ends=ends: text.strip() and ends.append(cm[4] + tm[4])
        )
        assert max(ends) < float(sheet.mediabox.width)


def test_the_same_record_makes_the_same_bytes_here_and_in_a_fresh_process(made, tmp_path):
    record = made.usual()
    page = write_pdf(record)
    assert write_pdf(record) == page
    (tmp_path / "contents.json").write_bytes(_values(record))
    code = (
        "import sys, msgspec; from workbench.report.typesetting import typeset;"
        "sys.stdout.buffer.write(typeset('safety_page.typ', msgspec.json.decode(open(sys.argv[1],'rb').read()),"
        " int(sys.argv[2])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "contents.json", str(int(record.printed_at.timestamp()))],
        capture_output=True, check=True, env=os.environ | {"HOME": str(tmp_path), "TZ": "Asia/Phnom_Penh", "LANG": "C"},
    )  # fmt: skip
    assert done.stdout == page


def _values(record) -> bytes:
    return msgspec.json.encode(contents(record))


def test_setting_the_page_writes_no_file_and_opens_no_connection(made):
    code = """
import sys
import workbench.report.safety_page
assert "typst" not in sys.modules
import typst
from workbench.report.typesetting import typeset
import msgspec
values = msgspec.json.decode(sys.stdin.buffer.read())
seen = []
sys.addaudithook(lambda event, args: seen.append((event, args)))
assert typeset("safety_page.typ", values, 0).startswith(b"%PDF-")
touched = [a for e, a in seen if e in ("open", "os.mkdir", "os.rename", "socket.connect", "subprocess.Popen")]
assert all(str(a[0]).endswith(("safety_page.typ",)) and a[1] in ("rb", "r") for a in touched), touched
"""
    subprocess.run([sys.executable, "-c", code], input=_values(made.usual()), check=True)


def test_no_word_of_the_case_is_on_the_disk_while_and_after_the_page_is_set(made, tmp_path):
    canary = "CANARY7741"
    home = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    code = """
import sys, os, pathlib, msgspec, threading
from workbench.report.typesetting import typeset
values = msgspec.json.decode(sys.stdin.buffer.read())
home, found, going = pathlib.Path(os.environ["HOME"]), set(), True
def watch():
    while going:
        found.update(path.name for path in home.rglob("*"))
watcher = threading.Thread(target=watch); watcher.start()
for _ in range(20): typeset("safety_page.typ", values, 0)
going = False; watcher.join()
assert not found, found
(home / "control").touch(); assert [path.name for path in home.rglob("*")] == ["control"]
"""
    subprocess.run(
        [sys.executable, "-c", code], input=_values(saying(made, canary)), check=True, cwd=tmp_path,
        env=os.environ | home,
    )  # fmt: skip
    assert [path.name for path in tmp_path.rglob("*")] == ["control"]


@settings(max_examples=40, deadline=None)
@given(words=st.text(min_size=1, max_size=400))
def test_any_words_can_be_printed(made, words):
    assert write_pdf(saying(made, words)).startswith(b"%PDF-")


@settings(max_examples=25, deadline=None)
@given(words=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=300))
def test_ascii_words_come_out_as_they_went_in(made, words):
    assert squeezed(words) in squeezed(text_of(write_pdf(saying(made, words))))


def screened(made, age: int, raised: tuple[str, ...], unsafe: str):
    """A safety screen answered to its end, with notes that call for action and what goes with a usual sitting."""
    form = instrument("safety_screen", "1.0")
    state = made.start(form, {"age": age})
    for _ in range(2):
        for item in form.items:
            responses = form.responses[item.responses]
            if not state.answers.applies(item) or item.id in state.answers.recorded or not responses.codes:
                continue
            calm = [code for code in responses.codes if item.critical is None or code not in item.critical.when]
            value = item.critical.when[-1] if item.critical and item.id in raised else (calm or responses.codes)[0]
            answer = (value,) if responses.kind == "many" else value
            source = (item.asked_of or ("worker",))[0]
            state = made.after(state, changes.Answer(item=item.id, value=answer, source=source))
    return made.after(
        state,
        changes.NoAnswer(item=unsafe, reason=NonAnswer.UNSAFE),
        *(changes.NoteWords(item=item, words="“He gets loud and then I hide.” Pointed at the arm.") for item in raised),
        changes.Said(statement="s", item="runs_to", informant="child", words="I like it when the radio is on."),
        changes.Stop(left="Calm, with the carer.", rebook=date(2026, 11, 24)),
    )


@pytest.mark.parametrize(
    ("age", "raised", "unsafe"),
    [
        (9, ("feels_safe",), "hurt_at_home"),
        (9, ("danger_now", "feels_safe"), "hurt_at_home"),
        (15, ("feels_safe", "ill_now"), "earning"),
        (0, ("infant_crying", "carer_dark"), "carer_parting"),
    ],
)
def test_a_usual_safety_screen_with_one_or_two_urgent_notes_fits_one_page(made, age, raised, unsafe):
    state = screened(made, age, raised, unsafe)
    contacts = dict.fromkeys(CONTACTS, "04 222 / 3344")
    record = made.record(state, contacts=contacts, without_consent=made.usual().without_consent, practice=True)
    assert sum(note["urgent"] for note in contents(record)["to_do"]) == len(raised)
    page = write_pdf(record)
    assert len(reader(page).pages) == 1
    text = squeezed(text_of(page))
    assert all(squeezed(item.text) in text for item in state.answers.shown())


def test_a_number_is_never_broken_and_no_line_ends_in_a_dot_that_parts(made):
    state = screened(made, 0, ("infant_crying", "carer_dark"), "carer_parting")
    text = text_of(write_pdf(made.record(state, contacts=dict.fromkeys(CONTACTS, "04 222 / 3344"))))
    asked = sum(len(note["call"]) for note in contents(made.record(state))["to_do"])
    assert text.count("04 222 / 3344") == asked
    assert not [line for line in text.splitlines() if line.rstrip().endswith("·")]
