"""Runs `workbench` with an ear on every connection that launcher and kernels try to make, also a swallowed one.

usage: watched.py FILE [--calls-out] WORKBENCH app …

A line per attempt beyond this computer is written to FILE. `--calls-out` is the control: launcher and kernel then
each start a thread that calls out and swallows the error.
"""

import sys

LISTEN = """
import ipaddress, sys, threading
def _hear(event, values, file={file!r}):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        to = values[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        to = (values[0], 0)
    else:
        return
    if not isinstance(to, tuple) or to[0] in (None, ""):
        return
    name = to[0].decode() if isinstance(to[0], bytes) else str(to[0])
    try:
        inside = ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        inside = name == "localhost"
    if not inside:
        with open(file, "a") as heard:
            heard.write(f"{who} {{event}} {{name}}\\n")
sys.addaudithook(_hear)
def _call_out():
    import socket
    try:
        socket.create_connection(("192.0.2.1", 9), timeout=0.5).close()
    except OSError:
        pass
if {calls_out}:
    threading.Thread(target=_call_out, daemon=True).start()
open(file_of_those_heard := {file!r} + ".{who}", "w").close()
"""


def ear(who: str, file: str, *, calls_out: bool) -> str:
    """Code that listens in the process it is run in."""
    return (
        LISTEN.replace("{who}", who)
        .replace("{{", "{")
        .replace("}}", "}")
        .replace("{file!r}", repr(file))
        .replace("{calls_out}", str(calls_out))
    )


def main(file: str, *arguments: str) -> None:
    """Run the command with an ear in the launcher, and one in each kernel it starts."""
    calls_out = arguments[0] == "--calls-out"
    exec(ear("launcher", file, calls_out=calls_out), {})
    from workbench.cli import main as workbench
    from workbench.launcher import kernels

    at = kernels.ARGUMENTS.index("-m")
    run = "import runpy; runpy.run_module('workbench.desk.ipykernel_launcher', run_name='__main__', alter_sys=True)"
    kernels.ARGUMENTS[at : at + 2] = ["-c", f"{ear('kernel', file, calls_out=calls_out)}\n{run}"]
    sys.argv = list(arguments[calls_out:])
    workbench()


if __name__ == "__main__":
    main(*sys.argv[1:])
