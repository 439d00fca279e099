"""Documents that name code are compared with the code."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import workbench
from library.sources import known_runs, runs
from workbench import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def package_name(requirement: str) -> str:
    return re.split(r"[<>=!~ \[]", requirement)[0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_there_and_its_links_lead_somewhere(name):
    text = (ROOT / name).read_text()
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_architecture_says_why_each_dependency_is_there():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    extras = PROJECT["optional-dependencies"]
    wanted = {package_name(r) for r in [*PROJECT["dependencies"], *extras["lab"], *extras["dev"]]}
    assert {name for name in wanted if not re.search(rf"\b{re.escape(name)}\b", text)} == set()


def test_readme_commands_are_make_targets():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {target for name in DOCUMENTS for target in re.findall(r"\bmake ([a-z]+)", (ROOT / name).read_text())}
    assert {"app", "test"} <= named
    assert named - {"it", "the", "sure"} <= targets


def test_every_command_has_help_and_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    for name in cli.COMMANDS:
        result = CliRunner().invoke(cli.workbench, [name, "--help"])
        assert result.exit_code == 0, name
        assert f"workbench {name}" in readme, name


def test_the_lock_names_no_host_and_hashes_everything():
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|file:", lock)
    pins = re.findall(r"^[A-Za-z0-9_.-]+==", lock, re.MULTILINE)
    assert len(pins) > 50
    blocks = re.split(r"^(?=[A-Za-z0-9_.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


OF_THE_SOURCES = [
    "Assistance",
    "Child-friendly",
    "Culturally appropriate",
    "Gender-sensitive",
    "Identification",
    "Presumed victim",
    "Protection",
    "Reintegration",
    "Trafficking in persons",
    "Trauma-informed",
    "Victim of trafficking",
    "Victim-centred",
]


def test_the_glossary_holds_the_terms_of_the_sources_in_its_own_words_and_in_order():
    text = (ROOT / "GLOSSARY.md").read_text()
    terms = re.findall(r"^\*\*([^*]+)\*\* – ", text, re.MULTILINE)
    assert set(OF_THE_SOURCES) <= set(terms)
    assert terms == sorted(set(terms), key=str.lower)
    assert known_runs().isdisjoint(runs(text))


def test_the_citation_is_that_of_the_package():
    text = (ROOT / "CITATION.cff").read_text()
    said = dict(re.findall(r'^(\S+): "?([^"\n]+)"?$', text, re.MULTILINE))
    assert said["cff-version"] == "1.2.0"
    assert said["version"] == PROJECT["version"] == workbench.__version__
    assert said["license"] == PROJECT["license"]
    assert said["abstract"] == PROJECT["description"]
    assert [author["name"] for author in PROJECT["authors"]] == re.findall(r'^  - name: "(.+)"$', text, re.MULTILINE)
