"""Trying other thresholds of the lights: which cells of a month would change."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from liaison_tui.errors import WrongUse
from liaison_tui.journal.lights import light_of
from liaison_tui.journal.standing import Standing
from liaison_tui.programme.model import Light, LightRules, Programme
from liaison_tui.reports import wording
from liaison_tui.reports.heat import Heat
from liaison_tui.reports.table import render

# What a light turns into, the gravest change first.
_GRAVE: Mapping[str, int] = {"red": 0, "yellow": 1, "green": 2, "grey": 3}


class Change(NamedTuple):
    """A cell whose light would be `after`; its standing has the present one."""

    standing: Standing
    after: Light

    @property
    def words(self) -> str:
        """The present light and the one that would be: 绿改黄."""
        before, after = (
            wording.light_word(light, plain=True) for light in (self.standing.light, self.after)
        )
        return f"{before}改{after}"


def rules_with(rules: LightRules, yellow: str, red: str) -> LightRules:
    """Return rules with thresholds as typed, in points of percent behind schedule.

    An empty one stays as it is. Raises WrongUse for what a programme's file may not hold either.
    """
    tried = replace(
        rules,
        yellow_behind=_points(yellow, "黄灯", rules.yellow_behind),
        red_behind=_points(red, "红灯", rules.red_behind),
    )
    if tried.red_behind < tried.yellow_behind:
        raise WrongUse("红灯的界限不能小于黄灯的", "请把红灯的改大，或把黄灯的改小")
    return tried


def changes(heat: Heat, rules: LightRules, today: date) -> list[Change]:
    """Return the cells that change their light by other rules, the gravest changes first."""
    found = [
        Change(standing, after)
        for row in heat.rows
        for standing in row.cells.values()
        if (after := light_of(standing.report, standing.obligation, rules, today)) != standing.light
    ]
    return sorted(found, key=lambda c: (_GRAVE[c.after], _GRAVE[c.standing.light]))


def counts_after(heat: Heat, found: Sequence[Change]) -> dict[str, int]:
    """Return how many lights of each colour there would be."""
    lights = dict(heat.totals["lights"])
    for change in found:
        lights[change.standing.light] -= 1
        lights[change.after] += 1
    return lights


def trial_json(heat: Heat, rules: LightRules, found: Sequence[Change]) -> dict[str, Any]:
    """Return `trial --json`."""
    return {
        "period": heat.period,
        "yellow_behind": rules.yellow_behind,
        "red_behind": rules.red_behind,
        "lights": {"before": heat.totals["lights"], "after": counts_after(heat, found)},
        "changes": [
            {
                "unit": change.standing.obligation.unit.id,
                "item": change.standing.item.id,
                "percent": change.standing.body.get("percent"),
                "before": change.standing.light,
                "after": change.after,
            }
            for change in found
        ],
    }


def trial_table(
    heat: Heat, programme: Programme, rules: LightRules, found: Sequence[Change]
) -> str:
    """Return for people which cells would change."""
    lines = [f"{wording.period_word(heat.period)}　{rules_words(rules)}", light_words(heat, found)]
    if found:
        rows = [
            (
                programme.unit_name(c.standing.obligation.unit.id), c.standing.item.id, c.words,
                f"{c.standing.body.get('percent', '')}%", c.standing.item.text,
            )
            for c in found
        ]  # fmt: skip
        lines += ["", render(("单位", "事项", "灯", "进度", "内容"), rows, right="进度")]
    return "\n".join([*lines, "", "只是试算，没有改动任何规则。"])


def rules_words(rules: LightRules) -> str:
    """Return thresholds in words."""
    return f"落后序时进度 {rules.yellow_behind} 个百分点起亮黄灯，超过 {rules.red_behind} 亮红灯"


def light_words(heat: Heat, found: Sequence[Change]) -> str:
    """Return how many lights there are, and how many there would be."""
    before, after = heat.totals["lights"], counts_after(heat, found)
    counts = "　".join(
        f"{wording.light_word(light, plain=True)} {before[light]}"
        + ("" if before[light] == after[light] else f" 改为 {after[light]}")
        for light in ("green", "yellow", "red")
    )
    return f"{len(found)} 项变色　{counts}"


def _points(text: str, name: str, present: int) -> int:
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return present
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= 100):
        raise WrongUse(f"{name}的界限“{text}”的写法不对", "请写 0 至 100 的整数")
    return int(typed)
