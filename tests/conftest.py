"""Figures of the long campaigns: `make validate` writes them to docs/validation.md, each with when and how."""

import json
import platform
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
HEAD = """# Validation

Written by `make validate`. Each table says when and how its figures were made.
"""


@pytest.fixture
def keep_figures(request: pytest.FixtureRequest) -> Callable[[str, str, list[dict]], None]:
    """Keep the figures of a campaign under a title, with how they were made; rows are dictionaries of one shape."""

    def keep(title: str, how: str, rows: list[dict]) -> None:
        path = DOCS / "validation.json"
        kept = json.loads(path.read_text()) if path.exists() else {}
        when = f"{date.today().isoformat()}, Python {platform.python_version()}, `{request.node.name}`"
        kept[title] = {"how": how, "when": when, "rows": rows}
        path.write_text(json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False) + "\n")
        (DOCS / "validation.md").write_text(HEAD + "".join(table(name, entry) for name, entry in sorted(kept.items())))

    return keep


def table(title: str, entry: dict) -> str:
    """One campaign as Markdown."""
    names = list(entry["rows"][0])
    lines = [f"\n## {title}", "", f"{entry['how']} ({entry['when']})", "", f"| {' | '.join(names)} |"]
    lines += ["|" + "---|" * len(names)]
    lines += [f"| {' | '.join(str(row[name]) for name in names)} |" for row in entry["rows"]]
    return "\n".join(lines) + "\n"
