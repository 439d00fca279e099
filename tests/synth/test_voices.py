"""Voices: levels follow the ordinal model, statements the speaker's own view, and only those old enough speak."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.loading import instrument
from workbench.synth.needs import NEEDS
from workbench.synth.parameters import read_parameters
from workbench.synth.questions import SPEAKERS, as_odds, read_questions
from workbench.synth.voices import Voices

NUMBERS = read_parameters()
QUESTION = next(
    one for one in read_questions(NUMBERS, instrument("child_needs")) if one.kind == "ordered" and len(one.speakers) > 1
)
SHARP = NUMBERS.number("ratings.discrimination")
GRID = (np.arange(5000) + 0.5) / 5000
LEVELS = st.floats(-4, 4)


def seen_by(level, heard=0.0, chance=0.5):
    """Everybody sees the same level; what informants say shifts the odds by `heard`."""
    sets = np.arange(1 << len(SPEAKERS))
    return Voices(
        latent=as_odds(SHARP * level * np.ones((len(NEEDS) + 1, len(GRID)))),
        coloured=as_odds(SHARP * level * np.ones((len(NEEDS) + 1, len(GRID)))),
        heard=as_odds(SHARP * heard * np.ones((len(SPEAKERS), len(GRID)))),
        listened_at=np.arange(len(GRID)) * len(sets),
        listened=as_odds(SHARP * heard * np.outer(np.ones(len(GRID)), sets > 0)),
        chances=np.full(len(SPEAKERS), chance),
        speaking=np.full((len(SPEAKERS), len(GRID)), chance),
    )


def expected(level):
    above = [1, *(1 / (1 + np.exp(-SHARP * (level - step))) for step in QUESTION.steps), 0]
    return -np.diff(above)


def shares(codes):
    return np.bincount(codes, minlength=len(QUESTION.codes)) / len(codes)


@given(LEVELS, LEVELS)
def test_the_practitioner_rates_the_level_as_those_who_speak_shift_it(level, heard):
    voices = seen_by(level, heard)
    silent = np.zeros((len(QUESTION.speakers), len(GRID)), dtype=bool)
    assert shares(voices.rate(QUESTION, silent, GRID)) == pytest.approx(expected(level), abs=1e-3)
    assert shares(voices.rate(QUESTION, ~silent, GRID)) == pytest.approx(expected(level + heard), abs=1e-3)


@given(LEVELS, LEVELS, st.floats(0.05, 1))
def test_a_speaker_states_the_level_as_it_sees_it_however_seldom_it_speaks(level, heard, chance):
    voices, everywhere = seen_by(level, heard, chance), np.arange(len(GRID))
    speaker = np.full(len(GRID), QUESTION.speakers[0])
    stated = voices.state(QUESTION, speaker, everywhere, GRID * chance)
    assert shares(stated) == pytest.approx(expected(level + heard), abs=1e-3)


def test_who_is_too_young_or_not_asked_is_silent():
    voices = seen_by(0, chance=0.3)
    voices.speaking[QUESTION.speakers[0]] = 0
    speaks = voices.who_speaks(QUESTION, np.tile(GRID, (len(QUESTION.speakers), 1)))
    assert speaks.mean(axis=1).tolist() == [0, *[0.3] * (len(QUESTION.speakers) - 1)]


def test_levels_far_beyond_every_step_are_rated_without_overflow():
    sharp = replace(QUESTION, odds=as_odds(1e9 * QUESTION.steps))
    everybody = np.ones((len(sharp.speakers), len(GRID)), dtype=bool)
    for level, code in ((-1e9, 0), (1e9, len(QUESTION.codes) - 1)):
        assert set(seen_by(level, level).rate(sharp, everybody, GRID)) == {code}
