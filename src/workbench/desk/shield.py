"""What keeps the memory of a process that holds words of a case out of files and away from other programs."""

import ctypes
import sys
from contextlib import suppress

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4


def shield() -> None:
    """Let the system write no core file of this process, and on Linux let no other program of the user look into it.

    Called first thing in the launcher, and in a kernel before it has heard anything of a case.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
