"""Pages that need no template: said before anybody is let in, or when a handler of Jupyter fails."""

import html

from ..language.page import html_tag


def bare_page(title: str, text: str, *, head: str = "", body: str = "") -> str:
    """Return a complete page that loads nothing. `head` and `body` are HTML; title and text are escaped."""
    return (
        f'<!doctype html>{html_tag()}<head><meta charset="utf-8">'
        '<meta name="google" content="notranslate"><link rel="icon" href="data:,">'
        f"<title>Workbench</title>{head}</head><body><main><h1>{html.escape(title)}</h1>"
        f"<p>{html.escape(text)}</p>{body}</main></body></html>"
    )
