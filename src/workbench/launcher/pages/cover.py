"""The cover screen: hides everything at once, says nothing of anyone, and keeps the place."""

import re

from ...errors import Locked
from ...language import say
from .base import COVER, LOGIN, START
from .form import Form, FormPage

PLACE = re.compile(r"/(?!/)[A-Za-z0-9/_.-]{0,200}(#[A-Za-z0-9_.-]{0,100})?")


class Cover(FormPage):
    """Covers on POST, from any state; on GET asks for the PIN."""

    needs = "admitted"
    counts_as_activity = False

    def get(self) -> None:
        if self.vault.state == "covered":
            self.draw("cover.html", back="")
        else:
            self.go(START)

    def post(self) -> None:
        self.vault.cover()
        self.go(f"{COVER}#{place_of(self.words('back'))}")


class Uncover(Cover):
    """Takes the cover away with the right PIN and goes back to where one was."""

    async def post(self) -> None:  # type: ignore[override]
        form = Form.sent_to(self)
        back = place_of(form.text("back"))
        if self.vault.state == "open":
            self.go(back)
            return
        try:
            right = await self.vault.uncover(form.secret("pin").strip())
        except Locked:
            self.go(LOGIN)
            return
        if right:
            self.go(back)
            return
        form.wrong("pin", say("That is not the PIN. After five wrong ones the passphrase is asked; nothing is lost."))
        self.draw("cover.html", form, back=back)


def place_of(text: str) -> str:
    """Return a path of this launcher to go back to; the start page for anything else.

    >>> place_of("/child/a1#file"), place_of("//elsewhere.example"), place_of("javascript:1")
    ('/child/a1#file', '/', '/')
    """
    return text if PLACE.fullmatch(text) else START
