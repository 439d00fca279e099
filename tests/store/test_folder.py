"""The folder of a store is whole, private and nobody else's."""

import stat

import pytest

from workbench.errors import StoreDamaged, StoreError, StoreMissing
from workbench.store import Store
from workbench.store.folder import holds_store

from .conftest import CHEAP, PASSPHRASE


@pytest.mark.parametrize("name", ["store.db", "header.json"])
def test_a_missing_file_of_two_is_damage(store, name):
    store.close()
    (store.folder / name).unlink()
    assert holds_store(store.folder)
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


def test_no_store_is_told_from_a_damaged_one(tmp_path):
    assert not holds_store(tmp_path / "nowhere")
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "nowhere", PASSPHRASE)
    with pytest.raises(StoreMissing):
        Store.open(tmp_path, PASSPHRASE)


def test_a_folder_in_use_is_not_overwritten(store, tmp_path):
    store.close()
    before = {path.name: path.read_bytes() for path in store.folder.iterdir()}
    with pytest.raises(StoreError):
        Store.create(store.folder, PASSPHRASE, practitioner="AB", pin="1234", cost=CHEAP)
    assert {path.name: path.read_bytes() for path in store.folder.iterdir()} == before


def test_files_are_for_their_owner_only(store):
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()}
    assert set(modes) >= {"header.json", "store.db", "store.db-wal"}
    assert set(modes.values()) == {0o600}
