"""What a command asks for: from a file or an option that a script gives, or from the person at the terminal."""

import stat
import sys
from pathlib import Path
from typing import Any

import click

from ..language import say
from ..store.files import refusal_of

LARGEST = 16_384
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def file_option(name: str, tells: str) -> Any:
    """An option that names a file with a secret."""
    return click.option(
        name,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=tells,
    )


def ask(prompt: str, option: str, *, unseen: bool = False, twice: bool = False) -> str:
    """Ask the person at the terminal; where there is none, say which option to give."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(
            say("{option} is needed: there is no terminal to ask at.", option=option), click.get_current_context(True)
        )
    return click.prompt(prompt, hide_input=unseen, confirmation_prompt=twice)


def secret_of(file: Path | None, prompt: str, *, new: bool = False, option: str = "--passphrase-file") -> str:
    """Read a secret from the first line of a file or ask for it unseen; a new one twice.

    The file may carry a byte-order mark and any line ends. Warns in one sentence when others can read it.
    """
    if file is None:
        return ask(prompt, option, unseen=True, twice=new)
    try:
        if sys.platform != "win32" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            told = say("Warning: others on this computer can read {file}; run: chmod 600 {file}", file=file.name)
            click.echo(told, err=True)
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise refusal_of(error, file.name) from None
    if len(content) > LARGEST:
        raise click.UsageError(
            say(
                "{file}: found more than {largest} bytes; write the secret alone, on its first line.",
                file=file.name,
                largest=f"{LARGEST:,}",
            )
        )
    try:
        text = content.decode(_MARKS.get(content[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        raise click.UsageError(
            say("{file}: found bytes that are not UTF-8; write the secret as plain text in UTF-8.", file=file.name)
        ) from None
    line = text.replace("\r", "\n").partition("\n")[0]
    if "\0" in line:
        raise click.UsageError(
            say("{file}: found no plain text; save it as UTF-8, with the secret on its first line.", file=file.name)
        )
    if not line.strip():
        raise click.UsageError(say("{file}: found nothing on its first line; write the secret there.", file=file.name))
    return line
