"""The printed page of one sitting, made in memory and sent as PDF."""

import asyncio
from typing import ClassVar

import msgspec

from ...errors import Locked
from ...language import say
from ...report.foretold import told_of
from ...report.printing import file_name, write_pdf
from ...store import Store
from ...store.records import record_of, signs_in
from .base import Page


class Printed(Page):
    """Answers with the PDF of a sitting under a file name that holds a code and a day.

    What is finished after the desk was covered, locked or handed over is not given out any more.
    """

    team: ClassVar[bool] = False

    async def get(self, draft: str) -> None:
        store = self.vault.store
        record = msgspec.structs.replace(record_of(store, draft), practice=self.vault.practice, team=self.team)
        page = await asyncio.to_thread(write_pdf, record)
        if self.vault.store is not store:
            raise Locked(say("The workbench was locked in the meantime."))
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{file_name(record)}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(page)


class BeforePrinting(Page):
    """Tells a page with a script what will come out as a box in print."""

    counts_as_activity = False

    def get(self, draft: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish({"told": boxes_in(self.vault.store, draft)})


def boxes_in(store: Store, *drafts: str) -> str:
    """Say which scripts of what was written have no letters in print; empty where all have."""
    return told_of(frozenset[str]().union(*(signs_in(store, draft) for draft in drafts)))


class TeamSheet(Printed):
    """Answers with the team's own sheet of a sitting, which alone may name a person of concern."""

    team = True
