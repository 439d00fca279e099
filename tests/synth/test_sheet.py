"""The sheet of ratings: rows come in the order of assessment, item and speaker, and carry what was written."""

import numpy as np

from workbench.synth.questions import SPEAKERS
from workbench.synth.sheet import SAID_BY, Sheet


def test_rows_carry_what_was_written_and_nothing_else():
    sheet, both = Sheet(assessments=2, items=3, codes=8), np.ones(2, dtype=bool)
    sheet.rate(2, both, np.array([7, -1]), np.array([4, -1]))
    sheet.leave_open(2, np.array([1]), np.array([3]), np.array([6]), np.array([0]))
    sheet.state(2, np.array([0]), np.array([SPEAKERS.index("teacher")]), np.array([5]))
    sheet.rate(0, np.array([True, False]), np.array([1, -1]), np.array([-1, -1]))
    rows = sheet.rows()
    told = zip(rows.assessment, rows.item, (SAID_BY[place] for place in rows.said_by), rows.value, strict=True)
    assert [tuple(one) for one in told] == [
        (0, 0, "practitioner", 1),
        (0, 2, "practitioner", 7),
        (0, 2, "teacher", 5),
        (1, 2, "practitioner", -1),
    ]
    assert rows.source.tolist() == [-1, 4, -1, -1]
    assert rows.non_answer.tolist() == [-1, -1, -1, 3]
    assert rows.would_be.tolist() == [-1, -1, -1, 6]
    assert rows.why.tolist() == [-1, -1, -1, 0]
