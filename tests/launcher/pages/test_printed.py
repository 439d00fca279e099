"""The printed page comes as PDF, under a name that says nothing, and is not kept."""

import asyncio
import io
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from pypdf import PdfReader

from launcher.handed import add_child_page
from launcher.pages.served import Desk, Page


def test_a_sitting_is_printed(desk: Desk) -> None:
    child = desk.child()
    draft = desk.sitting(child)
    answer = desk.get(f"/report/{draft}.pdf")
    assert answer.status == 200 and answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith(f'inline; filename="{child.code} ')
    (length,) = (int(answer.headers["Content-Length"]),)
    text = PdfReader(io.BytesIO(answer.body)).pages[0].extract_text()
    assert child.code in text and length == len(answer.body)


def test_an_unknown_sitting_is_not_printed(desk: Desk) -> None:
    assert desk.get(f"/report/{'0' * 32}.pdf").status == 404


class HeldBack(ThreadPoolExecutor):
    """Takes work and begins it when told."""

    def __init__(self) -> None:
        super().__init__(1)
        self.taken, self.begin = threading.Event(), threading.Event()
        super().submit(self.begin.wait)

    def submit(self, *given: Any, **named: Any) -> Future:
        self.taken.set()
        return super().submit(*given, **named)


@pytest.mark.parametrize("what", ["nothing", "handed_over", "cover", "lock"])
def test_what_is_still_being_made_is_not_given_out_once_the_desk_is_closed(desk: Desk, what: str) -> None:
    draft, workers, answers = add_child_page(desk.store, 10), HeldBack(), []

    async def hold_back() -> None:
        asyncio.get_running_loop().set_default_executor(workers)

    async def close() -> None:
        match what:
            case "handed_over":
                await desk.vault.hand_over(draft)
            case "cover":
                desk.vault.cover()
            case "lock":
                await desk.vault.lock()

    desk.run(hold_back())
    asking = threading.Thread(target=lambda: answers.append(desk.get(f"/report/{draft}.pdf")))
    asking.start()
    done = workers.taken.wait(10)
    assert done, "the page is being made"
    desk.run(close())
    workers.begin.set()
    asking.join()
    answer: Page = answers[0]
    if what == "nothing":
        assert answer.body.startswith(b"%PDF")
    else:
        leads = {"handed_over": f"/sitting#{draft}", "cover": "/cover", "lock": "/login"}
        assert (answer.status, answer.place, answer.body) == (303, leads[what], b"")
