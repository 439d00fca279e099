"""`workbench dictionary`: write the data dictionary, or say where it drifted."""

from pathlib import Path

import click

from ..dictionary.writing import find_drift, write_dictionary


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
        drifted = find_drift(out)
        for name in drifted:
            click.echo(f"Error: {out / name}: differs from the declarations; run `workbench dictionary`.", err=True)
        if drifted:
            raise click.exceptions.Exit(1)
        click.echo(f"{out}: agrees with the declarations.")
        return
    changed = write_dictionary(out)
    click.echo(f"{out}: {len(changed)} files written." if changed else f"{out}: nothing to change.")
