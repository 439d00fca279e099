"""One encrypted SQLite file: how it is keyed, read, written and checked. It knows no table."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from ..errors import StoreDamaged, StoreError, StoreFull

FILE = "store.db"
PAGE_BYTES = 4_096
PRAGMAS = (
    "cipher_memory_security = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "busy_timeout = 30000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)

_DAMAGED = (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB)


def engine_of(path: Path, key: bytes) -> Engine:
    """Make an engine on an encrypted file. The key stays out of its URL, its repr and its messages.

    `Engine.connect()` begins a reading transaction; with `execution_options(writes=True)` it begins
    with BEGIN IMMEDIATE, so that a writer waits at the start and never fails half-way.
    """

    def connect() -> Any:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
        )
        connection.text_factory = _text
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _text(raw: bytes) -> str | bytes:
    """Text as it was written. Bytes that are none stay bytes: their own record is refused, not the list it is in."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the database raises into errors of the workbench, without a word of content.

    Raises
    ------
    StoreFull
        The disk takes no more; the transaction is undone.
    StoreDamaged
        A page does not hold what was written.
    StoreError
        Anything else the database or the disk refused.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        raise refusal_of(error) from None


def refusal_of(error: BaseException) -> StoreError:
    """Name a database error in one sentence."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
    if code == dbapi2.SQLITE_FULL:
        return StoreFull("store: the disk is full. Nothing was changed; free some space and try again.")
    if code in _DAMAGED:
        return damage(FILE)
    name = getattr(origin, "sqlite_errorname", None) or type(origin).__name__
    return StoreError(f"store: the database refused ({name}). Nothing was changed; try again, then check the disk.")


def damage(where: str) -> StoreDamaged:
    """Say that a file is not what was written."""
    return StoreDamaged(f"{where}: it does not hold what was written. Nothing was opened; restore the newest backup.")


def check_file(path: Path, engine: Engine) -> None:
    """Check every page of the file against its seal, and the structure that the pages form.

    Raises
    ------
    StoreDamaged
        A page, or the length of the file, is not what was written.
    """
    if not path.is_file() or path.stat().st_size < PAGE_BYTES:
        raise damage(path.name)
    findings = findings_of(engine, "quick_check")
    if findings:
        raise damage(path.name)


def findings_of(engine: Engine, structure: str) -> list[str]:
    """List what the seals of the pages and a structure check (`quick_check`, `integrity_check`) object to."""
    with plain_errors(), engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        seals = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
        built = connection.exec_driver_sql(f"PRAGMA {structure}").scalars().all()
    return [*seals, *(finding for finding in built if finding != "ok")]


def checkpoint(engine: Engine) -> None:
    """Bring everything committed into the main file and empty the write-ahead log."""
    with plain_errors():
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
