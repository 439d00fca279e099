"""`make audit`: what is found is told, and where nobody could look that is not taken for good news."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {"name": "jinja2", "version": "3.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1"], "description": "…"}]}
SKIPPED = {"name": "zxcvbn", "skip_reason": "could not be audited"}


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        ([CLEAN, CLEAN], 0, "2 dependencies looked up, no weakness known."),
        ([CLEAN, SKIPPED], 0, "1 dependencies looked up, no weakness known. 1 could not be looked up."),
        ([CLEAN, WEAK], 1, "jinja2 3.0: PYSEC-1; mended in 3.1"),
        ([SKIPPED, SKIPPED], 0, "Nobody could look"),
        (None, 0, "Nobody could look"),
    ],
    ids=["clean", "partly", "weak", "skipped", "no answer"],
)
def test_what_was_found_is_told(tmp_path, answer, status, says):
    """A program in place of pip-audit that answers as the real one does."""
    program = tmp_path / "pip-audit"
    write = f"open(sys.argv[sys.argv.index('--output') + 1], 'w').write({json.dumps({'dependencies': answer})!r})"
    program.write_text(f"#!{sys.executable}\nimport sys\n{write if answer else 'sys.exit(1)'}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    call = [sys.executable, ROOT / "tests" / "auditing.py", program]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, "")
    assert says in done.stdout


def test_a_program_that_is_not_there_is_nobody_who_could_look(tmp_path):
    call = [sys.executable, ROOT / "tests" / "auditing.py", tmp_path / "none"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and "Nobody could look" in done.stdout


def test_the_audit_is_a_target_and_no_gate():
    makefile = (ROOT / "Makefile").read_text()
    assert "\naudit: setup" in makefile
    gates = [line for line in makefile.splitlines() if line.startswith(("check:", "test:", "validate:"))]
    assert len(gates) == 3 and not any("audit" in line for line in gates)
