from html import escape

import pytest

from launcher.running import launcher
from workbench.language import LANGUAGE
from workbench.language.pseudo import disguised
from workbench.launcher.sitting_page import error_environment, notebook_path

SAID = ("One moment: the page is being prepared.", "This page needs JavaScript. The start page works without.")


def test_the_notebook_is_found_in_the_checkout():
    assert notebook_path().name == "assess.ipynb"


def test_a_page_that_could_not_be_made_says_so_and_shows_no_cause():
    words = error_environment().get_template("error.html").render(status_code=500, exception="secret words")
    assert "everything saved is kept" in words and "secret" not in words


@pytest.mark.parametrize(("code", "as_said"), [("en", str), ("qps", disguised)])
def test_the_page_says_what_it_waits_for_in_the_language_in_use(tmp_path, monkeypatch, code, as_said):
    monkeypatch.setenv(LANGUAGE, code)
    with launcher(tmp_path) as running:
        text = running.browser.get("/sitting").text
        assert '<html lang="en" translate="no">' in text
        assert all(escape(as_said(sentence)) in text for sentence in SAID)
