"""Reading one table of a TOML file key by key, collecting every problem instead of stopping."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from liaison_tui.programme.locating import Path, line_of
from liaison_tui.programme.period import is_month

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file: the line (from 1), the key, and a Chinese sentence."""

    line: int
    key: str
    message: str


@dataclass
class Problems:
    """The problems found so far in one file."""

    lines: dict[Path, int]
    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, message: str) -> None:
        """Note a problem at a path."""
        self.found.append(Problem(line_of(self.lines, path), spell(path), message))


def spell(path: Path) -> str:
    """Return a path as people write it, `items[3].points`, counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "（文件）"


class Table:
    """One table being read. Each method takes a key out; `done` names the keys nobody asked for."""

    def __init__(self, data: Mapping[str, Any], path: Path, problems: Problems) -> None:
        self.data = data
        self.path = path
        self.problems = problems
        self._asked: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; without a default it must be there and not be empty."""
        value = self._take(key, default, str, "文字")
        if default is None and self.data.get(key) == "":
            self.wrong(key, "不能为空")
        return str(value or "")

    def optional(self, key: str) -> str | None:
        """Return a string, or None where the key is absent."""
        return self.text(key, "") or None

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> Any:
        """Return one of `choices`."""
        value = self.text(key, default)
        if value not in choices and key in self.data:
            near = difflib.get_close_matches(value, choices, n=1)
            hint = f"，是不是“{near[0]}”" if near else ""
            self.wrong(key, f"“{value}”不是可用的值（{'、'.join(choices)}）{hint}")
            return choices[0]
        return value or choices[0]

    def month(self, key: str, default: str | None = None) -> str:
        """Return a month such as `2021-04`."""
        value = self.text(key, default)
        if value and not is_month(value):
            self.wrong(key, f"“{value}”不是月份，应写成 2021-04")
            return "2000-01"
        return value or "2000-01"

    def optional_month(self, key: str) -> str | None:
        """Return a month, or None where the key is absent."""
        return self.month(key) if self._is_there(key) else None

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number from `low` to `high`."""
        value = self._take(key, default, int, "整数")
        if type(value) is not int or type(self.data.get(key)) is not int:
            return low if default is None else default
        if not low <= value <= high:
            self.wrong(key, f"{value} 超出范围（{low} 至 {high}）")
            return low
        return value

    def optional_integer(self, key: str, low: int, high: int) -> int | None:
        """Return a whole number, or None where the key is absent."""
        return self.integer(key, low, high) if self._is_there(key) else None

    def number(self, key: str) -> Decimal | None:
        """Return a number that is not negative (a TOML integer or a decimal string), or None."""
        if not self._is_there(key):
            return None
        value = self.data[key]
        try:
            number = Decimal(str(value)) if not isinstance(value, bool | float) else None
        except ArithmeticError:
            number = None
        if number is None or not number.is_finite() or number < 0:
            self.wrong(key, "应为不小于 0 的数（小数请加引号）")
            return None
        return number

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        return bool(self._take(key, default, bool, "true 或 false"))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty where the key is absent."""
        value = self._take(key, [], list, "文字列表")
        if any(not isinstance(item, str) or not item for item in value):
            self.wrong(key, "列表里只能有非空的文字")
            return ()
        return tuple(value)

    def optional_day(self, key: str) -> date | None:
        """Return a date, or None where the key is absent."""
        if not self._is_there(key):
            return None
        value = self._take(key, None, date, "日期")
        return value if type(value) is date else None

    def days(self, key: str) -> frozenset[date]:
        """Return a list of dates as a set."""
        value = self._take(key, [], list, "日期列表")
        if any(type(item) is not date for item in value):
            self.wrong(key, "列表里只能有日期，如 2021-05-03")
            return frozenset()
        return frozenset(value)

    def table(self, key: str) -> "Table":
        """Return the table under a key (an empty one where it is absent)."""
        value = self._take(key, {}, dict, "表")
        return Table(value, (*self.path, key), self.problems)

    def tables(self, key: str) -> list["Table"]:
        """Return the array of tables under a key."""
        value = self._take(key, [], list, "若干个表")
        if any(not isinstance(item, dict) for item in value):
            self.wrong(key, "应为若干个表 [[…]]")
            return []
        path = (*self.path, key)
        return [Table(item, (*path, n), self.problems) for n, item in enumerate(value)]

    def each(self, key: str, build: Callable[["Table"], T]) -> tuple[T, ...]:
        """Return what `build` makes of each table under a key, every key of it asked for."""
        found = []
        for table in self.tables(key):
            found.append(build(table))
            table.done()
        return tuple(found)

    def wrong(self, key: str, message: str) -> None:
        """Note a problem with a key."""
        self.problems.add((*self.path, key), message)

    def done(self) -> None:
        """Name every key that nobody asked for, with the nearest known one."""
        for key in self.data:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                hint = f"，是不是“{near[0]}”" if near else ""
                self.wrong(key, f"不认识的键“{key}”{hint}")

    def _take(self, key: str, default: Any, kind: type, kind_name: str) -> Any:
        self._asked.add(key)
        if key not in self.data:
            if default is None:
                self.wrong(key, "缺少这一项")
                return None if kind is date else kind()
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            self.wrong(key, f"应为{kind_name}")
            return default if default is not None or kind is date else kind()
        return value

    def _is_there(self, key: str) -> bool:
        self._asked.add(key)
        return key in self.data
