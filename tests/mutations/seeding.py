"""Seeded faults: read from their lists, put into a copy of the tree, and whether the tests named notice."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LISTS = Path(__file__).with_name("faults")
SOURCE = Path("src") / "workbench"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".make", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")
OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "--timeout", "120")
LONGEST_SECONDS = 1_800
NOTICED, PASSED = 1, 0


class Fault(NamedTuple):
    """One place of the source and what stands there instead; `tests` must fail then."""

    room: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def applied_to(self, text: str) -> str:
        """The text of its file with the fault in it."""
        return text.replace(self.old, self.new)


def faults() -> list[Fault]:
    """Every fault of every list, by room."""
    found = []
    for path in sorted(LISTS.glob("*.toml")):
        listed = tomllib.loads(path.read_text("utf-8"))
        for entry in listed["faults"]:
            tests = tuple(entry.pop("tests", None) or listed["tests"])
            found.append(Fault(room=path.stem, tests=tests, **entry))
    return found


class Copy:
    """A copy of the tree, or of some of its files, for faults and tests to run in; the checkout is never touched."""

    def __init__(self, folder: Path, only: tuple[str, ...] = ()) -> None:
        self.root = folder / "tree"
        if not only:
            shutil.copytree(ROOT, self.root, ignore=LEFT_OUT, symlinks=True)
        for name in only:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, self.root / name)
        self._sound: dict[tuple[str, ...], bool] = {}

    def run(self, tests: tuple[str, ...]) -> int:
        """Exit status of pytest on the copy; a run without an end counts as one that noticed."""
        path = os.pathsep.join([str(self.root / "src"), str(self.root / "tests")])
        command = [sys.executable, "-m", "pytest", *OPTIONS, *tests]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        environment = {**os.environ, "PYTHONPATH": path}
        with subprocess.Popen(command, cwd=self.root, env=environment, start_new_session=True, **quiet) as started:
            try:
                return started.wait(LONGEST_SECONDS)
            except subprocess.TimeoutExpired:
                started.kill()
                return NOTICED

    def is_own(self) -> bool:
        """Whether what runs here is the copy and not the checkout, also in the installed command."""
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src")}
        code = "import workbench; print(workbench.__file__)"
        told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        return told.stdout.strip().startswith(str(self.root))

    def is_sound(self, tests: tuple[str, ...]) -> bool:
        """Whether the tests pass without any fault; asked twice at most, for a busy machine can be too late."""
        if tests not in self._sound:
            self._sound[tests] = any(self.run(tests) == PASSED for _ in range(2))
        return self._sound[tests]

    def try_fault(self, fault: Fault) -> int:
        """Put a fault in, run its tests, take it out; their exit status."""
        path = self.root / SOURCE / fault.file
        text = path.read_text("utf-8")
        _put(path, fault.applied_to(text))
        try:
            return self.run(fault.tests)
        finally:
            _put(path, text)


def _put(path: Path, text: str) -> None:
    """Write a module, and take away what was compiled of it: a change within one second would not be seen."""
    path.write_text(text, "utf-8")
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
        compiled.unlink()
