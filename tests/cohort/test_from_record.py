"""The bridge from case records to the tables of a cohort: what is on file, and nothing that is not."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from workbench.cohort.check import check_cohort
from workbench.cohort.contract import TABLES, table
from workbench.cohort.from_record import BRIDGED, rows_of_records
from workbench.errors import TableError
from workbench.model.casework import (
    ROLES,
    Carer,
    Child,
    ChildHistory,
    Episode,
    Exploitation,
    Family,
    FamilyHistory,
    Person,
)
from workbench.model.casework import TABLES as RECORD
from workbench.model.casework.declared import fields_of

BEGUN = datetime(2024, 3, 1, 12, tzinfo=UTC)
UNTIL = date(2026, 3, 1)
MOTHER = Person(id="m", family_id="f", role="mother", trafficked=True, criteria=("no_documents",))
GRANDMOTHER = Person(id="g", family_id="f", role="grandparent")


def family(*children: ChildHistory, spells=(), persons=(MOTHER, GRANDMOTHER), **known) -> FamilyHistory:
    return FamilyHistory(
        family=Family(id="f", code="F-234", created_at=BEGUN, **known),
        persons=persons,
        exploitations=tuple(spells),
        children=children,
    )


def child(*episodes: Episode, carers=(), code="K-234", **known) -> ChildHistory:
    return ChildHistory(
        child=Child(id="c", family_id="f", code=code, created_at=BEGUN, **known),
        episodes=episodes,
        carers=tuple(carers),
    )


def stretch(kind: str, began: str | None, ended: str | None, **more) -> Episode:
    return Episode(id=f"{kind}{began}", child_id="c", kind=kind, began=began, ended=ended, **more)


def spell(began: str | None, ended: str | None, form: str | None = "labour") -> Exploitation:
    return Exploitation(id=f"{began}", person_id="m", began=began, ended=ended, form=form)


@pytest.fixture
def left_then_there_then_home():
    """Left behind with a grandmother, then with the mother at that time, then home at the grandmother's."""
    return family(
        child(
            stretch(
                "separated", "2019-04", "2021-04", parent_id="m", contact="sporadic", money="little", told="neutral"
            ),
            stretch("present", "2021-04", "2023-10", parent_id="m"),
            stretch("exploited", "2022-01", "2023-10", form="begging_or_crime"),
            stretch("separated", "2023-10", None, parent_id="m", goes_on=True),
            carers=[
                Carer(id="k1", child_id="c", who="grandparents", began="2019-04", ended="2021-04"),
                Carer(id="k2", child_id="c", who="grandparents", began="2023-10", goes_on=True),
            ],
            born="2015-06",
            sex="girl",
            group="trafficked_with",
            criteria=("mental_health",),
        ),
        spells=[spell("2019-04", "2024-01")],
        prejudice="some",
        leans_on=True,
    )


def test_a_whole_life_gives_the_rows_that_the_contract_asks_for(left_then_there_then_home):
    found = rows_of_records([left_then_there_then_home], until=UNTIL)
    check_cohort(found.tables)
    assert (found.left_out, found.undated, found.regrouped) == ({}, {}, [])
    (row,) = found.tables["children"].to_dict("records")
    assert (row["group"], row["exit_of"], row["sex"]) == ("trafficked_with", "child", "girl")
    assert (row["carer"], row["contact"], row["remittance"], row["told"]) == (
        "grandparents",
        "sporadic",
        "little",
        "neutral",
    )
    assert row["separation_months"] == pytest.approx(24, abs=0.1)
    assert row["birth_month"] == pytest.approx(-100, abs=0.1)
    assert row["entry_month"] == pytest.approx(4.5, abs=0.1)
    assert row["end_month"] == pytest.approx(28.5, abs=0.1)
    assert row["criterion_mental_health"] and not row["criterion_disability"]
    (mother,) = found.tables["parents"].to_dict("records")
    assert (mother["role"], mother["exploitation"]) == ("mother", "labour")
    assert mother["exploitation_months"] == pytest.approx(57, abs=0.1)
    assert found.tables["episodes"]["kind"].tolist() == ["born", "separated", "present", "exploited", "separated"]
    assert found.tables["episodes"]["end_month"].isna().tolist() == [False, False, False, False, True]


def test_what_nobody_knows_is_missing_and_never_zero_and_what_must_be_known_is_counted():
    persons = (
        Person(id="m", family_id="f", role="mother", trafficked=True),
        Person(id="v", family_id="f", role="father"),
    )
    found = rows_of_records([family(child(), persons=persons)], until=UNTIL)
    (row,) = found.tables["children"].to_dict("records")
    unknown = ("group", "sex", "birth_month", "separation_months", "carer", "contact", "remittance", "told")
    assert all(pd.isna(row[name]) for name in (*unknown, "criterion_disability"))
    assert (row["exit_of"], row["entry_month"]) == ("intake", 0.0)
    (home,) = found.tables["families"].to_dict("records")
    assert all(pd.isna(home[name]) for name in ("region", "visit_schedule", "community_prejudice", "person_to_lean_on"))
    _, father = found.tables["parents"].to_dict("records")
    assert pd.isna(father["trafficked"]) and pd.isna(father["exploitation"]) and pd.isna(father["criterion_disability"])
    assert found.lacking["families.person_to_lean_on"] == 1 and found.lacking["parents.criterion_disability"] == 2
    with pytest.raises(TableError, match=r"column 'person_to_lean_on', row 0: the cell is empty"):
        check_cohort(found.tables)


def test_never_apart_is_told_apart_from_not_known():
    found = rows_of_records([family(child(stretch("present", "2020", "2023-10"), born="2018"))], until=UNTIL)
    (row,) = found.tables["children"].to_dict("records")
    assert (row["separation_months"], row["carer"], row["contact"]) == (0.0, "not_applicable", "not_applicable")


def test_of_several_exits_the_last_before_intake_counts():
    spells = [spell("2018", "2020-05"), spell("2022", "2023-12"), spell("2025", "2025-06")]
    found = rows_of_records([family(child(born="2014"), spells=spells)], until=UNTIL)
    assert found.tables["children"]["entry_month"].tolist() == pytest.approx([2.5], abs=0.2)
    assert found.tables["children"]["exit_of"].tolist() == ["parent"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (family(child(), persons=(GRANDMOTHER,)), "no trafficked parent is on file"),
        (family(child(born="2004")), "no time of follow-up yet, or none that counts"),
        (family(child(), spells=[spell("2015", "2017")]), "no time of follow-up yet, or none that counts"),
    ],
)
def test_a_child_without_a_row_is_named_with_why(given, why):
    found = rows_of_records([given], until=UNTIL)
    assert found.left_out == {"K-234": why}
    assert all(found.tables[declared.name].empty for declared in BRIDGED)


def test_stretches_without_a_date_are_counted_and_left_out():
    found = rows_of_records(
        [family(child(stretch("separated", None, "2020"), stretch("present", "2020", None), born="2015"))], until=UNTIL
    )
    assert found.undated == {"K-234": 2}
    assert found.tables["children"]["separation_months"].isna().all()


def test_a_group_that_does_not_follow_from_the_dates_is_named_and_another_story_stands():
    spells = [spell("2020", "2023-12")]
    wrong = child(born="2021", group="left_behind", criteria=())
    other = child(born="2021", group="other", code="K-235", criteria=())
    found = rows_of_records([family(wrong, other, spells=spells, leans_on=False)], until=UNTIL)
    check_cohort(found.tables)
    assert found.tables["children"]["group"].tolist() == ["born_into", "other"]
    assert found.regrouped == ["K-234"]


def test_every_field_that_feeds_a_column_feeds_one_that_is_there():
    fed = {place for kind in RECORD for field in fields_of(kind).values() for place in field.feeds}
    for place in fed:
        name, _, column = place.partition(".")
        assert table(name).column(column)
    assert {place.partition(".")[0] for place in fed} == {declared.name for declared in BRIDGED} <= set(TABLES)


def test_codes_that_feed_a_column_are_its_codes():
    only_on_file = {
        "children.carer": {"neighbours", "foster", "tied_to_exploiter"},
        "parents.role": set(ROLES) - {"mother", "father"},
    }
    fed = {
        place: set(field.allowed)
        for kind in RECORD
        for field in fields_of(kind).values()
        for place in field.feeds
        if field.kind == "code" and place != "parents.exploitation_months"
    }
    assert len(fed) > 10
    for place, codes in fed.items():
        name, _, column = place.partition(".")
        assert codes - only_on_file.get(place, set()) <= set(table(name).column(column).allowed), place
