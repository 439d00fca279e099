"""A new passphrase that is soon guessed is refused wherever one is chosen; what people are told to take is not."""

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import workbench
from workbench.errors import AnswerRefused
from workbench.store.opening import Store
from workbench.store.passphrase import change_passphrase
from workbench.store.settings import set_organisation
from workbench.store.strength import PART, is_guessable

GUESSED = {
    "lists": ["password12345", "iloveyou12345", "letmein letmein", "Passwort2026!", "teddybear2015", "motdepasse123"],
    "key rows": ["qwertyuiop1234", "qwertzuiop[]", "1qaz2wsx3edc", "azertyuiopqs", "mnbvcxzlkjhgfdsa"],
    "repeats": ["aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "11111111111111", "trustno1trustno1", "password" * 30],
    "runs": ["abcdefghijkl", "1234567890123", "zyxwvutsrqpo"],
    "dates": ["12.03.2019 14.05.2020", "1.1.2001-2.2.2002", "20190312-20200514", "january february"],
    "signs for letters": ["P@ssw0rd12345!", "p4ssw0rdp4ssw0rd", "d0n'tgu3ssm3"],
    "our own words": ["reintegrationworkbench", "Workbench 2026!", "passphrase passphrase", "Four unrelated words."],
    "known examples": ["correct horse battery staple", "Correct-Horse-Battery-Staple"],
}
FINE = [
    "seven quiet lanterns by the water",
    "copper lantern walks slowly",
    "paper boats cross rivers",
    "vier ruhige Wörter über Bäume",
    "другие слова здесь тихо",
    "شجرة هادئة قرب الماء",
    "x7Kq9mZt2bRw",
    "a word " * 100 + "and copper lantern walks",
]


@pytest.mark.parametrize("passphrase", [one for kind in GUESSED.values() for one in kind])
def test_what_people_usually_take_is_guessable(passphrase):
    assert is_guessable(passphrase)


@pytest.mark.parametrize("passphrase", FINE)
def test_words_that_have_nothing_to_do_with_each_other_are_fine(passphrase):
    assert not is_guessable(passphrase)


@pytest.mark.parametrize("passphrase", ["Harbour House", "harbourhouse2026", "Harbour-House!", "harbour house harbour"])
def test_the_name_of_the_house_is_tried_first(passphrase):
    assert is_guessable(passphrase, ("Harbour House", "M. Okafor"))
    assert is_guessable("Okafor Okafor 12", ("Harbour House", "M. Okafor"))
    assert not is_guessable("harbour copper lantern walks", ("Harbour House", ""))


def test_a_long_one_takes_no_longer():
    drawn = "".join(random.Random(1).choices("abcdefghijklmnop 0123456789@$", k=1_024))
    started = time.perf_counter()
    assert not is_guessable(drawn)
    assert time.perf_counter() - started < 2
    assert is_guessable("q" * 1_000) and len("q" * 1_000) > PART


def test_the_estimator_is_loaded_only_when_a_passphrase_is_chosen():
    code = (
        "import sys; from workbench.store import Store; import workbench.launcher.vault; print('zxcvbn' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


def test_no_example_that_is_printed_would_be_taken():
    """What a page or the README puts before people as an example is what they type."""
    folder = Path(workbench.__file__).parent
    readme = folder.parents[1] / "README.md"
    texts = [readme.read_text(), *(path.read_text() for path in folder.glob("launcher/templates/*.html"))]
    hints = [hint for text in texts for hint in re.findall(r"(?i)four unrelated words|at least 12 characters", text)]
    assert len(hints) >= 4
    assert [hint for hint in hints if not is_guessable(hint)] == []


def test_a_store_is_not_made_with_one(tmp_path):
    with pytest.raises(AnswerRefused, match="it would soon be guessed"):
        Store.create(tmp_path / "store", "password12345", practitioner="AB", pin="2580")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(AnswerRefused, match="soon be guessed"):
        Store.create(tmp_path / "store", "magdalena okonkwo", practitioner="Magdalena Okonkwo", pin="2580")


def test_a_passphrase_is_not_changed_to_one(store):
    set_organisation(store, "Harbour House of Hope")
    for weak in ("password12345", "harbour house of hope"):
        with pytest.raises(AnswerRefused, match="soon be guessed"):
            change_passphrase(store, "four unrelated words here", weak)


def test_an_error_never_repeats_it(tmp_path):
    with pytest.raises(AnswerRefused) as told:
        Store.create(tmp_path / "store", "password12345", practitioner="AB", pin="2580")
    assert "12345" not in str(told.value)
