"""A test that is skipped proves nothing: only for what a machine lacks, with a reason that stands here."""

import pytest

REASONS = (
    "a file that exists and cannot be read is made on Linux",
    "elsewhere there is no such shield",
    "Linux has a full disk to write to",
    "only root can give files away",
)
PREFIX = "Skipped: "


class Watch:
    """Notes what was skipped for any other reason, and fails the run for it."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test."""
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A whole file."""
        self._note(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A run that proves less than it seems to is no success."""
        if self.found and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """What was skipped, each on a line."""
        for line in self.found:
            terminalreporter.write_line(f"SKIPPED for a reason that tests/skips.py does not list: {line}", red=True)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        line = f"{report.nodeid} ({told})"
        # Side by side, each of the runs tells of a whole file.
        if told.removeprefix(PREFIX) not in REASONS and line not in self.found:
            self.found.append(line)


def pytest_configure(config: pytest.Config) -> None:
    """Watch every run."""
    config.pluginmanager.register(Watch(), "watch over skipped tests")
