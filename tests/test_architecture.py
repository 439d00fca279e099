"""The floor table of ARCHITECTURE.md holds for every import, also those inside functions."""

import ast
import re
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


def imported_rooms(path: Path) -> set[str]:
    package = ("workbench", *path.relative_to(SOURCE).parent.parts)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            module = f"{base}{node.module or ''}".rstrip(".")
            targets = [f"{module}.{alias.name}" for alias in node.names] if module == "workbench" else [module]
        else:
            continue
        found |= {target.split(".")[1] for target in targets if target.startswith("workbench.")}
    return found


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
