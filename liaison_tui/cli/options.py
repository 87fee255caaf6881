"""Options that several commands share."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from liaison_tui.errors import WrongUse

_SIZE = re.compile(r"(\d{1,6})\s*([KMG]?)B?", re.IGNORECASE | re.ASCII)
_SCALES = {"K": 1024, "": 1024 * 1024, "M": 1024 * 1024, "G": 1024 * 1024 * 1024}
F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)


def as_json(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")(command)


def period(command: F) -> F:
    """Add `--period`."""
    text = "月份，如 2021-06；不写则为当前应报的月份"
    return click.option("--period", metavar="月份", help=text)(command)


def span(command: F) -> F:
    """Add `--period` for queries, which also take quarters, half-years and years."""
    text = "月份、季度、半年或年份，如 2021-06、2021-Q2、2021-H1、2021；不写则为当前应报的月份"
    return click.option("--period", metavar="时段", help=text)(command)


def unit(command: F) -> F:
    """Add `--unit`."""
    return click.option("--unit", metavar="单位", help="单位的名称、简称或编号")(command)


def size(text: str) -> int:
    """Return the bytes that a size as people write it means: 20M, 500K, or 20 for megabytes."""
    match = _SIZE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match or int(match[1]) == 0:
        raise WrongUse(f"大小“{text}”的写法不对", "请写成 20M、500K 这样")
    return int(match[1]) * _SCALES[match[2].upper()]
