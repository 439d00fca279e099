"""The form in the browser, as one widget. It carries messages; it holds no state and no case data."""

import os
from typing import Any

import anywidget
import traitlets

from ..language import words_for
from .assets import script, styles
from .session import Session

ASSETS = "WORKBENCH_ASSETS"


class Form(anywidget.AnyWidget):
    """Carries messages between the page and a session.

    Under the launcher, script and styles are fetched from its own address, so that no script stands
    inside the page; elsewhere they travel with the widget. No answer is ever a synced trait: traits
    are saved in notebooks.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict(help="What the script says, where that is not English.").tag(sync=True)
    launcher = traitlets.Bool(False, help="Whether the launcher answers at /desk.").tag(sync=True)

    def __init__(self, session: Session) -> None:
        base = os.environ.get(ASSETS, "").rstrip("/")
        words = words_for("scripts")._asdict()
        if base:
            super().__init__(_esm=f"{base}/form.js", _css=f"{base}/form.css", words=words, launcher=True)
        else:
            super().__init__(_esm=script(), _css=styles(), words=words)
        self._session = session
        self.on_msg(self._answer)

    def _answer(self, _widget: object, content: Any, _buffers: object) -> None:
        for reply in self._session.receive(content):
            self.send(reply)
