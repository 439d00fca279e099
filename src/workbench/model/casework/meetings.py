"""Meetings with a child, or about it."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from ...language import mark
from .declared import Entry, Field, Table, link, moment
from .words import INTERPRETERS


class Sitting(Entry, frozen=True, kw_only=True):
    """One meeting with or about a child. `interpreter` "none_found": one was needed, none could be had that day.

    `present` is by the codes of `vocabulary.PRESENT`; `company` are the same people told apart: an adult on file by id,
    anybody else by code. Empty where that was not noted.
    """

    table: ClassVar = Table("sittings", mark("Meetings"), "child", "One meeting with a child, or about it.")

    child_id: Annotated[str, link("children")]
    on: Annotated[date, Field("day", "Day", "Day of the meeting.", "quasi-identifier")]
    present: Annotated[tuple[str, ...], Field("codes", "", "Codes of who was in the room.", "sensitive")]
    company: Annotated[
        tuple[str, ...] | None,
        Field("codes", "", "The same people told apart: adults on file by id.", "sensitive", late=True),
    ] = None
    interpreter: Annotated[str, Field("code", "Interpreter", "Who interpreted.", allowed=INTERPRETERS)] = "none"
    interpreter_code: Annotated[
        str, Field("line", "Interpreter's code", "As the organisation calls them; no name.")
    ] = ""
    language: Annotated[str, Field("line", "Language", "Language of the meeting.", "quasi-identifier")] = ""
    communication: Annotated[
        str, Field("line", "What helps to talk", "What helps this child to take part.", "sensitive", longest=4_000)
    ] = ""
    started_at: Annotated[datetime, moment("When the page was begun.")]
