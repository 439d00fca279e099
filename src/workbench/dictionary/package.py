"""Tables as a Data Package, version 2: what frictionless and other readers understand."""

from collections.abc import Iterable
from typing import Any

from ..cohort.contract import CONTRACT, TABLES
from ..cohort.declaration import NOT_KNOWN, Column, Reference, Table
from ..errors import DefinitionError
from ..library.sources import source_faults

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NUMBERS = {"whole": "integer", "number": "number"}


def describe_package(
    tables: Iterable[str] = tuple(TABLES), *, kind: str | None = "csv", title: str = "Cohort tables"
) -> dict:
    """Describe tables as a Data Package.

    Parameters
    ----------
    tables
        Names of the contract; a reference to a table that is not among them is left out.
    kind
        Ending of the files, `csv` or `parquet`; None where no data lies beside the descriptor: every table is then a
        row of headings.

    Returns
    -------
    dict
        Descriptor; paths are relative to the folder that holds it.
    """
    named = [name for name in TABLES if name in set(tables)]
    return {
        "$schema": PROFILE,
        "name": "reintegration-cohort",
        "title": title,
        "version": CONTRACT,
        "description": "Every column has a meaning, a unit, a source and a disclosure class. Months are counted since "
        "exit; children.exit_of says whose. One month is 30.4375 days.",
        "resources": [_resource(TABLES[name], named, kind) for name in named],
    }


def check_columns(tables: Iterable[Table] = tuple(TABLES.values())) -> list[DefinitionError]:
    """List the columns whose source is no whole heading of a known work and no reason of practice."""
    return [
        fault.as_error(f"cohort/{table.name}")
        for table in tables
        for column in table.columns
        for fault in source_faults(f"column {column.name}", column.source)
    ]


def _resource(table: Table, named: list[str], kind: str | None) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, kind) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    links = [_link(reference) for reference in table.references if reference.table in named]
    if links:
        schema["foreignKeys"] = links
    return {
        "name": table.name,
        **({"path": f"{table.name}.{kind}"} if kind else {"data": [[column.name for column in table.columns]]}),
        "type": "table",
        "title": table.title,
        "description": table.meaning,
        **({"format": kind} if kind else {}),
        **({"encoding": "utf-8"} if kind == "csv" else {}),
        "schema": schema,
    }


def _field(column: Column, kind: str | None) -> dict[str, Any]:
    """Describe a column; frictionless reads an empty number of Parquet as nan, which no limit lets pass."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": {"flag": "boolean", **NUMBERS}.get(column.kind, "string"),
        "description": column.meaning,
        "source": column.source,
        "disclosure": column.disclosure,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.empty_means:
        field["emptyMeans"] = column.empty_means
    if column.not_known:
        field["missingValues"] = ["", NOT_KNOWN]
    limits: dict[str, Any] = {} if column.empty_means else {"required": True}
    if column.allowed:
        field["categories"] = [{"value": code, "label": label} for code, label in column.allowed.items()]
        field["categoriesOrdered"] = column.ordered
        limits["enum"] = list(column.allowed)
    limited = kind != "parquet" or not column.empty_means
    if column.lowest is not None and limited:
        limits["minimum"] = column.lowest
    if column.highest is not None and limited:
        limits["maximum"] = column.highest
    if limits:
        field["constraints"] = limits
    return field


def _link(reference: Reference) -> dict[str, Any]:
    return {
        "fields": list(reference.columns),
        "reference": {"resource": reference.table, "fields": list(reference.to)},
    }
