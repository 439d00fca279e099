"""The catalogue of services: what each is, and for which needs, ages, groups and stages."""

from functools import cache
from importlib.resources import files
from itertools import product

from ..library.reading import convert, read_table
from ..model.ages import bands
from ..model.context import Context
from ..model.instrument import Item, Strict
from ..model.vocabulary import AGE_BANDS, STAGES, STORIES

FILE = "catalogue.toml"
SHIPPED = f"offers/{FILE}"

# Action levels at which something belongs in the plan.
OFFERED_AT = (2, 3)


class Service(Strict, frozen=True, kw_only=True):
    """Something that can be offered to a child or family, and declined.

    `needs` are ids of items that it answers. Empty `levels`, `ages`, `groups` or `stages` mean every one.
    `source` points to a seed and heading, or is `practice: ` with the reason.
    """

    id: str
    title: str
    kind: str
    what: str
    needs: tuple[str, ...]
    source: str
    levels: tuple[int, ...] = ()
    ages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()

    def answers(self, item: str, level: int, context: Context) -> bool:
        """Whether it can be offered for an item at that level; what is not yet known excludes nothing."""
        known = ((self.groups, context.group), (self.stages, context.stage))
        return (
            item in self.needs
            and level in (self.levels or OFFERED_AT)
            and (not self.ages or context.age is None or not set(self.ages).isdisjoint(bands(context.age)))
            and all(not limit or value is None or value in limit for limit, value in known)
        )


class Catalogue(Strict, frozen=True, kw_only=True):
    """Services for the needs of one instrument, in the order in which they are offered.

    `beside`: it stands beside the one that ships, so that it need not answer every need.
    """

    format: int
    instrument: str
    beside: bool = False
    services: tuple[Service, ...]


def read_catalogue(text: str, file: str) -> Catalogue:
    """Read a catalogue; its rules beyond types are those of `offers.check`.

    Raises
    ------
    DefinitionError
        Not TOML, a missing or unknown field, or a value of the wrong type.
    """
    return convert(read_table(text, file), Catalogue, file)


@cache
def catalogue() -> Catalogue:
    """Open the catalogue that ships with the workbench.

    Raises
    ------
    DefinitionError
        The shipped file was damaged.
    """
    return read_catalogue(shipped_text(), SHIPPED)


def shipped_text() -> str:
    """Text of the shipped catalogue."""
    return files(__package__).joinpath(FILE).read_text("utf-8")


def contexts(item: Item) -> list[Context]:
    """Every group, age band and stage in which an item can be asked, each band by its first year that fits."""
    years = [
        year
        for first, last in AGE_BANDS.values()
        if (year := next((year for year in range(first, last + 1) if year in item.years), None)) is not None
    ]
    return [
        Context(group=group, age=float(year), stage=stage)
        for group, year, stage in product(item.groups or STORIES, years, item.stages or STAGES)
    ]
