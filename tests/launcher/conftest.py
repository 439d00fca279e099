from pathlib import Path
from types import SimpleNamespace

import pytest

from launcher.running import begin_sitting, launcher


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """One open launcher with one sitting for every test that leaves it open; `folder` is where it lives."""
    folder: Path = tmp_path_factory.mktemp("shared")
    draft = begin_sitting(folder / "store")
    with launcher(folder, cwd=folder) as running:
        yield SimpleNamespace(running=running, browser=running.browser, draft=draft, folder=folder)
