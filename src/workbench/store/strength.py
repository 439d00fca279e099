"""How soon a new passphrase is guessed, by an estimator that knows lists, key rows, repeats and dates."""

import re
import unicodedata
from collections.abc import Iterable

# About a thousand years of one processor at the cost of a try; twelve signs drawn at random stay above it.
ENOUGH = 10**11
# The estimator grows slow with length; what is longer is judged by its first and its last part.
PART = 72
ADVICE = "Take four or five words that have nothing to do with each other; no names, dates or rows of keys."
_KNOWN = ("reintegration", "workbench", "passphrase", "passwort", "kennwort", "trafficking", "reunification")
_PRINTED = (
    "correct horse battery staple",
    "four unrelated words",
    "four or five unrelated words",
    "at least 12 characters",
)


def is_guessable(passphrase: str, own_words: Iterable[str] = ()) -> bool:
    """Whether somebody who tries what people usually take would find it.

    Parameters
    ----------
    own_words
        What stands about the organisation and its people, as names: tried first.

    >>> is_guessable("password12345"), is_guessable("seven quiet lanterns by the water")
    (True, False)
    """
    from zxcvbn import zxcvbn

    text = unicodedata.normalize("NFC", passphrase)
    tried = [word for name in own_words for word in {name.lower(), *re.findall(r"\w{3,}", name.lower())} if word]
    if " ".join(re.findall(r"\w+", text.lower())) in {
        *_PRINTED,
        *(" ".join(name.lower().split()) for name in own_words),
    }:
        return True
    parts = {text[:PART], text[-PART:]}
    return max(zxcvbn(part, user_inputs=[*tried, *_KNOWN])["guesses"] for part in parts) < ENOUGH
