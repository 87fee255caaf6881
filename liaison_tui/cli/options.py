"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
    """Add `--period` for queries, which also take quarters and years."""
    text = "月份、季度或年份，如 2021-06、2021-Q2、2021；不写则为当前应报的月份"
    return click.option("--period", metavar="时段", help=text)(command)


def unit(command: F) -> F:
    """Add `--unit`."""
    return click.option("--unit", metavar="单位", help="单位的名称、简称或编号")(command)
