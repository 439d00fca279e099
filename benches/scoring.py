"""Scores of many assessments at once against one by one."""

import gc
import time
import tracemalloc

import numpy as np
import pandas as pd

from benches.measurement import Measurement, Row, median
from workbench.library.loading import instrument, instruments
from workbench.model.answers import Answers
from workbench.model.instrument import Instrument
from workbench.model.scales import scales_of
from workbench.model.vocabulary import GROUPS, STAGES, NonAnswer
from workbench.scoring.many import score_many
from workbench.scoring.single import score

ASSESSMENTS = 100_000
ALONE = 500
RUNS = 3
SEED = 7
SHARE_OPEN = 0.15
NON_ANSWERS = {reason.value for reason in NonAnswer}


def measure() -> Measurement:
    """Score the same made-up assessments both ways, on the shipped instrument with the most rated items."""
    form = max(map(instrument, instruments()), key=lambda form: sum(len(scale.items) for scale in scales_of(form)))
    frame = made_up(form)
    together = median([seconds(lambda: score_many(form, frame)) for _ in range(RUNS)])
    some = frame.head(ALONE)
    alone = seconds(lambda: [score(form, answers_of(form, row)).table for row in rows(some)]) / ALONE
    light = seconds(lambda: [score(form, answers_of(form, row)).rows for row in rows(some)]) / ALONE
    kept, peak = memory(lambda: score_many(form, frame))
    return Measurement(
        title="Scores",
        how=(
            f"{ASSESSMENTS:,} made-up assessments in {form.id} {form.version} ({len(form.items)} questions, "
            f"{len(scales_of(form))} scales), {SHARE_OPEN:.0%} of cells without an answer. `score_many` on the whole "
            f"frame (median of {RUNS}); one by one on {ALONE} rows, recording included, extrapolated to all."
        ),
        rows=[
            Row(
                "score_many against score one by one, each with its table",
                f"{alone * ASSESSMENTS / together:.0f}×",
                "≥ 50×",
                f"{together:.2f} s against {alone * ASSESSMENTS:.0f} s (extrapolated)",
            ),
            Row(
                "score_many against score one by one, plain rows without a frame",
                f"{light * ASSESSMENTS / together:.0f}×",
                "≥ 50×",
                f"{together:.2f} s against {light * ASSESSMENTS:.0f} s (extrapolated)",
            ),
            Row(
                "peak memory above the frame, against the table returned",
                f"{peak / kept:.1f}×",
                "–",
                f"peak {peak / 1e6:.0f} MB, table {kept / 1e6:.0f} MB, frame {frame.memory_usage().sum() / 1e6:.0f} MB",
            ),
        ],
        versions=("numpy", "pandas"),
    )


def made_up(form: Instrument) -> pd.DataFrame:
    """Assessments with every group, age and stage; answers drawn evenly, a share of them open."""
    draw = np.random.default_rng(SEED)
    columns: dict[str, object] = {
        "group": draw.choice(list(GROUPS), ASSESSMENTS),
        "age": draw.uniform(0, 18, ASSESSMENTS),
        "stage": draw.choice(list(STAGES), ASSESSMENTS),
    }
    for item in form.items:
        codes = form.responses[item.responses].codes
        if codes and form.responses[item.responses].kind != "many":
            cells = np.array([*codes, NonAnswer.UNKNOWN.value, NonAnswer.DECLINED.value, None], dtype=object)
            shares = [(1 - SHARE_OPEN) / len(codes)] * len(codes) + [SHARE_OPEN / 3] * 3
            columns[item.id] = draw.choice(cells, ASSESSMENTS, p=shares)
    return pd.DataFrame(columns)


def rows(frame: pd.DataFrame) -> list[dict]:
    """Rows of a frame as plain values, without the empty cells."""
    return [{name: cell for name, cell in row.items() if pd.notna(cell)} for row in frame.to_dict("records")]


def answers_of(form: Instrument, row: dict) -> Answers:
    """Record one row."""
    answers = Answers(form, {name: row[name] for name in ("group", "age", "stage")})
    for item in form.items:
        if item.id in row:
            value = row[item.id]
            answers = answers.record(item.id, NonAnswer(value) if value in NON_ANSWERS else value)
    return answers


def seconds(call) -> float:
    """Time one call."""
    gc.collect()
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def memory(call) -> tuple[int, int]:
    """Bytes that the result keeps, and the peak while it is made, as Python and numpy report them."""
    gc.collect()
    tracemalloc.start()
    result = call()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return kept, peak
