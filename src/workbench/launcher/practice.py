"""A throw-away store with a made-up family, so that a newcomer can try everything at once."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from ..store import Store
from ..store.casework import add_child, add_family, add_person
from ..store.keyring import Cost

PIN = "0000"
# Guarded by nothing but the folder it lies in; it holds nobody.
CHEAP = Cost(passes=1, memory_kib=8_192, lanes=1)


def make_practice_store(folder: Path) -> str:
    """Make the store with two made-up children and return its passphrase."""
    passphrase = "-".join(secrets.token_hex(2) for _ in range(4))
    store, _ = Store.create(folder, passphrase, practitioner="Practice", pin=PIN, cost=CHEAP)
    with store:
        family = add_family(store)
        year = datetime.now(UTC).year
        add_person(store, family.id, "mother")
        add_child(store, family.id, born=f"{year - 9}", group="left_behind")
        add_child(store, family.id, born=f"{year - 4}", group="born_into")
    return passphrase
