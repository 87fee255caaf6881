"""The one clock. `LIAISON_TODAY=2021-06-28` sets the date of every use; the time stays real."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone

from liaison_tui.errors import WrongUse

CHINA = timezone(timedelta(hours=8))
# A Chinese input method types 。 for a full stop.
_WHOLE_DAY = re.compile(r"(\d{4})[-./。年](\d{1,2})[-./。月](\d{1,2})[日号]?", re.ASCII)
_TIME = re.compile(r"[T\s]?(\d{1,2})(?:[:时点](\d{1,2})?分?)$", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_SHORT_DAY = re.compile(r"(?:(\d{1,2})[-./。月])?(\d{1,2})[日号]?", re.ASCII)
_SLIP = timedelta(days=31)
_fixed: ContextVar[str] = ContextVar("fixed", default="")


def now() -> datetime:
    """Return the moment, whole seconds, +08:00, on the set date if one is set."""
    held = _fixed.get()
    if "T" in held:
        return datetime.fromisoformat(held)
    moment = datetime.now(UTC).astimezone(CHINA).replace(microsecond=0)
    day = os.environ.get("LIAISON_TODAY", "") or held
    return datetime.combine(_date(day), moment.timetz()) if day else moment


def today() -> date:
    """Return the date in China, or the one that is set."""
    return now().date()


def stamp() -> str:
    """Return the moment as events write it, `2021-06-28T10:32:05+08:00`."""
    return now().isoformat()


def moment_of(seconds: float) -> str:
    """Return a file's time, in seconds since 1970, in the form of `stamp`; empty for an odd one."""
    try:
        return datetime.fromtimestamp(seconds, CHINA).replace(microsecond=0).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


@contextmanager
def fixed(moment: str) -> Iterator[None]:
    """Hold the clock at a date (`2021-06-28`, time stays real) or at a moment with +08:00.

    For rehearsals, whose workspaces name their date in `config.toml`. `LIAISON_TODAY` goes before
    a date, not before a moment.
    """
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


def read_moment(text: str) -> str:
    """Return a moment given by a person (`2021-07-05`, `2021-07-05 16:30`) in the form of `stamp`.

    The day may be written as `read_day` takes it, the time after it as `16:30` or 16时30分. A date
    alone means its last second: what arrived on that day arrived in it.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("/", "-")
    try:
        moment = datetime.fromisoformat(plain) if len(plain) > 10 else None
    except ValueError:
        moment = None
    try:
        if moment is None:
            moment = _day_and_time(plain)
        moment = moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)
    except (ValueError, OverflowError, WrongUse):
        raise WrongUse(f"看不懂时间“{text}”", "请写成 7月5日、2021-07-05 或 7-5 16:30") from None
    return moment.replace(microsecond=0).isoformat()


def _day_and_time(plain: str) -> datetime:
    """Return a day with the time after it; without one it is the day's last second."""
    match = _TIME.search(plain)
    day = date.fromisoformat(read_day(plain[: match.start()] if match else plain))
    at = time(int(match[1]), int(match[2] or 0)) if match else time.max
    return datetime.combine(day, at)


def read_day(text: str, *, since: date | None = None, until: date | None = None) -> str:
    """Return the day a person means (`2021-7-20`, `7月20日`, `7.20`, `20`) as `2021-07-20`.

    Where year or month are left out it is the first such day from `since` on, or the last one up
    to `until`, or else the one nearest to today. A month that is written may lie a little beyond:
    `7-1` where the limit is 7-5 is a slip, not next year's. Raises WrongUse for anything else.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    whole = _WHOLE_DAY.fullmatch(plain) or _DIGITS.fullmatch(plain)
    short = _SHORT_DAY.fullmatch(plain)
    found: list[date] = []
    if whole:
        found = _days([(int(whole[1]), int(whole[2]))], int(whole[3]))
    elif short:
        near = since or until or today()
        found = _days(_months_around(near, int(short[1] or 0)), int(short[2]))
        slip = _SLIP if short[1] else timedelta(0)
        found = [day for day in found if (since or day) - slip <= day <= (until or day) + slip]
        found.sort(key=lambda day: abs((day - near).days))
    if not found:
        raise WrongUse(f"看不懂日期“{text}”", "请写成 2021-07-20、7-20 或 20 这样的日期")
    return found[0].isoformat()


def _months_around(near: date, number: int) -> list[tuple[int, int]]:
    """Return the months (year, number) one may mean by a number, or by none (0)."""
    if number:
        return [(near.year + by, number) for by in (-1, 0, 1)]
    # A 31st may be two months away.
    counts = (near.year * 12 + near.month - 1 + by for by in range(-2, 3))
    return [(count // 12, count % 12 + 1) for count in counts]


def _days(months: Iterable[tuple[int, int]], number: int) -> list[date]:
    """Return the day of that number in each month that has it."""
    found = []
    for year, month in months:
        with suppress(ValueError):
            found.append(date(year, month, number))
    return found


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"看不懂日期“{text}”", "请写成 2021-06-28 这样的日期") from None
