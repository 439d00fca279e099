"""Script and styles of the form: served file by file by the launcher, or joined into one text."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
MODULES = (
    "words.js",
    "room.js",
    "dom.js",
    "desk.js",
    "queue.js",
    "dates.js",
    "said.js",
    "card.js",
    "notes.js",
    "calm.js",
    "frame.js",
    "handing.js",
    "guide.js",
    "faces.js",
    "question.js",
    "child.js",
    "form.js",
)
CHILD_STYLES = '@import "/sitting-assets/child.css";\n'
_IMPORT = re.compile(r'^import [^;]*? from "\./[a-z]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def script() -> str:
    """Return the modules of the form as one module, in the order in which they build on each other."""
    texts = ((FOLDER / name).read_text(encoding="utf-8") for name in MODULES)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


def styles() -> str:
    """Return the style sheet of the form with the one of the child's page, which it imports, in its place."""
    whole = (FOLDER / "form.css").read_text(encoding="utf-8")
    return whole.replace(CHILD_STYLES, (FOLDER / "child.css").read_text(encoding="utf-8"))
