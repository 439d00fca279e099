"""What `import workbench as wb` offers, and how little it costs."""

import subprocess
import sys

import pytest

import workbench as wb


@pytest.mark.parametrize("name", wb.__all__)
def test_every_public_name_exists(name):
    assert getattr(wb, name) is not None


def test_public_names_are_sorted_and_few():
    assert wb.__all__ == sorted(wb.__all__)
    assert len(wb.__all__) <= 20


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(AttributeError, match="public names: Answers"):
        _ = wb.anwsers


def test_importing_does_nothing_heavy():
    code = "import sys, workbench; print([m for m in ('numpy', 'pandas', 'sqlalchemy', 'msgspec') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
