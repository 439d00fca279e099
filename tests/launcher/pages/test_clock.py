"""A clock that cannot be right is said at once, in words, and stops nobody."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from launcher.pages.served import Desk
from launcher.running import CHEAP, PASSPHRASE, PIN, WORKBENCH
from workbench.store import Store, families
from workbench.store.verify import verify

WRONG = "One of them is wrong. Look at date and time in the settings of the computer."


def record_at(desk: Desk, moment: datetime) -> None:
    """Let something be recorded while the clock stood elsewhere."""
    right = desk.store.clock
    desk.store.clock = lambda: moment
    families.add_family(desk.store)
    desk.store.clock = right


def test_a_newest_record_of_tomorrow_is_told_on_the_start_page_and_work_goes_on(desk: Desk) -> None:
    assert WRONG not in desk.get("/").words
    ahead = datetime.now(UTC) + timedelta(days=1, hours=1)
    record_at(desk, ahead)
    page = desk.get("/")
    there = ahead.astimezone()
    assert WRONG in page.words and f"the newest record here is of {there.day} {there:%B %Y}" in page.words
    child = desk.child()
    draft = desk.sitting(child)
    assert desk.note(draft).is_open and desk.get(f"/report/{draft}.pdf").status == 200
    truly = ahead.astimezone().date()
    setting = {"on": truly.isoformat(), "interpreter": "none", "why": "first look", "decided_by": "AB"}
    answer = desk.post(f"/child/{child.id}/sitting", setting)
    assert answer.place.startswith("/sitting#")
    family = f"/family/{child.family_id}"
    born = {"born_year": str(truly.year), "born_month": f"{truly.month:02}"}
    answer = desk.post(f"{family}/child", born)
    assert answer.place.startswith("/child/")
    assert verify(desk.store) == []
    assert WRONG in desk.get("/").words


@pytest.mark.parametrize("apart", [timedelta(hours=23), timedelta(days=-400), timedelta(days=-9000)])
def test_what_may_well_be_so_is_not_called_wrong(desk: Desk, apart: timedelta) -> None:
    record_at(desk, datetime.now(UTC) + apart)
    assert WRONG not in desk.get("/").words


def test_the_command_line_says_it_too(tmp_path: Path) -> None:
    future = lambda: datetime.now(UTC) + timedelta(days=40)
    store, _ = Store.create(tmp_path / "store", PASSPHRASE, practitioner="AB", pin=PIN, cost=CHEAP, clock=future)
    store.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    secret.chmod(0o600)
    command = [WORKBENCH, "store", "verify", tmp_path / "store", "--passphrase-file", secret]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and WRONG in done.stderr
