"""`config.toml`: read fast with tomllib, changed with tomlkit so that people's comments stay."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from liaison_tui.errors import LiaisonError
from liaison_tui.programme.locating import locate
from liaison_tui.programme.tables import Problems, Table
from liaison_tui.storage.files import read_bytes, write_whole
from liaison_tui.text import one_line

_MAX_BYTES = 1024 * 1024
_ITEM = re.compile(r"[TIL]\d\d", re.ASCII)
MAX_FILLER = 50
Role = Literal["", "unit", "centre"]
Theme = Literal["light", "dark"]
ApprovalRule = Literal["off", "warn", "require"]
Tour = Literal["", "done"]
# The bounds of a size in MB.
MEGABYTES = (1, 2000)
Order = Literal["need", "due", "light", "area"]
# What a centre most often writes when it returns an entry, where its settings name nothing else.
PHRASES = (
    "所填内容较为笼统，请补充本期具体做法、时间和工作数量。",
    "数字与上期或附件不一致，请核对后重新填报。",
    "请补充佐证材料。",
    "请说明未按序时推进的原因和下一步打算。",
    "内容与上期相同，请填报本期的进展。",
)
MAX_PHRASES, MAX_PHRASE = 9, 200
# The tables to change, and of each the keys; None takes a key away.
Changes = Mapping[str, Mapping[str, str | bool | int | Sequence[str] | None]]


class BrokenConfig(LiaisonError):
    """A settings file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace. Sizes are in MB; `today` fixes the date of a rehearsal.

    `approval` says what an export does about entries nobody has approved: nothing, warn, refuse.
    The app exports in volumes of `volume_mb`, 0 for one file of any size, and inside an ordinary
    zip where `zipped`; commands say so by their options.
    `theme` and `plain` are how the app looks: `plain` for terminals that draw no fine lines.
    `tour` tells whether somebody has gone through the hints for newcomers, or put them away.
    `order` is how its list of items is sorted. `fillers` are who fills an item in, by its id.
    `phrases` are what a centre chooses from when it returns an entry.
    `deduction_cap` is how many points come off in one month at most: 0 for no bound, None for
    what the programme's item of deductions prints.
    """

    role: Role
    unit: str
    officer: str
    programme: str
    attachment_mb: int = 50
    evidence_mb: int = 20
    approval: ApprovalRule = "off"
    today: str = ""
    theme: Theme = "light"
    plain: bool = False
    volume_mb: int = 0
    zipped: bool = False
    tour: Tour = ""

    @property
    def attachment_limit(self) -> int:
        """The largest size of one attached file, in bytes."""
        return self.attachment_mb * 1024 * 1024

    order: Order = "need"
    fillers: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = PHRASES
    deduction_cap: int | None = None


def read_config(path: Path) -> Config:
    """Return the settings in a file; raises BrokenConfig with every problem, line and key."""
    data = read_bytes(path, _MAX_BYTES)
    try:
        # Notepad begins a file with a mark of its encoding.
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        where = _line_of(error, data)
        raise BrokenConfig(
            f"设置文件 {path} {where}写法不对，读不了", "请改正，或从备份恢复"
        ) from None
    problems = Problems(locate(text))
    top = Table(values, (), problems)
    office, programme, limits = top.table("office"), top.table("programme"), top.table("limits")
    export, clock, screen = top.table("export"), top.table("clock"), top.table("screen")
    fillers, review = top.table("fillers"), top.table("review")
    indicators = top.table("indicators")
    config = Config(
        role=office.choice("role", ("", "unit", "centre"), ""),
        unit=office.text("unit", ""),
        officer=office.text("officer", ""),
        programme=programme.text("current", "jiangyin-2021"),
        attachment_mb=limits.integer("attachment_mb", *MEGABYTES, 50),
        evidence_mb=limits.integer("evidence_mb", *MEGABYTES, 20),
        approval=export.choice("approval", ("off", "warn", "require"), "off"),
        today=clock.text("today", ""),
        theme=screen.choice("theme", ("light", "dark"), "light"),
        plain=screen.flag("plain"),
        volume_mb=export.integer("volume_mb", 0, 2000, 0),
        zipped=export.flag("zip"),
        tour=screen.choice("tour", ("", "done"), ""),
        order=screen.choice("order", ("need", "due", "light", "area"), "need"),
        fillers=_read_fillers(fillers),
        phrases=_read_phrases(review),
        deduction_cap=indicators.optional_integer("deduction_cap", 0, 1000),
    )
    for table in (top, office, programme, limits, export, clock, screen, review, indicators):
        table.done()
    if problems.found:
        sentences = (f"第 {p.line} 行 {p.key}：{p.message}" for p in problems.found)
        raise BrokenConfig(f"设置文件 {path} 有问题：{'；'.join(sentences)}", "请改正后再试")
    return config


def filler_problem(name: str) -> str | None:
    """Tell in Chinese why what was written is no name of somebody who fills items in."""
    if "\n" in name.strip():
        return "应为一行的姓名"
    if len(one_line(name)) > MAX_FILLER:
        return f"姓名有 {len(one_line(name))} 字，超过 {MAX_FILLER} 字的上限"
    return None


def _read_phrases(table: Table) -> tuple[str, ...]:
    """Return what a centre chooses from when it returns an entry; the usual where it names none."""
    if "phrases" not in table.data:
        return PHRASES
    phrases = tuple(filter(None, map(one_line, table.texts("phrases"))))
    if problem := phrases_problem(phrases):
        table.wrong("phrases", problem)
        return PHRASES
    return phrases


def phrases_problem(phrases: Sequence[str]) -> str | None:
    """Tell in Chinese why some phrases cannot be chosen from by their digits."""
    if len(phrases) > MAX_PHRASES:
        return f"最多 {MAX_PHRASES} 句，按数字选用"
    if any(len(phrase) > MAX_PHRASE for phrase in phrases):
        return f"每句最多 {MAX_PHRASE} 字"
    return None


def _read_fillers(table: Table) -> dict[str, str]:
    """Return who fills an item in; an item whose name is empty has nobody."""
    found = {}
    for key in table.data:
        name = table.text(key, "")
        if not _ITEM.fullmatch(key):
            table.wrong(key, f"“{key}”不是事项编号，应写成 T18")
        elif problem := filler_problem(name):
            table.wrong(key, problem)
        elif one_line(name):
            found[key] = one_line(name)
    return found


def change_config(path: Path, changes: Changes) -> None:
    """Set keys of some tables in a settings file, in one write; all else, comments too, stays.

    `changes` maps a table to its keys; None takes a key away. Raises BrokenConfig or Refused where
    the file cannot be read, DiskFailure where it cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - 40 ms, needed only when settings change

    read_config(path)
    document = tomlkit.parse(read_bytes(path, _MAX_BYTES).decode("utf-8-sig"))
    for table, values in changes.items():
        section = document.setdefault(table, tomlkit.table())
        for key, value in values.items():
            if value is None:
                section.pop(key, None)
            else:
                section[key] = value
    write_whole(path, tomlkit.dumps(document).encode("utf-8"))


def _line_of(error: Exception, data: bytes) -> str:
    """Return which line a file stops being readable at, in Chinese; empty where nobody can tell."""
    if isinstance(error, UnicodeDecodeError):
        number = data.count(b"\n", 0, error.start) + 1
        return f"第 {number} 行不是 UTF-8 编码，"
    # Python says where in its sentence only, up to 3.13.
    found = re.search(r"at line (\d+)", str(error))
    if found is None and "end of document" not in str(error):
        return ""
    number = int(found[1]) if found else len(data.rstrip().splitlines())
    return f"第 {number} 行"
