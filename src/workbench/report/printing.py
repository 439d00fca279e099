"""Which page is printed: what was found where needs and strengths are rated, else the page of the sitting."""

from ..model.record import Record
from ..model.scales import shows_profile
from . import profile_page, safety_page
from .safety_page import file_name

__all__ = ["file_name", "write_pdf"]


def write_pdf(record: Record) -> bytes:
    """Set the page that fits the instrument.

    Raises
    ------
    ReportError
        The page could not be set. Nothing of the record is in the message.
    """
    if shows_profile(record.draft.form):
        return profile_page.write_pdf(record)
    return safety_page.write_pdf(record)
