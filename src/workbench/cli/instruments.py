"""`workbench instruments`: list, print and check the instruments."""

from pathlib import Path

import click

from ..errors import DefinitionError, UnknownName, WorkbenchError
from ..language import say, say_many
from ..library.check import check_file, check_shipped
from ..library.loading import instrument
from ..library.loading import instruments as names
from ..library.manual import write_manual
from ..model.instrument import Instrument
from ..offers.catalogue import FILE, SHIPPED
from ..offers.check import check_catalogue, left_out
from .ending import WrongUse


@click.group()
def instruments() -> None:
    """List, print and check instruments: those that ship, and your own in the folder WORKBENCH_INSTRUMENTS."""


@instruments.command("list")
def list_them() -> None:
    """Name every instrument with its newest version, title and length."""
    for name in names():
        form = _open(name)
        length = say_many("{count} question", "{count} questions", len(form.items))
        click.echo(f"{form.id}  {form.version}  {form.title} ({length})")
    for fault in left_out():
        click.echo(say("Left out: {fault}", fault=fault), err=True)


@instruments.command()
@click.argument("instrument_id", metavar="ID")
@click.option("--version", metavar="N.N", help="Another version than the newest.")
def show(instrument_id: str, version: str | None) -> None:
    """Print an instrument as a manual, for reading or for use on paper."""
    click.echo(write_manual(_open(instrument_id, version)), nl=False)


@instruments.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path | None) -> None:
    """Check one FILE, or without it every instrument that ships with the workbench and the catalogue of services.

    Where the columns of a cohort and the numbers of the generator come from is checked with what ships.

    FILE is a definition, a translation, or a catalogue named catalogue.toml.
    """
    if file is None:
        checked = {**check_shipped(), SHIPPED: check_catalogue(), **_others_that_name_sources()}
    else:
        checked = {str(file): check_catalogue(file) if file.name == FILE else check_file(file)}
    for name, found in checked.items():
        for fault in found:
            click.echo(say("Error: {fault}", fault=fault), err=True)
        if not found:
            click.echo(say("{name}: no fault found.", name=name))
    if any(checked.values()):
        raise click.exceptions.Exit(1)


def _others_that_name_sources() -> dict[str, list[DefinitionError]]:
    from ..dictionary.package import check_columns
    from ..synth.parameters import SHIPPED as NUMBERS
    from ..synth.parameters import check_numbers

    return {"cohort": check_columns(), NUMBERS: check_numbers()}


def _open(name: str, version: str | None = None) -> Instrument:
    try:
        return instrument(name, version)
    except UnknownName as error:
        raise WrongUse(str(error)) from None
    except WorkbenchError as error:
        raise click.ClickException(str(error)) from None
