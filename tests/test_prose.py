"""What prose names exists: commands and options, make targets, files, names of the code."""

import ast
import builtins
import json
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

import workbench
from workbench import cli

ROOT = Path(__file__).parents[1]
PACKAGE = Path(workbench.__file__).parent
DOCUMENTS = [
    *(ROOT / f"{name}.md" for name in ("README", "ARCHITECTURE", "SECURITY", "CONTRIBUTING", "GLOSSARY")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "synthetic" / "README.md",
    ROOT / "data_dictionary" / "README.md",
]
MODULES = sorted(PACKAGE.rglob("*.py"))
OTHERS = sorted(
    path
    for path in (*PACKAGE.rglob("*"), *(ROOT / "notebooks").rglob("*.ipynb"))
    if path.suffix in (".html", ".j2", ".toml", ".js", ".ipynb") and ".ipynb_checkpoints" not in path.parts
)
SPAN = re.compile(r"(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)")
CALL = re.compile(r"(?:^|[\s(])(?:\.venv/bin/)?workbench ((?:[a-z][a-z-]*)(?:[^\n]*))$")
PLACEHOLDER = re.compile(r"[A-Z]{2,}|[<>*…{}$]|\.\.\.")
# Commands and options of other programs, files of a store or a browser, and names of other libraries.
OF_OTHERS = {"--execute", "--inplace", "--help", "--version"}
OF_R = {"cox.zph"}
ENDINGS = ("py", "md", "toml", "json", "csv", "lock", "html", "js", "css", "typ", "ipynb", "parquet", "db")


def spans(text: str) -> list[str]:
    """What stands between backticks, on one line; fenced blocks line by line."""
    fenced = re.findall(r"```(?:sh|shell)?\n(.*?)```", text, re.DOTALL)
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [" ".join(one.split()) for one in SPAN.findall(plain)] + [
        line for one in fenced for line in one.splitlines()
    ]


@cache
def prose() -> dict[str, list[str]]:
    """Spans of everything that people read, by the file they stand in."""
    found = {}
    for path in (*DOCUMENTS, *MODULES, *OTHERS):
        text = path.read_text("utf-8")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        elif path.suffix == ".py":
            text = "\n".join(texts_of(ast.parse(text)))
        elif path.suffix == ".js":
            text = "\n".join(re.findall(r"//.*", text))
        found[str(path.relative_to(ROOT))] = spans(text)
    return found


def texts_of(tree: ast.AST) -> list[str]:
    """Docstrings and other strings, f-strings as one text."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in inner
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values))
    return found


def named() -> list[tuple[str, str]]:
    return sorted({(file, span) for file, found in prose().items() for span in found})


# Commands


def faults_of_call(words: str) -> list[str]:
    """Words that no command takes: names of commands, and options beside them."""
    tokens = re.findall(r"--[a-z][a-z-]*|[a-z][a-z-]*(?=[\s\])|,]|$)", re.sub(r"=\S+|'[^']*'|\"[^\"]*\"", " ", words))
    command: click.Command = cli.workbench
    while isinstance(command, click.Group):
        if not tokens or tokens[0].startswith("--"):
            break
        name = tokens.pop(0)
        inner = command.get_command(click.Context(command), name)
        if inner is None:
            return [name]
        command = inner
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return [token for token in tokens if token.startswith("--") and token not in known | {"--help", "--version"}]


def test_every_command_that_is_named_exists_with_its_options():
    calls = [(file, found[1]) for file, span in named() if (found := CALL.search(span))]
    assert len(calls) >= 30
    assert [(file, words) for file, words in calls if faults_of_call(words)] == []


@pytest.mark.parametrize(
    "words", ["extract --store DIR", "store init DIR --pin 1", "instruments print", "cohort [--seeds S]"]
)
def test_a_command_that_does_not_exist_is_noticed(words):
    assert faults_of_call(words)


def all_options() -> set[str]:
    found: set[str] = set()
    waiting: list[click.Command] = [cli.workbench]
    while waiting:
        command = waiting.pop()
        found |= {option for parameter in command.params for option in parameter.opts}
        if isinstance(command, click.Group):
            names = command.list_commands(click.Context(command))
            waiting += filter(None, (command.get_command(click.Context(command), name) for name in names))
    return found


def test_every_option_that_stands_alone_belongs_to_a_command():
    alone = [(file, span) for file, span in named() if re.match(r"--[a-z]", span)]
    known = all_options() | OF_OTHERS
    assert alone and [(file, span) for file, span in alone if re.split(r"[\s=,]", span)[0] not in known] == []


def test_every_make_target_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    calls = [(file, found[1]) for file, span in named() if (found := re.match(r"make ([a-z]+)", span))]
    assert len(calls) >= 10
    assert [(file, target) for file, target in calls if target not in targets] == []


# Files and names


@cache
def code() -> tuple[frozenset[str], frozenset[str]]:
    """Every name that the code itself uses, and every word of its strings and data: not of its prose."""
    names, words = set(dir(builtins)), set()
    for path in (*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benches").rglob("*.py"))):
        tree = ast.parse(path.read_text("utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.alias(name=name):
                    names.update(name.split("."))
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                    names.add(name)
                case ast.keyword(arg=str(name)):
                    names.add(name)
                case ast.Constant(value=str(text)) if id(node) not in documented and path in MODULES:
                    words.update(re.findall(r"[\w.-]+", text))
        names.update((path.stem, path.parent.name))
    for path in (*PACKAGE.rglob("*.toml"), *PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.typ")):
        words.update(re.findall(r"[\w.-]+", path.read_text("utf-8")))
    words.update(re.findall(r"[\w.-]+", (ROOT / "pyproject.toml").read_text()))
    return frozenset(names), frozenset(words)


def exists(name: str, beside: Path) -> bool:
    """Whether a file is there: from the root, the package or the document on, or by its name anywhere."""
    name = name.rstrip("/")
    if any((base / name).exists() for base in (ROOT, PACKAGE, beside)):
        return True
    ending = tuple(Path(name).parts)
    everywhere = (path for top in ("src", "tests", "notebooks", "docs", "benches") for path in files_below(ROOT / top))
    if any(path.parts[-len(ending) :] == ending for path in everywhere) or Path(name).name in code()[1]:
        return True
    written = name.endswith((".csv", ".parquet"))
    return written and all(Path(part).stem in code()[1] for part in ending)


@cache
def files_below(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.rglob("*"))


def test_every_file_that_is_named_exists():
    looks = re.compile(rf"[\w./-]+(?:\.(?:{'|'.join(ENDINGS)})|/)")
    files = [(file, span) for file, span in named() if looks.fullmatch(span) and not PLACEHOLDER.search(span)]
    assert len(files) >= 20
    assert [(file, span) for file, span in files if not exists(span, (ROOT / file).parent)] == []


def test_every_public_name_that_is_named_exists():
    public = [(file, found[1]) for file, span in named() if (found := re.match(r"wb\.(\w+)", span))]
    assert len(public) >= 5
    assert [(file, name) for file, name in public if not hasattr(workbench, name)] == []


def leads_somewhere(dotted: str) -> bool:
    """Whether a path of module and names can be followed from the package on."""
    here, *rest = dotted.split(".")
    try:
        found = import_module(here)
    except ImportError:
        return False
    for name in rest:
        if not hasattr(found, name):
            try:
                found = import_module(f"{found.__name__}.{name}")
            except (ImportError, AttributeError):
                return False
        else:
            found = getattr(found, name)
    return True


def test_every_path_into_the_package_leads_somewhere():
    paths = [(file, found[1]) for file, span in named() if (found := re.match(r"(workbench(?:\.[A-Za-z]\w*)+)", span))]
    assert len(paths) >= 3
    assert [(file, path) for file, path in paths if not leads_somewhere(path)] == []


def is_composed(name: str) -> bool:
    """Whether the code makes the name of a fixed beginning and a word, as `criterion_` and a criterion."""
    cuts = [place + 1 for place, sign in enumerate(name) if sign == "_"]
    return any(name[:cut] in code()[1] and name[cut:] in code()[1] for cut in cuts)


def is_known(name: str) -> bool:
    """Whether the code, the files or the package know a name, part by part."""
    names, words = code()
    parts = name.split(".")
    known = name in words or all(part in names or part in words or is_composed(part) for part in parts)
    return known or exists(name, ROOT) or leads_somewhere(name)


@pytest.mark.parametrize("name", ["never_heard_of_it", "workbench.errors.NeverHeard", "criterion_neverheard"])
def test_a_name_that_does_not_exist_is_noticed(name):
    assert not is_known(name)


def test_every_name_of_code_that_is_named_is_one():
    """A name with an underscore, a call, a capital inside, or a dot: the code must know each part of it."""
    looks = re.compile(r"(?:[A-Za-z]\w*\.)*[A-Za-z]\w*")
    unknown = []
    for file, span in named():
        name = re.sub(r"\(.*\)$", "", span)
        telling = name != span or "_" in name or "." in name or re.search(r"[a-z][A-Z]", name)
        if looks.fullmatch(name) and telling and not PLACEHOLDER.search(name) and name not in OF_R:
            unknown += [] if is_known(name) else [(file, span)]
    assert unknown == []
