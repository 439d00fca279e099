"""The header: what it may ask of a computer, and what is damage."""

import hashlib
import json

import msgspec
import pytest
from argon2.exceptions import HashingError

from workbench.errors import StoreDamaged, WrongPassphrase
from workbench.store import Store
from workbench.store.keyring import Cost, read_header

from .conftest import CHEAP, PASSPHRASE


@pytest.mark.parametrize(
    ("name", "allowed", "asked"), [("passes", 10, 11), ("memory_kib", 8, 1_048_577), ("lanes", 1, 9)]
)
def test_a_header_that_asks_for_more_than_any_computer_should_pay_is_damage(store, name, allowed, asked):
    store.close()
    whole = json.loads((store.folder / "header.json").read_text())
    for value, refusal in ((allowed, WrongPassphrase), (asked, StoreDamaged)):
        for wrap in whole["header"]["wraps"]:
            wrap["cost"][name] = value
        write_as_the_workbench_would(store.folder, whole)
        with pytest.raises(refusal):
            Store.open(store.folder, "not its passphrase")


def test_a_header_of_many_wraps_or_of_great_length_is_damage(store):
    store.close()
    whole = json.loads((store.folder / "header.json").read_text())
    whole["header"]["wraps"] *= 9
    write_as_the_workbench_would(store.folder, whole)
    with pytest.raises(StoreDamaged):
        read_header(store.folder)
    with (store.folder / "header.json").open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(StoreDamaged):
        read_header(store.folder)


def test_a_cost_that_the_machine_cannot_pay_is_damage_and_no_traceback(store, monkeypatch):
    def refuses(*_, **__):
        raise HashingError("Memory allocation error")

    store.close()
    monkeypatch.setattr("workbench.store.keyring.hash_secret_raw", refuses)
    with pytest.raises(StoreDamaged, match="cannot be paid"):
        Store.open(store.folder, PASSPHRASE)


def write_as_the_workbench_would(folder, whole: dict) -> None:
    """Write a header with the checksum that fits it."""
    body = json.dumps(whole["header"], separators=(",", ":"), sort_keys=True).encode()
    whole["checksum"] = hashlib.sha256(body).hexdigest()
    (folder / "header.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=1) + b"\n"
    )


def test_the_default_cost_is_kept_beside_each_wrap(store):
    assert Cost() == Cost(passes=3, memory_kib=262_144, lanes=4)
    assert {wrap.cost for wrap in read_header(store.folder).wraps} == {CHEAP}
