"""The ascent: halved where a step goes too far, told where there is no maximum, many at once as one by one."""

from types import SimpleNamespace

import numpy as np
import pytest

from workbench.research.ascent import ascend, ascend_many, plain_step
from workbench.research.inference import jackknife_covariance, jackknife_se


def arched(point):
    """−log cosh: from 2 on, a whole step of Newton's goes farther off on the other side."""
    bend = np.cosh(point) ** -2.0
    return SimpleNamespace(value=-np.log(np.cosh(point)).sum(), score=-np.tanh(point), information=np.diag(bend))


def rising(point):
    """A likelihood that gains for ever and less and less."""
    size = np.exp(-point)
    return SimpleNamespace(value=-size.sum(), score=size, information=np.diag(size))


def backwards(at):
    step, gain = plain_step(at)
    return -step, gain


def test_a_step_that_goes_too_far_is_halved():
    seen = []
    found = ascend(np.array([2.0]), lambda point: seen.append(point[0]) or arched(point), plain_step)
    assert found.reached and found.point == pytest.approx([0.0], abs=1e-12)
    assert min(seen) < -2 and abs(found.at.score[0]) < 1e-7


def test_a_long_step_is_shortened():
    seen = []
    ascend(np.array([2.0]), lambda point: seen.append(point[0]) or arched(point), plain_step, longest=0.5)
    assert seen[1] == pytest.approx(1.5)


@pytest.mark.parametrize("limits", [{"farthest": 8.0}, {"most": 5}])
def test_without_a_maximum_it_is_told_and_nothing_is_raised(limits):
    found = ascend(np.zeros(2), rising, plain_step, **limits)
    assert not found.reached
    assert 4 < found.point.max() < 10


def test_a_step_of_which_no_part_gains_anything_moves_nothing():
    found = ascend(np.array([1.0]), arched, backwards)
    assert not found.reached
    assert found.point == [1.0]


def test_the_tolerance_is_the_gain_that_a_step_promises():
    rough = ascend(np.array([1.0]), arched, plain_step, tolerance=1e-2)
    assert rough.reached
    assert 1e-6 < abs(rough.point[0]) < 1e-3


def test_many_end_each_on_its_own_as_one_by_one():
    begin = np.array([[2.0], [0.5], [1.5], [0.0]])
    sign = np.array([1.0, 1.0, -1.0, 1.0])  # the third has a least value and no largest

    def evaluate(points, which):
        bend = sign[which, None] * np.cosh(points) ** -2.0
        return -sign[which] * np.log(np.cosh(points[:, 0])), -sign[which, None] * np.tanh(points), bend

    def propose(score, bend):
        step = score / np.abs(bend)
        return step, (score * step)[:, 0]

    limits = {"longest": 1.0, "farthest": 30.0}
    found = ascend_many(begin, evaluate, propose, **limits)
    assert found.reached.tolist() == [True, True, False, True]
    for place in (0, 1, 3):
        alone = ascend(begin[place], arched, plain_step, **limits)
        assert found.points[place].tolist() == alone.point.tolist()


def test_the_covariance_of_a_jackknife_by_hand():
    left_out = np.array([[1.0, 2.0], [2.0, 0.0], [3.0, 1.0]])
    expected = 2 / 3 * np.array([[2.0, -1.0], [-1.0, 2.0]])
    assert jackknife_covariance(left_out) == pytest.approx(expected)
    assert jackknife_se(left_out) == pytest.approx(np.sqrt(np.diag(expected)))


def test_a_refit_that_diverged_leaves_every_variance_open():
    left_out = np.array([[1.0, 2.0], [2.0, np.nan], [3.0, 1.0]])
    assert np.isinf(jackknife_covariance(left_out)).all()
    assert np.isinf(jackknife_se(left_out)).all()
