"""No other program of this computer can answer under the launcher's port."""

import socket

import pytest

from workbench.launcher.loopback import listen


def has_second_loopback() -> bool:
    """Whether this computer has `::1` at all."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def test_the_port_is_ours_on_both_loopback_addresses():
    bound = listen(0)
    port = bound[0].getsockname()[1]
    assert len(bound) == 1 + has_second_loopback()
    try:
        for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            if len(bound) == 1 and family == socket.AF_INET6:
                continue
            with socket.socket(family) as other, pytest.raises(OSError, match="in use"):
                other.bind((address, port))
        with pytest.raises(OSError, match="in use"):
            listen(port)
    finally:
        for one in bound:
            one.close()
