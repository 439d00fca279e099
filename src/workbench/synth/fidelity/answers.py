"""Answers: ratings given the latent value, statements, and why answers are missing."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from ...cohort.codes import PRACTITIONER
from ...library.loading import instrument
from ...model.vocabulary import NonAnswer
from ..needs import NEEDS
from ..questions import SPEAKERS, STRENGTHS, YOUNGEST, Question, read_questions
from .known import Known
from .lines import Line, fit_lines, share_line

NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
FEWEST = 20  # answers expected, and not expected, below which the share of a code is not compared


@dataclass(frozen=True, eq=False)
class Answered:
    """Every rating as matrices of assessments × questions, with the latent value it was drawn from."""

    known: Known

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Questions of the instrument, with their steps."""
        return read_questions(self.known.numbers, instrument(self.known.numbers.word("ratings.instrument")))

    @cached_property
    def made(self) -> pd.DataFrame:
        """Assessments with latent values, kind of visit, age and company."""
        visits = self.known.cohort.visits[["child_id", "month", "kind", "person_of_concern_present"]]
        made = self.known.cohort.assessments.merge(visits, on=["child_id", "month"], how="left")
        return made.merge(self.known.truth.needs, on="assessment_id")

    @cached_property
    def latent(self) -> np.ndarray:
        """Latent value behind every rating: assessments × questions."""
        columns = ["strengths" if one.domain == STRENGTHS else NEEDS[one.domain] for one in self.questions]
        return self.made[columns].to_numpy()

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Ratings and statements by place: assessment, question, who said it, value, non-answer, whether sourced."""
        ratings = self.known.cohort.ratings
        places = pd.Index(self.made["assessment_id"])
        order = {one.item.id: place for place, one in enumerate(self.questions)}
        items = np.array([order.get(code, -1) for code in ratings["item"].cat.categories])
        return pd.DataFrame(
            {
                "assessment": places.get_indexer(ratings["assessment_id"]),
                "question": items[ratings["item"].cat.codes],
                "said_by": ratings["said_by"].to_numpy(),
                "value": ratings["value"].cat.codes.to_numpy(),
                "non_answer": ratings["non_answer"].cat.codes.to_numpy(),
                "sourced": ratings["source"].notna().to_numpy(),
            }
        )

    def filled(self, said_by: str, column: str) -> np.ndarray:
        """One column of one speaker as a matrix; -2 where nothing was asked or said."""
        rows = self.rows[self.rows["said_by"] == said_by]
        matrix = np.full(self.latent.shape, -2, dtype=np.int16)
        matrix[rows["assessment"], rows["question"]] = rows[column]
        return matrix

    @cached_property
    def values(self) -> np.ndarray:
        """Ratings as places in the code list; -1 for a non-answer, -2 where not asked."""
        return self.filled(PRACTITIONER, "value")

    @cached_property
    def reasons(self) -> np.ndarray:
        """Non-answers as places in `NonAnswer`; -1 where answered, -2 where not asked."""
        return self.filled(PRACTITIONER, "non_answer")

    @cached_property
    def spoken(self) -> dict[str, np.ndarray]:
        """Statements of every informant as places in the code list; -2 where nothing was said."""
        return {speaker: self.filled(speaker, "value") for speaker in SPEAKERS}

    def codes(self, question: Question) -> list[int]:
        """Places of a question's codes in the code list."""
        listed = list(self.known.cohort.ratings["value"].cat.categories)
        return [listed.index(str(code)) for code in question.codes]


def expected_shares(
    discrimination: float, steps: np.ndarray, centre: np.ndarray, spread: float | np.ndarray
) -> np.ndarray:
    """Chance of each code when the level is normal around `centre`: answers × codes."""
    level = centre[:, None] + np.broadcast_to(spread, centre.shape)[:, None] * NODES
    reached = 1 / (1 + np.exp(-discrimination * (level[..., None] - steps)))
    above = np.einsum("aqs,q->as", reached, WEIGHTS)
    edges = np.hstack([np.ones((len(centre), 1)), above, np.zeros((len(centre), 1))])
    return edges[:, :-1] - edges[:, 1:]


def compare_ratings(known: Known) -> Iterator[Line]:
    """Compare the share of every code of every question with what the latent values and the steps lead to."""
    given, numbers = Answered(known), known.numbers
    heard_bias = np.array([numbers.by("ratings.bias")[speaker] for speaker in SPEAKERS])
    listening = numbers.number("ratings.listening")
    for place, question in enumerate(given.questions):
        if question.kind != "ordered" or question.item.branches:
            continue
        answered = given.values[:, place] >= 0
        speaks = np.column_stack([given.spoken[speaker][answered, place] >= 0 for speaker in SPEAKERS])
        voices = np.maximum(speaks.sum(axis=1), 1)
        centre = given.latent[answered, place] + listening * (speaks @ heard_bias) / voices
        heard = listening * numbers.number("ratings.informant_spread") * (speaks.any(axis=1) / np.sqrt(voices))
        spread = np.hypot(numbers.number("ratings.practitioner_spread"), heard)
        chances = expected_shares(numbers.number("ratings.discrimination"), question.steps, centre, spread)
        yield from _shares(given, place, chances, given.values[answered, place])
    for speaker in SPEAKERS:
        yield from _statements(given, speaker)
    answered = given.rows[(given.rows["said_by"] == PRACTITIONER) & (given.rows["value"] >= 0)]
    share = numbers.number("ratings.unrecorded")
    yield from share_line("ratings.unrecorded", "", share, ~answered["sourced"])


def _shares(given: Answered, place: int, chances: np.ndarray, values: np.ndarray) -> Iterator[Line]:
    question, n = given.questions[place], len(values)
    for code, chance, listed in zip(question.codes, chances.T, given.codes(question), strict=True):
        if FEWEST <= chance.sum() <= n - FEWEST:
            error = float(np.sqrt((chance * (1 - chance)).sum()) / n)
            yield Line(
                "ratings.steps",
                f"{question.item.id} = {code}",
                float(chance.mean()),
                float((values == listed).mean()),
                error,
                n,
            )


def _statements(given: Answered, speaker: str) -> Iterator[Line]:
    """Who says something, and how an informant's own words lie around the latent value, question by question."""
    numbers, made = given.known.numbers, given.made
    said = given.spoken[speaker]
    old_enough = made["age"].to_numpy() >= YOUNGEST[speaker]
    asked = [place for place, one in enumerate(given.questions) if SPEAKERS.index(speaker) in one.speakers]
    open_to = (given.values[:, asked] >= 0) & old_enough[:, None]
    yield from share_line(
        "ratings.speaks", speaker, numbers.by("ratings.speaks")[speaker], said[:, asked][open_to] >= 0
    )
    bias, spread = numbers.by("ratings.bias")[speaker], numbers.number("ratings.informant_spread")
    away: list[pd.DataFrame] = []
    counts: dict[str, np.ndarray] = {}
    for place in asked:
        question = given.questions[place]
        spoke = np.flatnonzero(said[:, place] >= 0)
        chances = expected_shares(
            numbers.number("ratings.discrimination"), question.steps, given.latent[spoke, place] + bias, spread
        )
        for level, listed in enumerate(given.codes(question)):
            kind = f"{speaker}, {question.codes[level]}"
            holds = said[spoke, place] == listed
            away.append(pd.DataFrame({"kind": kind, "assessment": spoke, "away": holds - chances[:, level]}))
            counts[kind] = counts.get(kind, np.zeros(2)) + np.array([len(spoke), chances[:, level].sum()])
    for kind, of_kind in pd.concat(away).groupby("kind", sort=False):
        n, planted = counts[kind]
        off = of_kind.groupby("assessment")["away"].sum()
        if FEWEST <= planted <= n - FEWEST:
            error = float(np.sqrt((off**2).sum())) / n
            yield Line("ratings.bias (statements)", kind, planted / n, (planted + off.sum()) / n, error, int(n))


def compare_missing(known: Known) -> Iterator[Line]:
    """Compare every reason for a missing answer, in the order in which they count."""
    given, numbers = Answered(known), known.numbers
    reasons = list(NonAnswer)
    at = {reason: reasons.index(reason) for reason in NonAnswer}
    left = given.reasons >= -1
    left[:, [place for place, one in enumerate(given.questions) if one.kind == "unrated"]] = False
    concern = given.made["person_of_concern_present"].to_numpy()[:, None]
    unsafe = concern & np.array([one.unsafe_in_company for one in given.questions])
    holds = given.reasons == at[NonAnswer.UNSAFE]
    yield from share_line("missing.unsafe", "", numbers.number("missing.unsafe"), holds[left & unsafe])
    left &= ~holds
    may = np.array([one.item.may_not_apply for one in given.questions])
    holds = given.reasons == at[NonAnswer.NOT_APPLICABLE]
    yield from share_line("missing.does_not_apply", "", numbers.number("missing.does_not_apply"), holds[left & may])
    left &= ~holds
    need = np.where([one.domain == STRENGTHS for one in given.questions], 0, given.latent)
    age = np.broadcast_to(given.made["age"].to_numpy(dtype=float)[:, None] - 9, need.shape)
    holds = given.reasons == at[NonAnswer.DECLINED]
    columns = {"one": 1.0, "age": age[left], "need": need[left]}
    terms = {
        "one": ("missing.declined", "log odds", _log_odds(numbers.number("missing.declined"))),
        "age": ("missing.declined_age", "", numbers.number("missing.declined_age")),
        "need": ("missing.declined_need", "", numbers.number("missing.declined_need")),
    }
    yield from _odds(terms, columns, holds[left])
    left &= ~holds
    crisis = np.broadcast_to((given.made["kind"] == "crisis").to_numpy(dtype=float)[:, None], need.shape)
    holds = given.reasons == at[NonAnswer.NOT_REACHED]
    terms = {
        "one": ("missing.not_reached", "log odds", _log_odds(numbers.number("missing.not_reached"))),
        "crisis": ("missing.not_reached_crisis", "", numbers.number("missing.not_reached_crisis")),
    }
    yield from _odds(terms, {"one": 1.0, "crisis": crisis[left]}, holds[left])
    left &= ~holds
    holds = given.reasons == at[NonAnswer.UNKNOWN]
    yield from share_line("missing.random", "", numbers.number("missing.random"), holds[left])


def _log_odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _odds(terms: dict[str, tuple[str, str, float]], columns: dict, holds: np.ndarray) -> Iterator[Line]:
    """Logistic regression; rows of equal terms stand together."""
    cells = pd.DataFrame(columns, index=range(len(holds))).assign(holds=holds)
    cells = cells.groupby(list(columns), as_index=False)["holds"].agg(["sum", "size"])
    outcome = np.column_stack([cells["sum"], cells["size"] - cells["sum"]])
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fitted = sm.GLM(outcome, cells[list(columns)], family=sm.families.Binomial()).fit()
    yield from fit_lines(terms, fitted, int(holds.sum()))
