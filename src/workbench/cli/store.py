"""`workbench store`: make a store, check it, back it up, bring it back, change its passphrase."""

import shutil
import sys
from pathlib import Path

import click

from ..errors import StoreError
from ..language import mark, say, say_many
from ..store.backup import back_up
from ..store.clocks import clock_in_words
from ..store.keyring import SHORTEST
from ..store.opening import Store
from ..store.passphrase import change_passphrase
from ..store.pin import is_easy
from ..store.restore import look
from ..store.restore import restore as bring_back
from ..store.verify import verify as findings_of
from .asking import ask, file_option, secret_of

WAS_OPEN = mark(
    "Warning: others on this computer could read the folder of the store. That has been closed; anyone may have "
    "copied it before, so think about a new passphrase."
)
KEY_SHEET = mark(
    """The store is made. This is its recovery key:

    {key}

Write it down or print it now: it is shown this once and kept nowhere.
Keep it in a locked place away from this computer. It opens the store if the passphrase is lost."""
)
FOLDER = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))


@click.group()
def store() -> None:
    """Make, check and care for the encrypted store."""


@store.command()
@FOLDER
@file_option("--passphrase-file", mark("Read the passphrase from the first line of a file that only you can read."))
@file_option("--pin-file", mark("Read the PIN (4 to 8 digits) from the first line of a file that only you can read."))
@click.option("--code", "--practitioner", metavar="AB", help="Code or initials of who works with the store.")
def init(folder: Path, passphrase_file: Path | None, pin_file: Path | None, code: str | None) -> None:
    """Make a store in DIR and show its recovery key, once. With all three options it asks nothing."""
    if sys.stdout is None:
        raise click.UsageError(say("the recovery key is shown once, and there is no output to show it on."))
    practitioner = code if code is not None else ask(say("Your code or initials"), "--code")
    if not practitioner.strip():
        raise click.UsageError(say("--code: found nothing; write the code or initials of who works with the store."))
    passphrase = secret_of(
        passphrase_file, say("New passphrase, at least {shortest} characters", shortest=SHORTEST), new=True
    )
    pin = secret_of(pin_file, say("New PIN for the cover, 4 to 8 digits"), new=True, option="--pin-file")
    if is_easy(pin):
        raise click.UsageError(
            say("PIN: found digits that run or repeat, or a year; choose others, and not a birthday.")
        )
    made, recovery_key = Store.create(folder, passphrase, practitioner=practitioner, pin=pin)
    made.close()
    try:
        click.echo(say(KEY_SHEET, key=recovery_key))
    except OSError:
        shutil.rmtree(folder)
        raise StoreError(
            say(
                "store: its recovery key could not be shown, so it was not kept. "
                "Let the output go to a terminal or a file."
            )
        ) from None


@store.command()
@FOLDER
@file_option("--passphrase-file", mark("Read the passphrase from the first line of a file that only you can read."))
def verify(folder: Path, passphrase_file: Path | None) -> None:
    """Check that DIR still holds what was written to it: every page, every journal, the audit."""
    with Store.open(folder, secret_of(passphrase_file, say("Passphrase"))) as opened:
        findings, is_new_here = findings_of(opened), opened.is_new_here
        if opened.was_open_to_others:
            click.echo(say(WAS_OPEN), err=True)
        if clock := clock_in_words(opened):
            click.echo(clock, err=True)
    if is_new_here:
        click.echo(
            say("This computer had not seen this store before: whether it is the newest copy cannot be told here.")
        )
    for finding in findings:
        click.echo(finding)
    if findings:
        click.echo(
            say_many(
                "{count} found. Keep this folder as it is and restore the newest backup elsewhere.",
                "{count} found. Keep this folder as it is and restore the newest backup elsewhere.",
                len(findings),
            ),
            err=True,
        )
        raise click.exceptions.Exit(1)
    click.echo(say("The store holds what was written to it."))


@store.command("accept-older")
@FOLDER
@file_option("--passphrase-file", mark("Read the passphrase from the first line of a file that only you can read."))
def accept_older(folder: Path, passphrase_file: Path | None) -> None:
    """Say that the older copy in DIR was put there on purpose. What was saved after it is not in it."""
    Store.open(folder, secret_of(passphrase_file, say("Passphrase")), accept_older=True).close()
    click.echo(say("The copy is accepted, and the audit says so. What was saved after it was made is not in it."))


@store.command()
@FOLDER
@click.option("--to", "to", metavar="FOLDER", required=True, type=click.Path(file_okay=False, path_type=Path))
@file_option("--passphrase-file", mark("Read the passphrase from the first line of a file that only you can read."))
def backup(folder: Path, to: Path, passphrase_file: Path | None) -> None:
    """Write an encrypted copy of DIR into FOLDER, best on another disk, and read it back.

    It opens with the passphrase of today, or with the recovery key. Of older copies some of each day, week and month
    are kept.
    """
    with Store.open(folder, secret_of(passphrase_file, say("Passphrase"))) as opened:
        place = back_up(opened, to)
    click.echo(say("Backed up and read back: {place}", place=place))


@store.command()
@click.argument("backups", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@click.option("--to", "to", metavar="DIR", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come, and change nothing.")
@file_option(
    "--passphrase-file",
    mark("Read the passphrase of the day of the backup from the first line of a file that only you can read."),
)
def restore(backups: Path, to: Path, dry_run: bool, passphrase_file: Path | None) -> None:
    """Bring the newest backup in FOLDER back into DIR, which is empty or not there yet.

    FOLDER may also be one of the copies in it.
    """
    secret = secret_of(passphrase_file, say("Passphrase"))
    coming = look(backups, secret) if dry_run else bring_back(backups, to, secret)
    counted = ", ".join(f"{count} {what}" for what, count in coming.counts.items())
    made = coming.about.made_at.astimezone()
    told = say(
        "Backup of {time}, change {number}: {counted}.",
        time=f"{made:%Y-%m-%d %H:%M}",
        number=coming.about.changes,
        counted=counted,
    )
    click.echo(told)
    if coming.newer_here:
        click.echo(
            say_many(
                "Newer here and not in it: {count} changes that this computer saved afterwards.",
                "Newer here and not in it: {count} changes that this computer saved afterwards.",
                coming.newer_here,
            )
        )
    click.echo(
        say("Nothing was changed.") if dry_run else say("It is in {folder} now, and the audit says so.", folder=to)
    )


@store.command()
@FOLDER
@file_option(
    "--passphrase-file", mark("Read the passphrase of today from the first line of a file that only you can read.")
)
@file_option(
    "--new-passphrase-file", mark("Read the new passphrase from the first line of a file that only you can read.")
)
def passphrase(folder: Path, passphrase_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Put a new passphrase in place of the old one. The recovery key stays."""
    old = secret_of(passphrase_file, say("Passphrase of today"))
    with Store.open(folder, old) as opened:
        new = secret_of(
            new_passphrase_file,
            _new_passphrase(),
            new=True,
            option="--new-passphrase-file",
        )
        change_passphrase(opened, old, new)
    click.echo(say("The new passphrase opens the store; the old one does not any more."))


def _new_passphrase() -> str:
    return say("New passphrase, at least {shortest} characters", shortest=SHORTEST)
