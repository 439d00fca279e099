"""Messages out of the sources of the workbench, through Babel: Python, templates, scripts and the printed page."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[1]
KEYWORDS: dict[str, Any] = {
    "say": None,
    "say_many": (1, 2),
    "sayMany": (1, 2),
    "mark": None,
    "gettext": None,
    "ngettext": (1, 2),
}
METHODS = [
    ("**.py", "workbench.language.extracting:declared"),
    ("**/templates/**.html", "jinja2"),
    ("**/static/**.js", "javascript"),
    ("**/templates/**.typ", "workbench.language.extracting:printed"),
]
_SAID = re.compile(r'say\("((?:[^"\\]|\\.)*)"')


# Texts of a declaration, by the place or the name of an argument; all values of a written list of `Labels`.
_DECLARED: dict[str, tuple[int | str, ...]] = {"Labels": (0,), "Field": (1, "label", "hint"), "link": (1, "label")}
_COMMANDS = ("command", "group")


def declared(fileobj: BytesIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Extract what is said and what is declared in a file of Python, for Babel."""
    from babel.messages.extract import extract_python

    yield from extract_python(fileobj, keywords, comment_tags, options)
    fileobj.seek(0)
    for call in ast.walk(ast.parse(fileobj.read())):
        if isinstance(call, ast.FunctionDef) and any(map(_makes_a_command, call.decorator_list)):
            yield call.lineno, "mark", ast.get_docstring(call), []
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "option":
            for word in call.keywords:
                if word.arg == "help" and isinstance(word.value, ast.Constant):
                    yield word.value.lineno, "mark", word.value.value, []
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _DECLARED:
            given: dict[Any, ast.expr] = dict(enumerate(call.args)) | {word.arg: word.value for word in call.keywords}
            for text in filter(None, map(given.get, _DECLARED[call.func.id])):
                for one in text.values if isinstance(text, ast.Dict) else [text]:
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
                        yield one.lineno, "mark", one.value, []


def _makes_a_command(decorator: ast.expr) -> bool:
    """Whether a function under this decorator is a command, whose docstring is what `--help` says."""
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in _COMMANDS
    )


def printed(
    fileobj: BytesIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list]]:
    """Extract `say("…")` from a template of the printed page, for Babel."""
    for number, line in enumerate(fileobj.read().decode("utf-8").splitlines(), 1):
        for found in _SAID.finditer(line):
            yield number, "say", found[1].replace('\\"', '"'), []


def messages_of(ending: str) -> dict[str, str | None]:
    """Return the messages of the files with an ending, with the plural; None where one counts nothing."""
    return {one: many for one, many, places in found() if any(place.endswith(ending) for place in places)}


@cache
def found() -> list[tuple[str, str | None, list[str]]]:
    """Return every message with its plural and the files that say it, in the order of the alphabet."""
    from babel.messages.extract import extract_from_dir

    told: dict[str, tuple[str | None, set[str]]] = {}
    options = {"**/templates/**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}
    for file, _, message, _, _ in extract_from_dir(SOURCE, METHODS, options, KEYWORDS):
        one, many = message if isinstance(message, tuple) else (message, None)
        known, places = told.setdefault(one, (many, set()))
        told[one] = (known or many, places | {file})
    return [(one, many, sorted(places)) for one, (many, places) in sorted(told.items())]
