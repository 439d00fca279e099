"""The schema for editors takes every definition that the reader takes, and refuses what the reader refuses."""

import copy
import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from workbench.library.json_schema import FILE, write_schema
from workbench.library.loading import shipped, source, versions

SCHEMA = json.loads(write_schema())
SHIPPED = [(name, version) for name in shipped() for version in versions(name)]


@pytest.mark.parametrize(("name", "version"), SHIPPED)
def test_it_takes_what_ships(name, version):
    jsonschema.validate(tomllib.loads(source(name, version)), SCHEMA)


@pytest.mark.parametrize(
    ("field", "value"), [("offers", {}), ("offer", {"place": "first"}), ("waits_for_consent", "no"), ("items", [{}])]
)
def test_it_refuses_what_the_reader_refuses(small, field, value):
    table = tomllib.loads(small)
    jsonschema.validate(copy.deepcopy(table), SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(table | {field: value}, SCHEMA)


def test_any_time_is_a_word_of_the_file(small):
    table = tomllib.loads(small)
    table["items"][0]["window_days"] = "any"
    jsonschema.validate(table, SCHEMA)
    table["items"][0]["window_days"] = "some"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(table, SCHEMA)


def test_the_one_in_the_repository_is_of_today():
    kept = Path(__file__).parents[2] / "data_dictionary" / FILE
    assert kept.read_text("utf-8") == write_schema()
