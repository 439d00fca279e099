"""What every plain page shares: who may see it in which state, how it is drawn, how it says no."""

import logging
from pathlib import Path
from typing import Any, ClassVar, Literal

import jinja2
from tornado.web import HTTPError, RequestHandler

from ...errors import Locked, RecordUnreadable, StoreError, UnknownName, WorkbenchError
from ...language import say, say_many, translated, translated_many, words_for
from ...language.page import html_tag
from ..admission import Admission
from ..headers import SITTING
from ..vault import Vault

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parents[1] / "templates"
START, LOGIN, COVER, FIRST_RUN = "/", "/login", "/cover", "/first-run"
AGAIN, REFUSED = "/again", "refused"
PLACE = {"empty": FIRST_RUN, "locked": LOGIN, "open": START, "covered": COVER}
SCRIPT = "scripts"
Need = Literal["empty", "locked", "open", "covered", "admitted"]


def place_now(vault: Vault) -> str:
    """Where the browser belongs in the state the vault is in."""
    return f"{SITTING}#{vault.handed_over}" if vault.state == "handed_over" else PLACE[vault.state]


def template_environment() -> jinja2.Environment:
    """Templates of `launcher/templates`, every value escaped, an undefined name an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    # The extension gives this to the environment; its types do not know.
    made.install_gettext_callables(translated, translated_many, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"say": say, "say_many": say_many, "html_tag": html_tag}
    return made


class Page(RequestHandler):
    """A plain page. The server has checked host, origin and admission before it is reached.

    `needs` names the state of the vault in which the page may be seen; in any other state the browser
    is sent where it belongs. "admitted" is every state. A `POST` counts as something a person did, and
    so does a `GET`, unless `counts_as_activity` is False; under the cover only the right PIN does.

    In templates: the values given, and `page` (this handler), `xsrf` (the hidden field that every form
    needs), `state`, `practice`, `script_words` (what the script says, where it is not English). Called
    `error.html` with `title` and `text` for a refusal nobody handled.
    """

    needs: ClassVar[Need] = "open"
    counts_as_activity: ClassVar[bool] = True

    @property
    def vault(self) -> Vault:
        """The vault of this launcher."""
        return self.settings["vault"]

    @property
    def admission(self) -> Admission:
        """Which browser has been let in."""
        return self.settings["admission"]

    def prepare(self) -> None:
        """Send the browser where the state of the vault demands."""
        if self.settings.get(REFUSED, (self.vault.state,))[0] != self.vault.state:
            del self.settings[REFUSED]
        if self.needs not in ("admitted", self.vault.state):
            self.redirect(place_now(self.vault), status=303)
            return
        method = (self.request.method or "").lower()
        counts = self.counts_as_activity and self.vault.state != "covered"
        if counts and method in ("get", "post") and method in _own_methods(type(self)):
            self.touch()

    def touch(self) -> None:
        """Note that the person did something."""
        self.vault.touch()

    def words(self, name: str, default: str = "") -> str:
        """One field of the form as text without blank ends."""
        return self.get_body_argument(name, default).strip()

    def go(self, path: str) -> None:
        """Answer a form: the browser loads `path` with GET."""
        self.redirect(path, status=303)

    async def renew_admission(self) -> None:
        """Give this browser a new cookie and let every other one go. Called after a right passphrase."""
        await self.admission.admit(self)

    def render_page(self, template: str, *, status: int = 200, **values: Any) -> None:
        """Draw a template of `launcher/templates` and finish the answer.

        A form is never answered with a page, since browsers keep what was sent beside such a page, on disk.
        The page waits in memory at `AGAIN` instead, until another one takes its place or the vault changes state.
        """
        environment: jinja2.Environment = self.settings["templates"]
        # xsrf_form_html is HTML made by tornado, without anything of the user's.
        xsrf = jinja2.utils.markupsafe.Markup(self.xsrf_form_html())
        shared: dict[str, Any] = {
            "page": self,
            "xsrf": xsrf,
            "state": self.vault.state,
            "practice": self.vault.practice,
            "script_words": words_for(SCRIPT).words,
        }
        text = environment.get_template(template).render(shared | values)
        if self.request.method == "POST":
            self.settings[REFUSED] = (self.vault.state, status, text)
            self.go(AGAIN)
        else:
            self.finish_page(status, text)

    def finish_page(self, status: int, text: str) -> None:
        """Answer with a page that has been drawn."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(text)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in one sentence what is wrong; never a traceback, never what was sent."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, Locked) and self.needs != "admitted":
            self.set_status(303)
            self.set_header("Location", place_now(self.vault))
            self.finish()
            return
        status, title, text = explain(status_code, error)
        self.render_page("error.html", status=status, title=title, text=text)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log nothing for what was raised on purpose; for a defect only its type and place. `--debug` shows both."""
        log.debug("Where it arose:", exc_info=(typ, value, tb))
        if not isinstance(value, (WorkbenchError, HTTPError)):
            self.settings["report_defect"](typ, tb)


class Again(Page):
    """Shows the page that a refused form led to."""

    needs: ClassVar[Need] = "admitted"

    def get(self) -> None:
        if REFUSED in self.settings:
            _, status, text = self.settings[REFUSED]
            self.finish_page(status, text)
        else:
            self.redirect(place_now(self.vault), status=303)


def _own_methods(page: type) -> set[str]:
    """What a page itself answers; the rest is refused and shows no person at work."""
    return {name for kind in page.__mro__ if kind is not RequestHandler for name in vars(kind)}


def explain(status_code: int, error: BaseException | None) -> tuple[int, str, str]:
    """HTTP status, title and sentence for an error that reached a page."""
    match error:
        case UnknownName():
            return 404, say("Not found"), str(error)
        case Locked():
            return 403, say("Locked"), str(error)
        case RecordUnreadable():
            return 422, say("This cannot be read"), str(error)
        case StoreError():
            return 503, say("The store could not do that"), str(error)
        case WorkbenchError():
            return 422, say("That could not be done"), str(error)
        case HTTPError(status_code=403):
            return (
                403,
                say("Not from this page"),
                say("The form was too old or came from elsewhere. Go back, reload, try again."),
            )
        case HTTPError(status_code=404):
            return 404, say("Not found"), say("There is no such page. Go back to the start page.")
        case HTTPError():
            return error.status_code, say("That could not be done"), say("Go back to the start page and try again.")
    return (
        status_code,
        say("Something went wrong here"),
        say("Nothing that was saved is lost. Go back to the start page."),
    )
