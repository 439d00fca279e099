"""A released version is never edited."""

import pytest

from workbench.library import loading
from workbench.library.check import check_file, check_shipped
from workbench.library.released import RECORD, fingerprint


@pytest.fixture
def released(small, save, tmp_path):
    """The small definition, released as it is."""
    path = save(small)
    (tmp_path / RECORD).write_text(f'"small/1.0" = "{fingerprint(small)}"\n')
    return path


def test_a_released_file_as_it_was_is_without_fault(released):
    assert check_file(released) == []


def test_line_ends_of_another_system_are_no_edit(released, small):
    released.write_bytes(small.replace("\n", "\r\n").encode())
    assert check_file(released) == []


def test_an_edit_of_a_released_file_is_refused(released, small):
    released.write_text(small.replace("Swollen cheek", "A swollen cheek"))
    told = [str(fault) for fault in check_file(released)]
    assert len(told) == 1
    assert "version: found a released 1.0 that was edited (sha256 " in told[0]
    assert told[0].endswith("Put the released file back and make the change in a new version.")


def test_a_new_version_beside_it_may_differ(released, small, save):
    text = small.replace('version = "1.0"', 'version = "1.1"').replace("Swollen cheek", "A swollen cheek")
    assert check_file(save(text, name="1.1.toml")) == []


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ('"small/1.0" = 5', "small/1.0: found an entry that is no text; allowed: the sha256 of the file."),
        ('"small/1.0" = x\n', "line 1: found text that is not TOML"),
    ],
)
def test_a_damaged_record_is_told(released, tmp_path, record, sentence):
    (tmp_path / RECORD).write_text(record)
    assert [sentence in str(fault) for fault in check_file(released)] == [True]


def test_a_shipped_file_that_was_edited_or_lost_after_release_is_told(released, small, tmp_path, monkeypatch):
    (tmp_path / RECORD).write_text(f'"small/1.0" = "{fingerprint(small + "#")}"\n"small/0.9" = "{"0" * 64}"\n')
    monkeypatch.setattr(loading, "definitions", lambda: tmp_path)
    loading._shelf.cache_clear()
    try:
        found = {file: [str(fault) for fault in faults] for file, faults in check_shipped().items()}
    finally:
        loading._shelf.cache_clear()
        loading.instrument.cache_clear()
    assert "a released 1.0 that was edited" in found["small/1.0.toml"][0]
    assert "released.toml, small/0.9: found a released version without its file" in found[RECORD][0]


def test_the_record_that_ships_can_be_read():
    assert all(len(value) == 64 for value in loading.released().values())
