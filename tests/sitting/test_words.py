"""Every word of the guided page comes from the catalogue: in its scripts, in what the kernel sends, in the browser."""

import re

import pytest

from workbench.language.extracting import messages_of
from workbench.sitting import assets
from workbench.sitting.form import Form

SAID = re.compile(r'say(?:Many)?\((?:"[^"\n]*"[\s+,]*)+')
# Sentences, and single words where an element is made or named.
SHOWN = (
    re.compile(r'"((?:✓ |“)?[A-Z][a-z’]+,? [^"\n]*)"'),
    re.compile(r'(?:button|labelled|hiddenText|list)\("([A-Z][a-z]+)"'),
    re.compile(r'make\("[a-z0-9]+", \{[^}\n]*\}, "([A-Z][^"\n]*)"'),
    re.compile(r'"?(?:aria-label|title|placeholder)"?: "([A-Za-z][^"\n]*)"'),
    re.compile(r'textContent = "([A-Z][^"\n]+)"'),
)


def plain_words(script: str) -> list[str]:
    """What a script shows without asking the catalogue, in the order of the alphabet."""
    code = SAID.sub("", re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE))
    return sorted({word for rule in SHOWN for word in rule.findall(code)})


@pytest.mark.parametrize("name", assets.MODULES)
def test_no_script_shows_a_word_that_stands_in_no_catalogue(name):
    assert plain_words((assets.FOLDER / name).read_text("utf-8")) == []


def test_a_word_outside_would_be_seen():
    assert plain_words('make("p", {}, "Take the time you need.")') == ["Take the time you need."]
    assert plain_words('quiet("input", { "aria-label": "Part" })') == ["Part"]
    assert plain_words('error.textContent = "That is not the PIN."') == ["That is not the PIN."]


def test_the_scripts_get_their_words_and_english_needs_none(monkeypatch):
    class Session:
        def receive(self, _):
            return []

    assert Form(Session()).words["words"] == {}
    monkeypatch.setenv("WORKBENCH_LANGUAGE", "qps")
    sent = Form(Session()).words
    assert sent["language"] == "qps"
    assert set(sent["words"]) == set(messages_of(".js"))
    assert all(text.startswith("⟦") for forms in sent["words"].values() for text in forms)
