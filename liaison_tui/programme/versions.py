"""The versions of a plan (调整件), and the plans of several years, put together.

Each month goes by its own.
"""

from collections.abc import Iterable
from dataclasses import replace

from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme


def put_together(versions: Iterable[Programme], at_work: str | None = None) -> Programme:
    """Return the newest of some versions, which knows all the others.

    Of several plans it is the newest version of the one `at_work`, by its id, or of the last one.
    """
    plans: dict[str, list[Programme]] = {}
    for version in sorted(versions, key=lambda version: version.version):
        plans.setdefault(version.id, []).append(replace(version, earlier=(), later=()))
    in_order = sorted(plans.values(), key=lambda plan: (plan[0].first_period, plan[0].id))
    every = [version for plan in in_order for version in plan]
    place = every.index(plans[at_work][-1]) if at_work else len(every) - 1
    return replace(every[place], earlier=tuple(every[:place]), later=tuple(every[place + 1 :]))


def wrong_next(whole: Programme, following: Programme) -> str | None:
    """Tell in a Chinese sentence why a version cannot follow those of a plan; None where it can.

    Whether its first month is settled is another question (`is_settled`).
    """
    if following.id != whole.id:
        return f"编号是 {following.id}，应为 {whole.id}"
    if following.centre_id != whole.centre_id:
        return f"信用办的编号是 {following.centre_id}，应为 {whole.centre_id}"
    if following.version != whole.version + 1:
        return f"版次是第 {following.version} 版，应为第 {whole.version + 1} 版"
    if following.in_force_from < whole.in_force_from:
        return f"起始月份 {following.in_force_from} 早于上一版的 {whole.in_force_from}"
    if not following.first_period <= following.in_force_from <= following.last_period:
        return (
            f"起始月份 {following.in_force_from} 不在报送期"
            f"（{following.first_period} 至 {following.last_period}）内"
        )
    return None


def wrong_year(known: Programme, added: Programme) -> str | None:
    """Tell why a plan cannot be the next year's beside those known; None where it can."""
    if any(version.id == added.id for version in known.known):
        return f"已经有编号为 {added.id} 的年度工作意见，要调整请作下一版"
    if added.centre_id != known.centre_id:
        return f"信用办的编号是 {added.centre_id}，应为 {known.centre_id}"
    last = max((version for version in known.known), key=lambda version: version.first_period)
    if added.first_period <= last.first_period:
        return f"报送期从 {added.first_period} 起，应晚于 {last.id} 的 {last.first_period}"
    for item in added.items:
        plan, _, name = (item.continues or "").partition(":")
        if plan and not any(v.id == plan and name in v.own_items for v in known.known):
            return f"{item.id} 所接续的 {item.continues} 没有"
    return None


def is_settled(whole: Programme, period: str, today: str) -> bool:
    """Tell whether a month's due day is past on a day: then what it owes changes no more."""
    return due_day(whole, period).isoformat() < today
