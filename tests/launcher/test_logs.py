"""What is printed while the launcher runs is one short line without content, and nothing for what is no defect."""

import logging
import subprocess
import sys

from workbench.launcher.logs import is_ordinary, report_defect

PRINTED = """
import logging, warnings
from workbench.launcher.logs import quiet_logs
quiet_logs()
words = "words of a child " * 60_000
logging.getLogger("tornado.access").error(words)
warnings.warn(words)
try:
    raise ValueError(words)
except ValueError:
    logging.getLogger("tornado.application").exception("%s", words)
"""


def test_a_defect_is_one_short_line_whatever_it_is_called(capsys):
    try:
        raise type("Odd\n\x1b[31m" + "x" * 1_000_000, (Exception,), {})("words of a child")
    except Exception as error:
        report_defect(type(error), error.__traceback__)
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1 and len(printed) < 240
    assert "\x1b" not in printed and "words" not in printed and "test_logs.py" in printed


def test_what_libraries_log_comes_out_as_where_and_of_what_kind_alone():
    done = subprocess.run([sys.executable, "-c", PRINTED], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert done.stderr == "Defect: ValueError at <string>:9. Nothing that was saved is lost.\n"


def test_a_kernel_that_ends_while_it_is_waited_for_is_no_defect():
    def _async_wait_for_ready():
        raise RuntimeError("Kernel died before replying to kernel_info")

    def other():
        raise RuntimeError("another")

    found = {}
    for raising in (_async_wait_for_ready, other):
        try:
            raising()
        except RuntimeError as error:
            found[raising.__name__] = is_ordinary(type(error), error.__traceback__)
    assert found == {"_async_wait_for_ready": True, "other": False}
    assert logging.getLogger("workbench.launcher").handlers == []
