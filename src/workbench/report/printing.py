"""Which page is printed: what was found where needs and strengths are rated, else the page of the sitting.

Each is printed without what only the team may read, unless the record asks for the team's own sheet.
"""

from ..model.record import Record
from ..model.scales import shows_profile
from . import profile_page, safety_page


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


def file_name(record: Record) -> str:
    """Name the file by code and date; a page that is not asked at every sitting adds its title, which is neutral."""
    name, form = safety_page.file_name(record), record.draft.form
    title = "" if form.every_sitting else safety_page.plain_name(form.title.lower())
    return " ".join(part for part in (name.removesuffix(".pdf"), title, "team" * record.team) if part) + ".pdf"
