"""The port of the launcher: one number, held on both loopback addresses."""

import errno
import socket

ADDRESS, ADDRESS_6 = "127.0.0.1", "::1"


def listen(port: int) -> list[socket.socket]:
    """Bind one port of both loopback addresses: browsers try both for a name, so neither may be another's.

    Parameters
    ----------
    port
        0 takes one that is free on both.

    Raises
    ------
    OSError
        The port is taken on one of them.
    """
    while True:
        first = _bound(socket.AF_INET, ADDRESS, port)
        try:
            return [first, _bound(socket.AF_INET6, ADDRESS_6, first.getsockname()[1])]
        except OSError as error:
            if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                return [first]
            first.close()
            if port or error.errno != errno.EADDRINUSE:
                raise


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    bound = socket.create_server((address, port), family=family, backlog=128)
    bound.setblocking(False)
    return bound
