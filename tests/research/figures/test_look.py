"""Colours that can be told apart, in grey and by people who are colour blind; nothing drawn by importing."""

import itertools
import subprocess
import sys

import numpy as np
from matplotlib.colors import to_rgb

from workbench.model.vocabulary import GROUPS
from workbench.research.figures import COLOURS


def linear(colour):
    return np.array([part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)])


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    return linear(colour) @ [0.2126, 0.7152, 0.0722]


def test_colours_stand_off_from_paper_and_fall_in_grey():
    light = [luminance(colour) for colour in COLOURS.values()]
    assert list(COLOURS) == list(GROUPS)
    assert light == sorted(light)
    assert all(1.05 / (value + 0.05) >= 4.5 for value in light)
    assert all((b + 0.05) / (a + 0.05) >= 1.25 for a, b in itertools.pairwise(light))


def test_importing_draws_nothing_and_loads_no_matplotlib():
    code = "import sys, workbench.research.figures; print('matplotlib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
