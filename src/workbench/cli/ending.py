"""How a call ends: 0 done, 1 failed, 2 wrong use; whatever went wrong is one sentence on stderr."""

import codecs
import logging
import os
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb

import click

from ..errors import WorkbenchError
from ..language import say

PLAIN = "workbench-plain"
SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"'})


log = logging.getLogger(__name__)


class WrongUse(click.ClickException):
    """A value on the command line that cannot be taken."""

    exit_code = 2


def end(command: click.Command) -> int:
    """Run a command with the arguments of the process; tell what went wrong and return the exit status."""
    _take_up_streams()
    try:
        return _status_of(command)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        return _told(f"{error.format_message()}{_help_of(error)}", error.exit_code)
    except click.Abort:
        return _told(say("Stopped."), fault=False)
    except WorkbenchError as error:
        return _told(str(error))
    except BrokenPipeError:
        _let_go_of_output()
        return 1
    except OSError as error:
        return _told(_refusal_of(error))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        last = extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
        return _told(
            say("the workbench itself failed ({where}). Please report it with the command you gave.", where=where)
        )


def _status_of(command: click.Command) -> int:
    try:
        status = command(standalone_mode=False)
    except (click.exceptions.NoArgsIsHelpError, click.Abort):
        raise
    except Exception:
        log.debug("Where it arose:", exc_info=True)
        raise
    return status if isinstance(status, int) else 0


def _told(sentence: str, status: int = 1, *, fault: bool = True) -> int:
    told = " ".join(sentence.split())
    try:
        click.echo(say("Error: {fault}", fault=told) if fault else told, err=True)
    except OSError:
        _let_go_of_output()
    return status


def _help_of(error: click.ClickException) -> str:
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return f" {say('See: {command}', command=f'{ctx.command_path} --help')}" if ctx else ""


def _refusal_of(error: OSError) -> str:
    reason = error.strerror or say("the system refused")
    if error.filename is None:
        _let_go_of_output()
        return say("the output could not be written ({reason}). Make room, or print elsewhere.", reason=reason)
    return say("{path}: {reason}. Check the path and its rights.", path=os.fsdecode(error.filename), reason=reason)


def _take_up_streams() -> None:
    """Give closed streams somewhere to go, and signs that a terminal does not have a plain form."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # Otherwise the next file that is opened would take its number, and with it what is printed.
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError):
            stream.reconfigure(errors=PLAIN)  # type: ignore[union-attr]


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end].translate(SIGNS)
    letters = unicodedata.normalize("NFKD", found)
    return "".join(sign if sign.isascii() else "?" for sign in letters if not unicodedata.combining(sign)), error.end


def _let_go_of_output() -> None:
    """Keep the interpreter from writing once more, at its end, what nobody takes."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
