"""Streams: the address is everything."""

import numpy as np
import pytest

from workbench.synth.streams import choose, months, stream


def test_the_same_address_gives_the_same_draws():
    first, second = (stream(1, "births", 2).random(3).tolist() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("other", [(2, "births", 2), (1, "birth", 2), (1, "births", 3), (12, "births", 2)])
def test_another_address_gives_other_draws(other):
    assert stream(*other).random() != stream(1, "births", 2).random()


def test_choose_follows_the_shares():
    draws = np.array([0.0, 0.49, 0.5, 0.74, 0.75, 0.999])
    assert choose(draws, np.array([2.0, 1.0, 1.0])).tolist() == [0, 0, 1, 1, 2, 2]
    assert choose(draws[:2], np.array([[0.0, 1.0], [1.0, 0.0]])).tolist() == [1, 0]


def test_different_days_are_different_months():
    days = np.arange(-7000, 2000)
    assert len(np.unique(months(days))) == len(days)
