"""What will have no letter in print, said before printing."""

from collections.abc import Iterable
from typing import Any

import msgspec

from ..language import say
from ..model.record import Record
from .scripts import EAST_ASIA, NO_LETTER, scripts_of
from .typesetting import lacking
from .wording import plain

_known: dict[str, bool] = {}


def before_printing(record: Record) -> str:
    """Say which scripts of a record come out as boxes; empty where every sign has its letter. No word is repeated."""
    return told_of(msgspec.json.encode(record, enc_hook=_parts).decode(errors="replace"))


def told_of(signs: Iterable[str]) -> str:
    """Say the same of some signs."""
    scripts = scripts_of(without_letter(signs))
    if not scripts:
        return ""
    told = [
        say(
            "In print a box ({box}) stands for what no font here has a letter for: {scripts}.",
            box=NO_LETTER,
            scripts=", ".join(scripts),
        )
    ]
    if set(scripts) & set(EAST_ASIA.values()):
        install = "pip install 'reintegration-workbench[cjk]'"
        told.append(say("Fonts for Chinese, Japanese and Korean are an extra: {install}.", install=install))
    return " ".join([*told, say("The file keeps the words as written.")])


def without_letter(signs: Iterable[str]) -> frozenset[str]:
    """Return those signs that come out as a box."""
    wanted = {sign for sign in signs if not sign.isascii() and plain(sign) and sign != NO_LETTER}
    _known.update((sign, False) for sign in wanted if plain(sign) == NO_LETTER)
    if new := sorted(sign for sign in wanted if sign not in _known):
        lacked = lacking(new)
        _known.update((sign, sign not in lacked) for sign in new)
    return frozenset(sign for sign in wanted if not _known[sign])


def _parts(value: Any) -> Any:
    """Answers are no plain structure: what people wrote in them, and the form."""
    return {"form": value.form, "recorded": value.recorded, "statements": value.statements}
