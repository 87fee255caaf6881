"""What commands share for things of which a unit has several: list, add, change, withdraw."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from liaison_tui.cli.chinese import Word
from liaison_tui.errors import WrongUse

F = TypeVar("F", bound=Callable[..., Any])

ACTIONS = {"list": "列出", "add": "登记", "change": "更正", "withdraw": "撤销"}


def takes_action(command: F) -> F:
    """Add the action and the id of what it is done to."""
    named = click.argument("name", required=False, metavar="[编号]")(command)
    return click.argument("action", type=Word("动作", ACTIONS), metavar="|".join(ACTIONS))(named)


def which(name: str | None, what: str, command: str) -> str:
    """Return the id a person has given; raises WrongUse where there is none."""
    if name is None:
        raise WrongUse(f"没有写明是哪{what}", f"请写上编号，用 liaison {command} list 查看")
    return name


def done(action: str) -> str:
    """Return the word that says that an action is done."""
    return f"已{ACTIONS[action]}"
