"""A run in which something was skipped for a reason that is not listed fails; seen on made-up files of tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from skips import REASONS

TESTS = Path(__file__).parent
SIDE_BY_SIDE = pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["alone", "side by side"])
TEST = "def test_it():\n    {}\n"
LISTED = {
    "passes": TEST.format("pass"),
    "listed": f"import pytest\n@pytest.mark.skip(reason={REASONS[0]!r})\n{TEST.format('pass')}",
    "expected": f"import pytest\n@pytest.mark.xfail(reason='not yet', strict=True)\n{TEST.format('raise ValueError')}",
}
NOT_LISTED = {
    "bare": f"import pytest\n@pytest.mark.skip\n{TEST.format('pass')}",
    "elsewhere": f"import pytest\n@pytest.mark.skip(reason='the data lie elsewhere')\n{TEST.format('pass')}",
    "inside": "import pytest\n" + TEST.format("pytest.skip('the data lie elsewhere')"),
    "fixture": "import pytest\n@pytest.fixture\ndef data():\n    pytest.skip()\ndef test_it(data):\n    pass\n",
    "package": "import pytest\npytest.importorskip('no_such_package')\n",
}


def run(folder: Path, files: dict[str, str], *side_by_side: str) -> subprocess.CompletedProcess[str]:
    for name, text in files.items():
        (folder / f"test_{name}.py").write_text(text)
    options = ("-p", "skips", "-p", "no:cacheprovider", "--import-mode=importlib", "-c", os.devnull)
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *side_by_side, str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=60,
    )


@SIDE_BY_SIDE
def test_listed_reasons_let_a_run_pass(tmp_path, options):
    ended = run(tmp_path, LISTED, *options)
    assert (ended.returncode, "tests/skips.py" in ended.stdout) == (0, False)


@SIDE_BY_SIDE
def test_any_other_reason_fails_a_run_and_is_told(tmp_path, options):
    ended = run(tmp_path, LISTED | NOT_LISTED, *options)
    assert ended.returncode == 1
    told = [line for line in ended.stdout.splitlines() if "tests/skips.py" in line]
    assert len(told) == len(NOT_LISTED)
    for name in NOT_LISTED:
        assert any(f"test_{name}.py" in line for line in told), name
