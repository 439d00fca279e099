"""The data package: frictionless reads it as any stranger would, and the practice cohort with it."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from workbench.cohort.contract import TABLES
from workbench.cohort.writing import TableFiles, write_json
from workbench.dictionary.package import describe_package
from workbench.synth.synthesis import synthesise

PRACTICE = Path(__file__).parents[2] / "synthetic"


def test_the_descriptor_is_one_of_a_data_package():
    assert Package.validate_descriptor(describe_package()).valid


def test_every_column_is_described_with_its_codes():
    (visits,) = [one for one in describe_package()["resources"] if one["name"] == "visits"]
    kind = visits["schema"]["fields"][2]
    assert kind["constraints"]["enum"] == ["scheduled", "crisis"]
    assert kind["categories"][1] == {"value": "crisis", "label": "Because of a setback"}
    assert kind["disclosure"] == "safe"


def test_a_reference_to_a_table_that_is_not_there_is_left_out():
    (visits,) = describe_package(["visits"])["resources"]
    assert "foreignKeys" not in visits["schema"]


def test_frictionless_accepts_the_dictionary_which_has_no_rows():
    package = Package(str(PRACTICE.parent / "data_dictionary" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:3]
    assert [resource.name for resource in package.resources] == list(TABLES)
    assert package.get_resource("visits").read_rows() == []


@pytest.fixture
def practice(tmp_path):
    """The shipped cohort without its long tables of ratings and visits, which take frictionless several seconds."""
    short = [name for name in TABLES if name not in ("ratings", "visits")]
    for name in short:
        shutil.copy(PRACTICE / f"{name}.csv", tmp_path)
    (tmp_path / "datapackage.json").write_text(json.dumps(describe_package(short)))
    return tmp_path


def test_frictionless_accepts_the_practice_cohort(practice):
    report = Package(str(practice / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:3]


def test_frictionless_accepts_a_cohort_in_parquet(tmp_path):
    short = ["families", "parents", "children", "episodes", "stages"]
    drawn = synthesise(40, 7, tables=short)
    files = TableFiles(tmp_path, "parquet")
    files.append(drawn.tables)
    files.close()
    write_json(tmp_path / "datapackage.json", describe_package(short, kind="parquet"))
    assert drawn.parents["exploitation_months"].isna().any()
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:3]


def test_frictionless_sees_a_code_that_is_not_declared(practice):
    path = practice / "families.csv"
    families = pd.read_csv(path)
    families.loc[3, "region"] = "r99"
    families.to_csv(path, index=False)
    report = Package(str(practice / "datapackage.json")).validate()
    assert ["region"] in report.flatten(["fieldName"])


def test_the_shipped_descriptor_is_the_one_that_the_code_writes():
    shipped = json.loads((PRACTICE / "datapackage.json").read_text("utf-8"))
    assert shipped["resources"] == json.loads(json.dumps(describe_package()))["resources"]


@pytest.mark.parametrize("word", ["", "not_known"])
def test_frictionless_reads_what_is_not_known_as_missing(practice, word):
    path = practice / "children.csv"
    children = pd.read_csv(path, dtype=str, keep_default_na=False)
    children.loc[3, ["sex", "birth_month", "carer"]] = word
    children.to_csv(path, index=False)
    package = Package(str(practice / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["fieldName", "note"])[:3]
    row = package.get_resource("children").read_rows()[3]
    assert [row["sex"], row["birth_month"], row["carer"]] == [None, None, None]
    children.loc[3, "end_month"] = word
    children.to_csv(path, index=False)
    report = Package(str(practice / "datapackage.json")).validate()
    assert ["end_month"] in report.flatten(["fieldName"])
