"""`workbench case`: made-up families for training, drawn to a wish list."""

import hashlib
import re
from collections.abc import Mapping
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from ..cohort.frames import Truth
from ..cohort.writing import MANIFEST, TableFiles, write_json, writing_to
from ..errors import CaseNotFound, ImpossibleWish, UnknownName, WrongParameter
from ..language import say
from ..synth.case import FAMILIES, Case, more_cases, synthesise_case
from ..synth.parameters import DEFAULT
from .ending import WrongUse

DESCRIPTION, AFTERWARDS = "case.md", "afterwards.md"
LONGEST_NAME = 60


@click.command()
@click.option("--seed", required=True, type=int, metavar="S", help="A whole number; the same seed, the same case.")
@click.option("--group", metavar="CODE", help="Group of the child.")
@click.option("--sibling-group", metavar="CODE", help="Group of some brother or sister.")
@click.option("--ages", metavar="YEARS", help="Completed years at the assessment: 9, 6-9.")
@click.option("--occasion", metavar="CODE", help="When the assessment is made; intake unless a later stage is named.")
@click.option("--stage", metavar="CODE", help="Stage at the assessment.")
@click.option("--need", "needs", multiple=True, metavar="NAME[:LEVEL]", help="Item or domain at 2 (or LEVEL) or more.")
@click.option("--strength", "strengths", multiple=True, metavar="NAME[:WORD]", help="Found usable (or WORD) or more.")
@click.option("--criterion", "criteria", multiple=True, metavar="CODE", help="Complex-case criterion of the child.")
@click.option("--parent-criterion", "parent_criteria", multiple=True, metavar="CODE", help="The same of the parent.")
@click.option("--setback", metavar="TYPE", help="A setback of this type at some time; any for whatever type.")
@click.option("--setback-stage", metavar="CODE", help="Stage in which it came.")
@click.option("--children", type=int, metavar="N", help="Children of the family.")
@click.option("--scenario", default=DEFAULT, show_default=True, metavar="NAME", help="As for workbench cohort.")
@click.option("--count", default=1, show_default=True, type=click.IntRange(min=1), metavar="N", help="How many cases.")
@click.option("--families", default=FAMILIES, show_default=True, type=int, metavar="N", help="Looked at for each case.")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write tables and texts, a folder per case, named by seed and wish.",
)
@click.option("--replace", is_flag=True, help="With --out: cases that were written there for the same wish give way.")
@click.option("--truth", is_flag=True, help="With --out: also what only the generator knows, in a folder of its own.")
def case(
    *,
    count: int,
    families: int,
    out: Path | None,
    replace: bool,
    truth: bool,
    needs: tuple,
    strengths: tuple,
    **wishes: Any,
) -> None:
    """Find made-up families that show what is wished for, and tell them in plain words."""
    for option, given in (("--truth", truth), ("--replace", replace)):
        if given and out is None:
            raise WrongUse(say("{option}: needs --out, the folder to write it to.", option=option))
    name = _name_of(wishes | {"need": needs, "strength": strengths, "families": families})
    folders = [out / (name if n == 1 else f"{name}-{n}") for n in range(1, count + 1)] if out else []
    if standing := [folder.name for folder in folders if folder.exists() and not replace]:
        raise WrongUse(
            say("--out: {folder} is there already. Add --replace, or choose another folder.", folder=standing[0])
        )
    try:
        wishes |= {"needs": _levels(needs), "strengths": dict(map(_parts, strengths))}
        found = [synthesise_case(**wishes, families=families)]
    except (UnknownName, WrongParameter, ImpossibleWish) as error:
        raise WrongUse(str(error)) from None
    missed = None
    if count > 1:
        try:
            found += more_cases(found[0], count - 1, families=families)
        except CaseNotFound as error:
            found, missed = [*found, *error.found], error
    for one, folder in zip_longest(found, folders[: len(found)]):
        if folder is None:
            click.echo(f"{one.description}\n{one.afterwards}")
        else:
            with writing_to(folder) as draft:
                _write(one, draft, truth=truth)
    if out is not None:
        click.echo(
            say(
                "{folder}: {cases}. Hand out {description}; keep back {afterwards} and the tables, which tell what "
                "came later.",
                folder=out,
                cases=", ".join(folder.name for folder in folders[: len(found)]),
                description=DESCRIPTION,
                afterwards=AFTERWARDS,
            )
        )
    if missed:
        told = (
            say(
                "{found} of {count} cases written. For one more: {missed}", found=len(found), count=count, missed=missed
            )
            if out
            else say(
                "{found} of {count} cases told. For one more: {missed}", found=len(found), count=count, missed=missed
            )
        )
        raise CaseNotFound(say(told, found=len(found), count=count, missed=missed))


def _name_of(wishes: Mapping[str, Any]) -> str:
    """Name a case by its seed and wish: words that can be read, and a digest that tells long wishes apart."""
    usual = {"scenario": DEFAULT, "families": FAMILIES}
    asked = {name: value for name, value in wishes.items() if value not in (None, (), usual.get(name))}
    if "scenario" in asked:
        asked["scenario"] = Path(asked["scenario"]).stem
    seed, words = asked.pop("seed"), [str(part) for value in asked.values() for part in _each(value)]
    told = re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")
    digest = hashlib.sha256(repr(sorted(asked.items())).encode()).hexdigest()[:6]
    return "_".join(filter(None, (f"seed{seed}", told[:LONGEST_NAME].strip("-"), digest if asked else "")))


def _each(value: Any) -> tuple:
    return value if isinstance(value, tuple) else (value,)


def _parts(wish: str) -> tuple[str, str]:
    name, _, word = wish.partition(":")
    return name, word or "usable"


def _levels(wishes: tuple[str, ...]) -> dict[str, int]:
    levels = {}
    for wish in wishes:
        name, _, level = wish.partition(":")
        if level and not level.isdecimal():
            raise WrongUse(
                say("--need {wish}: the level is not a number; allowed: 1, 2, 3, as in {name}:3.", wish=wish, name=name)
            )
        levels[name] = int(level or 2)
    return levels


def _write(one: Case, folder: Path, *, truth: bool) -> None:
    files = TableFiles(folder, "csv")
    files.append(one.cohort.tables)
    written = files.close()
    if truth and isinstance(one.truth, Truth):
        known = TableFiles(folder / "truth", "csv")
        known.append(one.truth.tables)
        written |= {f"truth/{name}": entry for name, entry in known.close().items()}
    (folder / DESCRIPTION).write_text(one.description, "utf-8")
    (folder / AFTERWARDS).write_text(one.afterwards, "utf-8")
    write_json(
        folder / MANIFEST,
        {
            "made_by": "workbench case",
            "version": version("reintegration-workbench"),
            "seed": one.seed,
            "scenario": Path(one.scenario).name,
            "family": one.family_id,
            "child": one.child_id,
            "assessment": one.assessment_id,
            "files": written,
        },
    )
