"""The printed page of one sitting, made in memory and sent as PDF."""

import asyncio

import msgspec

from ...report.printing import file_name, write_pdf
from ...store import sittings
from .base import Page


class Printed(Page):
    """Answers with the PDF of a sitting under a file name that holds a code and a day."""

    async def get(self, draft: str) -> None:
        record = msgspec.structs.replace(sittings.record_of(self.vault.store, draft), practice=self.vault.practice)
        page = await asyncio.to_thread(write_pdf, record)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{file_name(record)}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(page)
