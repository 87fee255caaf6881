"""The kinds of papers, a line each: its word, its formats, and what puts it together.

A further kind is a function that makes a `Book` or a `Paper`, and a line in `KINDS`: the command
`report` and the page 文稿 find it there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from liaison_tui import survey
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers import lists, summary, writing
from liaison_tui.papers.dashboard.page import WebPage, dashboard_page
from liaison_tui.papers.indicators import NAME as INDICATORS
from liaison_tui.papers.indicators import indicators
from liaison_tui.papers.letter import Letter
from liaison_tui.papers.paper import Paper
from liaison_tui.papers.scores import NAME as NAME_OF_SCORES
from liaison_tui.papers.scores import score_sheet
from liaison_tui.papers.sheet import Book
from liaison_tui.papers.span_draft import span_paper
from liaison_tui.printing import letters
from liaison_tui.printing.gathering import Gathering, Tell, quietly
from liaison_tui.printing.letters import Switches
from liaison_tui.printing.scoring import figures_of
from liaison_tui.programme.model import Unit
from liaison_tui.reminding import settled_roll_call
from liaison_tui.reports import wording
from liaison_tui.rulings.lost_points import last_points
from liaison_tui.rulings.scores import final_sheet
from liaison_tui.statements import approvals
from liaison_tui.storage.files import file_name
from liaison_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: of which months (None for those of now), of one unit or (None) of all."""

    workspace: Workspace
    period: str | None = None
    unit: Unit | None = None
    tell: Tell = quietly

    def gathering(self) -> Gathering:
        """Return what reads it. Raises Refused where its months are still to come."""
        span = self.workspace.span(self.period)
        return Gathering(self.workspace, span, self.unit, self.tell)

    def month(self) -> str:
        """Return the month; raises Refused for a span of several."""
        span = self.workspace.span(self.period)
        if len(span.months) > 1:
            raise Refused("这样文稿一次写一个月", "请换成一个月份，如 2021-06")
        return span.months[0]

    def whose(self) -> Unit:
        """Return the unit; raises WrongUse at a centre that has named none."""
        return self.unit or self.workspace.unit_named(None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `about` says in a few words what is in it.

    `of_all`: the centre prints it of all units, so that it stands on the page 文稿. `of_month`: it
    speaks of one month.
    """

    word: str
    about: str
    endings: Sequence[str]
    make: Callable[[Wanted], Book | Paper | Letter | WebPage]
    of_all: bool = True
    of_month: bool = False


def write(kind: Kind, wanted: Wanted, path: Path) -> str:
    """Write a paper over whatever bears the name, and return its title.

    Raises WrongUse for an ending it has not, before anything is read.
    """
    writing.require_ending(path, kind.endings)
    made = kind.make(wanted)
    if isinstance(made, Book):
        writing.write_book(path, made)
    else:
        writing.write_paper(path, made)
    return made.title


def free_path(folder: Path, kind: Kind, period: str, ending: str) -> Path:
    """Return a path in a folder that nothing bears yet: somebody may have worked on the former."""
    stem = file_name(f"{kind.word}_{wording.period_word(period)}")
    names = (f"{stem}{f'_{number}' if number > 1 else ''}{ending}" for number in count(1))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _summary(wanted: Wanted) -> Book:
    gathering = wanted.gathering()
    if wanted.unit:
        (standings,) = gathering.by_unit()
        return summary.summary_of_unit(gathering.occasion, standings)
    gathering.expect(tallies=1, tasks=1, units=1)
    return summary.summary(
        gathering.occasion, gathering.tally(), gathering.totals(), gathering.tasks,
        gathering.by_unit,
    )  # fmt: skip


def _indicators(wanted: Wanted) -> Book:
    if wanted.unit:
        raise WrongUse(f"{INDICATORS}是全市的，不分单位", "请去掉 --unit，或改做汇总表")
    gathering = wanted.gathering()
    gathering.expect(tallies=1)
    measured, earned = last_points(wanted.workspace, wanted.workspace.span(wanted.period))
    return indicators(gathering.occasion, gathering.tally(), gathering.totals(), earned, measured)


def _scores(wanted: Wanted) -> Book:
    if wanted.unit:
        raise WrongUse(f"{NAME_OF_SCORES}是各单位的，不分单位", "请去掉 --unit")
    gathering = wanted.gathering()
    sheet = final_sheet(wanted.workspace, wanted.workspace.span(wanted.period))
    return score_sheet(gathering.occasion, list(figures_of(sheet)))


def _missing(wanted: Wanted) -> Book:
    if not wanted.workspace.is_centre:
        raise WrongUse("未报名单只在信用办（汇总端）制作", "本单位还缺什么，见清单")
    occasion = wanted.gathering().occasion
    calls = []
    for number, month in enumerate(occasion.months, start=1):
        call = settled_roll_call(wanted.workspace, month)
        found = [m for m in call.missing if wanted.unit in (None, m.unit)]
        calls.append(replace(call, missing=found))
        wanted.tell(number, len(occasion.months))
    return lists.missing_list(occasion, calls)


def _problems(wanted: Wanted) -> Book:
    gathering = wanted.gathering()
    gathering.expect(units=1)
    return lists.problem_list(gathering.occasion, gathering.by_unit)


def _practices(wanted: Wanted) -> Book:
    gathering = wanted.gathering()
    gathering.expect(units=1)
    return lists.practice_list(gathering.occasion, gathering.by_unit)


def _director(wanted: Wanted) -> Letter:
    return letters.director_page(wanted.workspace, wanted.month(), (), Switches())


def _circular(wanted: Wanted) -> Letter:
    return letters.circular(wanted.workspace, wanted.month(), (), Switches())


def _dashboard(wanted: Wanted) -> WebPage:
    return dashboard_page(survey.read_dashboard(wanted.workspace, wanted.month()))


def _approval(wanted: Wanted) -> Paper:
    workspace = wanted.workspace
    return approvals.sheet(workspace, wanted.whose(), workspace.month(wanted.period))


def _draft(wanted: Wanted) -> Paper:
    """Return the draft of a span; left out, it is the whole year."""
    workspace = wanted.workspace
    span = workspace.span(wanted.period or workspace.programme.last_period[:4])
    draft = workspace.read_span_draft(wanted.whose(), span)
    if not draft.reported:
        raise Refused(f"{wording.period_word(span.name)}还没有填报，没有可以汇总的内容")
    return span_paper(draft)


_BOOK, _PAPER = writing.BOOK_ENDINGS, writing.ENDINGS
KINDS = {
    "summary": Kind(
        summary.NAME, "附件1版式：各任务进展、问题、打算和亮灯，另有统计图和明细", _BOOK, _summary
    ),
    "indicators": Kind(
        INDICATORS, "附件2版式：四级指标、分值、得分、累计数，分值自动核对", _BOOK, _indicators
    ),
    "missing": Kind(lists.MISSING, "哪些单位还缺哪些事项，联络员和电话", _BOOK, _missing),
    "problems": Kind(lists.PROBLEMS, "各单位填写的存在问题和下一步打算", _BOOK, _problems),
    "practices": Kind(lists.PRACTICES, "各单位填写的经验做法", _BOOK, _practices),
    "scores": Kind(
        NAME_OF_SCORES, "绩效评价：已批准、申诉期满的得分，每个数的依据和来源", _BOOK, _scores
    ),
    "director": Kind(
        "工作情况专报",
        "一页：应报已报未报、目标、主要问题、拟请事项",
        _PAPER,
        _director,
        of_month=True,
    ),
    "circular": Kind(
        "情况通报",
        "截止以后的通报草稿，只列可以通报的单位，附工作底稿",
        _PAPER,
        _circular,
        of_month=True,
    ),
    "dashboard": Kind(
        "看板",
        "一个网页文件：热力图、走势、排名、目标，可以筛选",
        writing.PAGE_ENDINGS,
        _dashboard,
        of_month=True,
    ),
    "approval": Kind("审签表", "一个单位一个月的填报，供签字", _PAPER, _approval, of_all=False),
    "draft": Kind("半年稿、全年稿", "一个单位各月填报的汇总", _PAPER, _draft, of_all=False),
}
