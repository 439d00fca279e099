"""One assessment: counted where it may be counted, open where it is open, never a number made of nothing."""

import subprocess
import sys
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.conftest import NAMES, opened
from scoring.filled import recorded, rows
from workbench.errors import AnswerRefused
from workbench.library.loading import instrument
from workbench.model.answers import Answers
from workbench.model.scales import attainable, band_at, points, reach, scales_of
from workbench.model.vocabulary import STRENGTHS, NonAnswer
from workbench.scoring.single import Alert, Unknown, score

UNKNOWN, DECLINED, NOT_APPLICABLE = NonAnswer.UNKNOWN, NonAnswer.DECLINED, NonAnswer.NOT_APPLICABLE


@pytest.fixture
def nine(days) -> Answers:
    return Answers(days, {"group": "left_behind", "age": 9, "stage": "crisis"})


def fill(answers: Answers, **given) -> Answers:
    for item, value in given.items():
        answers = answers.record(item, value)
    return answers


def test_an_action_scale_counts_levels_and_says_how_many_to_act_on(days, nine):
    row = score(days, fill(nine, place="shelter", bed=2, rules=UNKNOWN)).table.loc["housing"]
    assert row[["highest", "n3", "n2", "n1", "n0"]].tolist() == [2, 0, 1, 0, 0]
    assert row[["unknown", "applicable", "act_low", "act_high"]].tolist() == [1, 2, 1, 2]


def test_what_does_not_apply_leaves_the_count_and_every_other_non_answer_stays_open(days, nine):
    shelter = fill(nine, place="shelter", bed=0)
    assert score(days, fill(shelter, rules=NOT_APPLICABLE)).rows["housing"]["applicable"] == 1
    for reason in set(NonAnswer) - {NOT_APPLICABLE}:
        row = score(days, fill(shelter, rules=reason)).rows["housing"]
        assert (row["applicable"], row["unknown"], row["n0"]) == (2, 1, 1)


def test_a_question_nobody_answered_is_unknown_and_never_a_zero(days, nine):
    row = score(days, nine).rows["health"]
    assert (row["highest"], row["n0"], row["unknown"], row["act_low"], row["act_high"]) == (None, 0, 1, 0, 1)


def test_a_hidden_answer_is_kept_and_not_counted(days, nine):
    told = fill(nine, place="shelter", bed=1, rules=3)
    moved = fill(told, place="family")
    assert moved.value("rules") == 3
    assert score(days, told).rows["housing"]["highest"] == 3
    assert score(days, moved).rows["housing"] == score(days, fill(nine, place="family", bed=1)).rows["housing"]


def test_strengths_are_counted_by_their_four_words(days, nine):
    row = score(days, fill(nine, friend="usable")).table.loc["strengths"]
    assert row[[*STRENGTHS, "unknown", "applicable"]].tolist() == [0, 0, 1, 0, 0, 1]


def test_a_reversed_item_is_turned_within_its_own_range(days):
    laughed = days.item("laughed")
    assert [points(days, laughed, code) for code in (1, 2, 3, 4)] == [4, 3, 2, 1]
    assert [points(days, days.item("cried"), code) for code in (1, 4)] == [1, 4]


def test_a_value_stands_only_where_no_band_edge_lies_between_lowest_and_highest(days, nine):
    within = score(days, fill(nine, cried=2, laughed=2)).rows["mood"]
    assert (within["low"], within["high"], within["value"], within["band"]) == (6, 9, 7.5, "mixed")
    across = score(days, fill(nine, cried=3, laughed=2)).rows["mood"]
    assert (across["low"], across["high"], across["value"], across["band"]) == (7, 10, None, None)


def test_too_many_open_questions_leave_an_interval_without_a_value(days, nine):
    row = score(days, fill(nine, cried=2)).rows["mood"]
    assert (row["low"], row["high"], row["value"], row["answered"]) == (4, 10, None, 1)


def test_a_scale_that_is_not_asked_has_no_score_at_all(days):
    row = score(days, fill(Answers(days, {"age": 2}), cried=4)).rows["mood"]
    assert row == {"low": None, "high": None, "value": None, "band": None, "answered": 0, "applicable": 0}


def test_a_mean_is_over_what_applies(days, nine):
    assert score(days, fill(nine, dress=2, tidy=1)).rows["help"]["value"] == 1.5
    assert score(days, fill(nine, dress=2, tidy=NOT_APPLICABLE)).rows["help"]["value"] == 2
    open_ = score(days, fill(nine, dress=2, tidy=DECLINED)).rows["help"]
    assert (open_["low"], open_["high"], open_["value"]) == (1, 2, None)


def test_critical_answers_and_open_critical_questions_are_alerts(days, nine):
    assert score(days, fill(nine, bed=3)).alerts == (Alert("bed", "critical", "A place for tonight", "today"),)
    for reason in (UNKNOWN, NonAnswer.UNSAFE):
        assert [alert.kind for alert in score(days, fill(nine, bed=reason)).alerts] == ["open"]
    assert score(days, fill(nine, bed=2)).alerts == ()


def test_what_is_unknown_says_whom_to_ask_and_what_waits_for_it(days, nine):
    found = score(days, fill(nine, bed=DECLINED)).unknown
    assert found[0] == Unknown("place", None, ("carer",), ("rules",))
    assert found[1] == Unknown("bed", DECLINED, ("child", "carer"), ())
    assert "rules" not in [entry.item for entry in found]


def test_answers_to_another_instrument_are_refused(days):
    with pytest.raises(AnswerRefused, match=r"days 1\.0: found answers to safety_screen"):
        score(days, Answers(instrument("safety_screen")))


def test_the_table_has_whole_numbers_for_counts_and_gaps_for_what_is_missing(days, nine):
    table = score(days, nine).table
    assert table.index.name == "scale"
    assert list(table.index) == ["housing", "health", "strengths", "mood", "help"]
    assert {str(table[name].dtype) for name in ("highest", "unknown", "act_high", "emerging")} == {"Int64"}
    assert table.loc["mood", ["highest", "value", "band"]].isna().all()


def test_scoring_one_assessment_needs_no_pandas():
    code = (
        "import sys, workbench as wb; form = wb.instrument('safety_screen'); wb.score(form, wb.Answers(form)); "
        "print(sorted({'pandas', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_counts_add_up_whatever_was_answered(name, data):
    form = opened(name)
    answers = recorded(form, data.draw(rows(form)))
    asked = {item.id for item in answers.shown()}
    result = score(form, answers)
    for scale in scales_of(form):
        row = result.rows[scale.id]
        assert row["applicable"] <= len(asked & set(scale.items))
        if scale.method == "action":
            assert row["n3"] + row["n2"] + row["n1"] + row["n0"] + row["unknown"] == row["applicable"]
            assert row["act_low"] <= row["act_high"] <= row["applicable"]
            assert row["highest"] == next((level for level in (3, 2, 1, 0) if row[f"n{level}"]), None)
        elif scale.method == "strengths":
            assert sum(row[word] for word in STRENGTHS) + row["unknown"] == row["applicable"]
    assert {alert.item for alert in result.alerts} <= asked
    assert {entry.item for entry in result.unknown} <= asked


@pytest.mark.parametrize("name", NAMES)
def test_lowest_and_highest_answers_reach_the_stated_range(name):
    form = opened(name)
    for scale in scales_of(form):
        for place, end in ((0, "low"), (-1, "high")):
            answers = Answers(form)
            for item in map(form.item, scale.items):
                codes = form.responses[item.responses].codes
                turned = -1 - place if item.reversed else place
                answers = answers.record(item.id, codes[turned])
            row = score(form, all_shown(answers)).rows[scale.id]
            assert row["applicable"] > 0
            if scale.method in ("sum", "mean"):
                assert row[end] == row["value"] == attainable(form, scale)[place]
                assert row["band"] == (scale.bands[place].label if scale.bands else None)
            else:
                extreme = ("none_yet", "central") if scale.method == "strengths" else ("n0", "n3")
                assert row[extreme[place]] == row["applicable"]
                assert row["unknown"] == 0


def all_shown(answers: Answers) -> Answers:
    """The same with every branch of a rated item opened as far as one answer can."""
    for item in answers.form.items:
        for condition in item.show_if:
            if answers.value(condition.item) is None:
                code = condition.any_of[0]
                many = answers.form.responses[answers.form.item(condition.item).responses].kind == "many"
                answers = answers.record(condition.item, (code,) if many else code)
    return answers


def every_answer(form, scale):
    """Every set of codes and gaps to a short scale."""
    choices = [(*form.responses[form.item(name).responses].codes, None) for name in scale.items]
    return (
        {name: code for name, code in zip(scale.items, chosen, strict=True) if code is not None}
        for chosen in product(*choices)
    )


SUMMED = [(name, scale.id) for name in NAMES for scale in scales_of(opened(name)) if scale.method in ("sum", "mean")]


@pytest.mark.parametrize(("name", "scale_id"), SUMMED)
def test_every_attainable_score_gets_exactly_one_honest_result(name, scale_id):
    form = opened(name)
    scale = next(scale for scale in scales_of(form) if scale.id == scale_id)
    assert len(scale.items) <= 6, "for a longer scale, draw answers instead of listing all"
    bounds = [band.lowest for band in scale.bands]
    for chosen in every_answer(form, scale):
        row = score(form, fill(Answers(form), **chosen)).rows[scale.id]
        ends = [reach(form, form.item(item)) for item in scale.items if item not in chosen]
        counted = sum(points(form, form.item(item), code) for item, code in chosen.items())
        over = len(scale.items) if scale.method == "mean" else 1
        assert row["low"] == (counted + sum(low for low, _ in ends)) / over
        assert row["high"] == (counted + sum(high for _, high in ends)) / over
        bands = {sum(bound <= end for bound in bounds) for end in (row["low"], row["high"])}
        earned = chosen and len(ends) <= scale.missing_allowed and len(bands) == 1
        assert (row["value"] is not None) == bool(earned)
        if earned:
            assert row["low"] <= row["value"] <= row["high"]
            holding = [
                band.label
                for band, upper in zip(scale.bands, [*bounds, float("inf")][1:], strict=True)
                if band.lowest <= row["value"] < upper
            ]
            assert holding == ([row["band"]] if scale.bands else [])


@given(st.floats(3, 12))
def test_bands_leave_no_gap_between_whole_scores(value):
    scale = next(scale for scale in opened("days").scales if scale.id == "mood")
    assert band_at(scale, value) == ("light" if value < 6 else "mixed" if value < 9.5 else "heavy")


def test_a_table_of_a_form_without_scales_is_empty():
    form = instrument("safety_screen")
    assert isinstance(score(form, Answers(form)).table, pd.DataFrame)
    assert score(form, Answers(form)).table.empty
