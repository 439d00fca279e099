from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from workbench.model.casework import Assent, Child, Consent, Family, Person, Responsibility, Sitting, WithoutConsent
from workbench.model.entries import Recorded, Statement
from workbench.model.notes import Note
from workbench.store import schema


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_postgresql(table):
    made = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert made.strip().startswith(f"CREATE TABLE {table.name}")
    for index in table.indexes:
        assert str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_times_keep_their_zone_on_postgresql():
    made = str(CreateTable(schema.journal).compile(dialect=postgresql.dialect()))
    assert "TIMESTAMP WITH TIME ZONE" in made


@pytest.mark.parametrize(
    ("table", "value"),
    [
        (schema.families, Family),
        (schema.persons, Person),
        (schema.children, Child),
        (schema.responsibilities, Responsibility),
        (schema.consents, Consent),
        (schema.assents, Assent),
        (schema.without_consent, WithoutConsent),
        (schema.sittings, Sitting),
    ],
)
def test_a_table_of_the_file_has_exactly_the_fields_of_its_value(table, value):
    assert {column.name for column in table.columns} == set(value.__struct_fields__)


@pytest.mark.parametrize(
    ("table", "value"), [(schema.answers, Recorded), (schema.statements, Statement), (schema.notes, Note)]
)
def test_a_part_of_a_draft_keeps_every_field_of_its_value(table, value):
    assert set(value.__struct_fields__) <= {column.name for column in table.columns}


def test_a_time_comes_back_as_the_same_moment():
    elsewhere = datetime(2026, 5, 31, 23, 30, 1, 5, tzinfo=timezone(timedelta(hours=7)))
    kept = schema.Moment().process_bind_param(elsewhere, sqlite.dialect())
    assert schema.Moment().process_result_value(kept, sqlite.dialect()) == elsewhere
    assert kept == datetime(2026, 5, 31, 16, 30, 1, 5)
    assert schema.Moment().process_bind_param(elsewhere, postgresql.dialect()).tzinfo == UTC


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        schema.Moment().process_bind_param(datetime(2026, 5, 31), sqlite.dialect())
