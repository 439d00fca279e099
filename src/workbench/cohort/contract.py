"""The ten tables, in the order in which they lean on each other."""

from ..errors import UnknownName
from .children import CHILDREN, EPISODES
from .declaration import Table
from .families import FAMILIES, PARENTS
from .follow_up import ASSESSMENTS, RATINGS, SERVICES, SETBACKS, STAGES_TABLE, VISITS

CONTRACT = "1.0"
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        FAMILIES,
        PARENTS,
        CHILDREN,
        EPISODES,
        ASSESSMENTS,
        RATINGS,
        STAGES_TABLE,
        SETBACKS,
        SERVICES,
        VISITS,
    )
}


def table(name: str) -> Table:
    """Return the declaration of a table.

    Raises
    ------
    UnknownName
        The cohort has no such table.
    """
    if name not in TABLES:
        raise UnknownName(f"cohort: no table of that name; there are: {', '.join(TABLES)}.")
    return TABLES[name]
