"""The versions of a year's plan (调整件) put together: each month goes by its own."""

from collections.abc import Iterable
from dataclasses import replace

from liaison_tui.programme.due import due_day
from liaison_tui.programme.model import Programme


def put_together(versions: Iterable[Programme]) -> Programme:
    """Return the newest of some versions of one plan, which knows those it followed."""
    *earlier, newest = sorted(versions, key=lambda version: version.version)
    return replace(newest, earlier=tuple(earlier))


def up_to(whole: Programme, version: int) -> Programme:
    """Return a plan as it was when a version was the newest."""
    return put_together(replace(p, earlier=()) for p in whole.newest_first if p.version <= version)


def wrong_next(whole: Programme, following: Programme) -> str | None:
    """Tell in a Chinese sentence why a version cannot follow those of a plan; None where it can.

    Whether its `from` is too late to change anything is `too_late`'s question.
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


def is_settled(whole: Programme, period: str, today: str) -> bool:
    """Tell whether a month's due day is past on a day: then what it owes changes no more."""
    return due_day(whole, period).isoformat() < today
