"""Two adults of one role: told apart wherever they are listed, agreed with, or printed."""

import re
from datetime import date

from msgspec.structs import replace

from launcher.pages.served import Desk
from workbench.report.contents import contents
from workbench.report.wording import plain
from workbench.store import families
from workbench.store.records import record_of


def test_two_mothers_are_told_apart_on_every_page_and_in_print(desk: Desk) -> None:
    child = desk.child()
    family = f"/family/{child.family_id}"
    for _ in range(2):
        answer = desk.post(f"{family}/person", {"role": "mother", "label": ""})
        assert answer.place == family
    mothers = families.family(desk.store, child.family_id)[1]
    for path in (family, f"/child/{child.id}/sitting", f"/child/{child.id}/agreement"):
        assert "Mother A" in desk.get(path).words and "Mother B" in desk.get(path).words
    second = desk.post(f"{family}/person", {"role": "mother", "label": "b"})
    assert second.status == 422 and "There is Mother b already; choose another letter" in second.words
    responsible = f"/child/{child.id}/responsibility"
    desk.post(responsible, {"holder": mothers[1].id, "ground": "by_birth"})
    decided = {"person": mothers[1].id, "on": date.today().isoformat(), "decision-assessment": "given"}
    desk.post(f"/child/{child.id}/consent", decided | {"limits_explained": "yes"})
    agreed = desk.get(f"/child/{child.id}/agreement").words
    assert "Mother B: by birth or descent" in agreed and "Given, Mother B, today" in agreed
    here = ["child", *(f"adult-{mother.id}" for mother in mothers), "relative"]
    setting = {"on": date.today().isoformat(), "interpreter": "none", "present": here}
    draft = desk.post(f"/child/{child.id}/sitting", setting).place.removeprefix("/sitting#")
    record = replace(record_of(desk.store, draft), team=True)
    assert record.sitting.present == ("child", "parent", "other_parent", "relative")
    printed = plain(re.sub(r"['\"\[\]]", "", str(contents(record)["strip"])))
    assert "Present, Mother A, Mother B, Child, Other relative" in printed and "by Mother B" in printed
