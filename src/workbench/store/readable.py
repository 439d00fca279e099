"""Reading on when one row cannot be read: the others are given, and the one is named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, Row, Select

from ..errors import Locked, RecordUnreadable, StoreDamaged, StoreFull, WorkbenchError

UNREADABLE = (
    "record: what is kept of it cannot be read. Nothing was changed, and every other record is as it was. Copy the "
    "store folder while the workbench is closed, let `workbench store verify` name the fault, and ask for help."
)
Made = TypeVar("Made")
# What a row raises whose cells do not hold what their column says, or that names what is not there.
FAULTS: tuple[type[Exception], ...] = (ValueError, TypeError, LookupError, msgspec.MsgspecError, WorkbenchError)
# What is wrong with the store as a whole, and never with one record.
OF_THE_STORE = (StoreFull, StoreDamaged, Locked)


@contextmanager
def named_faults() -> Iterator[None]:
    """Turn what a row raises that cannot be read into one error of the workbench, without a word of content.

    Raises
    ------
    RecordUnreadable
        A cell does not hold what its column says.
    """
    try:
        yield
    except WorkbenchError:
        raise
    except (ValueError, msgspec.MsgspecError) as error:
        raise RecordUnreadable(UNREADABLE) from error


def readable(
    connection: Connection, query: Select, make: Callable[[Row], Made], *keys: Column
) -> tuple[list[Made], list[tuple[Any, ...]]]:
    """Make a value of every row that can be read.

    Parameters
    ----------
    query
        Where `keys` are given, in an order that leaves no two rows to chance.
    keys
        Columns of the query that name a row: ids and codes.

    Returns
    -------
    tuple
        The values in the order of the query, and the `keys` of each row that could not be read.
    """
    found: list[Made] = []
    faulty: list[int] = []
    result = connection.execute(query)
    place = -1
    while True:
        place += 1
        try:
            row = result.fetchone()
            if row is None:
                break
            found.append(make(row))
        except (StoreFull, StoreDamaged):
            raise
        except FAULTS:
            faulty.append(place)
    if not faulty or not keys:
        return found, [()] * len(faulty)
    names = connection.execute(query.with_only_columns(*keys)).all()
    return found, [tuple(names[place]) for place in faulty]
