"""What a page of a sitting has used of the launcher's memory goes back when it ends."""

import ctypes
import gc
import sys
from contextlib import suppress

_TRIM = None
if sys.platform == "linux":
    with suppress(OSError, AttributeError):
        _TRIM = ctypes.CDLL(None).malloc_trim


def give_back() -> None:
    """Let go of what is held in circles only, and give free pages back to the system where it takes them."""
    gc.collect()
    if _TRIM is not None:
        _TRIM(0)
