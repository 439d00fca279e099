"""Starts a kernel of the launcher, in place of ipykernel's own module of this name: shielded before anything else."""

from .shield import shield

shield()

from pathlib import Path  # noqa: E402

from .link import take_over_input  # noqa: E402


def main() -> None:
    """Take over the link, read the connection file and remove it, and serve until the link is closed."""
    take_over_input()
    from ipykernel.kernelapp import IPKernelApp

    kernel = IPKernelApp.instance()
    kernel.initialize()
    forget(Path(kernel.abs_connection_file))
    kernel.start()


def forget(connection_file: Path) -> None:
    """Remove the file with the keys of the channels: both ends have read it."""
    connection_file.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
