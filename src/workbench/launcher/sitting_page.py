"""The one page that has a kernel: where its notebook is, how it is asked for, what is said when there is none."""

import html
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from tornado.web import authenticated
from voila.tornado.handler import TornadoVoilaHandler

from ..language import Labels, mark, say
from ..language.page import html_tag
from .bare import bare_page
from .headers import SITTING

NO_PAGE = {
    403: (mark("Not here"), mark("The workbench was closed or changed hands meanwhile. Everything saved is kept.")),
    500: (mark("Not here"), mark("That did not work; everything saved is kept.")),
    503: (
        mark("Too many windows"),
        mark("Close a window of the workbench, then load this page again. Everything saved is kept."),
    ),
}

BEFORE = Labels(
    {
        "opening": "One moment: the page is being prepared.",
        "needs_script": "This page needs JavaScript. The start page works without.",
    }
)


class SittingPage(TornadoVoilaHandler):
    """Renders the notebook of the guided page. An address with a query is asked for again without it."""

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """Start a kernel, run the notebook, stream the page."""
        if self.request.query:
            self.redirect(SITTING, status=303)
            return
        assert self.xsrf_token, "sets the cookie that the page sends back with what it posts"
        await super().get(path=None)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in plain words why there is no page; Voilà has no template of its own for that here."""
        title, text = NO_PAGE.get(status_code, NO_PAGE[500])
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(bare_page(say(title), say(text), body=f"<p>{_to_start()}</p>"))


def notebook_path() -> Path:
    """Return where `assess.ipynb` is: in the installed package, or in the checkout it runs from."""
    package = Path(str(files("workbench")))
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        if (folder / "assess.ipynb").is_file():
            return folder / "assess.ipynb"
    raise FileNotFoundError("notebooks/assess.ipynb is missing from this installation; install the workbench again")


def error_environment() -> jinja2.Environment:
    """Return the templates of pages that Voilà or Jupyter could not make: the one that says so."""
    page = bare_page(*map(say, NO_PAGE[500]), body=_to_start())
    return jinja2.Environment(loader=jinja2.DictLoader({"error.html": page}), autoescape=True)


def said(name: str) -> str:
    """What the page says before it is there, by name: for its template, which can call filters alone."""
    return html_tag() if name == "html" else html.escape(BEFORE[name])


def _to_start() -> str:
    return f'<a href="/">{html.escape(say("Start page"))}</a>'
