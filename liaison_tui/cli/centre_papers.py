"""The centre's papers as commands ask for them; loaded only when one is made."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from liaison_tui import clock, survey
from liaison_tui.cli.output import say
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.papers import writing
from liaison_tui.papers.dashboard.page import WebPage, dashboard_page
from liaison_tui.papers.letter import Letter
from liaison_tui.printing import letters
from liaison_tui.printing.letters import Switches
from liaison_tui.reports.circular import Struck
from liaison_tui.workspace import Workspace

_NO_PREFIX = (
    "发文字号里没有机关代字：运行 liaison letterhead --write，在公文样式的 number_prefix 写上，"
    "如 澄信用办发"
)


def write(
    kind: str, workspace: Workspace, period: str | None, target: Path, asked: Mapping[str, Any]
) -> str:
    """Write a paper of a kind of `centre_reports.KINDS` and return its title."""
    is_page = kind == "dashboard"
    writing.require_ending(target, writing.PAGE_ENDINGS if is_page else writing.ENDINGS)
    made = _MAKERS[kind](workspace, period, asked, _switches(asked))
    writing.write_paper(target, made)
    if isinstance(made, Letter) and made.number and not made.letterhead.number_prefix:
        say(_NO_PREFIX)
    return made.title


def _switches(asked: Mapping[str, Any]) -> Switches:
    return Switches(
        red_head=asked["red_head"],
        internal=asked["internal"],
        disclosure=asked["disclosure"] or "",
        number=asked["number"],
    )


def _summary(
    workspace: Workspace, period: str | None, asked: Mapping[str, Any], how: Switches
) -> Letter:
    return letters.director_page(workspace, workspace.month(period), asked["asks"], how)


def _circular(
    workspace: Workspace, period: str | None, asked: Mapping[str, Any], how: Switches
) -> Letter:
    today = clock.today()
    by = date.fromisoformat(clock.read_day(asked["by"], since=today)) if asked["by"] else None
    if by is not None and by < today:
        raise Refused("补报的日期不能早于今天")
    struck = _struck(workspace, asked["strike"], asked["reasons"])
    return letters.circular(workspace, workspace.month(period), struck, how, by)


def _struck(workspace: Workspace, units: Sequence[str], reasons: Sequence[str]) -> list[Struck]:
    if len(units) != len(reasons):
        raise WrongUse(
            "不列名的单位和理由要一一对应", "请每写一个 --strike 单位，就写一个 --reason 理由"
        )
    return [
        Struck(workspace.unit_named(unit), reason)
        for unit, reason in zip(units, reasons, strict=True)
    ]


def _slip(
    workspace: Workspace, _period: str | None, asked: Mapping[str, Any], how: Switches
) -> Letter:
    if not asked["about"]:
        raise WrongUse("没有写是哪一条督查", "请写 --id 编号，编号用 liaison inspect 查看")
    return letters.supervision_slip(workspace, asked["about"], how)


def _dashboard(
    workspace: Workspace, period: str | None, _asked: Mapping[str, Any], _how: Switches
) -> WebPage:
    return dashboard_page(survey.read_dashboard(workspace, workspace.month(period)))


_Maker = Callable[[Workspace, str | None, Mapping[str, Any], Switches], Letter | WebPage]
_MAKERS: dict[str, _Maker] = {
    "summary": _summary,
    "circular": _circular,
    "slip": _slip,
    "dashboard": _dashboard,
}
