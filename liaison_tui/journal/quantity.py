"""Numbers as events hold them, decimal strings, and as people type them, `12.5万`."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_DECIMAL = re.compile(r"(0|-?[1-9]\d{0,14})(\.\d{1,6})?", re.ASCII)
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?(万|亿)?", re.ASCII)
_PERCENT = re.compile(r"([+-]?\d{1,9})%?", re.ASCII)
_TYPED = re.compile(r"([+-]?[\d.]+)(万|亿)?", re.ASCII)


def is_decimal(text: object) -> bool:
    """Tell whether `text` is a decimal exactly as the format writes it."""
    return (
        isinstance(text, str)
        and bool(_DECIMAL.fullmatch(text))
        and not ("." in text and text.endswith("0"))
    )


def spell(number: Decimal) -> str:
    """Return a number as the format writes it; raises ValueError where it has no such spelling."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if not is_decimal(text):
        raise ValueError(f"{number} has no spelling in the format")
    return text


def number(value: Decimal | None) -> int | str | None:
    """Return a number as JSON shows it: whole ones plain, else a decimal string."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else spell(value)


def read_typed(text: str) -> str:
    """Return the decimal string of what a person typed: full-width digits, 1,200, 12.5万.

    Raises ValueError for anything that is no such number.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    match = _TYPED.fullmatch(plain)
    if not match:
        raise ValueError(f"not a number: {text}")
    try:
        return spell(Decimal(match[1]) * _SCALES[match[2] or ""])
    except InvalidOperation:
        raise ValueError(f"not a number: {text}") from None


def read_percent(text: str) -> int:
    """Return the whole number of a percentage as typed, `60`, `60%` or full-width `６０％`.

    Raises ValueError for anything else; whether it lies in 0 to 100 is the entry's business.
    """
    match = _PERCENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        raise ValueError(f"not a percentage: {text}")
    return int(match[1])
