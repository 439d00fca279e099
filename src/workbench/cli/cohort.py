"""`workbench cohort`: write a cohort of made-up families to a folder."""

import sys
from importlib.metadata import version
from pathlib import Path

import click

from ..cohort.frames import Truth
from ..cohort.writing import MANIFEST, Format, TableFiles, clear_earlier, write_json
from ..dictionary.package import describe_package
from ..errors import UnknownName, WrongParameter
from ..synth.parameters import DEFAULT, read_parameters, scenarios
from ..synth.streams import SIZE
from ..synth.synthesis import AT_ONCE, draw_batches

PACKAGE = "datapackage.json"


class WrongUse(click.ClickException):
    """A value on the command line that cannot be taken."""

    exit_code = 2


@click.command()
@click.option("--families", required=True, type=click.IntRange(min=1), metavar="N", help="How many families.")
@click.option("--seed", required=True, type=int, metavar="S", help="A whole number; the same seed, the same families.")
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="A new or empty folder.")
@click.option(
    "--scenario", default=DEFAULT, show_default=True, metavar="NAME", help=f"{', '.join(scenarios())}, or a .toml file."
)
@click.option("--truth", is_flag=True, help="Also write what only the generator knows, into a folder of its own.")
@click.option("--format", "kind", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
def cohort(*, families: int, seed: int, out: Path, scenario: str, truth: bool, kind: Format) -> None:
    """Write a cohort of made-up families whose truth is known, with a description of every column."""
    try:
        read_parameters(scenario)
    except (UnknownName, WrongParameter) as error:
        raise WrongUse(str(error)) from None
    clear_earlier(out)
    batches = draw_batches(families, seed, scenario)
    count = -(-families // (SIZE * AT_ONCE))
    files, known = None, None
    with click.progressbar(length=count, label="Families", file=sys.stderr) as bar:  # type: ignore[operator]
        for batch in batches:
            files = files or TableFiles(out, kind)
            files.append(batch.tables)
            if truth and isinstance(batch.truth, Truth):
                known = known or TableFiles(out / "truth", kind)
                known.append(_growing(batch.truth, first=bar.pos == 0))
            bar.update(1)
    assert files is not None
    written = files.close()
    if known is not None:
        written |= {f"truth/{name}": entry for name, entry in known.close().items()}
    write_json(out / PACKAGE, describe_package(kind=kind, title="Cohort of made-up families"))
    write_json(
        out / MANIFEST,
        {
            "made_by": f"workbench cohort --families {families} --seed {seed} --scenario {Path(scenario).name}",
            "version": version("reintegration-workbench"),
            "families": families,
            "seed": seed,
            "scenario": Path(scenario).name,
            "files": written,
        },
    )
    click.echo(f"{out}: {written[f'children.{kind}']['rows']} made-up children. No figure in it describes real ones.")


def _growing(truth: Truth, *, first: bool) -> dict:
    """The tables of the truth that grow with the families; those of the whole scenario only once."""
    return {
        name: frame for name, frame in truth.tables.items() if first or name not in ("effects", "marginal", "shocks")
    }
