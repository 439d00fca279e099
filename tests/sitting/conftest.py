from datetime import date
from pathlib import Path

import msgspec
import pytest

from workbench.desk.memory import MemoryDesk, practice
from workbench.desk.protocol import Opened
from workbench.model import draft as drafts
from workbench.model.instrument import Instrument
from workbench.sitting.session import Session

DRAFT, TAB = "made_up-1", "tab-1"


@pytest.fixture(scope="session")
def form() -> Instrument:
    return msgspec.toml.decode((Path(__file__).parent / "made_up.toml").read_bytes(), type=Instrument)


@pytest.fixture
def desk(form) -> MemoryDesk:
    return practice([form])


class Page:
    """What the script in the browser does, without a browser: opens, sends changes, merges what comes back."""

    def __init__(self, session: Session, draft: str = DRAFT, tab: str = TAB) -> None:
        self.session, self.draft, self.tab, self.sent = session, draft, tab, 0
        (reply,) = session.receive({"kind": "open", "draft": draft, "tab": tab})
        self.view = reply["view"]

    def envelope(self, **change) -> dict:
        self.sent += 1
        identity = f"{self.tab}-{self.sent}"
        return {
            "draft": self.draft,
            "tab": self.tab,
            "id": identity,
            "base": self.view["revision"],
            "change": change,
        }

    def send(self, **change) -> list[dict]:
        return self.take(self.session.receive(self.envelope(**change)))

    def take(self, replies: list[dict]) -> list[dict]:
        for reply in replies:
            if reply["kind"] == "view":
                self.view = reply["view"]
            if reply["kind"] == "saved":
                merge(self.view, reply["changed"])
        return replies

    def answer(self, item: str, value) -> dict:
        return self.send(kind="answer", item=item, value=value)[-1]


def merge(view: dict, changed: dict) -> None:
    for key, value in changed.items():
        if key in ("items", "answers", "statements"):
            view[key] = {k: v for k, v in (view[key] | value).items() if v is not None}
        else:
            view[key] = value


def opened_with(form: Instrument, **fields) -> MemoryDesk:
    whole = {"code": "K-1", "sitting_date": date(2026, 5, 31), "contacts": {}, "age": 9.0} | fields
    return MemoryDesk({DRAFT: Opened(draft=drafts.start(form, {"age": whole["age"]}), **whole)})


@pytest.fixture
def page(desk) -> Page:
    return Page(Session(desk))


@pytest.fixture
def another(desk):
    return lambda tab: Page(Session(desk), tab=tab)
