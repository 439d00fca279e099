"""Who speaks about a child at an assessment, how each sees it, and how far the practitioner listens."""

from dataclasses import dataclass

import numpy as np

from .assessments import Assessments
from .questions import SPEAKERS, YOUNGEST, Question, as_odds
from .streams import Block


@dataclass(frozen=True, eq=False)
class Voices:
    """Odds of every level at each assessment, made of factors that items share.

    Attributes
    ----------
    latent
        Odds by the latent value alone: domains (strengths last) × assessments.
    coloured
        The same as the practitioner of this day sees it.
    heard
        Factor by which each speaker shifts the odds of what it states: speakers × assessments.
    listened
        Factor by which listening shifts the practitioner's odds: assessments × sets of speakers, a bit per speaker.
    listened_at
        Where in `listened` each assessment begins.
    chances, speaking
        Chance that a speaker says something if it is old enough; the same at each assessment: speakers × assessments.
    """

    latent: np.ndarray
    coloured: np.ndarray
    heard: np.ndarray
    listened: np.ndarray
    listened_at: np.ndarray
    chances: np.ndarray
    speaking: np.ndarray

    def who_speaks(self, question: Question, draws: np.ndarray) -> np.ndarray:
        """Whether each of the question's speakers speaks: speakers of the question × assessments."""
        return draws < self.speaking[question.speakers]

    def rate(self, question: Question, speaks: np.ndarray, draw: np.ndarray) -> np.ndarray:
        """Rate as the practitioner does, who has heard those who speak: places of the codes."""
        heard = np.zeros(len(draw), dtype=np.uint8)
        for speaker, talks in zip(question.speakers, speaks.view(np.uint8), strict=True):
            heard |= talks << np.uint8(speaker)
        odds = self.coloured[question.domain] * self.listened.take(self.listened_at + heard)
        return _reached(question, odds * (draw / (1 - draw)))

    def state(self, question: Question, speaker: np.ndarray, at: np.ndarray, draw: np.ndarray) -> np.ndarray:
        """State levels as speakers see them at assessments, one value per statement: places of the codes.

        The draw that let a speaker speak is below its chance; how far below decides on the level.
        """
        odds = self.latent[question.domain].take(at) * self.heard.take(speaker * len(self.listened_at) + at)
        return _reached(question, odds * (draw / (self.chances.take(speaker) - draw)))


def draw_voices(block: Block, made: Assessments, latent: np.ndarray) -> Voices:
    """Draw how practitioner and informants see the children of a block.

    Parameters
    ----------
    latent
        Latent values: domains (strengths last) × assessments.
    """
    numbers = block.numbers
    chances = np.array([numbers.by("ratings.speaks")[speaker] for speaker in SPEAKERS], dtype=np.float32)
    sharp = numbers.number("ratings.discrimination")
    colour = numbers.number("ratings.practitioner_spread") * block.stream("ratings/practitioner").standard_normal(
        len(made)
    )
    bias = np.array([numbers.by("ratings.bias")[speaker] for speaker in SPEAKERS])
    own = block.stream("ratings/informants").standard_normal((len(made), len(SPEAKERS)))
    heard = bias + numbers.number("ratings.informant_spread") * own
    sets = (np.arange(1 << len(SPEAKERS))[:, None] >> np.arange(len(SPEAKERS))) & 1
    mean = heard @ (sets / np.maximum(sets.sum(axis=1, keepdims=True), 1)).T
    return Voices(
        latent=as_odds(sharp * latent),
        coloured=as_odds(sharp * (latent + colour)),
        heard=as_odds(sharp * heard.T),
        listened_at=np.arange(len(made)) * len(sets),
        listened=as_odds(sharp * numbers.number("ratings.listening") * mean),
        chances=chances,
        speaking=np.array(
            [np.where(made.age >= YOUNGEST[one], chances[place], np.float32(0)) for place, one in enumerate(SPEAKERS)]
        ),
    )


def _reached(question: Question, odds: np.ndarray) -> np.ndarray:
    """Cut levels, given as odds with their logistic noise, at the steps of an item."""
    place = np.zeros(len(odds), dtype=np.int8)
    for step in question.odds:
        place += (odds > step).view(np.int8)
    return place
