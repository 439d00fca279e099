"""Which page is printed: what was found where needs and strengths are rated, else the page of the sitting."""

from ..model.record import Record
from . import profile_page, safety_page
from .safety_page import file_name

__all__ = ["file_name", "shows_what_was_found", "write_pdf"]

PROFILED = ("child_needs",)


def shows_what_was_found(instrument: str) -> bool:
    """Whether answers to an instrument are laid out as needs and strengths."""
    return instrument in PROFILED


def write_pdf(record: Record) -> bytes:
    """Set the page that fits the instrument.

    Raises
    ------
    ReportError
        The page could not be set. Nothing of the record is in the message.
    """
    if shows_what_was_found(record.draft.form.id):
        return profile_page.write_pdf(record)
    return safety_page.write_pdf(record)
