"""Help names what is on the screen by the words that stand on the screen."""

from pathlib import Path

import pytest

import workbench.sitting
from launcher.pages.served import Desk
from workbench.launcher.practice import PIN
from workbench.library.loading import instrument
from workbench.sitting.child_view import SAME

STATIC = Path(workbench.sitting.__file__).parent / "static"


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("Hand over to the child", "handing.js"),
        ("For another time", "card.js"),
        ("Show the question", "card.js"),
        ("? Keyboard", "frame.js"),
    ],
)
def test_what_help_speaks_of_is_there(desk: Desk, words: str, script: str) -> None:
    assert words in desk.get("/help").words
    assert f'"{words}"' in (STATIC / script).read_text(encoding="utf-8")


def test_help_says_how_the_childs_page_is_handed_over_and_taken_back(desk: Desk) -> None:
    words = desk.get("/help").words
    for named in (instrument("child_voice").title, SAME["grown_up"], "your PIN"):
        assert named in words


def test_the_practice_desk_says_its_own_pin_before_the_page_is_handed_over() -> None:
    assert f'PRACTICE_PIN = "{PIN}"' in (STATIC / "handing.js").read_text(encoding="utf-8")
