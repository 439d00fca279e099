"""The PIN is kept only as a hash, and an easy one is told."""

import pytest

from workbench.store.pin import check_pin, is_easy, set_pin


def test_the_pin_lifts_the_cover_and_is_kept_only_as_a_hash(store):
    assert check_pin(store, "2580")
    assert not check_pin(store, "2581")
    assert not check_pin(store, "")
    set_pin(store, "0000")
    assert check_pin(store, "0000")
    assert not check_pin(store, "2580")
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT value FROM settings WHERE name = 'pin'").scalar_one()
    assert kept.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("pin", "easy"),
    [
        ("1111", True),
        ("2345", True),
        ("8765", True),
        ("8901", True),
        ("4711", False),
        ("1357", False),
        ("1987", True),
        ("2011", True),
        ("2580", False),
        ("121212", True),
        ("7171", False),
    ],
)
def test_a_pin_that_anybody_tries_first_is_told(pin, easy):
    assert is_easy(pin) is easy
