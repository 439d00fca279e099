"""The guided page in a language that does not exist: nothing that is shown stands outside the catalogue."""

import re

from browser.walking import admitted
from launcher.running import begin_sitting, launcher
from workbench.library.loading import instrument

# What people read, and what a screen reader tells: text, and names of things without text.
SHOWN = """() => {
  const shown = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!parent.closest("script, style, kbd")) shown.push(walk.currentNode.textContent);
  }
  for (const name of ["aria-label", "title", "placeholder"])
    for (const one of document.querySelectorAll(`[${name}]`)) shown.push(one.getAttribute(name));
  return shown;
}"""
WORD = re.compile(r"[A-Za-z]{3,}")


def of_the_instrument() -> set[str]:
    """Every word of the questions: they have translations of their own."""
    form = instrument("safety_screen")
    return set(WORD.findall(repr(form))) | {"Workbench"}


def plain(page, known: set[str]) -> list[str]:
    """Texts that hold a word outside ⟦…⟧ that is none of the instrument."""
    texts = {text.strip() for text in page.evaluate(SHOWN)}
    outside = {text: re.sub(r"⟦[^⟧]*⟧", "", text) for text in texts}
    return sorted(text for text, rest in outside.items() if set(WORD.findall(rest)) - known)


def test_the_guided_page_says_every_word_by_its_catalogue(browser, tmp_path, monkeypatch):
    draft = begin_sitting(tmp_path / "store")
    monkeypatch.setenv("WORKBENCH_LANGUAGE", "qps")
    known = of_the_instrument()
    with launcher(tmp_path) as running, admitted(browser, running) as context:
        page = context.new_page()
        page.goto(f"{running.address}/sitting#{draft}")
        page.wait_for_selector(".wb-card")
        notes, pause, _, stop = page.locator(".wb-acts button").all()
        assert "⟦" in notes.inner_text(), "the language is in use"
        assert plain(page, known) == []
        notes.click()
        page.wait_for_selector("#wb-notes h2")
        assert plain(page, known) == []
        page.keyboard.press("Escape")
        for act, there in ((pause, ".wb-calm h1"), (stop, ".wb-calm textarea")):
            act.click()
            page.wait_for_selector(there)
            assert plain(page, known) == []
            page.locator(".wb-calm .wb-main").click()
            page.wait_for_selector(".wb-card[data-item], .wb-calm a")
        assert plain(page, known) == []
