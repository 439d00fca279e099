"""Promise 3: a wrong passphrase is not a damaged file, and neither ever opens."""

import hashlib
import json
import random
import stat
import subprocess
import sys
from collections.abc import Callable

import msgspec
import pytest
from argon2.exceptions import HashingError

from workbench.errors import (
    AnswerRefused,
    Locked,
    MistypedKey,
    StoreDamaged,
    StoreError,
    StoreInUse,
    StoreMissing,
    WrongPassphrase,
)
from workbench.store import Store, families, recovery_key
from workbench.store.keyring import Cost, read_header
from workbench.store.pin import is_easy

PASSPHRASE = "four unrelated words here"
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
PAGE = 4_096


def flipped(content: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :]


def cut_short(content: bytes, dice: random.Random) -> bytes:
    length = dice.randrange(len(content))
    return content[: length - length % PAGE if dice.random() < 0.5 else length]


def zeroed(content: bytes, dice: random.Random) -> bytes:
    size = min(PAGE, len(content) // 4)
    start = dice.randrange(len(content) // size) * size
    return content[:start] + bytes(size) + content[start + size :]


def test_a_store_opens_with_its_passphrase_and_keeps_what_it_held(store, reopen):
    family = families.add_family(store)
    child = families.add_child(store, family.id, born="2020")
    with reopen() as again:
        assert families.children(again) == [child]


def test_a_hundred_wrong_passphrases_are_wrong_and_nothing_else(store):
    store.close()
    dice = random.Random(3)
    for _ in range(100):
        guess = list(PASSPHRASE)
        guess[dice.randrange(len(guess))] = dice.choice("ABCDEFGH")
        with pytest.raises(WrongPassphrase) as error:
            Store.open(store.folder, "".join(guess))
        assert PASSPHRASE not in str(error.value)


@pytest.mark.parametrize("name", ["store.db", "header.json"])
@pytest.mark.parametrize("harm", [flipped, cut_short, zeroed])
def test_fifty_damaged_files_are_damaged_and_not_opened(
    store, child, mother, name: str, harm: Callable[[bytes, random.Random], bytes]
):
    store.close()
    whole = (store.folder / name).read_bytes()
    dice = random.Random(f"{name} {harm.__name__}")
    for _ in range(50):
        (store.folder / name).write_bytes(harm(whole, dice))
        with pytest.raises(StoreDamaged):
            Store.open(store.folder, PASSPHRASE)
    (store.folder / name).write_bytes(whole)
    with Store.open(store.folder, PASSPHRASE) as again:
        assert families.children(again) == [child]


@pytest.mark.parametrize("name", ["store.db", "header.json"])
def test_a_missing_file_of_two_is_damage(store, name):
    store.close()
    (store.folder / name).unlink()
    assert Store.exists(store.folder)
    with pytest.raises(StoreDamaged):
        Store.open(store.folder, PASSPHRASE)


def test_the_file_of_another_store_is_damage(store, tmp_path):
    store.close()
    other, _ = Store.create(tmp_path / "other", PASSPHRASE, practitioner="CD", pin="1111", cost=CHEAP)
    other.close()
    (store.folder / "store.db").write_bytes((other.folder / "store.db").read_bytes())
    with pytest.raises(StoreDamaged):
        Store.open(store.folder, PASSPHRASE)


def test_opening_sweeps_old_headers_and_closes_the_folder_to_others(store):
    store.close()
    (store.folder / ".header.json.0123abcd").write_bytes((store.folder / "header.json").read_bytes())
    store.folder.chmod(0o755)
    with Store.open(store.folder, PASSPHRASE) as again:
        assert again.was_open_to_others
        assert not (store.folder / ".header.json.0123abcd").exists()
        assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


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


def test_no_store_is_told_from_a_damaged_one(tmp_path):
    assert not Store.exists(tmp_path / "nowhere")
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "nowhere", PASSPHRASE)
    with pytest.raises(StoreMissing):
        Store.open(tmp_path, PASSPHRASE)


def test_the_recovery_key_sets_a_new_passphrase_and_the_old_one_no_longer_opens(made, child):
    store, key = made
    store.close()
    with Store.recover(store.folder, key.lower(), "a new passphrase, longer") as again:
        assert families.children(again) == [child]
    with pytest.raises(WrongPassphrase):
        Store.open(store.folder, PASSPHRASE)
    Store.open(store.folder, "a new passphrase, longer").close()
    Store.recover(store.folder, key, PASSPHRASE).close()


def test_a_mistyped_recovery_key_is_told_from_that_of_another_store(made):
    store, key = made
    store.close()
    with pytest.raises(MistypedKey):
        Store.recover(store.folder, key[:-1] + ("2" if key[-1] != "2" else "3"), "a new passphrase, longer")
    with pytest.raises(WrongPassphrase) as error:
        Store.recover(store.folder, recovery_key.draw(), "a new passphrase, longer")
    assert not isinstance(error.value, MistypedKey)
    Store.open(store.folder, PASSPHRASE).close()


def test_a_changed_passphrase_leaves_the_recovery_key_as_it_is(made):
    store, key = made
    with pytest.raises(WrongPassphrase):
        store.change_passphrase("not the passphrase", "quite another passphrase")
    store.change_passphrase(PASSPHRASE, "quite another passphrase")
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(store.folder, PASSPHRASE)
    Store.open(store.folder, "quite another passphrase").close()
    Store.recover(store.folder, key, PASSPHRASE).close()


def test_the_same_passphrase_typed_on_another_keyboard_opens(tmp_path):
    made, _ = Store.create(tmp_path / "s", "h\u00e9 vier woorden", practitioner="A", pin="1234", cost=CHEAP)
    made.close()
    Store.open(tmp_path / "s", "he\u0301 vier woorden").close()


@pytest.mark.parametrize(("passphrase", "pin"), [("eleven char", "1234"), (PASSPHRASE, "123"), (PASSPHRASE, "12a4")])
def test_a_short_passphrase_or_pin_is_refused_and_leaves_nothing(tmp_path, passphrase, pin):
    with pytest.raises(AnswerRefused):
        Store.create(tmp_path / "store", passphrase, practitioner="AB", pin=pin, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_not_overwritten(store, tmp_path):
    store.close()
    before = {path.name: path.read_bytes() for path in store.folder.iterdir()}
    with pytest.raises(StoreError):
        Store.create(store.folder, PASSPHRASE, practitioner="AB", pin="1234", cost=CHEAP)
    assert {path.name: path.read_bytes() for path in store.folder.iterdir()} == before


def test_one_process_at_a_time(store):
    with pytest.raises(StoreInUse):
        Store.open(store.folder, PASSPHRASE)
    program = f"from workbench.store import Store; Store.open({str(store.folder)!r}, {PASSPHRASE!r})"
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "StoreInUse" in other.stderr
    store.close()
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


def test_files_are_for_their_owner_only(store):
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()}
    assert set(modes) >= {"header.json", "store.db", "store.db-wal"}
    assert set(modes.values()) == {0o600}


def test_a_closed_store_answers_locked_and_leaves_no_log(store):
    store.close()
    store.close()
    assert {path.name for path in store.folder.iterdir()} == {"header.json", "store.db", "lock"}
    with pytest.raises(Locked):
        families.children(store)
    with pytest.raises(Locked):
        store.settings  # noqa: B018


def test_the_key_is_in_no_repr(store):
    engine = store.engine
    shown = f"{store!r} {engine!r} {engine.url!r} {engine.pool!r} {vars(store)!r}"
    assert "x'" not in shown
    assert str(store.folder) not in repr(store)


def test_the_pin_lifts_the_cover_and_is_kept_only_as_a_hash(store):
    assert store.check_pin("2580")
    assert not store.check_pin("2581")
    assert not store.check_pin("")
    store.set_pin("0000")
    assert store.check_pin("0000")
    assert not store.check_pin("2580")
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT value FROM settings WHERE name = 'pin'").scalar_one()
    assert kept.startswith("$argon2id$")


def test_the_default_cost_is_kept_beside_each_wrap(store):
    assert Cost() == Cost(passes=3, memory_kib=262_144, lanes=4)
    assert {wrap.cost for wrap in read_header(store.folder).wraps} == {CHEAP}


@pytest.mark.parametrize(
    ("pin", "easy"), [("1111", True), ("2345", True), ("8765", True), ("8901", True), ("4711", False), ("1357", False)]
)
def test_a_pin_that_anybody_tries_first_is_told(pin, easy):
    assert is_easy(pin) is easy
