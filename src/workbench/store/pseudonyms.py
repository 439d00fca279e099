"""Codes by which families and children are called instead of by name."""

import re
import secrets

from sqlalchemy import Connection, select

from ..errors import AnswerRefused
from ..model.digits import plain_number
from . import schema

LETTERS = "ACDEHJKMNPRTVWXY"
FAMILY_LETTER = "F"
DIGITS = "23456789"
PATTERN = re.compile(r"[A-Z]{1,3}-[0-9]{2,6}")


def draw_code(connection: Connection, letters: str = LETTERS) -> str:
    """Draw a code like "K-274" that nobody has yet. It says nothing about whom it stands for."""
    taken = _taken(connection)
    length = 3
    while True:
        for _ in range(20):
            code = f"{secrets.choice(letters)}-{''.join(secrets.choice(DIGITS) for _ in range(length))}"
            if code not in taken:
                return code
        length += 1


def check_code_free(connection: Connection, code: str) -> str:
    """Return a code of the organisation's own, in capitals.

    Raises
    ------
    AnswerRefused
        It does not look like a code, or someone has it already.
    """
    code = plain_number(code).upper()
    if not PATTERN.fullmatch(code):
        raise AnswerRefused(
            "code: found something else; allowed: 1 to 3 letters, a dash and 2 to 6 digits, as K-274. No initials."
        )
    if code in _taken(connection):
        raise AnswerRefused("code: it is taken already. Choose another, or leave it empty to have one drawn.")
    return code


def _taken(connection: Connection) -> set[str]:
    return {code for table in (schema.children, schema.families) for code in connection.scalars(select(table.c.code))}
