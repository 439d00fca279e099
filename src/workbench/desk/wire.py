"""What is said over a link, as JSON: a request, a reply, and an opened sitting without its instrument."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from .. import errors
from ..errors import DefinitionError, WorkbenchError
from ..library.loading import ships
from ..model import changes
from ..model.answers import Answers
from ..model.context import Context
from ..model.draft import Draft, Pause
from ..model.entries import Recorded, Statement
from ..model.instrument import Instrument
from ..model.notes import Note
from .protocol import Acknowledged, Opened

Forms = Callable[[str, str], Instrument]
_ERRORS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, WorkbenchError) and kind is not DefinitionError
}


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One call of the desk: `open` with draft and tab, or `record` with an envelope."""

    open: Annotated[str, Meta(max_length=80, pattern=r"^[A-Za-z0-9_.-]*$")] | None = None
    tab: changes.Name | None = None
    record: msgspec.Raw = msgspec.Raw()


class Reply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of it. `error` is the name of a class of `workbench.errors`."""

    opened: "WireOpened | None" = None
    acknowledged: Acknowledged | None = None
    error: str | None = None
    text: str = ""


class WireDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft on the wire: its instrument by id and version, its answers as plain lists.

    An instrument that does not ship travels along, so that a kernel needs no folder to find it in.
    """

    definition: Instrument | None = None
    instrument: str
    version: str
    context: Context
    recorded: dict[str, Recorded]
    statements: tuple[Statement, ...]
    revision: int
    section: str | None
    item: str | None
    notes: dict[str, Note]
    pauses: tuple[Pause, ...]
    stopped_at: datetime | None
    left: str
    rebook: date | None
    saved_at: datetime | None


class WireOpened(msgspec.Struct, frozen=True, kw_only=True):
    """An opened sitting on the wire: the draft, and everything else as `Opened` has it."""

    draft: WireDraft
    rest: dict[str, Any]


def to_wire(opened: Opened) -> WireOpened:
    """Write an opened sitting, without an instrument that the other side has."""
    draft = opened.draft
    same = {name: getattr(draft, name) for name in Draft.__struct_fields__ if name != "answers"}
    wire = WireDraft(
        definition=None if ships(draft.form) else draft.form,
        instrument=draft.form.id,
        version=draft.form.version,
        context=draft.answers.context,
        recorded=dict(draft.answers.recorded),
        statements=draft.answers.statements,
        **same,
    )
    return WireOpened(
        draft=wire, rest={name: getattr(opened, name) for name in Opened.__struct_fields__ if name != "draft"}
    )


def from_wire(wire: WireOpened, forms: Forms) -> Opened:
    """Put an opened sitting together again, with its instrument from `forms`."""
    draft = wire.draft
    form = draft.definition or forms(draft.instrument, draft.version)
    answers = Answers.restored(form, draft.context, draft.recorded, draft.statements)
    same = {name: getattr(draft, name) for name in Draft.__struct_fields__ if name != "answers"}
    types = msgspec.structs.fields(Opened)
    rest = {
        field.name: msgspec.convert(wire.rest[field.name], field.type) for field in types if field.name in wire.rest
    }
    return Opened(draft=Draft(answers=answers, **same), **rest)


def refusal_of(error: WorkbenchError) -> Reply:
    """Write an error under the nearest of its names that the other side can raise."""
    name = next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in _ERRORS), "WorkbenchError")
    return Reply(error=name, text=str(error))


def error_of(reply: Reply) -> WorkbenchError:
    """Make the error again that a reply tells of."""
    return _ERRORS.get(reply.error or "", WorkbenchError)(reply.text)
