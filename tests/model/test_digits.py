"""Digits of any script."""

import sys
import unicodedata

import pytest

from workbench.model.digits import plain_digits, plain_number


def test_every_decimal_digit_there_is_becomes_its_plain_one():
    digits = [sign for code in range(sys.maxunicode + 1) if (sign := chr(code)).isdecimal()]
    assert len(digits) > 600
    assert plain_digits("".join(digits)) == "".join(str(unicodedata.decimal(sign)) for sign in digits)


@pytest.mark.parametrize("same", ["Ünder ½ ² Ⅳ 一", "K-274", ""])
def test_whatever_is_no_digit_stays(same):
    assert plain_digits(same) == same


@pytest.mark.parametrize("typed", ["٢٠٢٦-١٢-٠٥", "２０２６－１２－０５", "\u200f२०२६–१२–०५\u200e", " 2026-12-05 "])
def test_a_date_is_written_with_plain_digits_and_dashes(typed):
    assert plain_number(typed) == "2026-12-05"
