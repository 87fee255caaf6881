"""Numbers: as events hold them, and as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_tui.journal.quantity import is_decimal, read_typed, spell


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"), (" 12 ", "12"), ("0", "0"), ("0.00", "0"), ("12.50", "12.5"),
        ("1,200", "1200"), ("1，200", "1200"), ("1,234,567.8", "1234567.8"),
        ("12.5万", "125000"), ("１２．５万", "125000"), ("3亿", "300000000"),
        ("0.000001亿", "100"), ("１２００", "1200"), ("+5", "5"), ("-3", "-3"), (".5", "0.5"),
        ("1 200", "1200"),
    ],
)  # fmt: skip
def test_what_people_type_is_read_as_they_mean_it(typed: str, meant: str) -> None:
    assert read_typed(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "十二", "12家", "1e5", "NaN", "Infinity", "1.2.3", "--1", "万", "0x10", "1/2",
        "12万亿", "0.0000001", "1234567890123456", "100000000亿", ".", "١٢", "-0.5", "12%",
    ],
)  # fmt: skip
def test_what_is_no_number_of_the_format_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_typed(typed)


@pytest.mark.parametrize(
    "text", ["0", "7", "-7", "12.5", "0.000001", "999999999999999", "1.123456", "100"]
)
def test_a_decimal_of_the_format_is_one(text: str) -> None:
    assert is_decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "00", "01", "1.", ".5", "1.50", "0.0", "-0", "-0.5", "+1", "1e3", "1,200", "１",
        "1.1234567", "1234567890123456", " 1", "1\n", "NaN", 1, 1.5, None, True,
    ],
)  # fmt: skip
def test_any_other_spelling_is_no_decimal(text: object) -> None:
    assert not is_decimal(text)


decimals = st.decimals(
    min_value=0, max_value=10**14, allow_nan=False, allow_infinity=False, places=6
)


@settings(max_examples=100, deadline=None)
@given(decimals)
def test_a_spelled_number_is_a_decimal_of_the_same_value(number: Decimal) -> None:
    text = spell(number)
    assert is_decimal(text)
    assert Decimal(text) == number
    assert read_typed(text) == text
