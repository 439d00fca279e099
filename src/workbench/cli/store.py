"""`workbench store`: make a store, check it, change its passphrase."""

import stat
import sys
from pathlib import Path
from typing import Any

import click

from ..store.files import refusal_of
from ..store.keyring import SHORTEST
from ..store.opening import Store
from ..store.passphrase import change_passphrase
from ..store.pin import is_easy
from ..store.verify import verify as findings_of

WAS_OPEN = (
    "Warning: others on this computer could read the folder of the store. That has been closed; anyone may have "
    "copied it before, so think about a new passphrase."
)
FOLDER = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))


def _file_option(name: str, what: str) -> Any:
    return click.option(
        name,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=f"Read {what} from the first line of a file that only you can read.",
    )


@click.group()
def store() -> None:
    """Make, check and care for the encrypted store."""


@store.command()
@FOLDER
@_file_option("--passphrase-file", "the passphrase")
@_file_option("--pin-file", "the PIN (4 to 8 digits)")
@click.option("--practitioner", prompt="Your code or initials", help="Code or initials of who works with the store.")
def init(folder: Path, passphrase_file: Path | None, pin_file: Path | None, practitioner: str) -> None:
    """Make a store in DIR and show its recovery key, once."""
    passphrase = secret_of(passphrase_file, f"New passphrase, at least {SHORTEST} characters", new=True)
    pin = secret_of(pin_file, "New PIN for the cover, 4 to 8 digits", new=True)
    if is_easy(pin):
        raise click.UsageError("PIN: found digits that run or repeat; choose others, and not a birthday.")
    made, recovery_key = Store.create(folder, passphrase, practitioner=practitioner, pin=pin)
    made.close()
    click.echo("The store is made. This is its recovery key:\n")
    click.echo(f"    {recovery_key}\n")
    click.echo("Write it down or print it now: it is shown this once and kept nowhere.")
    click.echo("Keep it in a locked place away from this computer. It opens the store if the passphrase is lost.")


@store.command()
@FOLDER
@_file_option("--passphrase-file", "the passphrase")
def verify(folder: Path, passphrase_file: Path | None) -> None:
    """Check that DIR still holds what was written to it: every page, every journal, the audit."""
    with Store.open(folder, secret_of(passphrase_file, "Passphrase")) as opened:
        findings, is_new_here = findings_of(opened), opened.is_new_here
        if opened.was_open_to_others:
            click.echo(WAS_OPEN, err=True)
    if is_new_here:
        click.echo("This computer had not seen this store before: whether it is the newest copy cannot be told here.")
    for finding in findings:
        click.echo(finding)
    if findings:
        click.echo(
            f"{len(findings)} found. Keep this folder as it is and restore the newest backup elsewhere.", err=True
        )
        sys.exit(1)
    click.echo("The store holds what was written to it.")


@store.command("accept-older")
@FOLDER
@_file_option("--passphrase-file", "the passphrase")
def accept_older(folder: Path, passphrase_file: Path | None) -> None:
    """Say that the older copy in DIR was put there on purpose. What was saved after it is not in it."""
    Store.open(folder, secret_of(passphrase_file, "Passphrase"), accept_older=True).close()
    click.echo("The copy is accepted, and the audit says so. What was saved after it was made is not in it.")


@store.command()
@FOLDER
@_file_option("--passphrase-file", "the passphrase of today")
@_file_option("--new-passphrase-file", "the new passphrase")
def passphrase(folder: Path, passphrase_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Put a new passphrase in place of the old one. The recovery key stays."""
    old = secret_of(passphrase_file, "Passphrase of today")
    with Store.open(folder, old) as opened:
        new = secret_of(new_passphrase_file, f"New passphrase, at least {SHORTEST} characters", new=True)
        change_passphrase(opened, old, new)
    click.echo("The new passphrase opens the store; the old one does not any more.")


def secret_of(file: Path | None, prompt: str, *, new: bool = False) -> str:
    """Read a secret from a file or ask for it unseen; a new one twice.

    Warns in one sentence when others can read the file.
    """
    if file is None:
        return click.prompt(prompt, hide_input=True, confirmation_prompt=new)
    try:
        if sys.platform != "win32" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            click.echo(f"Warning: others on this computer can read {file.name}; run: chmod 600 {file.name}", err=True)
        lines = file.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        raise click.UsageError(
            f"{file.name}: found bytes that are not UTF-8; write the secret as plain text."
        ) from None
    except OSError as error:
        raise refusal_of(error, file.name) from None
    if not lines:
        raise click.UsageError(f"{file.name}: found nothing; write the secret on its first line.")
    return lines[0]
