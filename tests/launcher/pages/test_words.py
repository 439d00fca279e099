"""In the language that shows what stands in no catalogue, the plain pages hold no plain word but data."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from launcher.pages.served import Desk, Page
from launcher.pages.walked import TYPED, walk
from workbench.language import LANGUAGE
from workbench.language.pseudo import PSEUDO, disguised
from workbench.launcher.admission import Admission
from workbench.launcher.gate import SENTENCES
from workbench.launcher.redirect import write_redirect_file
from workbench.launcher.sitting_page import BEFORE, said
from workbench.library.loading import instrument, instruments
from workbench.offers.catalogue import catalogue
from workbench.store import families

# What is no word of ours: the product and its command, keys of a keyboard, codes, days as they are typed.
PRODUCT = ("Workbench", "workbench store verify")
KEYS = ("Tab", "Fn")
# Codes of files and initials; groups of the recovery sheet; a path.
SHAPES = (r"\b[A-Z]-[0-9]+\b", r"\b[A-Za-z]\b", r"^[0-9A-Z]{4}$", r"/home/…/forms")
PLAIN = "".join(sign for sign in map(chr, range(65, 123)) if sign.isalpha() and sign not in disguised(sign))
# Said by the store and in what was found; these are still to be put into the catalogue.
STILL_PLAIN = (
    r"It does not open this store\. .*",
    r"Found something else; allowed: 1 to 3 letters.*",
    r"there is none of that name in this store\. .*",
    r"(after how many minutes|what is known of the child).*",
    r"[0-9]+ (act|watch|not known yet).*",
    r"Not asked yet|In the plan|own observation|\band\b|\bor\b|\bto\b|(sitting|child|family): ",
    r"[0-9]+ (November|December|January|February|March|April|May|June|July|August|September|October) [0-9]+",
)
SEEN = ("aria-label", "title", "placeholder", "alt")


class Reader(HTMLParser):
    """Collects what a person reads or hears of a page: text, and what attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, given = tag, dict(attrs)
        self.found += [given[name] or "" for name in SEEN if name in given]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.found.append(given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.tag not in ("script", "style", "textarea"):
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.tag = ""


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings_in(one)


def of_instruments() -> set[str]:
    """What the instruments ask and advise: they have translations of their own."""
    return {text for name in instruments() for text in strings_in(msgspec.to_builtins(instrument(name)))}


def of_services() -> set[str]:
    """What services offer: declared by whoever offers."""
    return set(strings_in(msgspec.to_builtins(catalogue())))


def known_data() -> list[str]:
    """All data that may stand on a page as it is, the longest first; a code alone stands on none."""
    known = {*of_instruments(), *of_services(), *TYPED, *PRODUCT, *KEYS}
    return sorted((text for text in known if re.search("[A-Z ]", text)), key=len, reverse=True)


@pytest.fixture(scope="module")
def data() -> list[str]:
    return known_data()


@pytest.fixture
def in_disguise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE, PSEUDO)


def plain_in(page: Page, data: list[str]) -> set[str]:
    """The words of a page that are not disguised and are no data."""
    reader = Reader()
    reader.feed(page.text)
    left = {bare(text, data) for text in reader.found if re.search(f"[{PLAIN}]", text)}
    return {text for text in left if any(set(word) & set(PLAIN) for word in re.findall(r"[^\W_]+", text))}


def bare(text: str, data: list[str]) -> str:
    """A text without the data in it."""
    known = [rf"(?<!\w){re.escape(one)}(?!\w)" for one in data if one in text]
    for pattern in (*known, *STILL_PLAIN, *SHAPES):
        text = re.sub(pattern, " ", text)
    return " ".join(text.split())


def test_no_page_holds_a_word_outside_the_catalogue(in_disguise, new_desk: Desk, data: list[str]) -> None:
    left, seen = {}, 0
    for name, page in walk(new_desk):
        assert page.status != 303, f"{name}: sent on to {page.place}"
        seen += 1
        if words := plain_in(page, data):
            left[name] = words
    assert seen > 100 and left == {}


def test_a_word_outside_the_catalogue_is_found() -> None:
    said = f'<p title="{disguised("Help")}">{disguised("Saved {time}")}</p>'.replace("{time}", "14:32")
    assert plain_in(Page(200, said.encode(), {}), []) == set()
    for plain in ("<p>Saved</p>", '<p aria-label="Saved"></p>', '<input type="submit" value="Saved">'):
        assert plain_in(Page(200, (said + plain).encode(), {}), []) == {"Saved"}


def test_neither_does_what_is_said_outside_the_pages(in_disguise, tmp_path: Path, data: list[str]) -> None:
    way_in = write_redirect_file(tmp_path, "w.localhost:1", Admission()).read_bytes()
    before = "".join(f"<p>{said(name)}</p>" for name in BEFORE) + said("html")
    refused = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES.values())
    for body in (way_in, before.encode(), refused.encode()):
        assert plain_in(Page(200, body, {}), data) == set()
    assert 'lang="en"' in said("html")


def test_the_script_has_its_words_where_they_are_not_english(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'id="catalogue"' not in desk.get("/").text
    monkeypatch.setenv(LANGUAGE, PSEUDO)
    found = re.search('<script type="application/json" id="catalogue">(.*?)</script>', desk.get("/").text)
    words = msgspec.json.decode(found[1])
    source = (Path(families.__file__).parents[1] / "launcher/static/desk.js").read_text()
    said = re.findall(r'say\(\s*"([^"]+)"', source)
    assert len(said) == 4 and all(words[message] == [disguised(message)] for message in said)
