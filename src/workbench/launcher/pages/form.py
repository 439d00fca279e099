"""One form on its way: what was typed, what is wrong with it, and the typed values that come out."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any

from tornado.web import RequestHandler

from ...errors import AnswerRefused
from ...language import dates, say
from ...model.digits import plain_digits, plain_number
from ...model.words import clean
from ...store.keyring import check_passphrase
from ...store.pin import is_easy
from .base import Page
from .times import today

LONGEST = 4_000
FOLLOW_UP = timedelta(days=5 * 366)
WAS = "was-"
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Form:
    """What a page shows in its controls, and one sentence for each field that is wrong.

    Attributes
    ----------
    of
        Which form of the page this is, so that its folded part opens again.
    typed, many
        By field name: the text, or the ticked codes.
    errors
        By field name; "page" for what belongs to no field.
    doubts
        By field name: a value that may be right and is asked about once more.
    on_file
        What the record holds for a field when the page is drawn; sent back along with it, so that only what was
        changed is written.
    """

    def __init__(self, of: str = "", **defaults: str) -> None:
        self.of = of
        self.typed: dict[str, str] = defaults
        self.many: dict[str, tuple[str, ...]] = {}
        self.errors: dict[str, str] = {}
        self.doubts: dict[str, str] = {}
        self.on_file: dict[str, str] = {}

    @classmethod
    def sent_to(cls, page: RequestHandler, of: str = "") -> "Form":
        """Read the form that was sent to a page. Line ends become single; an invisible sign parts words, as a space."""
        form = cls(of)
        for name in page.request.body_arguments:
            if name == "_xsrf":
                continue
            seen = _secret if "passphrase" in name or name in ("pin", "pin_again") else clean
            values = tuple(seen(value) for value in page.get_body_arguments(name, strip=False))
            form.many[name], form.typed[name] = values, values[-1]
        return form

    def wrong(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field; the first word on it stands."""
        self.errors.setdefault(name, sentence)

    def sure(self, name: str, value: str, sentence: str) -> bool:
        """Whether a doubtful value was ticked as right; otherwise ask, beside the field. Each value is asked anew."""
        if self.typed.get(f"sure-{name}") == value:
            return True
        self.wrong(name, sentence)
        self.doubts[name] = value
        return False

    def text(self, name: str, *, needed: str = "", longest: int = LONGEST) -> str:
        """Return a text without blank ends; `needed` is the sentence for an empty one."""
        found = self.typed.get(name, "").strip()
        if needed and not found:
            self.wrong(name, needed)
        if len(found) > longest:
            self.wrong(
                name,
                say(
                    "This is {length} characters long; there is room for {longest}. Please shorten it.",
                    length=len(found),
                    longest=longest,
                ),
            )
        return found

    def shows(self, on_file: dict[str, str]) -> None:
        """Fill the controls with what is on file; what was typed already stays."""
        self.on_file |= {name: self.typed.get(f"{WAS}{name}", value) for name, value in on_file.items()}
        self.typed = on_file | self.typed

    def changed(self, name: str) -> bool:
        """Whether a control came back with something else than the page showed; never for one that did not come."""
        was = self.typed.get(f"{WAS}{name}")
        return name in self.typed and self.typed[name].strip() != (was or "").strip()

    def meanwhile(self, on_file: Mapping[str, str], chosen: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Let nothing be written over that another window has written since this page was shown.

        What was not touched here is taken as it stands by now. What was written here and there is asked about once,
        unless what is typed holds all of it.

        Parameters
        ----------
        chosen
            How the values read of fields that are chosen and not written, by field.
        """
        labels = chosen or {}
        for name, value in on_file.items():
            was = self.typed.get(f"{WAS}{name}")
            if was is None or name not in self.typed or value.strip() == was.strip():
                continue
            if not self.changed(name):
                self.typed[name] = value
            elif name in labels:
                if value != self.typed[name]:
                    found = labels[name].get(value, value) or say("Not known")
                    self.wrong(
                        name,
                        say(
                            "Another window has written here since: “{found}”. Choose what holds, and save again.",
                            found=found,
                        ),
                    )
            elif value.strip() not in self.typed[name]:
                self.wrong(
                    name,
                    say(
                        "Another window has written here since: “{words}”. Bring both together and save again.",
                        words=value,
                    ),
                )
            self.typed[f"{WAS}{name}"] = value

    def emptied(self, *names: str) -> tuple[str, ...]:
        """Name the controls that the page showed filled and that came back empty."""
        return tuple(n for n in names if self.changed(n) and not self.typed[n].strip())

    def secret(self, name: str) -> str:
        """Return a passphrase or PIN as typed, and forget it here, so that no page shows it again."""
        self.many.pop(name, None)
        return self.typed.pop(name, "")

    def code(self, name: str, allowed: Collection[str], *, needed: str = "") -> str | None:
        """Return one of the allowed codes; None for nothing chosen, or for what is not on the list."""
        found = self.typed.get(name, "")
        if found in allowed and found:
            return found
        if found or needed:
            self.wrong(name, needed or say("Please choose from the list."))
        return None

    def codes(self, name: str, allowed: Collection[str], *, needed: str = "") -> tuple[str, ...]:
        """Return the ticked codes in the order of the list."""
        found = self.many.get(name, ())
        if any(code not in allowed for code in found):
            self.wrong(name, say("Please choose from the list."))
        if needed and not found:
            self.wrong(name, needed)
        return tuple(code for code in allowed if code in found)

    def ticked(self, name: str) -> bool:
        """Whether a single box is ticked."""
        return self.typed.get(name) == "yes"

    def day(
        self, name: str, *, needed: str = "", earliest: date = date(1990, 1, 1), latest: date | None = None
    ) -> date | None:
        """Return a date between two limits, or None."""
        found = plain_number(self.typed.get(name, ""))
        if not found:
            if needed:
                self.wrong(name, needed)
            return None
        try:
            day = date.fromisoformat(found)
        except ValueError:
            self.wrong(name, say("Please write the date as year-month-day, for example 2026-05-31."))
            return None
        if day < earliest:
            self.wrong(name, say("This date is too early; it can be from {day} on.", day=earliest.isoformat()))
        if latest is not None and day > latest:
            self.wrong(name, say("This date is too late; it can be up to {day}.", day=latest.isoformat()))
        return day

    def day_to_come(self, name: str, *, needed: str = "", on_file: date | None = None) -> date | None:
        """Return a date that lies ahead; one that is past, or more than five years away, is asked about once more."""
        before = len(self.errors)
        day = self.day(name, needed=needed, earliest=date(2000, 1, 1), latest=date(2099, 12, 31))
        if day is None or len(self.errors) > before or day == on_file:
            return day
        words = dates.day(day)
        if day < today():
            self.sure(name, day.isoformat(), say("{day} is past. Is this day right?", day=words))
        elif day > today() + FOLLOW_UP:
            self.sure(name, day.isoformat(), say("{day} is more than five years away. Is this day right?", day=words))
        return day

    def number(self, name: str, low: int, high: int) -> int | None:
        """Return a whole number between two limits."""
        found = plain_number(self.typed.get(name, ""))
        if found.isascii() and found.isdigit() and len(found) <= 4 and low <= int(found) <= high:
            return int(found)
        self.wrong(name, say("Please write a whole number from {low} to {high}.", low=low, high=high))
        return None

    def kept(self, write: Callable[[], object], field: str = "page") -> bool:
        """Write what was typed, unless something is wrong; what the store refuses is said beside a field."""
        if self.is_right:
            try:
                write()
            except AnswerRefused as error:
                self.wrong(field, in_words(error))
        return self.is_right

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self.errors


class FormPage(Page):
    """A page with forms: drawn as it is, or again with what was typed and what is wrong with it."""

    def draw(self, template: str, form: Form | None = None, **values: Any) -> None:
        """Draw a template with a form; the answer says 422 when something is wrong with it."""
        form = form or Form()
        self.render_page(template, status=200 if form.is_right else 422, form=form, **values)


def new_passphrase(form: Form, *own_words: str) -> str:
    """Return the passphrase that was typed twice, judged as the store does it; names of the house are tried first."""
    first, again = form.secret("passphrase"), form.secret("passphrase_again")
    if len(first) < 12:
        form.wrong("passphrase", say("The passphrase is too short: please use at least 12 characters, or four words."))
    elif first != again:
        form.wrong("passphrase_again", say("The two passphrases are not the same. Please type both again."))
    else:
        try:
            check_passphrase(first, own_words)
        except AnswerRefused as error:
            form.wrong("passphrase", in_words(error))
    return first


def new_pin(form: Form) -> str:
    """Return the PIN that was typed twice."""
    first, again = form.secret("pin"), form.secret("pin_again")
    if not re.fullmatch("[0-9]{4,8}", plain_digits(first)):
        form.wrong("pin", say("The PIN needs 4 to 8 digits, and nothing else."))
    elif is_easy(first):
        form.wrong(
            "pin",
            say(
                "This PIN is one that anybody tries first. "
                "Please choose digits that neither run nor repeat, and no year."
            ),
        )
    elif plain_digits(first) != plain_digits(again):
        form.wrong("pin_again", say("The two PINs are not the same. Please type both again."))
    return first


def choices(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Codes and labels in the order of a list, as the templates take them."""
    return list(labels.items())


def _secret(value: str) -> str:
    return _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def in_words(error: Exception) -> str:
    """A refusal of the store as a sentence beside the field."""
    _, _, sentence = str(error).partition(": ")
    return (sentence[:1].upper() + sentence[1:]) or str(error)
