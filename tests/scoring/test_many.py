"""Many assessments at once give what each gives alone."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.conftest import NAMES, opened
from scoring.filled import recorded, rows
from workbench.errors import TableError
from workbench.model.scales import scales_of
from workbench.model.vocabulary import NonAnswer
from workbench.scoring.many import score_many
from workbench.scoring.measures import MEASURES
from workbench.scoring.single import score


def frame_of(form, given_rows) -> pd.DataFrame:
    columns = ["group", "age", "stage", *(item.id for item in form.items)]
    index = [f"c{number}" for number in range(len(given_rows))]
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in given_rows], index=index, dtype=object) for name in columns}
    )


def one_by_one(form, given_rows, index) -> pd.DataFrame:
    tables = [score(form, recorded(form, row)).table for row in given_rows]
    cells = {
        (scale.id, measure): pd.Series([table.loc[scale.id, measure] for table in tables], index=index)
        for scale in scales_of(form)
        for measure in MEASURES[scale.method]
    }
    return pd.DataFrame(cells, index=index)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_it_equals_scoring_row_by_row(name, data):
    form = opened(name)
    given_rows = data.draw(st.lists(rows(form), min_size=1, max_size=6))
    frame = frame_of(form, given_rows)
    many = score_many(form, frame)
    alone = one_by_one(form, given_rows, frame.index)
    assert list(many.columns) == list(alone.columns)
    for column in many.columns:
        assert many[column].isna().tolist() == alone[column].isna().tolist(), column
        assert many[column].dropna().tolist() == alone[column].dropna().tolist(), column


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_frame_that_went_through_a_file_scores_the_same(data, tmp_path_factory):
    form = opened("days")
    frame = frame_of(form, data.draw(st.lists(rows(form), min_size=1, max_size=4)))
    frame["age"] = [f"{age[0]}-{age[1]}" if isinstance(age, tuple) else age for age in frame["age"]]
    written = frame.map(lambda cell: " ".join(cell) or None if isinstance(cell, tuple) else cell)
    path = tmp_path_factory.mktemp("frames") / "frame.csv"
    written.to_csv(path)
    pd.testing.assert_frame_equal(score_many(form, pd.read_csv(path, index_col=0)), score_many(form, written))


def test_it_keeps_the_index_and_names_scale_and_measure(days):
    index = pd.MultiIndex.from_tuples([("f1", "c1"), ("f1", "c2")], names=["family_id", "child_id"])
    table = score_many(days, pd.DataFrame({"bed": [3, 0]}, index=index))
    assert table.index.equals(index)
    assert table.columns.names == ["scale", "measure"]
    assert table["housing"]["highest"].tolist() == [3, 0]
    assert table["mood"]["band"].isna().all()


@pytest.mark.parametrize("cells", [[2, None], [2.0, float("nan")], ["2", None], pd.array([2, None], dtype="Int64")])
def test_levels_may_be_written_as_pandas_keeps_them(days, cells):
    table = score_many(days, pd.DataFrame({"bed": cells}))
    assert table["housing"]["n2"].tolist() == [1, 0]
    assert table["housing"]["unknown"].tolist() == [0, 1]


def test_a_non_answer_may_be_the_value_or_its_text(days):
    table = score_many(days, pd.DataFrame({"bed": [NonAnswer.DECLINED, "declined", 3]}, dtype=object))
    assert table["housing"]["unknown"].tolist() == [1, 1, 0]


def test_categories_and_keys_beside_the_answers_are_taken(days):
    frame = pd.DataFrame({"child_id": ["a", "b"], "place": pd.Categorical(["shelter", "family"]), "rules": [2, 2]})
    assert score_many(days, frame)["housing"]["n2"].tolist() == [1, 0]


def test_an_empty_frame_gives_an_empty_table_with_all_columns(days):
    table = score_many(days, pd.DataFrame({"bed": []}))
    assert (len(table), ("mood", "band") in table.columns) == (0, True)


REFUSED = {
    "column that is no item": ({"bedd": [1]}, "days 1.0: found a column 'bedd'; allowed: its item ids, group, age"),
    "level out of range": (
        {"bed": [4, 1, 4]},
        "column bed: found 2 rows with another value; allowed: 0, 1, 2, 3, unkn",
    ),
    "true for a level": ({"bed": [True]}, "column bed: found 1 row"),
    "half a level": ({"bed": [1.5]}, "column bed: found 1 row"),
    "does not apply where it always does": ({"bed": ["not_applicable"]}, "column bed: found 1 row"),
    "code of another item": ({"place": ["usable"]}, "allowed: family, shelter, unknown, declined, unsafe_to_ask"),
    "a list where one code belongs": ({"place": [["family"]]}, "column place: found cells that are no single value"),
    "group": ({"group": ["left"]}, "column group: found 1 row with another value; allowed: left_behind"),
    "stage": ({"stage": ["crisis", "late"]}, "column stage: found 1 row"),
    "age over": ({"age": [17.9, 121, None]}, "column age: found 1 row with another value; allowed: years from 0"),
    "age under": ({"age": [-0.1]}, "column age: found 1 row"),
    "age in words": ({"age": ["nine"]}, "column age: found no numbers"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_frame_with_something_else_is_refused_with_the_place_and_never_the_value(days, fault):
    columns, sentence = REFUSED[fault]
    with pytest.raises(TableError) as refused:
        score_many(days, pd.DataFrame(columns))
    assert sentence in str(refused.value)
    assert "nine" not in str(refused.value) and "usable" not in str(refused.value)


def test_a_column_given_twice_is_refused(days):
    frame = pd.DataFrame([[1, 2]], columns=["bed", "bed"])
    with pytest.raises(TableError, match="found column 'bed' twice"):
        score_many(days, frame)
