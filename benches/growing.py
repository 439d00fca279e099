"""What it takes to add a field, a form and a page: files touched and lines written, in a copy of the tree."""

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benches.measurement import Measurement, Row

ROOT = Path(__file__).parents[1]
SOURCE = Path("src") / "workbench"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "tests", "docs", "*.egg-info")

FIELD = """    likes: Annotated[
        str | None,
        Field("line", "What the child likes", "A thing, a game, a song.", "sensitive", not_known=True, late=True),
    ] = None
"""
STEP = '''"""What a child likes."""

from sqlalchemy import Column, Connection, MetaData, Table, Text

from .statements import AddColumn

NAME = "9999 likes"
children = Table("children", MetaData(), Column("likes", Text))


def take(connection: Connection) -> None:
    """Add the column."""
    connection.execute(AddColumn(children.c.likes))
'''
FIELD_WORKS = """
import sys
from pathlib import Path
from workbench.dictionary.record import record_pages
from workbench.launcher.pages import controls
from workbench.launcher.pages.history import ABOUT_CHILD
from workbench.model.casework import Child
from workbench.model.casework.declared import told
from workbench.store import Store, families
from workbench.store.keyring import Cost

cheap = Cost(passes=1, memory_kib=8, lanes=1)
place, secret = Path(sys.argv[1]) / "store", "four unrelated words here"
store, _ = Store.create(place, secret, practitioner="AB", pin="2580", cost=cheap)
with store:
    child = families.add_child(store, families.add_family(store).id, likes="Kites")
    families.describe_child(store, child.id, likes="Kites and songs")
    assert ("What the child likes", "Kites and songs") in told(families.child(store, child.id))
assert "What the child likes" in [one.label for one in controls.controls(Child, ABOUT_CHILD)]
assert "What the child likes" in record_pages()["record/children.md"]
"""
FORM_WORKS = """
from workbench.library.check import check_file
from workbench.library.loading import instrument
from workbench.library.manual import write_manual
from workbench.library.offering import offered
import sys

assert not check_file(sys.argv[2]), check_file(sys.argv[2])
form = instrument("own_small")
assert form.title in write_manual(form) and form.id in [one.id for one in offered(instrument)]
"""
PAGE = '''"""A page of one sentence."""

from .form import FormPage


class Hello(FormPage):
    """Says hello."""

    def get(self) -> None:
        self.draw("hello.html")
'''
TEMPLATE = """{% extends "layout.html" %}
{% block content %}<h1>{{ say("Hello") }}</h1>{% endblock %}
"""
PAGE_WORKS = """
from workbench.launcher.pages import routes
from workbench.launcher.pages.base import template_environment

assert any("hello" in spec.regex.pattern for spec in routes())
assert template_environment().get_template("hello.html")
"""


def measure() -> Measurement:
    """Make each change in a fresh copy, see it work there, and count it."""
    rows = []
    for what, change, works, before in CHANGES:
        files, lines = counted(change, works)
        rows.append(Row(what, f"{files} file{'s' * (files > 1)}, {lines} lines", "–", f"before: {before}"))
    return Measurement(
        title="What it takes to grow",
        how="Each change is made in a copy of the tree and used there; files touched and lines written, blank ones and "
        "docstrings included. A field is in the store, on the page, on the team's own sheet and in the dictionary; a "
        "form in the manual and in the list of what is offered. Before: as a trial of November 2026 found it.",
        rows=rows,
    )


def add_field(root: Path) -> None:
    """A field of the child, kept by the store and asked on the history page."""
    people, steps = root / SOURCE / "model/casework/people.py", root / SOURCE / "store/steps"
    text = people.read_text()
    place = text.index("    created_at:", text.index("class Child("))
    people.write_text(text[:place] + FIELD + text[place:])
    (steps / "step_9999_likes.py").write_text(STEP)
    listed = (steps / "__init__.py").read_text()
    (steps / "__init__.py").write_text(listed.replace(",\n)", ",\n    step_9999_likes,\n)"))
    page = root / SOURCE / "launcher/pages/history.py"
    page.write_text(
        page.read_text().replace('"sex", "identified", "criteria")', '"sex", "likes", "identified", "criteria")')
    )


def add_form(root: Path) -> None:
    """A small form in a folder of its own."""
    text = (ROOT / "tests/library/definitions/small/1.0.toml").read_text().replace('id = "small"', 'id = "own_small"')
    text = text.replace("presence =", 'offer = { place = 9, what_for = "a look at teeth" }\npresence =', 1)
    path = root / "own" / "own_small" / "1.0.toml"
    path.parent.mkdir(parents=True, mode=0o755)
    path.write_text(text)


def add_page(root: Path) -> None:
    """A handler, its template and its address."""
    (root / SOURCE / "launcher/pages/hello.py").write_text(PAGE)
    (root / SOURCE / "launcher/templates/hello.html").write_text(TEMPLATE)
    addresses = root / SOURCE / "launcher/pages/__init__.py"
    text = addresses.read_text().replace("    guide,\n", "    guide,\n    hello,\n")
    addresses.write_text(text.replace('        ("/help"', '        ("/hello", hello.Hello),\n        ("/help"'))


def counted(change: Callable[[Path], None], works: str) -> tuple[int, int]:
    """Make a change in a copy, see that it works there, and return the files touched and the lines written."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(shutil.copytree(ROOT, Path(name) / "tree", ignore=LEFT_OUT))
        before = _texts(root)
        change(root)
        after = _texts(root)
        environment = {**os.environ, "PYTHONPATH": str(root / "src"), "WORKBENCH_INSTRUMENTS": str(root / "own")}
        environment["WORKBENCH_STATE"] = str(Path(name) / "state")
        form = str(root / "own" / "own_small" / "1.0.toml")
        subprocess.run([sys.executable, "-c", works, name, form], env=environment, check=True)
    touched = [path for path, text in after.items() if before.get(path) != text]
    return len(touched), sum(_written(before.get(path, ""), after[path]) for path in touched)


CHANGES = (
    ("a field of the child's file", add_field, FIELD_WORKS, "nine files, and every new store broke"),
    ("a form of an organisation's own", add_form, FORM_WORKS, "one file and three lists in the code"),
    ("a plain page", add_page, PAGE_WORKS, "three files"),
)


def _texts(root: Path) -> dict[str, str]:
    kinds = {".py", ".toml", ".html"}
    return {
        str(path.relative_to(root)): path.read_text("utf-8")
        for folder in ("src", "own")
        for path in (root / folder).rglob("*")
        if path.suffix in kinds
    }


def _written(before: str, after: str) -> int:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return sum(line.startswith("+") and not line.startswith("+++") for line in lines)
