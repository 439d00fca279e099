"""The key of the store and who can unwrap it.

A random 32-byte key encrypts the database. The header keeps it only wrapped: each passphrase and the
recovery key make a wrapping key with Argon2id, and AES-GCM binds the wrap to its id and purpose. The
header also carries a checksum that needs no key, so that damage is never taken for a wrong passphrase.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta

from ..errors import AnswerRefused, StoreDamaged, StoreMissing, WrongPassphrase
from ..model.instrument import Strict
from . import recovery_key
from .files import refusal_of, write_durably
from .strength import ADVICE, is_guessable

HEADER = "header.json"
FORMAT = 1
SHORTEST = 12
LONGEST = 1_024
MOST_BYTES, MOST_WRAPS = 65_536, 16


class Cost(Strict, frozen=True, kw_only=True):
    """What one try at a passphrase costs (Argon2id): passes, memory in KiB, lanes."""

    passes: Annotated[int, Meta(ge=1, le=10)] = 3
    memory_kib: Annotated[int, Meta(ge=8, le=1_048_576)] = 262_144
    lanes: Annotated[int, Meta(ge=1, le=8)] = 4


class Wrap(Strict, frozen=True, kw_only=True):
    """The store key, closed under one passphrase or recovery key. Bytes are written in hexadecimal."""

    id: str
    kind: Literal["passphrase", "recovery"]
    cost: Cost
    salt: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    nonce: Annotated[str, Meta(pattern="^[0-9a-f]{24}$")]
    wrapped: Annotated[str, Meta(pattern="^[0-9a-f]{96}$")]


class Header(Strict, frozen=True, kw_only=True):
    """All wraps of one store."""

    format: int
    store: str
    wraps: Annotated[tuple[Wrap, ...], Meta(max_length=MOST_WRAPS)]


def check_passphrase(passphrase: str, own_words: Iterable[str] = ()) -> None:
    """Refuse a new passphrase that is too short, too long, or soon guessed.

    Parameters
    ----------
    own_words
        Names of the organisation and its people, which would be tried first.

    Raises
    ------
    AnswerRefused
        Fewer than 12 or more than 1,024 characters, or one that many people take.
    """
    length = len(unicodedata.normalize("NFC", passphrase))
    if length < SHORTEST:
        raise AnswerRefused(
            f"passphrase: found {length} characters; needed at least {SHORTEST}. Four or five unrelated words do well."
        )
    if length > LONGEST:
        raise AnswerRefused(f"passphrase: found {length} characters; allowed up to {LONGEST}. Choose a shorter one.")
    if is_guessable(passphrase, own_words):
        raise AnswerRefused(f"passphrase: it would soon be guessed. {ADVICE}")


def new_header(passphrase: str, recovery: str, key: bytes, cost: Cost) -> Header:
    """Make the header of a new store, with one wrap for the passphrase and one for the recovery key."""
    empty = Header(format=FORMAT, store=secrets.token_hex(8), wraps=())
    wraps = (
        _wrap(empty, "passphrase", _secret_of(passphrase), key, cost),
        _wrap(empty, "recovery", recovery_key.read(recovery).encode(), key, cost),
    )
    return msgspec.structs.replace(empty, wraps=wraps)


def unwrap(header: Header, passphrase: str) -> tuple[bytes, Wrap]:
    """Open the store key with a passphrase; return it with the wrap that opened.

    Raises
    ------
    WrongPassphrase
        No wrap opens.
    """
    found = _unwrap(header, "passphrase", _secret_of(passphrase))
    if found is None:
        raise WrongPassphrase("passphrase: it does not open this store. Check capital letters and keyboard layout.")
    return found


def unwrap_with_recovery(header: Header, recovery: str) -> tuple[bytes, Wrap]:
    """Open the store key with the recovery key.

    Raises
    ------
    MistypedKey
        The check group does not fit: a typing error.
    WrongPassphrase
        A well-written key, but of another store.
    """
    found = _unwrap(header, "recovery", recovery_key.read(recovery).encode())
    if found is None:
        raise WrongPassphrase("recovery key: it is complete, but belongs to another store. Look for the right sheet.")
    return found


def rewrap(header: Header, replaced: tuple[Wrap, ...], passphrase: str, key: bytes, cost: Cost) -> Header:
    """Return the header with one new passphrase wrap in place of others; the store key stays."""
    kept = tuple(wrap for wrap in header.wraps if wrap not in replaced)
    new = _wrap(header, "passphrase", _secret_of(passphrase), key, cost)
    return msgspec.structs.replace(header, wraps=(new, *kept))


def write_header(folder: Path, header: Header) -> None:
    """Write the header durably, with its checksum."""
    write_durably(folder / HEADER, _written(header))


def read_header(folder: Path) -> Header:
    """Read the header and check that it is byte for byte what was written.

    Raises
    ------
    StoreMissing
        There is no header.
    StoreDamaged
        Any byte differs from what was written.
    """
    try:
        with (folder / HEADER).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise StoreMissing("store: there is none in that folder. Check the folder, or make one there.") from None
    except OSError as error:
        raise refusal_of(error, HEADER) from None
    try:
        header = msgspec.convert(msgspec.json.decode(content[:MOST_BYTES])["header"], Header)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, LookupError, TypeError):
        header = None
    if header is None or content != _written(header):
        raise StoreDamaged(f"{HEADER}: it is not what was written. Put it back from the newest backup.")
    if header.format != FORMAT:
        raise StoreDamaged(f"{HEADER}: format {header.format}; this workbench reads {FORMAT}. Update the workbench.")
    return header


def _written(header: Header) -> bytes:
    body = msgspec.json.encode(header, order="sorted")
    whole = {"checksum": hashlib.sha256(body).hexdigest(), "header": header}
    return msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=1) + b"\n"


def _secret_of(passphrase: str) -> bytes:
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _wrap(header: Header, kind: Literal["passphrase", "recovery"], secret: bytes, key: bytes, cost: Cost) -> Wrap:
    wrap = Wrap(
        id=secrets.token_hex(8),
        kind=kind,
        cost=cost,
        salt=secrets.token_hex(16),
        nonce=secrets.token_hex(12),
        wrapped="",
    )
    closed = AESGCM(_stretched(secret, wrap)).encrypt(bytes.fromhex(wrap.nonce), key, _bound(header, wrap))
    return msgspec.structs.replace(wrap, wrapped=closed.hex())


def _unwrap(header: Header, kind: str, secret: bytes) -> tuple[bytes, Wrap] | None:
    for wrap in header.wraps:
        if wrap.kind == kind:
            opener = AESGCM(_stretched(secret, wrap))
            try:
                return opener.decrypt(
                    bytes.fromhex(wrap.nonce), bytes.fromhex(wrap.wrapped), _bound(header, wrap)
                ), wrap
            except InvalidTag:
                continue
    return None


def _stretched(secret: bytes, wrap: Wrap) -> bytes:
    cost = wrap.cost
    try:
        return hash_secret_raw(
            secret,
            bytes.fromhex(wrap.salt),
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=32,
            type=Type.ID,
        )
    except HashingError:
        raise StoreDamaged(
            f"{HEADER}: it asks for a cost that cannot be paid here. Close other programs, or put the file back from "
            "the newest backup."
        ) from None


def _bound(header: Header, wrap: Wrap) -> bytes:
    return f"workbench store key, {wrap.kind}, store {header.store}, wrap {wrap.id}".encode()
