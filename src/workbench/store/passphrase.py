"""Whether a passphrase opens a store that is open, and another one in its place."""

from . import keyring
from .audit import note_event
from .folder import header_of
from .opened import OpenStore
from .settings import settings


def prove(store: OpenStore, passphrase: str) -> None:
    """Check a passphrase against the header.

    Raises
    ------
    WrongPassphrase
        It does not open the store.
    """
    keyring.unwrap(header_of(store.folder), passphrase)


def change_passphrase(store: OpenStore, old: str, new: str) -> None:
    """Put a new passphrase in place of the old one. The store key and the recovery key stay.

    Raises
    ------
    WrongPassphrase
        `old` does not open the store; nothing was changed.
    AnswerRefused
        `new` is too short or soon guessed; nothing was changed.
    """
    check_new(store, new)
    header = header_of(store.folder)
    key, wrap = keyring.unwrap(header, old)
    put_header(store, keyring.rewrap(header, (wrap,), new, key, wrap.cost), "passphrase change")


def check_new(store: OpenStore, passphrase: str) -> None:
    """Judge a new passphrase for an open store, whose own names are tried first.

    Raises
    ------
    AnswerRefused
        It is too short, too long or soon guessed.
    """
    names = settings(store)
    keyring.check_passphrase(passphrase, (names.organisation, names.practitioner))


def put_header(store: OpenStore, header: keyring.Header, event: str) -> None:
    """Put a header in place of the one there is; the audit knows of it first.

    Raises
    ------
    Locked
        The store was closed in the meantime, so that another workbench may have it; the old header stands.
    """
    with store.writing() as connection:
        note_event(connection, event, store.clock())
    with store.holding():
        keyring.write_header(store.folder, header)
