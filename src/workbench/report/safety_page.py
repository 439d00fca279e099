"""The printed page of one sitting as a file: its bytes, and a name that tells nothing."""

import re

from ..model.record import Record
from .contents import contents
from .typesetting import typeset


def write_pdf(record: Record) -> bytes:
    """Set the record on A4: one page for a usual sitting, more when there is more to say; nothing is cut.

    The file is tagged PDF/UA-1, and the same record gives the same bytes on every machine.

    Raises
    ------
    ReportError
        The page could not be set. Nothing of the record is in the message.
    """
    return typeset("safety_page.typ", contents(record), int(record.printed_at.timestamp()))


def file_name(record: Record) -> str:
    """Name the file by code and date alone, as `K-214 2026-11-22.pdf`."""
    return f"{plain_name(record.child.code) or 'page'} {record.sitting.on.isoformat()}.pdf"


def plain_name(words: str) -> str:
    """Keep of some words what may stand in a file name on every system."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", words).strip("-")
