"""Runs `workbench` as a browser takes it that keeps a page in spite of `no-store`: without that header.

usage: kept_by_browsers.py WORKBENCH app …
"""

import sys


def main(*arguments: str) -> None:
    """Run the command with pages that a browser may keep in its memory."""
    from workbench.cli import main as workbench
    from workbench.launcher import headers

    # The whole page may be kept in memory; what the server sent is still asked for each time.
    headers.ALWAYS |= {"Cache-Control": "no-cache", "Vary": "*"}
    sys.argv = list(arguments)
    workbench()


if __name__ == "__main__":
    main(*sys.argv[1:])
