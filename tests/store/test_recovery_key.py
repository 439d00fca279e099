import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import MistypedKey
from workbench.store import recovery_key

symbols = st.text(recovery_key.ALPHABET, min_size=32, max_size=32)


def test_a_key_carries_160_random_bits_in_nine_groups():
    keys = {recovery_key.draw() for _ in range(50)}
    assert len(keys) == 50
    assert all([len(group) for group in key.split("-")] == [4] * 9 for key in keys)
    assert 5 * recovery_key.GROUP * recovery_key.GROUPS == 160, "five bits to a letter"


@given(symbols)
def test_what_is_written_is_read_whatever_the_case_and_spacing(key):
    written = recovery_key.written(key)
    assert recovery_key.read(written) == key
    assert recovery_key.read(written.lower().replace("-", "  ")) == key
    assert recovery_key.read(written.replace("0", "o").replace("1", "l")) == key


@given(symbols, st.integers(0, 35), st.sampled_from(recovery_key.ALPHABET))
def test_one_wrong_sign_is_a_typing_error(key, place, sign):
    signs = list(recovery_key.written(key).replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(MistypedKey) as error:
        recovery_key.read("".join(signs))
    assert key not in str(error.value)


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 36, "é" * 36])
def test_no_key_at_all_is_a_typing_error(typed):
    with pytest.raises(MistypedKey):
        recovery_key.read(typed)
