"""A process with words of a case in it writes no core file and, on Linux, cannot be looked into."""

import subprocess
import sys

LOOK = """
import ctypes, resource, sys
if sys.argv[1] == "shielded":
    from workbench.desk.shield import shield
    shield()
print(*resource.getrlimit(resource.RLIMIT_CORE))
if sys.platform == "linux":
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def seen(how: str) -> list[str]:
    return subprocess.check_output([sys.executable, "-c", LOOK, how], text=True).splitlines()


def test_a_shielded_process_leaves_no_core_file_and_a_plain_one_may_be_looked_into():
    shielded, plain = seen("shielded"), seen("plain")
    assert shielded[0] == "0 0"
    assert (shielded[1:], plain[1:]) == ((["0"], ["1"]) if sys.platform == "linux" else ([], []))
