"""`workbench dictionary`: write the data dictionary, or say where it drifted."""

from pathlib import Path

import click

from ..dictionary.writing import find_drift, write_dictionary
from ..language import in_english, say, say_many


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit 1 when a file differs from the declarations.")
@click.option(
    "--out",
    default="data_dictionary",
    show_default=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the dictionary.",
)
def dictionary(check: bool, out: Path) -> None:
    """Write tables and instruments down for a stranger: data package, codebook, one page each."""
    if check:
        with in_english():
            drifted = find_drift(out)
        for name in drifted:
            fault = say("{file}: differs from the declarations; run `workbench dictionary`.", file=out / name)
            click.echo(say("Error: {fault}", fault=fault), err=True)
        if drifted:
            raise click.exceptions.Exit(1)
        click.echo(say("{folder}: agrees with the declarations.", folder=out))
        return
    with in_english():
        changed = write_dictionary(out)
    if changed:
        click.echo(
            say_many("{folder}: {count} files written.", "{folder}: {count} files written.", len(changed), folder=out)
        )
    else:
        click.echo(say("{folder}: nothing to change.", folder=out))
