"""The plain pages: server-rendered HTML, no kernel, little or no script."""

from pathlib import Path

from tornado.web import StaticFileHandler, URLSpec

from . import (
    agreement,
    child,
    cover,
    doors,
    family,
    found,
    going_on,
    guide,
    history,
    new_sitting,
    note,
    notes,
    preferences,
    printed,
    start,
)
from .base import AGAIN, Again

STATIC = Path(__file__).parents[1] / "static"
_ID = r"([0-9a-f]{32})"
_NOTE = rf"/notes/{_ID}/([0-9a-f]{{16}})"
_CHILD = rf"/child/{_ID}"
_FAMILY = rf"/family/{_ID}"
_ACTS = "|".join(history.ACTS)


def routes() -> list[URLSpec]:
    """Addresses of the plain pages, of their styles and of their script (`/plain/`)."""
    table: list[tuple] = [
        ("/", start.Start),
        (AGAIN, Again),
        ("/first-run", doors.FirstRun),
        (doors.SHEET, doors.RecoverySheet),
        ("/login", doors.Login),
        ("/recover", doors.Recover),
        ("/lock", doors.Lock),
        ("/cover", cover.Cover),
        ("/uncover", cover.Uncover),
        ("/help", guide.Help),
        ("/settings", preferences.Preferences),
        ("/settings/passphrase", preferences.ChangePassphrase),
        ("/settings/pin", preferences.ChangePin),
        ("/settings/(saved|passphrase-changed|pin-changed)", preferences.Preferences),
        ("/family", family.NewFamily),
        (_FAMILY, family.FamilyPage),
        (f"{_FAMILY}/child", family.AddChild),
        (f"{_FAMILY}/person", family.AddPerson),
        (f"{_FAMILY}/person/{_ID}", family.ChangePerson),
        (_CHILD, child.ChildPage),
        (f"{_CHILD}/about", child.DescribeChild),
        (f"{_CHILD}/meeting", child.AgreeToMeet),
        (f"{_CHILD}/notes", notes.ChildNotes),
        (f"{_CHILD}/sitting", new_sitting.NewSitting),
        (f"{_CHILD}/agreement", agreement.Agreement),
        (f"{_CHILD}/responsibility", agreement.AddResponsibility),
        (f"{_CHILD}/consent", agreement.AddConsent),
        (f"{_CHILD}/assent", agreement.AddAssent),
        (f"{_CHILD}/exception", agreement.AddException),
        (f"{_CHILD}/history", history.History),
        (f"{_CHILD}/history/about/(child|family)", history.AboutInHistory),
        (f"{_CHILD}/history/about/(adult)/{_ID}", history.AboutInHistory),
        (f"{_CHILD}/history/({_ACTS})", history.AddStretch),
        (f"{_CHILD}/history/(parent)/{_ID}", history.AddStretch),
        (f"{_CHILD}/history/({_ACTS})/entry/{_ID}", history.ChangeStretch),
        (f"{_CHILD}/history/({_ACTS})/entry/{_ID}/out", history.TakeOutStretch),
        (_NOTE, note.NotePage),
        (f"{_NOTE}/close", note.CloseNotePage),
        (f"{_NOTE}/again", note.AskAgainPage),
        (f"{_NOTE}/reopen", note.ReopenNotePage),
        (rf"/go-on/{_ID}", going_on.GoOn),
        (rf"/found/{_ID}", found.Found),
        (rf"/report/{_ID}\.pdf", printed.Printed),
        (rf"/report/{_ID}/before", printed.BeforePrinting),
        (rf"/report/{_ID}/team\.pdf", printed.TeamSheet),
    ]
    specs = [URLSpec(f"{pattern}$", handler) for pattern, handler in table]
    return [*specs, URLSpec(r"/plain/([a-z.]+)$", StaticFileHandler, {"path": str(STATIC)})]
