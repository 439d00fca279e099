"""What may be printed while the launcher runs: that something failed and where, never what was being written."""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

LONGEST_NAME = 60


def report_defect(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Say in one line on the terminal what kind of defect arose and where; never what was being written."""
    last = traceback.extract_tb(trace)[-1] if trace else None
    where = f" at {_name(Path(last.filename).name)}:{last.lineno}" if last else ""
    print(f"Defect: {_name(kind.__name__)}{where}. Nothing that was saved is lost.", file=sys.stderr, flush=True)


def _name(given: str) -> str:
    return "".join(char for char in given if char.isprintable())[:LONGEST_NAME]


# A kernel that a lock ended while its page was still being drawn is no defect.
ORDINARY = ("DeadKernelError", "CancelledError", "StreamClosedError", "WebSocketClosedError")
WAITING_FOR_KERNEL = "_async_wait_for_ready"


def is_ordinary(kind: type[BaseException], trace: TracebackType | None) -> bool:
    """Whether an exception says no more than that a kernel or a connection ended while somebody waited for it."""
    last = traceback.extract_tb(trace)[-1].name if trace else ""
    return kind.__name__ in ORDINARY or (kind is RuntimeError and last == WAITING_FOR_KERNEL)


class _OneLine(logging.Handler):
    """Turns what libraries log about an exception into one line without content."""

    def emit(self, record: logging.LogRecord) -> None:
        kind, _, trace = record.exc_info or (None, None, None)
        if kind is not None and not is_ordinary(kind, trace):
            report_defect(kind, trace)


def quiet_logs() -> None:
    """Let no library write messages: they may hold addresses, paths or what was typed."""
    root = logging.getLogger()
    root.handlers[:] = [_OneLine(level=logging.ERROR)]
    root.setLevel(logging.ERROR)
    logging.captureWarnings(True)
