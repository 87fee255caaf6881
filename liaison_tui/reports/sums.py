"""The city's sums of measurable targets (目标汇总): reported and verified side by side, by unit.

Each measure by its own rule (docs/DESIGN §7): a cumulative one carries a missing month forward,
one by period is the sum of its months, a level is never summed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from liaison_tui.journal.fold import Key, Report
from liaison_tui.journal.quantity import number, spell
from liaison_tui.journal.totals import Total, totals, who_counts
from liaison_tui.journal.verifying import Figures
from liaison_tui.programme.due import periods_of
from liaison_tui.programme.model import Item, Measure, Programme
from liaison_tui.programme.period import following
from liaison_tui.reports import wording
from liaison_tui.reports.sparkline import bar, sparkline
from liaison_tui.reports.table import render

RULES = {"cumulative": "累计", "period": "各月相加", "level": "现有，不合计"}
_BAR = 10


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit contributes, reported and verified; None where it has said no number.

    `month` is the last month of it, `carried` whether that is an earlier one than was asked for.
    `verified` is what it comes to with the centre's figures, None where there are none; they are
    those of `checked`, months in order.
    """

    unit: str
    reported: Decimal | None
    verified: Decimal | None
    month: str | None
    carried: bool
    checked: tuple[str, ...]

    @property
    def counts(self) -> Decimal | None:
        """What of it goes into the verified total."""
        return self.reported if self.verified is None else self.verified


@dataclass(frozen=True, slots=True)
class Month:
    """A measure in one month of the year: the total so far, or of a rule *period* its own."""

    period: str
    reported: Decimal | None
    verified: Decimal | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A measure's total up to a month. `verified` is None where nothing of it is verified.

    A level has neither. `year` are the months up to it.
    """

    item: Item
    measure: Measure
    reported: Decimal | None
    verified: Decimal | None
    shares: Sequence[Share]
    year: Sequence[Month]

    @property
    def key(self) -> str:
        """Names it for good."""
        return f"{self.item.id} {self.measure.key}"

    @property
    def total(self) -> Decimal | None:
        """What counts: with verified figures where there are any."""
        return self.reported if self.verified is None else self.verified

    @property
    def percent(self) -> int | None:
        """How much of the target is reached, in whole percent; None without one."""
        if self.total is None or not self.measure.target:
            return None
        share = self.total * 100 / self.measure.target
        return int(share.to_integral_value(ROUND_HALF_UP))

    @property
    def told(self) -> list[Share]:
        """The shares of those who have given a number, the largest first."""
        found = [share for share in self.shares if share.counts is not None]
        return sorted(found, key=lambda share: -(share.counts or Decimal(0)))


def sums(
    programme: Programme, reports: Mapping[Key, Report], figures: Figures, period: str
) -> list[Sum]:
    """Return the sum of every measure up to a month, from the reports of all months up to it.

    `figures` are the verified ones. Months and figures of other years' plans are left aside.
    """
    version = programme.at(period)
    past = [m for m in periods_of(programme) if m <= period and programme.at(m).id == version.id]
    own = {key: each for key, each in figures.items() if programme.at(key[2]).id == version.id}
    reported = [_by_key(totals(programme, reports, month)) for month in past]
    verified = [_by_key(totals(programme, reports, month, own)) for month in past]
    return [
        _sum(
            version, past, own,
            [r.get(key) or _unknown(now) for r in reported],
            [v.get(key) or _unknown(now) for v in verified],
        )
        for key, now in (reported[-1] if reported else {}).items()
    ]  # fmt: skip


def _unknown(now: Total) -> Total:
    """Return a measure's total in a month whose version did not know it yet."""
    return Total(now.item, now.measure, {}, (), None, {})


def _by_key(found: Sequence[Total]) -> dict[tuple[str, str], Total]:
    return {(total.item.id, total.measure.key): total for total in found}


def _sum(
    programme: Programme,
    past: Sequence[str],
    figures: Figures,
    reported: Sequence[Total],
    verified: Sequence[Total],
) -> Sum:
    now, checked = reported[-1], verified[-1]
    item, measure, period = now.item, now.measure, past[-1]
    shares = []
    for unit in who_counts(programme, measure):
        known = _checked(figures, unit, item, measure, period)
        month = checked.newest.get(unit)
        shares.append(
            Share(
                unit,
                now.by_unit.get(unit),
                checked.by_unit.get(unit) if known else None,
                month,
                carried=month is not None and month < period,
                checked=known,
            )
        )
    any_checked = any(share.checked for share in shares)
    year = [
        _month(measure, month, reported[n], verified[n], reported[n - 1] if n else None,
               verified[n - 1] if n else None)
        for n, month in enumerate(past)
    ]  # fmt: skip
    return Sum(item, measure, _told(now), _told(checked) if any_checked else None, shares, year)


def _checked(
    figures: Figures, unit: str, item: Item, measure: Measure, period: str
) -> tuple[str, ...]:
    """Return the months whose verified figures are in a unit's share."""
    found = sorted(
        month
        for (whose, name, month), numbers in figures.items()
        if (whose, name) == (unit, item.id) and measure.key in numbers and month <= period
    )
    if measure.rule == "period":
        return tuple(month for month in found if month[:4] == period[:4])
    return tuple(found[-1:])


def _told(total: Total) -> Decimal | None:
    return total.sum if total.by_unit else None


def _month(
    measure: Measure,
    month: str,
    reported: Total,
    verified: Total,
    before: Total | None,
    checked_before: Total | None,
) -> Month:
    """Return a measure's month; of a rule *period* what it has added to those before it."""
    if measure.rule != "period":
        return Month(month, _told(reported), _told(verified))
    if not any(newest == month for newest in verified.newest.values()):
        return Month(month, None, None)
    new_year = before is None or following(month, -1)[:4] != month[:4]
    pairs = ((reported, before), (verified, checked_before))
    own = [
        (now.sum or Decimal(0)) - (Decimal(0) if new_year or was is None else was.sum or 0)
        for now, was in pairs
    ]
    return Month(month, own[0], own[1])


def trend(one: Sum, *, plain: bool = False) -> str:
    """Return the months of the year as bars, with verified figures where there are any."""
    return sparkline([month.verified for month in one.year], plain=plain)


def target_bar(one: Sum, width: int, *, plain: bool = False) -> str:
    """Return how much of its target is reached as a bar; empty without a target."""
    if not one.measure.target:
        return ""
    return bar(one.total, one.measure.target, width, plain=plain)


def spelled(value: Decimal | None) -> str:
    """Return a number for people; empty for none."""
    return "" if value is None else spell(value)


def month_words(share: Share) -> str:
    """Return the month of a share, and that it is carried forward from there."""
    if share.month is None:
        return "没有报送"
    return f"{wording.month_word(share.month)}{'（结转）' if share.carried else ''}"


def sums_json(period: str, found: Sequence[Sum]) -> dict[str, Any]:
    """Return `sums --json`."""
    return {
        "period": period,
        "sums": [
            {
                "item": one.item.id,
                "key": one.measure.key,
                "label": one.measure.label,
                "unit": one.measure.unit,
                "rule": one.measure.rule,
                "target": number(one.measure.target),
                "reported": _json(one.reported),
                "verified": _json(one.verified),
                "percent": one.percent,
                "year": [
                    {
                        "period": month.period,
                        "reported": _json(month.reported),
                        "verified": _json(month.verified),
                    }
                    for month in one.year
                ],
                "units": [
                    {
                        "unit": share.unit,
                        "reported": _json(share.reported),
                        "verified": _json(share.verified),
                        "month": share.month,
                        "carried": share.carried,
                        "checked": list(share.checked),
                    }
                    for share in one.shares
                ],
            }
            for one in found
        ],
    }  # fmt: skip


def sums_table(period: str, found: Sequence[Sum], programme: Programme, *, whole: bool) -> str:
    """Return the same for people; `whole`: with what each unit contributes."""
    heads = ("事项", "目标", "目标数", "报送数", "核定数", "单位", "完成", "", "各月")
    cells = [
        (
            one.item.id, one.measure.label, spelled(one.measure.target), spelled(one.reported),
            spelled(one.verified), one.measure.unit, percent_words(one), target_bar(one, _BAR),
            trend(one),
        )
        for one in found
    ]  # fmt: skip
    title = f"目标汇总　{wording.period_word(period)}"
    lines = [title, "", render(heads, cells, widest=30, right="目标数 报送数 核定数 完成")]
    for one in found if whole else ():
        lines += ["", f"【{one.item.id} {one.measure.label}】{RULES[one.measure.rule]}"]
        lines.append(_contributions(one, programme))
    return "\n".join(lines)


def percent_words(one: Sum) -> str:
    """Return how much of the target is reached; empty without one."""
    return "" if one.percent is None else f"{one.percent}%"


def _contributions(one: Sum, programme: Programme) -> str:
    told = one.told
    if not told:
        return "还没有单位报送。"
    top = max(share.counts or Decimal(0) for share in told)
    cells = [
        (programme.unit_name(share.unit), spelled(share.reported), spelled(share.verified),
         month_words(share), bar(share.counts, top, _BAR))
        for share in told
    ]  # fmt: skip
    silent = len(one.shares) - len(told)
    table = render(("单位", "报送数", "核定数", "月份", ""), cells, right="报送数 核定数")
    return f"{table}\n还没有数的单位 {silent} 家。" if silent else table


def _json(value: Decimal | None) -> str | None:
    return None if value is None else spell(value)
