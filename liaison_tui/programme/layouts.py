"""Which columns of a sheet hold what: guessed by what stands in them and above them.

A guess that is not certain says so, and a person is asked once (`signature` names a shape).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from liaison_tui.programme.indicator_names import IndicatorNames
from liaison_tui.programme.period import month
from liaison_tui.programme.sheet import Sheet, letters, number_in

# What a column may be asked for; the first two must be there.
PARTS = {
    "name": "指标名称", "points": "得分", "full": "满分", "rank": "排名", "remark": "备注",
}  # fmt: skip
_WORDS: dict[str, re.Pattern[str]] = {
    "full": re.compile(r"满分|分值|权重|标准分|^总分$"),
    "rank": re.compile(r"排名|名次|位次"),
    "remark": re.compile(r"备注|说明|原因|依据|情况$"),
}
_POINTS_WORDS = re.compile(r"得分|实得|分数|评分")
# Of points, but others than the city's of this month.
_OTHER_POINTS = re.compile(
    r"失分|扣分|上月|上期|上年|去年|同期|增减|环比|同比|平均|最高|最低|差距|全省|全国|序号|排名|位次|名次"
)
_COUNTS = re.compile(r"序号|编号|排名|名次|位次")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
# Not the month of a whole day, such as that on which a table was made.
_YEAR_MONTH = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})(?!\d)\s*+月?+(?!\s*[./-]?\s*\d)")
_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may hold the points: what stands above it, and what is in it, as examples."""

    column: int
    head: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what (`PARTS` to columns); rows above `first` are titles and heads.

    Where the points are not `certain`, the `candidates` are the columns they may be in. `by_month`
    tells that months have columns of their own.
    """

    sheet: str
    first: int
    columns: Mapping[str, int]
    signature: str
    certain: bool = True
    candidates: Sequence[Candidate] = field(default_factory=tuple)
    by_month: bool = False


def guess(sheet: Sheet, names: IndicatorNames, period: str | None = None) -> Layout | None:
    """Return the layout of a sheet; None where it names hardly any indicator.

    `period` is the month whose points are wanted, where that is known: of columns that name months
    in their heads that one is meant.
    """
    counts: Counter[int] = Counter()
    rows: dict[int, list[int]] = {}
    for row, column, words in sheet.words():
        if names.meaning(words).sort == "indicator":
            counts[column] += 1
            rows.setdefault(column, []).append(row)
    if not counts:
        return None
    name = max(counts, key=lambda column: (counts[column], -column))
    return lay_out(sheet, name, rows[name], period)


def lay_out(sheet: Sheet, name: int, rows: Sequence[int], period: str | None = None) -> Layout:
    """Return the layout of a sheet whose names stand in a column, those known in some rows."""
    first = _first_row(sheet, min(rows))
    heads = {column: _head(sheet, first, column) for column in range(sheet.width)}
    columns = {"name": name}
    numeric = list(_numeric(sheet, name, rows, heads))
    by_month = len({_month_above(each.head) for each in numeric} - {None}) > 1
    candidates = _of_month(numeric, period)
    chosen, certain = _likeliest(sheet, rows, candidates)
    if chosen is not None:
        columns["points"] = chosen
    for part, words in _WORDS.items():
        taken = columns.values()
        fits = [column for column, head in heads.items() if words.search(head)]
        fits = [column for column in fits if column not in taken]
        if len(fits) == 1:
            columns[part] = fits[0]
    shape = signature(sheet, first)
    return Layout(sheet.name, first, columns, shape, certain, candidates, by_month)


def signature(sheet: Sheet, first: int) -> str:
    """Return what a shape is known by: the words above its rows, without numbers."""
    heads = (_head(sheet, first, column) for column in range(sheet.width))
    return "|".join(re.sub(r"[\d\s]+", "", head) for head in heads)


def month_in(words: str) -> str | None:
    """Return the month that a title or a file's name tells of: 2021年6月, 2021-06."""
    match = _YEAR_MONTH.search(unicodedata.normalize("NFKC", words))
    if match and 1 <= int(match[2]) <= 12:
        return month(int(match[1]), int(match[2]))
    return None


def month_of(sheet: Sheet, first: int) -> str | None:
    """Return the month that the titles above a sheet's rows tell of, or its name."""
    titles = [words for row, _, words in sheet.words() if row < first]
    return next((found for words in (*titles, sheet.name) if (found := month_in(words))), None)


def _first_row(sheet: Sheet, known: int) -> int:
    """Return where the rows begin: rows of a heading above the first known name belong to them."""
    first = known
    while (
        first > 0
        and any(number_in(cell) is not None for cell in sheet.rows[first - 1])
        and not any(_POINTS_WORDS.search(sheet.shown(first - 1, c)) for c in range(sheet.width))
    ):
        first -= 1
    return first


def _head(sheet: Sheet, first: int, column: int) -> str:
    """Return the words that stand above a column; a title over the whole sheet is none."""
    found: list[str] = []
    for row in range(max(0, first - _HEAD_ROWS), first):
        origin = sheet.origin(row, column)
        span = sum(sheet.origin(row, other) == origin for other in range(sheet.width))
        lonely = sum(cell is not None for cell in sheet.rows[row]) == 1
        if span > max(3, sheet.width // 2) or (lonely and span < 2):
            continue
        words = unicodedata.normalize("NFKC", sheet.shown(row, column))
        if words and words not in found:
            found.append("".join(words.split()))
    return "".join(found)


def _numeric(
    sheet: Sheet, name: int, rows: Sequence[int], heads: Mapping[int, str]
) -> Iterator[Candidate]:
    """Give the columns whose cells beside known names are numbers, and which count nothing."""
    for column in range(sheet.width):
        numbers = [row for row in rows if number_in(sheet.cell(row, column)) is not None]
        head = heads[column]
        enough = len(numbers) * 2 >= len(rows) or (numbers and _POINTS_WORDS.search(head))
        if column != name and enough and not _COUNTS.search(head):
            shown = tuple(sheet.shown(row, column) for row in numbers[:3])
            yield Candidate(column, head, shown)


def _of_month(every: Sequence[Candidate], period: str | None) -> list[Candidate]:
    """Return the columns that may be a month's: not those of others, where its own is there."""
    wanted = int(period[5:]) if period else None
    if wanted is None or all(_month_above(each.head) != wanted for each in every):
        return list(every)
    return [each for each in every if _month_above(each.head) in (None, wanted)]


def _month_above(head: str) -> int | None:
    match = _MONTH.search(head)
    return int(match[1]) if match else None


def _likeliest(
    sheet: Sheet, rows: Sequence[int], candidates: Sequence[Candidate]
) -> tuple[int | None, bool]:
    """Return the column that most likely holds the points, and whether that is certain."""
    weighed = sorted(
        ((_weight(sheet, rows, each), -place) for place, each in enumerate(candidates)),
        reverse=True,
    )
    if not weighed:
        return None, False
    best, place = weighed[0]
    runner_up = weighed[1][0] if len(weighed) > 1 else -1
    return candidates[-place].column, best > 0 and best > runner_up


def _weight(sheet: Sheet, rows: Sequence[int], candidate: Candidate) -> int:
    """Return how much speaks for a column: its head, and that it counts no rows."""
    numbers = [number_in(sheet.cell(row, candidate.column)) for row in rows]
    counts = len(rows) > 3 and all(
        one is not None and two is not None and two - one == 1 for one, two in pairwise(numbers)
    )
    if counts or _OTHER_POINTS.search(candidate.head):
        return -1
    if _POINTS_WORDS.search(candidate.head):
        return 2
    if _WORDS["full"].search(candidate.head):
        return -1
    return 1 if _MONTH.search(candidate.head) else 0


def candidate_words(candidate: Candidate) -> str:
    """Return a column in words: F列“得分”（1.5、2、3）."""
    head = f"“{candidate.head}”" if candidate.head else ""
    return f"{letters(candidate.column)}列{head}（{'、'.join(candidate.examples)}）"
