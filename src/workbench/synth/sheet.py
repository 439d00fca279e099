"""Ratings of a block as they are collected, assessments × items, and as rows in the end."""

from dataclasses import dataclass

import numpy as np

from ..cohort.codes import PRACTITIONER
from ..model.vocabulary import INFORMANTS
from .questions import SPEAKERS

SAID_BY = [PRACTITIONER, *INFORMANTS]
OF_RATING = ("source", "non_answer", "would_be", "why")  # four of 16 bits, taken as one of 64
_VOICES = 1 + len(SPEAKERS)


@dataclass(frozen=True, eq=False)
class Ratings:
    """One value per row, in the order of assessment, item and speaker.

    `value` is a place in `code_list`, `non_answer` and `source` in the vocabulary; -1 is none. `would_be` is the code
    that a missing rating would have had; `why` says why it is missing.
    """

    assessment: np.ndarray
    item: np.ndarray
    said_by: np.ndarray
    value: np.ndarray
    non_answer: np.ndarray
    source: np.ndarray
    would_be: np.ndarray
    why: np.ndarray


class Sheet:
    """Collects what is said about each item at each assessment: by the practitioner first, then by every speaker."""

    def __init__(self, assessments: int, items: int, codes: int) -> None:
        self.items = items
        self.said = np.zeros((assessments, items, _VOICES), dtype=bool)
        self.value = np.full(self.said.shape, -1, dtype=np.min_scalar_type(-codes))
        self.of_rating = np.full((assessments, items, len(OF_RATING)), -1, dtype=np.int16)

    def rate(self, item: int, applies: np.ndarray, value: np.ndarray, source: np.ndarray) -> None:
        """Write the practitioner's ratings of an item, one value per assessment, -1 where there is none."""
        self.said[:, item, 0], self.value[:, item, 0], self.of_rating[:, item, 0] = applies, value, source

    def leave_open(self, item: int, at: np.ndarray, *of_rating: np.ndarray) -> None:
        """Write why there is no rating at some assessments, in the order of `OF_RATING`."""
        self.of_rating[at, item, 1:] = np.column_stack(of_rating)

    def state(self, item: int, at: np.ndarray, speaker: np.ndarray, value: np.ndarray) -> None:
        """Write statements beside the rating."""
        cells = (at * self.items + item) * _VOICES + 1 + speaker
        self.value.reshape(-1)[cells], self.said.reshape(-1)[cells] = value, True

    def rows(self) -> Ratings:
        """Read the rows off; what belongs to the rating is -1 beside a statement."""
        place = np.flatnonzero(self.said).astype(np.int32)
        cell = place // _VOICES
        speaker, assessment = place - cell * _VOICES, cell // self.items
        of_rating = self.of_rating.view(np.int64).ravel().take(cell)
        np.putmask(of_rating, speaker > 0, -1)
        columns = of_rating.view(np.int16).reshape(-1, len(OF_RATING)).T
        by = np.array([SAID_BY.index(code) for code in (PRACTITIONER, *SPEAKERS)], dtype=np.int8)
        return Ratings(
            assessment=assessment,
            item=cell - assessment * self.items,
            said_by=by.take(speaker),
            value=self.value.ravel().take(place),
            **dict(zip(OF_RATING, columns, strict=True)),
        )
