"""A service of the organisation's own stands on the page of what was found, and on its print."""

import io
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from launcher.pages.served import Desk
from offers.test_own import OWN
from workbench.library import loading
from workbench.model.changes import Answer
from workbench.store import StoreDesk, agreements, families


def test_it_is_offered_on_page_and_print(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir(mode=0o755)
    (tmp_path / "own" / "catalogue.toml").write_text(OWN, "utf-8")
    child = desk.child()
    mother = families.add_person(desk.store, child.family_id, "mother")
    agreements.add_responsibility(desk.store, child.id, mother.id, "by_birth")
    agreements.add_consent(desk.store, child.id, "assessment", "given", on=date.today(), person_id=mother.id)
    desk.fill_in("/settings", "/settings", instruments=str(tmp_path / "own"))
    try:
        sitting = {
            "present": "child",
            "interpreter": "none",
            "instrument": "child_needs",
            "on": date.today().isoformat(),
        }
        draft = desk.post(f"/child/{child.id}/sitting", sitting).place.partition("#")[2]
        StoreDesk(desk.store).amend(draft, Answer(item="health_teeth", value=2))
        found, printed = desk.get(f"/found/{draft}"), desk.get(f"/report/{draft}.pdf")
    finally:
        loading.use_folder(None)
    assert "The smile bus" in found.words
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.body)).pages).split())
    assert "The smile bus" in text
