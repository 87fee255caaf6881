"""The one clock. `LIAISON_TODAY=2021-06-28` sets the date of every use; the time stays real."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

from liaison_tui.errors import WrongUse

CHINA = timezone(timedelta(hours=8))
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

    A date alone means its last second: what arrived on that day arrived in it.
    """
    plain = text.strip().replace("/", "-")
    try:
        if len(plain) == 10:
            moment = datetime.combine(date.fromisoformat(plain), datetime.max.time())
        else:
            moment = datetime.fromisoformat(plain)
        moment = moment.replace(tzinfo=CHINA) if moment.tzinfo is None else moment.astimezone(CHINA)
    except (ValueError, OverflowError):
        raise WrongUse(f"看不懂时间“{text}”", "请写成 2021-07-05 或 2021-07-05T16:30") from None
    return moment.replace(microsecond=0).isoformat()


def read_day(text: str) -> str:
    """Return a date given by a person (`2021-07-02`, `2021/07/02`) as `2021-07-02`."""
    return _date(text.strip().replace("/", "-")).isoformat()


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"看不懂日期“{text}”", "请写成 2021-06-28 这样的日期") from None
