"""Promise 3: a wrong passphrase is not a damaged file, and neither ever opens."""

import random
import subprocess
import sys
from collections.abc import Callable

import pytest

from workbench.errors import AnswerRefused, Locked, MistypedKey, StoreDamaged, StoreInUse, WrongPassphrase
from workbench.store import Store, families, recovery_key
from workbench.store.settings import settings

from .conftest import CHEAP, PASSPHRASE

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


def test_the_file_of_another_store_is_damage(store, tmp_path):
    store.close()
    other, _ = Store.create(tmp_path / "other", PASSPHRASE, practitioner="CD", pin="1111", cost=CHEAP)
    other.close()
    (store.folder / "store.db").write_bytes((other.folder / "store.db").read_bytes())
    with pytest.raises(StoreDamaged):
        Store.open(store.folder, PASSPHRASE)


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


def test_the_same_passphrase_typed_on_another_keyboard_opens(tmp_path):
    made, _ = Store.create(tmp_path / "s", "h\u00e9 vier woorden", practitioner="A", pin="1234", cost=CHEAP)
    made.close()
    Store.open(tmp_path / "s", "he\u0301 vier woorden").close()


@pytest.mark.parametrize(("passphrase", "pin"), [("eleven char", "1234"), (PASSPHRASE, "123"), (PASSPHRASE, "12a4")])
def test_a_short_passphrase_or_pin_is_refused_and_leaves_nothing(tmp_path, passphrase, pin):
    with pytest.raises(AnswerRefused):
        Store.create(tmp_path / "store", passphrase, practitioner="AB", pin=pin, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_one_process_at_a_time(store):
    with pytest.raises(StoreInUse):
        Store.open(store.folder, PASSPHRASE)
    program = f"from workbench.store import Store; Store.open({str(store.folder)!r}, {PASSPHRASE!r})"
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "StoreInUse" in other.stderr
    store.close()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_closed_store_answers_locked_and_leaves_no_log(store):
    store.close()
    store.close()
    assert {path.name for path in store.folder.iterdir()} == {"header.json", "store.db", "lock"}
    with pytest.raises(Locked):
        families.children(store)
    with pytest.raises(Locked):
        settings(store)


def test_the_key_is_in_no_repr(store):
    engine = store.engine
    shown = f"{store!r} {engine!r} {engine.url!r} {engine.pool!r} {vars(store)!r}"
    assert "x'" not in shown
    assert str(store.folder) not in repr(store)
