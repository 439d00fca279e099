"""The printed page comes as PDF, under a name that says nothing, and is not kept."""

import io

from pypdf import PdfReader

from launcher.pages.served import Desk


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
