"""The list of a unit's feedback page: what asks for something first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from liaison_tui.reports.feedback.adjusting import versions
from liaison_tui.reports.feedback.deciding import closes, discharges, extensions, verified
from liaison_tui.reports.feedback.demanding import calls, inspections, returned
from liaison_tui.reports.feedback.gathered import Feedback
from liaison_tui.reports.feedback.notice import SORTS, Notice
from liaison_tui.reports.feedback.receiving import receipts
from liaison_tui.reports.feedback.scoring import deductions, scores

_OF_EACH_SORT = (
    returned, calls, inspections, scores, extensions, discharges, deductions, closes, verified,
    receipts, versions,
)  # fmt: skip


def notices(found: Feedback) -> list[Notice]:
    """Return all of it, what asks for something first, of each sort the newest first."""
    every = [notice for of_sort in _OF_EACH_SORT for notice in of_sort(found)]
    every.sort(key=lambda notice: (notice.what, notice.key))
    every.sort(key=lambda notice: notice.at, reverse=True)
    order = list(SORTS)
    return sorted(every, key=lambda notice: (not notice.asks, order.index(notice.sort)))


def in_sections(every: Sequence[Notice]) -> list[tuple[str, list[Notice]]]:
    """Return notices under the titles of their sorts; a sort with something to do stands whole."""
    sorts = dict.fromkeys(notice.sort for notice in every)
    return [(SORTS[sort], [n for n in every if n.sort == sort]) for sort in sorts]


def asking(every: Sequence[Notice]) -> str:
    """Return what there is to do, in words: 退回修改 2，临时调度 1; else empty."""
    return _counted(notice for notice in every if notice.asks)


def in_words(every: Iterable[Notice]) -> str:
    """Return how many there are of each sort, in words: 绩效评价 1，定稿 1; else empty."""
    return _counted(every)


def _counted(every: Iterable[Notice]) -> str:
    counts = Counter(notice.sort for notice in every)
    return "，".join(f"{SORTS[sort]} {counts[sort]}" for sort in SORTS if counts[sort])
