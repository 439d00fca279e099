"""A field of the case record is declared once: everything else derives from it."""

from datetime import date
from typing import Annotated, ClassVar

import pytest
from sqlalchemy import MetaData
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from workbench.dictionary import record as pages
from workbench.launcher.pages import controls
from workbench.launcher.pages.base import template_environment
from workbench.launcher.pages.form import Form
from workbench.model.casework import TABLES, Child
from workbench.model.casework.declared import OWNERS, Entry, Field, Table, asked_of, fields_of, told
from workbench.store import schema
from workbench.store.commits import commits
from workbench.store.migrations import applied


class Toy(Entry, frozen=True, kw_only=True):
    """A table that nobody has declared before."""

    table: ClassVar = Table("toys", "Toys", "child", "What comforts a child.")

    child_id: Annotated[str, Field("link", "", "Leads to a child.", table="children")]
    comfort: Annotated[
        str | None,
        Field(
            "code",
            "What comforts the child",
            "A thing that the child holds on to.",
            "sensitive",
            allowed={"bear": "A bear", "scarf": "A scarf"},
            not_known=True,
            feeds=("children.sex",),
        ),
    ] = None
    since: Annotated[str | None, Field("month", "Since", "When it came.", not_known=True)] = None


def test_a_new_field_stands_in_store_page_sheet_and_dictionary(monkeypatch):
    """One declaration; the rest follows without another edit."""
    apart = MetaData()
    for table in (schema.families, schema.children):
        table.to_metadata(apart)
    made = str(CreateTable(schema.table_of(Toy, apart)).compile(dialect=postgresql.dialect()))
    assert "comfort VARCHAR(80)" in made and "FOREIGN KEY(child_id) REFERENCES children (id)" in made
    shown = template_environment().from_string(
        "{% import 'fields.html' as fields with context %}{{ fields.control(c) }}"
    )
    (control,) = controls.controls(Toy, ["comfort"])
    html = shown.render(c=control, form=Form())
    assert "What comforts the child" in html and '<option value="bear">A bear</option>' in html
    form = Form(comfort="scarf", since="4/2019")
    typed = controls.read(form, Toy, ["comfort", "since"], latest=date(2026, 5, 31))
    assert form.is_right and typed == {"comfort": "scarf", "since": "2019-04"}
    assert told(Toy(id="t", child_id="c", **typed)) == [
        ("What comforts the child", "A scarf"),
        ("Since", "April 2019"),
    ]
    monkeypatch.setattr(pages, "TABLES", (*TABLES, Toy))
    page = pages.record_pages()["record/toys.md"]
    assert "| `comfort` | code | What comforts the child | A thing that the child holds on to. | not known |" in page
    assert "`children.sex`" in page and "| `bear` | A bear |" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sex": "x"}, "sex: found a code that is not on the list; allowed: girl, boy, another."),
        ({"born": "spring"}, "born: found something else; allowed: a year or a month"),
        ({"criteria": ("x",)}, "criteria: found a code that is not on the list; allowed: disability"),
    ],
)
def test_a_value_that_its_declaration_does_not_allow_cannot_be_made(wrong, said):
    with pytest.raises(ValueError, match="found") as told_so:
        Child(id="c", family_id="f", code="K-234", created_at=None, **wrong)
    assert said in str(told_so.value)


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.table.name)
def test_every_field_says_what_it_is(kind):
    for name, field in fields_of(kind).items():
        assert field.means.endswith("."), name
        assert (field.allowed is not None) == (field.kind == "code" or (field.kind == "codes" and bool(field.label))), (
            name
        )
    assert all(len(field.label) < 40 for field in asked_of(kind).values())


@pytest.mark.parametrize("table", [*schema.metadata.sorted_tables, commits, applied], ids=lambda table: table.name)
def test_every_table_of_the_store_says_with_whom_its_rows_go(table):
    owner = table.info["owner"]
    owners = (owner,) if isinstance(owner, str) else owner
    assert set(owners) <= set(OWNERS)
    rows = {"child": "children", "family": "families", "person": "persons"}
    for one in owners if isinstance(owner, str) else ():
        assert one == "store" or rows[one] in _leads_to(table), "no way leads from its rows to their owner"


def _leads_to(table) -> set[str]:
    found = {table.name}
    for key in table.foreign_keys:
        found |= _leads_to(key.column.table)
    return found
