"""What may be printed while the launcher runs: that something failed and where, never what was being written."""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType


def report_defect(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Say in one line on the terminal what kind of defect arose and where; never what was being written."""
    last = traceback.extract_tb(trace)[-1] if trace else None
    where = f" at {Path(last.filename).name}:{last.lineno}" if last else ""
    print(f"Defect: {kind.__name__}{where}. Nothing that was saved is lost.", file=sys.stderr, flush=True)


# A kernel that a lock ended while its page was still being drawn is no defect.
ORDINARY = ("DeadKernelError", "CancelledError", "StreamClosedError", "WebSocketClosedError")


class _OneLine(logging.Handler):
    """Turns what libraries log about an exception into one line without content."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[0] is not None and record.exc_info[0].__name__ not in ORDINARY:
            report_defect(record.exc_info[0], record.exc_info[2])


def quiet_logs() -> None:
    """Let no library write messages: they may hold addresses, paths or what was typed."""
    root = logging.getLogger()
    root.handlers[:] = [_OneLine(level=logging.ERROR)]
    root.setLevel(logging.ERROR)
    logging.captureWarnings(True)
