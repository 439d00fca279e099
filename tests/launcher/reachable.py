"""Runs `workbench` with kernels that leave the file with their keys, so that a test can come past the launcher.

usage: reachable.py WORKBENCH app …
"""

import sys

RUN = "from workbench.desk import ipykernel_launcher as starting; starting.forget = lambda file: None; starting.main()"


def main(*arguments: str) -> None:
    """Run the command with every kernel reachable."""
    from workbench.cli import main as workbench
    from workbench.launcher import kernels

    at = kernels.ARGUMENTS.index("-m")
    kernels.ARGUMENTS[at : at + 2] = ["-c", RUN]
    sys.argv = list(arguments)
    workbench()


if __name__ == "__main__":
    main(*sys.argv[1:])
