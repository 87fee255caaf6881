"""The rules of the scores (绩效评价): weights and shares as data, none of them in the notice.

`scoring.toml`, beside this file, is the template; a centre edits a copy of it.
"""

import difflib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from liaison_tui.errors import LiaisonError
from liaison_tui.programme.locating import locate
from liaison_tui.programme.model import Via
from liaison_tui.programme.reading import BrokenProgramme, parse_toml
from liaison_tui.programme.tables import Problem, Problems, Table

FILE = "scoring.toml"
# What a score is made of, in the order in which people read it.
PARTS = {
    "timeliness": "及时", "completeness": "完整", "first_pass": "一次通过", "progress": "任务进展",
    "indicators": "监测指标",
}  # fmt: skip
SIDES = {"common": "共性", "specific": "个性"}
MOST_DAYS = 60
_VIAS = get_args(Via)
_WHOLE = 100


class BrokenScoring(LiaisonError):
    """A file of rules that cannot be used; `problems` has everything wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        told = "；".join(f"第 {p.line} 行 {p.key}：{p.message}" for p in problems)
        super().__init__(f"计分规则有 {len(problems)} 处问题：{told}", "请用记事本改正后再试")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """The rules; `sha256` is that of the file's bytes.

    `shares` weigh common and specific items, `weights` are the full points of each part, both 100
    together. The rest are what one item gets, in percent, and the most that bonuses and deductions
    of a span come to, in points. `days` are the working days in which a unit may object.
    """

    sha256: str
    shares: Mapping[str, int]
    common_via: frozenset[str]
    weights: Mapping[str, int]
    late: int
    no_progress: int
    completed: int
    not_applicable: int
    returned: int
    yellow: int
    red: int
    bonus_most: int
    deduction_most: int
    days: int

    def side(self, via: str) -> str:
        """Return whether what a unit owes in this way is common or specific to it."""
        return "common" if via in self.common_via else "specific"


def read_scoring(data: bytes) -> ScoringRules:
    """Return the rules in the bytes of a TOML file.

    Raises BrokenScoring with every problem, each with line and key.
    """
    try:
        text, values = parse_toml(data.removeprefix(b"\xef\xbb\xbf"))
    except BrokenProgramme as error:
        raise BrokenScoring(error.problems) from None
    problems = Problems(locate(text))
    rules = _rules(Table(values, (), problems), hashlib.sha256(data).hexdigest())
    if problems.found:
        raise BrokenScoring(sorted(problems.found, key=lambda p: p.line))
    return rules


def _rules(top: Table, sha256: str) -> ScoringRules:
    if top.integer("format", 1, 1) != 1:
        top.wrong("format", "只认得第 1 版格式")
    names = ("shares", "weights", "timeliness", "completeness", "progress", "adjustments",
             "objections")  # fmt: skip
    tables = {name: top.table(name) for name in names}
    adding, progress, whole = tables["adjustments"], tables["progress"], tables["completeness"]
    rules = ScoringRules(
        sha256=sha256,
        shares=_adding_up(top, tables["shares"], "shares", SIDES),
        common_via=_vias(tables["shares"]),
        weights=_adding_up(top, tables["weights"], "weights", PARTS),
        late=tables["timeliness"].integer("late", 0, _WHOLE),
        no_progress=whole.integer("no_progress", 0, _WHOLE),
        completed=whole.integer("completed", 0, _WHOLE),
        not_applicable=whole.integer("not_applicable", 0, _WHOLE),
        returned=whole.integer("returned", 0, _WHOLE),
        yellow=progress.integer("yellow", 0, _WHOLE),
        red=progress.integer("red", 0, _WHOLE),
        bonus_most=adding.integer("bonus_most", 0, _WHOLE),
        deduction_most=adding.integer("deduction_most", 0, _WHOLE),
        days=tables["objections"].integer("days", 1, MOST_DAYS),
    )
    if rules.red > rules.yellow:
        progress.wrong("red", "不能大于 yellow")
    for table in (*tables.values(), top):
        table.done()
    return rules


def _adding_up(top: Table, table: Table, name: str, keys: Mapping[str, str]) -> dict[str, int]:
    """Return whole numbers that must be 100 together."""
    found = {key: table.integer(key, 0, _WHOLE) for key in keys}
    if all(key in table.data for key in keys) and sum(found.values()) != _WHOLE:
        top.wrong(name, f"合计应为 {_WHOLE}，现在是 {sum(found.values())}")
    return found


def _vias(table: Table) -> frozenset[str]:
    found = table.texts("common_via")
    for via in found:
        if via not in _VIAS:
            near = difflib.get_close_matches(via, _VIAS, n=1)
            hint = f"，是不是“{near[0]}”" if near else ""
            table.wrong("common_via", f"“{via}”不是可用的值（{'、'.join(_VIAS)}）{hint}")
    return frozenset(found)
