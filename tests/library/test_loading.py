"""The shelf of shipped instruments."""

import subprocess
import sys

import pytest

from workbench.errors import UnknownName
from workbench.library import loading


def test_instruments_are_named_in_order():
    assert loading.instruments() == sorted(loading.instruments())
    assert "safety_screen" in loading.instruments()


def test_the_newest_version_is_opened_unless_another_is_named():
    form = loading.instrument("safety_screen")
    assert form.version == loading.versions("safety_screen")[-1]
    assert loading.instrument("safety_screen", "1.0").version == "1.0"


def test_versions_are_ordered_by_number():
    assert sorted(["1.10", "1.9", "2.0", "1.9.1"], key=loading.version_key) == ["1.9", "1.9.1", "1.10", "2.0"]


def test_a_name_that_is_nearly_right_is_suggested():
    with pytest.raises(UnknownName, match="Did you mean 'safety_screen'"):
        loading.instrument("safety_scren")


def test_a_version_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UnknownName, match=r"there are: .*1\.0"):
        loading.instrument("safety_screen", "99.0")


def test_opening_an_instrument_loads_nothing_heavy():
    heavy = "{'pandas', 'numpy', 'sqlalchemy', 'click', 'scipy', 'sklearn', 'statsmodels', 'matplotlib'}"
    code = (
        "import sys; from workbench.library.loading import instrument; instrument('safety_screen'); "
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
