"""Scales that need not be declared, and where a score can lie."""

import msgspec
import pytest

from workbench.model.instrument import Band, Instrument, Responses, Scale
from workbench.model.scales import attainable, band_at, scales_of
from workbench.model.vocabulary import STRENGTHS

WORDS = Responses(kind="choice", codes=tuple(STRENGTHS), labels=tuple(STRENGTHS.values()))


@pytest.fixture
def rated(form) -> Instrument:
    """The sample with its levels in two areas, and with two strengths."""
    health = msgspec.structs.replace(form.item("school"), id="teeth", domain="health", ages=())
    talent = msgspec.structs.replace(health, id="talent", domain="strengths", responses="words")
    hope = msgspec.structs.replace(talent, id="hope")
    return msgspec.structs.replace(
        form, items=(*form.items, health, talent, hope), responses=form.responses | {"words": WORDS}
    )


def named(form: Instrument) -> dict[str, tuple[str, ...]]:
    return {scale.id: scale.items for scale in scales_of(form)}


def test_action_levels_make_one_scale_per_domain_and_strengths_make_one(rated):
    assert named(rated) == {
        "safety": ("after_sign", "school", "left", "early"),
        "health": ("teeth",),
        "strengths": ("talent", "hope"),
    }
    assert [scale.title for scale in scales_of(rated)] == ["Safety", "Health", "Strengths"]


def test_declared_action_scales_stand_in_their_place(rated):
    declared = Scale(id="first", title="First", method="action", items=("school", "teeth"))
    assert named(msgspec.structs.replace(rated, scales=(declared,))) == {
        "first": ("school", "teeth"),
        "strengths": ("talent", "hope"),
    }


def test_a_choice_with_other_words_rates_no_strengths(form):
    assert "strengths" not in named(form)


def test_an_instrument_that_rates_nothing_has_no_scale(form):
    assert scales_of(msgspec.structs.replace(form, items=form.items[:3])) == ()


def test_a_sum_and_a_mean_state_their_ends(form):
    total = Scale(id="t", title="T", method="sum", items=("school", "left"))
    assert attainable(form, total) == (0, 6)
    assert attainable(form, msgspec.structs.replace(total, method="mean")) == (0, 3)


def test_a_band_reaches_to_the_next_one_and_nothing_lies_between():
    scale = Scale(
        id="t",
        title="T",
        method="sum",
        items=("a",),
        bands=(Band(lowest=0, label="low"), Band(lowest=4.5, label="high")),
    )
    assert [band_at(scale, score) for score in (0, 4, 4.4999, 4.5, 99)] == ["low", "low", "low", "high", "high"]
    assert band_at(msgspec.structs.replace(scale, bands=()), 3) is None
