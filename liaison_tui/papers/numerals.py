"""Numbers and days as official documents write them (GB/T 9704—2012, 7.3.3 and 7.3.5.4)."""

from datetime import date

_DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as headings count: 一, 十, 十一, 二十三."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} counts no heading")
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return f"{'' if tens == 1 else _DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"


def heading(level: int, number: int, words: str) -> str:
    """Return a heading with its number: 一、 on the first level, （一） on the second."""
    return f"{numeral(number)}、{words}" if level == 1 else f"（{numeral(number)}）{words}"


def day_words(day: date) -> str:
    """Return a day with Arabic numerals and without leading zeros: 2021年7月8日."""
    return f"{day.year}年{day.month}月{day.day}日"
