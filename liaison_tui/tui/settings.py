"""Which settings the app lets one change: each with its words, and what is a value of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from liaison_tui.storage.config import MEGABYTES, Config, phrases_problem
from liaison_tui.text import one_line

_LONGEST_NAME = 40
_SWITCH = {"false": "关", "true": "开"}
_PARTS = re.compile("[；;]")
Value = str | bool | int | Sequence[str]


class WrongSetting(ValueError):
    """What was typed is no value of a setting; its text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of a table of `config.toml`: its word, a hint, and the words of its values.

    Without words one writes: in `limits` a number of megabytes, in `review` phrases with 分号
    between them, elsewhere a name.
    """

    table: str
    key: str
    word: str
    hint: str
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    only_at_units: bool = False
    only_at_centres: bool = False

    @property
    def is_size(self) -> bool:
        """Whether it is a number of megabytes."""
        return self.table == "limits"

    def shown(self, config: Config) -> str:
        """Return its value in a configuration as its field shows it."""
        value = getattr(config, self.key)
        if isinstance(value, tuple):
            return "；".join(value)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def read(self, typed: str) -> Value:
        """Return what was typed or chosen as a value; raises WrongSetting."""
        if self.words:
            return typed == "true" if self.words is _SWITCH else typed
        if self.table == "review":
            return _phrases(typed)
        return _size(typed) if self.is_size else _name(typed)


SETTINGS = (
    Setting("office", "officer", "填报人姓名", "此后的填报和导出记这个姓名"),
    Setting("limits", "attachment_mb", "一份材料的上限", "MB；更大的佐证材料不收"),
    Setting("limits", "evidence_mb", "报送包的上限", "MB；佐证材料合计，放不下的不随包"),
    Setting(
        "export", "approval", "导出前的审签", "",
        {"off": "不查", "warn": "有未审签的提醒", "require": "必须全部审签"}, only_at_units=True,
    ),
    Setting(
        "review", "phrases", "退回常用语", "用分号隔开，退回时按数字选用", only_at_centres=True
    ),
    Setting("screen", "theme", "深浅色", "也可按 Ctrl+T", {"light": "浅色", "dark": "深色"}),
    Setting("screen", "plain", "朴素显示", "终端画不好线条和符号时打开；也可按 Ctrl+G", _SWITCH),
)  # fmt: skip


def _name(typed: str) -> str:
    name = one_line(typed)
    if not name:
        raise WrongSetting("请写上姓名")
    if len(name) > _LONGEST_NAME:
        raise WrongSetting(f"姓名太长，最多 {_LONGEST_NAME} 字")
    return name


def _phrases(typed: str) -> list[str]:
    phrases = [part for part in map(one_line, _PARTS.split(typed)) if part]
    if problem := phrases_problem(phrases):
        raise WrongSetting(problem)
    return phrases


def _size(typed: str) -> int:
    low, high = MEGABYTES
    digits = typed.strip()
    if not (digits.isascii() and digits.isdigit() and low <= int(digits[:9]) <= high):
        raise WrongSetting(f"请写 {low} 至 {high} 的整数")
    return int(digits)
