"""`workbench cohort`: write a cohort of made-up families to a folder."""

import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from ..cohort.frames import Cohort, Truth
from ..cohort.writing import MANIFEST, Format, TableFiles, earlier_files, kept_from_earlier, write_json, writing_to
from ..dictionary.package import describe_package
from ..errors import UnknownName, WrongParameter
from ..language import in_english, mark, say, say_many
from ..synth.parameters import DEFAULT, read_parameters, scenarios
from ..synth.streams import SIZE
from ..synth.synthesis import AT_ONCE, MOST, draw_batches, rated_form
from .ending import WrongUse

PACKAGE = "datapackage.json"
FOLDER = "A new or empty folder, or one that this very call has filled before."
REPLACE = "A cohort that another call wrote there, or that was edited since, gives way."


@click.command()
@click.option("--families", required=True, type=click.IntRange(1, MOST), metavar="N", help="How many families.")
@click.option("--seed", required=True, type=int, metavar="S", help="A whole number; the same seed, the same families.")
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help=FOLDER)
@click.option(
    "--scenario", default=DEFAULT, show_default=True, metavar="NAME", help=f"{', '.join(scenarios())}, or a .toml file."
)
@click.option("--replace", is_flag=True, help=REPLACE)
@click.option("--truth", is_flag=True, help="Also write what only the generator knows, into a folder of its own.")
@click.option("--format", "kind", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
def cohort(*, families: int, seed: int, out: Path, scenario: str, replace: bool, truth: bool, kind: Format) -> None:
    """Write a cohort of made-up families whose truth is known, with a description of every column.

    A .toml file lays numbers of your own over those that ship: see synthetic/README.md, which also describes the tables
    of the truth.
    """
    try:
        rated_form(read_parameters(scenario))
    except (UnknownName, WrongParameter) as error:
        raise WrongUse(str(error)) from None
    call = f"workbench cohort --families {families} --seed {seed} --scenario {Path(scenario).name}"
    with writing_to(out) as draft:
        if not replace and (earlier := kept_from_earlier(out, call)):
            told = mark("--out: {folder} holds {earlier}. Add --replace, or choose another folder.")
            raise WrongUse(say(told, folder=out.name or out, earlier=earlier))
        replaced = bool(earlier_files(out))
        written = _write(draft, kind, families, draw_batches(families, seed, scenario), truth=truth)
        write_json(draft / PACKAGE, _described(kind))
        write_json(
            draft / MANIFEST,
            {
                "made_by": call,
                "version": version("reintegration-workbench"),
                "families": families,
                "seed": seed,
                "scenario": Path(scenario).name,
                "files": written,
            },
        )
    made = say_many(
        "{folder}: {count} made-up children.",
        "{folder}: {count} made-up children.",
        written[f"children.{kind}"]["rows"],
        folder=out,
    )
    gone = [say("The earlier cohort there was replaced.")] if replaced else []
    click.echo(" ".join([made, *gone, say("No figure in it describes real ones.")]))


def _described(kind: Format) -> dict[str, Any]:
    with in_english():
        return describe_package(kind=kind, title="Cohort of made-up families")


def _write(out: Path, kind: Format, families: int, batches: Iterator[Cohort], *, truth: bool) -> dict[str, Any]:
    """Write batch after batch; name each file with its rows and digest."""
    count = -(-families // (SIZE * AT_ONCE))
    files, known = TableFiles(out, kind), None
    with click.progressbar(length=count, label=say("Families"), file=sys.stderr, hidden=not _seen()) as bar:
        for batch in batches:
            files.append(batch.tables)
            if truth and isinstance(batch.truth, Truth):
                known = known or TableFiles(out / "truth", kind)
                known.append(_growing(batch.truth, first=bar.pos == 0))
            bar.update(1)
    written = files.close()
    if known is not None:
        written |= {f"truth/{name}": entry for name, entry in known.close().items()}
    return written


def _growing(truth: Truth, *, first: bool) -> dict:
    """The tables of the truth that grow with the families; those of the whole scenario only once."""
    return {
        name: frame for name, frame in truth.tables.items() if first or name not in ("effects", "marginal", "shocks")
    }


def _seen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
