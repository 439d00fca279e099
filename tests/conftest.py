"""For every test: figures of long campaigns go to docs/validation.md, and notes about stores to a folder of the run."""

import json
import os
import platform
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from workbench.store.commits import STATE

pytest_plugins = ["skips", "pace"]
# Several tests run at a time: how long one call of them takes says nothing about it.
settings.register_profile("side by side", deadline=None)
settings.load_profile("side by side")

DOCS = Path(__file__).parents[1] / "docs"
HEAD = """# Validation

Written by `make validate`. Each table says when and how its figures were made.
"""


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Every store of a run, also those of programs it starts, notes its newest commit here, not in the user's home."""
    folder = tmp_path_factory.mktemp("state")
    os.environ[STATE] = str(folder)
    yield folder
    del os.environ[STATE]


TRIED_AGAIN = {
    "browser": "a real browser on a busy machine can be later than any patience that a test should have",
    "launcher": "a launcher and its kernels are programs of their own, which a busy machine can start late",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, for Playwright's loop runs on in the main thread, where other tests run theirs."""
    items.sort(key=lambda item: item.path.parent.name == "browser")
    for item in items:
        if reason := TRIED_AGAIN.get(item.path.parent.name):
            item.add_marker(pytest.mark.flaky(reruns=1, reason=reason))


@pytest.fixture
def keep_figures(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Keep the figures of a campaign under a title, with how they were made; rows are dictionaries of one shape.

    With `once`, what stands under that title already stays.
    """

    def keep(title: str, how: str, rows: list[dict], *, once: bool = False) -> None:
        path = DOCS / "validation.json"
        kept = json.loads(path.read_text()) if path.exists() else {}
        if once and title in kept:
            return
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
