"""The recovery key as it is printed: groups of letters and digits that a tired reader cannot confuse.

Crockford's base 32 leaves out I, L, O and U; read back, I and L count as 1 and O as 0. The last
group is drawn from the others, so that a typing error is told apart from another store's key.
"""

import hashlib
import secrets

from ..errors import MistypedKey
from ..model.digits import plain_number

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
GROUPS = 8

_ALIKE = str.maketrans("ILO", "110")


def draw() -> str:
    """Draw a new recovery key of 160 random bits: eight groups and a check group."""
    return written("".join(secrets.choice(ALPHABET) for _ in range(GROUP * GROUPS)))


def written(symbols: str) -> str:
    """Set symbols in groups and add the check group."""
    symbols += _check(symbols)
    return "-".join(symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP))


def read(typed: str) -> str:
    """Return the 32 symbols of a typed key; case, spaces and dashes do not matter.

    Raises
    ------
    MistypedKey
        A sign that no key has, a wrong length, or a check group that does not fit.
    """
    signs = plain_number(typed).upper()
    symbols = "".join(sign for sign in signs if not sign.isspace() and sign not in "-_.").translate(_ALIKE)
    if any(sign not in ALPHABET for sign in symbols):
        raise MistypedKey(
            "recovery key: found a sign that no key has; allowed: digits and letters without U. Check it."
        )
    if len(symbols) != GROUP * (GROUPS + 1):
        raise MistypedKey(
            f"recovery key: found {len(symbols)} letters and digits; a key has {GROUP * (GROUPS + 1)}, "
            f"in {GROUPS + 1} groups of {GROUP}. Check it against the sheet."
        )
    key, check = symbols[: GROUP * GROUPS], symbols[GROUP * GROUPS :]
    if check != _check(key):
        raise MistypedKey("recovery key: a letter or digit was mistyped; compare each group with the sheet.")
    return key


def _check(symbols: str) -> str:
    digest = hashlib.sha256(b"recovery key check " + symbols.encode()).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest[:GROUP])
