"""The floor table of ARCHITECTURE.md holds for every import, also those inside functions; no files form a circle."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "workbench"
TABLE = re.compile(r"^\| (\d) \| ([a-z_, ]+) \|", re.MULTILINE)


def floors() -> dict[str, int]:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    return {room: int(floor) for floor, rooms in TABLE.findall(text) for room in rooms.split(", ")}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_names(path: Path) -> set[str]:
    """Every dotted name of the project that a file imports, wherever the import stands."""
    package = ("workbench", *path.relative_to(SOURCE).parent.parts)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *filter(None, [node.module]))
            found |= {".".join((*module, alias.name)) for alias in node.names}
    return {name for name in found if name.startswith("workbench.")}


def imported_rooms(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported_names(path)}


def imported_files() -> dict[str, set[str]]:
    """Every file of the tree, by its dotted name, with the files that it imports."""
    named = {}
    for path in SOURCE.rglob("*.py"):
        parts = ("workbench", *path.relative_to(SOURCE).with_suffix("").parts)
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return {
        here: {name if name in named else name.rpartition(".")[0] for name in imported_names(path)} & set(named)
        for here, path in named.items()
    }


def circle() -> list[str]:
    """The files of one import circle, the first again at the end; nothing where there is none."""
    try:
        TopologicalSorter(imported_files()).prepare()
    except CycleError as found:
        return found.args[1]
    return []


def faults(path: Path, level: dict[str, int]) -> list[str]:
    here = room_of(path)
    return [
        f"{path.relative_to(ROOT)} (floor {level[here]}) imports {other} (floor {level[other]})"
        for other in sorted(imported_rooms(path) - {here})
        if level[other] >= level[here]
    ]


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE or path.name != "__init__.py")


def test_every_room_has_a_floor_and_every_floor_a_room():
    assert {room_of(path) for path in MODULES} == set(floors())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_lower_floors(path):
    assert faults(path, floors()) == []


def test_an_upward_import_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.SOURCE", tmp_path)
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    module = tmp_path / "model" / "wrong.py"
    module.parent.mkdir()
    module.write_text("def later():\n    from ..store import opening\n")
    assert faults(module, {"model": 1, "store": 4}) == ["model/wrong.py (floor 1) imports store (floor 4)"]


def test_no_files_import_each_other_in_a_circle():
    assert circle() == []


@pytest.mark.parametrize(
    "back",
    [
        "from .outer import Outer",
        "def later():\n    from .outer import Outer",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .outer import Outer",
        "from . import outer",
        "from workbench.room import outer",
        "import workbench.room.outer",
        "from .between import Between",
        "from . import Outer",
    ],
)
def test_a_circle_of_files_would_be_seen(tmp_path, monkeypatch, back):
    monkeypatch.setattr(f"{__name__}.SOURCE", tmp_path)
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").write_text("from .outer import Outer\n")
    (room / "between.py").write_text("from . import outer\n")
    (room / "outer.py").write_text("from .inner import Inner\n")
    (room / "inner.py").write_text("import re\n")
    assert circle() == []
    (room / "inner.py").write_text(back + "\n")
    assert {"workbench.room.inner", "workbench.room.outer"} <= set(circle())
