"""What the guided page says stands in the catalogue: its scripts say every text, its view holds no plain word."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from workbench.desk.memory import practice
from workbench.language import LANGUAGE
from workbench.language.extracting import messages_of
from workbench.language.pseudo import ENDS, OPENS, PSEUDO
from workbench.library.loading import instrument
from workbench.sitting import child_view
from workbench.sitting.assets import FOLDER
from workbench.sitting.form import Form
from workbench.sitting.session import Session

from .conftest import Page

# A text that is shown, written plainly: as what stands in an element, on a button, in a label, in an attribute.
TEXT = r'["`](?:\$\{[^}]*\}|[^"`$])*?[A-Za-z]{2}'
PLAIN = re.compile(
    rf"""\bmake\("[a-z0-9]+",\s\{{[^{{}}]*\}},\s{TEXT}
    |\b(?:button|hiddenText|labelled)\({TEXT}
    |\blabelled\([^()]*(?:\([^()]*\)[^()]*)*,\s{TEXT}
    |(?:"aria-label"|\btitle|\bplaceholder):\s{TEXT}
    |setAttribute\("(?:aria-label|title|placeholder)",\s{TEXT}
    |\.textContent\s=\s{TEXT}
    |\.(?:status|warn|refuse)\({TEXT}
    |\?\s{TEXT}[^"`]*[a-z]\s[a-z][^"`]*["`]\s:""",
    re.VERBOSE,
)


def plain(text: str) -> list[str]:
    return [found.group() for found in PLAIN.finditer(text)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.js")), ids=lambda path: path.name)
def test_every_text_of_a_script_is_said(path):
    assert plain(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'make("p", {}, "A break")',
        'make("h1", { tabindex: "-1" }, "A break")',
        'button("Carry on", act, {})',
        "button(`Go on with ${title}`, act, {})",
        'labelled("PIN", pin)',
        'labelled(say("PIN"), keep(pin, "pin"), "four digits")',
        '{ "aria-label": "Parts" }',
        '{ placeholder: "in their words" }',
        'notes.setAttribute("aria-label", "Notes")',
        'error.textContent = "Try again."',
        'screen.status("Not saved")',
        'go(early ? "Enough for today" : said)',
    ],
)
def test_a_text_that_is_not_said_is_found(line):
    assert plain(line)


def test_every_text_that_a_script_says_is_found_for_translators():
    known = messages_of(".js")
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")]
    said = {
        "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', call))
        for text in texts
        for call in re.findall(r'\bsay\(((?:"(?:[^"\\]|\\.)*"(?:\s*\+\s*)?)+)', text)
    }
    assert len(said) > 100 and said <= known.keys()


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings(one)


def outside(text: str) -> str:
    """What of a text stands in no catalogue."""
    while (left := re.sub(f"{OPENS}[^{OPENS}{ENDS}]*{ENDS}", "", text)) != text:
        text = left
    return text


CODES = re.compile(r"[a-z0-9_.,-]*|[0-9T:+.-]+")


def plain_words(view: dict, data: set[str]) -> list[str]:
    """Texts of a view that are neither said nor data."""
    return [text for text in strings(view) if not CODES.fullmatch(left := outside(text).strip()) and left not in data]


@pytest.fixture
def disguised(monkeypatch):
    monkeypatch.setenv(LANGUAGE, PSEUDO)


@pytest.mark.parametrize("name", ["safety_screen", "child_needs", "child_voice"])
def test_no_plain_word_stands_in_the_view_but_data(disguised, name):
    form = instrument(name)
    desk = practice([form])
    page = Page(Session(desk), draft=f"{name}-1")
    data = set(strings(msgspec.to_builtins(form))) | {"PRACTICE-1", f"{name}-1"}
    assert plain_words(page.view, data) == []
    for item in page.view["order"] if "order" in page.view else list(page.view["items"]):
        page.send(kind="no_answer", item=item, reason="unknown")
    assert plain_words(page.view, data) == []
    assert any(OPENS in text for text in strings(page.view))


def test_no_plain_word_stands_in_what_a_child_is_told(disguised):
    for size in child_view.WORDS:
        told = dict(child_view.SAME | child_view.WORDS[size])
        assert [text for text in told.values() if outside(text)] == []


def test_a_plain_word_is_found():
    assert plain_words({"a": f"{OPENS}Teeth, {OPENS}clean{ENDS}{ENDS}"}, set()) == []
    assert plain_words({"a": [{"b": f"{OPENS}Saved{ENDS} since noon, by hand"}]}, set())


def test_the_scripts_get_their_words_and_english_needs_none(monkeypatch):
    class Quiet:
        def receive(self, _):
            return []

    assert Form(Quiet()).words["words"] == {}
    monkeypatch.setenv(LANGUAGE, PSEUDO)
    sent = Form(Quiet()).words
    assert sent["language"] == PSEUDO
    assert set(sent["words"]) == set(messages_of(".js"))
    assert all(text.startswith(OPENS) for forms in sent["words"].values() for text in forms)
