"""Promise 4: what was acknowledged survives a kill, a power cut and a full disk. `campaign.py` does the cutting."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def shim(tmp_path_factory) -> Path:
    """The library that stands for a forgetful and a full disk."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.fail("these tests need a C compiler: apt-get install gcc")
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run(
        [compiler, "-Wall", "-Werror", "-O1", "-shared", "-fPIC", str(HERE / "shim.c"), "-o", str(library), "-ldl"],
        check=True,
    )
    return library


def run(kind: str, folder: Path, cuts: int, *, synchronous: str = "FULL", shim: Path | None = None) -> dict:
    extra = {"SHIM_STORE": str(folder), "LD_PRELOAD": str(shim)} if shim else {}
    if kind == "power":
        extra["SHIM_SHADOW"] = str(folder.with_name("shadow"))
    done = subprocess.run(
        [sys.executable, str(HERE / "campaign.py"), kind, str(folder), str(cuts), synchronous],
        env=os.environ | extra,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_twenty_kills_lose_nothing_acknowledged(tmp_path):
    outcome = run("kill", tmp_path / "store", 20)
    assert outcome["acknowledged"] > 50
    assert (outcome["lost"], outcome["called_older"], outcome["findings"]) == (0, 0, [])


def test_twenty_power_cuts_lose_nothing_acknowledged(tmp_path, shim):
    outcome = run("power", tmp_path / "store", 20, shim=shim)
    assert outcome["acknowledged"] > 50
    assert (outcome["lost"], outcome["called_older"], outcome["findings"]) == (0, 0, [])


def test_the_power_cut_shows_a_store_that_does_not_sync(tmp_path, shim):
    outcome = run("power", tmp_path / "store", 8, synchronous="NORMAL", shim=shim)
    assert outcome["lost"] > 0
    assert outcome["unnoticed"] == 0, "what was lost is told when the store is opened"


def test_a_full_disk_is_told_changes_nothing_and_work_goes_on_with_room(tmp_path, shim):
    outcome = run("full", tmp_path / "store", 0, shim=shim)
    assert outcome["refusals"] == 3
    assert outcome["acknowledged"] > outcome["before_room"] > 0
    assert (outcome["lost"], outcome["added"], outcome["findings"]) == (0, 0, [])
