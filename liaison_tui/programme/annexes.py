"""Finding the tables of a notice, laid out as annexes 1 and 2, in somebody's document or workbook.

Tables go on over pages, with their titles printed again; cells are merged, or left blank where they
should be. What was not certain is said as a doubt, for a person to settle.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from liaison_tui.programme.sheet import Place, Sheet, number_in, place
from liaison_tui.text import normal, one_line

_HEAD_ROWS = 12
_NUMERALS = "一二三四五六七八九十"
_NUMERAL = re.compile(rf"[（(]?([{_NUMERALS}]{{1,3}})[)）]?(?:[、.．\s]+|$)")
_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.．、]\s*")
_POINTS = re.compile(r"[（(]\s*(\d{1,3}(?:\.\d+)?)\s*分\s*[)）]\s*$")
_TOTAL = re.compile(r"(?:合计|总计|总分)")
_DEDUCTION = re.compile(r"扣分")
_LEVELS = ("一级指标", "二级指标", "三级指标", "四级指标")
_RESPONSIBLE = re.compile(r"(?:责任|承办|牵头)(?:部门|单位)")
_SOURCE = re.compile(r"信息获取方式|数据来源|获取方式|信息来源")
_TASK = re.compile(r"(?:工作|主要|具体|重点)?任务|工作内容|主要内容|工作要求|具体举措")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to settle: where in which table, and what it is."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of annex 1: the number of its area, its text, and the cell of who answers for it."""

    area: int
    text: str
    printed: str
    where: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of annex 2; `heading` is the number of its heading of level 3.

    `points` are None where several share one cell: `shares` is that cell, the same for each of
    them, and `shared` the points in it.
    """

    number: int | None
    heading: int | None
    text: str
    points: int | None
    source: str
    printed: str
    where: str
    shares: Place | None = None
    shared: int | None = None
    deduction: bool = False


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading of annex 2, of level 1 to 3, numbered in its level; `under` is the one above."""

    level: int
    no: int
    title: str
    points: int | None
    under: int | None


@dataclass(slots=True)
class Annexes:
    """What was found: areas (numeral and title), tasks, headings, indicators, and doubts."""

    areas: list[tuple[str, str]] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)
    headings: list[HeadingRow] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_annexes(sheets: Sequence[Sheet]) -> Annexes:
    """Return what the tables of a notice say; empty where no table is laid out as one of them."""
    found = Annexes()
    tasks, indicators = _Tasks(found), _Indicators(found)
    for sheet in sheets:
        indicator_head = _indicator_head(sheet)
        task_head = None if indicator_head else _task_head(sheet)
        if indicator_head:
            indicators.read(sheet, *indicator_head)
        elif task_head:
            tasks.read(sheet, *task_head)
    return found


def _titles(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    """Give the titles in a row with their columns, merged ones at each of theirs."""
    for column in range(sheet.width):
        said = sheet.cell(row, column)
        yield column, normal(one_line(said)) if isinstance(said, str) else ""


def _task_head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of titles of annex 1 and its columns: area, task, responsible."""
    for row in range(min(len(sheet.rows), _HEAD_ROWS)):
        titles = dict(_titles(sheet, row))
        areas = [column for column, title in titles.items() if title.startswith("重点工作")]
        who = [column for column, title in titles.items() if _RESPONSIBLE.fullmatch(title)]
        if not areas or not who:
            continue
        tasks = [column for column, title in titles.items() if _TASK.fullmatch(title)]
        between = [column for column in titles if areas[0] < column < who[0]]
        task = tasks[0] if tasks else between[-1] if between else None
        if task is not None:
            return row, {"area": areas[0], "task": task, "who": who[0]}
    return None


def _indicator_head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of titles of annex 2 and its columns: four levels, points, source, who."""
    for row in range(min(len(sheet.rows), _HEAD_ROWS)):
        at: dict[str, int] = {}
        for column, title in _titles(sheet, row):
            for number, level in enumerate(_LEVELS, start=1):
                if title.startswith(level):
                    at.setdefault(f"level{number}", column)
            if title.startswith("分值"):
                at.setdefault("points", column)
            elif _SOURCE.match(title):
                at.setdefault("source", column)
            elif _RESPONSIBLE.fullmatch(title):
                at.setdefault("who", column)
        if {"level1", "level4", "points", "who"} <= at.keys():
            return row, at
    return None


def _said(sheet: Sheet, row: int, column: int | None) -> str:
    """Return what stands in a cell, also where it is one of several merged ones."""
    said = None if column is None else sheet.cell(row, column)
    if isinstance(said, Decimal):
        return f"{said:f}"
    return " ".join(one_line(said).split()) if isinstance(said, str) else ""


class _Tasks:
    """Reads tables of annex 1 one after the other; an area goes on over pages."""

    def __init__(self, found: Annexes) -> None:
        self._found = found
        self._area = 0
        self._who = ""

    def read(self, sheet: Sheet, head: int, at: Mapping[str, int]) -> None:
        """Read a table."""
        for row in range(head + 1, len(sheet.rows)):
            self._read_row(sheet, row, at)

    def _read_row(self, sheet: Sheet, row: int, at: Mapping[str, int]) -> None:
        found, where = self._found, f"{sheet.name} {place(row, at['task'])}"
        text, title = _said(sheet, row, at["task"]), _said(sheet, row, at["area"])
        if normal(text).startswith("重点工作") or _TASK.fullmatch(normal(text)):
            return  # the titles, printed again
        if title and title != text:
            self._turn_to(title, self._numeral(sheet, row, at["area"]), where)
        if not text or text == title:
            if title and not text:
                found.doubts.append(Doubt(where, f"“{title[:20]}”这一行没有任务，没有列入"))
            return
        if not self._area:
            found.doubts.append(Doubt(where, "这一行没有写明重点工作，没有列入"))
            return
        printed = _said(sheet, row, at["who"])
        if not printed:
            printed = self._who
            found.doubts.append(Doubt(where, "责任部门空着，按上一行的填，请核对"))
        self._who = printed
        found.tasks.append(TaskRow(self._area, text, printed, where))

    def _numeral(self, sheet: Sheet, row: int, column: int) -> str:
        """Return the numeral that stands before an area, in the column on its left."""
        said = _said(sheet, row, column - 1) if column else ""
        return said if said and all(c in _NUMERALS for c in said) else ""

    def _turn_to(self, title: str, numeral: str, where: str) -> None:
        """Turn to an area: one of those there are, or a new one."""
        areas = self._found.areas
        match = _NUMERAL.match(title)
        own = numeral or (match[1] if match else "")
        plain = title[match.end() :].strip() if match and title[match.end() :].strip() else title
        for number, (known, named) in enumerate(areas, start=1):
            if normal(named) == normal(plain):
                self._area = number
                return
            if own and known == own:
                sentence = f"“{plain}”和“{named}”都是第{own}项重点工作，按一项列入，请核对名称"
                self._found.doubts.append(Doubt(where, sentence))
                self._area = number
                return
        areas.append((own or _spelled(len(areas) + 1), plain))
        self._area = len(areas)


def _spelled(number: int) -> str:
    """Return a number up to 99 as people write it in headings: 八, 十二."""
    tens, ones = divmod(number, 10)
    digits = _NUMERALS[:9]
    ten = "" if not tens else "十" if tens == 1 else f"{digits[tens - 1]}十"
    return ten + (digits[ones - 1] if ones else "")


class _Indicators:
    """Reads tables of annex 2 one after the other; headings go on over pages."""

    def __init__(self, found: Annexes) -> None:
        self._found = found
        self._at: dict[int, int | None] = {1: None, 2: None, 3: None}
        self._who, self._source = "", ""
        self._tables = 0

    def read(self, sheet: Sheet, head: int, at: Mapping[str, int]) -> None:
        """Read a table."""
        self._tables += 1
        for row in range(head + 1, len(sheet.rows)):
            self._read_row(sheet, row, at)

    def _read_row(self, sheet: Sheet, row: int, at: Mapping[str, int]) -> None:
        where = f"{sheet.name} {place(row, at['level4'])}"
        text = _said(sheet, row, at["level4"])
        every = "".join(_said(sheet, row, column) for column in range(sheet.width))
        if not text or text.startswith(_LEVELS[3]) or _TOTAL.search(every[:12]):
            return
        if _DEDUCTION.match(_strip_number(text)[1]):
            self._add(sheet, row, at, where, text, deduction=True)
            return
        for level in (1, 2, 3):
            self._turn_to(level, sheet, row, at.get(f"level{level}"), where)
        self._add(sheet, row, at, where, text)

    def _turn_to(self, level: int, sheet: Sheet, row: int, column: int | None, where: str) -> None:
        """Turn to the heading that stands in a row; a blank cell goes on with the one before."""
        words = _said(sheet, row, column)
        if not words:
            return
        points = _POINTS.search(words)
        title = _strip_number(words[: points.start()] if points else words)[1]
        title = _NUMERAL.sub("", title, count=1) if _NUMERAL.match(title) else title
        above = None if level == 1 else self._at[level - 1]
        headings = self._found.headings
        for known in headings:
            if known.level == level and normal(known.title) == normal(title):
                if known.under != above:
                    self._found.doubts.append(
                        Doubt(where, f"“{title}”出现在两个上级指标下，按前一个列入，请核对")
                    )
                self._at[level] = known.no
                return
        number = sum(known.level == level for known in headings) + 1
        worth = int(Decimal(points[1])) if points else None
        headings.append(HeadingRow(level, number, title, worth, above))
        self._at[level] = number
        for below in range(level + 1, 4):
            self._at[below] = None

    def _add(
        self,
        sheet: Sheet,
        row: int,
        at: Mapping[str, int],
        where: str,
        text: str,
        *,
        deduction: bool = False,
    ) -> None:
        number, plain = _strip_number(text)
        worth = number_in(sheet.cell(row, at["points"]))
        points = int(worth) if worth is not None and worth == worth.to_integral_value() else None
        shares = self._shares(sheet, row, at["points"])
        printed = self._carried(sheet, row, at["who"], "责任单位", where, self._who)
        source = _said(sheet, row, at.get("source")) or self._source
        self._who, self._source = printed, source
        if points is None:
            said = _said(sheet, row, at["points"])
            sentence = f"分值“{said}”不是整数，没有列入" if said else "没有分值，请核对"
            self._found.doubts.append(Doubt(where, sentence))
        if self._at[3] is None and not deduction:
            self._found.doubts.append(Doubt(where, "没有三级指标，请核对"))
        self._found.indicators.append(
            IndicatorRow(
                number, None if deduction else self._at[3], plain.rstrip("：:"),
                None if shares else points, source, printed, where, shares,
                points if shares else None, deduction,
            )
        )  # fmt: skip

    def _shares(self, sheet: Sheet, row: int, column: int) -> Place | None:
        """Return the cell of points that several rows have in common, else None."""
        origin = sheet.origin(row, column)
        rows = {
            at for (at, across), to in sheet.merged.items() if to == origin and across == column
        }
        return (self._tables * 100_000 + origin[0], origin[1]) if rows - {origin[0]} else None

    def _carried(
        self, sheet: Sheet, row: int, column: int, what: str, where: str, before: str
    ) -> str:
        said = _said(sheet, row, column)
        if said or not before:
            return said
        self._found.doubts.append(Doubt(where, f"{what}空着，按上一行的填，请核对"))
        return before


def _strip_number(words: str) -> tuple[int | None, str]:
    """Return the number words begin with (`12. …`), and the rest."""
    plain = unicodedata.normalize("NFKC", words)
    match = _NUMBER.match(plain)
    if not match:
        return None, words.strip()
    rest = (
        words[len(words) - len(plain) + match.end() :]
        if len(words) == len(plain)
        else plain[match.end() :]
    )
    return int(match[1]), rest.strip()
