"""The way in: a private file that opens the browser, carries a token that works once, and admits that browser."""

import html
import os
from pathlib import Path

from tornado.web import RequestHandler

from ..language import mark, say
from .admission import Admission
from .bare import bare_page
from .gate import ADMIT
from .runtime import WAY_IN

USED = mark(
    "It works once. If this was not you, end the workbench where you started it. "
    "To open it again, press Enter there, or start it anew."
)


def write_redirect_file(folder: Path, host: str, admission: Admission) -> Path:
    """Write the file that admits one browser, readable by this user alone, and return its path.

    The token is sent in the body of a form, never in an address, so it does not land in the browser's history.
    """
    path = folder / WAY_IN
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(
            bare_page(
                "Workbench",
                say("One moment."),
                head='<meta name="referrer" content="no-referrer">',
                body=f'<form method="post" action="http://{html.escape(host)}{ADMIT}">'
                f'<input type="hidden" name="token" value="{html.escape(admission.new_token())}">'
                f"<button>{html.escape(say('Open the workbench'))}</button></form>"
                f"<p>{html.escape(say('If nothing opens, open this file in Firefox, Chrome or Edge.'))}</p>"
                "<script>document.forms[0].submit()</script>",
            )
        )
    return path


class AdmitPage(RequestHandler):
    """Admits the browser that brings the token. Answers 200 with a refresh: a redirect that began in a local
    file would lose a SameSite=Strict cookie."""

    def check_xsrf_cookie(self) -> None:
        """The token is the proof; there is no cookie yet."""

    async def post(self) -> None:
        """Let the browser in, or say that the file has been used."""
        admission: Admission = self.settings["admission"]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if admission.redeem(self.get_body_argument("token", "")):
            if admission.anyone:
                # A window opened anew, perhaps by somebody else: the PIN is asked for.
                self.settings["vault"].cover()
            await admission.admit(self)
            onward = '<meta http-equiv="refresh" content="0; url=/">'
            self.finish(
                bare_page(
                    "Workbench", say("One moment."), head=onward, body=f'<a href="/">{html.escape(say("Continue"))}</a>'
                )
            )
            return
        self.set_status(403)
        self.finish(bare_page(say("This way in has been used"), say(USED)))
