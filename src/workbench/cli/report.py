"""`workbench report`: print the newest sitting of a child into a PDF file."""

import os
import secrets
from pathlib import Path

import click
import msgspec

from ..errors import ReportError, UnknownName
from ..language import say
from ..report.foretold import before_printing
from ..report.printing import file_name, write_pdf
from ..store.clocks import clock_in_words
from ..store.families import child as child_of
from ..store.opening import Store
from ..store.records import record_of
from ..store.sittings import Begun, sittings_of
from .asking import secret_of

PDF_MARK = b"%PDF-"


@click.command()
@click.option(
    "--store",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the store.",
)
@click.option("--child", "code", required=True, metavar="CODE", help="The child's code, as K-214.")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The PDF to write; in a folder, it is named by code and date, and takes the place of one of that name.",
)
@click.option("--replace", is_flag=True, help="Put it in place of the PDF that stands under the name of --out.")
@click.option("--instrument", metavar="ID", help="Which page of the newest sitting: by default the one last saved.")
@click.option(
    "--team",
    is_flag=True,
    help="The team's own sheet: with notes, agreement, and who is not asked or informed; for its locked file.",
)
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the passphrase from the first line of a file that only you can read.",
)
def report(
    *,
    folder: Path,
    code: str,
    out: Path,
    replace: bool,
    instrument: str | None,
    team: bool,
    passphrase_file: Path | None,
) -> None:
    """Print the newest sitting of a child as PDF, for the child's file: what was found, or the page of the sitting."""
    _check_place(out, replace=replace)
    with Store.open(folder, secret_of(passphrase_file, say("Passphrase"))) as store:
        if clock := clock_in_words(store):
            click.echo(clock, err=True)
        record = record_of(store, _wanted(sittings_of(store, child_of(store, code).id), instrument).draft_id)
    record = msgspec.structs.replace(record, team=team)
    target = out / file_name(record) if out.is_dir() else out
    _check_place(target, replace=replace or out.is_dir())
    _write(target, write_pdf(record))
    if told := before_printing(record):
        click.echo(told)
    click.echo(
        say("The page is written. It is not encrypted: keep it like the paper it becomes, and delete it once printed.")
    )


def _wanted(begun: list[Begun], instrument: str | None) -> Begun:
    newest = [page for page in begun if page.sitting_id == begun[0].sitting_id]
    if not newest:
        raise UnknownName(say("report: this child has no sitting yet; begin one in `workbench app`."))
    found = [page for page in newest if instrument in (None, page.instrument)]
    if not found:
        held = ", ".join(sorted(page.instrument for page in newest))
        raise UnknownName(say("report: the newest sitting does not hold that instrument; it holds: {held}.", held=held))
    return max(found, key=lambda page: page.saved_at or page.started_at)


def _check_place(out: Path, *, replace: bool) -> None:
    if out.is_dir():
        return
    if not out.parent.is_dir():
        raise click.UsageError(say("--out: its folder does not exist; make it first, or choose another."))
    try:
        if out.exists() and out.stat().st_size:
            with out.open("rb") as file:
                if file.read(len(PDF_MARK)) != PDF_MARK:
                    raise click.UsageError(say("--out: found a file that is not a PDF; choose another name."))
            if not replace:
                raise click.UsageError(say("--out: found an earlier PDF. Add --replace, or choose another name."))
    except OSError as error:
        raise _unwritable(error) from None


def _write(out: Path, page: bytes) -> None:
    draft = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(out)
    except OSError as error:
        raise _unwritable(error) from None
    finally:
        draft.unlink(missing_ok=True)


def _unwritable(error: OSError) -> ReportError:
    reason = (error.strerror or say("the system refused")).lower()
    return ReportError(
        say(
            "report: the PDF could not be written ({reason}). The record is unchanged; choose another place.",
            reason=reason,
        )
    )
