"""The approval sheet (审签表): what a unit is about to send for a month, for three people to sign.

The notice asks for 主要负责人负总责、分管负责人抓落实、业务科室总执行: so three opinions.
"""

from collections.abc import Sequence
from datetime import date

from liaison_tui.journal.approval import Approval, Signing, code_over
from liaison_tui.journal.fold import Report
from liaison_tui.journal.standing import Standing
from liaison_tui.papers.paper import Block, Column, Grid, Line, Opinion, Paper, Signatures
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.reports import wording
from liaison_tui.text import one_line, shorten

TITLE = "信用工作报送审签表"
_OPINIONS = {"section": "业务科室意见", "deputy": "分管负责人意见", "head": "主要负责人意见"}
_COLUMNS = (
    Column("编号", 12, "center"),
    Column("事项", 46),
    Column("状态", 21, "center"),
    Column("完成进度", 13, "center"),
    Column("填报摘要", 45),
    Column("填报指纹", 19, "center", code=True),
)
# Two lines of the column: the number tells which item it is, the notice has the whole text.
_ITEM_CELLS = 42


def approval_sheet(
    programme: Programme,
    unit: Unit,
    period: str,
    standings: Sequence[Standing],
    signings: Sequence[Signing],
    today: date,
) -> Paper:
    """Return the sheet of a unit's month, with the approvals that were given already.

    What was reported without being owed is on it too: it travels, so it is signed for.
    """
    owed = {standing.item.id for standing in standings}
    beyond = [s for s in signings if s.item not in owed and s.current]
    rows = [_owed_row(standing) for standing in standings]
    rows += [
        _row(s.item, programme.item_of(s.item, period), s.report, wording.STATES[s.report.state])
        for s in beyond
    ]
    signed = {s.item: s for s in signings if s.current}
    code = code_over([s.current.event.id for s in signed.values() if s.current])
    month = wording.period_word(period)
    said = len(signed) - len(beyond)
    extra = f"，另填报 {len(beyond)} 项" if beyond else ""
    blocks: list[Block] = [
        Line(f"填报单位：{unit.name}"),
        Line(f"报送月份：{month}　　依据：{programme.at(period).document}"),
        Line(f"应报 {len(standings)} 项，已填 {said} 项，未填 {len(standings) - said} 项{extra}"),
        Line(f"核对码：{code if signed else '还没有填报'}　　制表日期：{_day(today)}"),
        Grid(_COLUMNS, rows),
        Line(
            "说明：事项文字为节录。审签后填报有改动的，填报指纹和核对码随之改变，须重新审签。",
            small=True,
        ),
        Signatures(
            [
                Opinion(label, _given(post, list(signed.values())))
                for post, label in _OPINIONS.items()
            ],
            "（单位盖章）",
        ),
    ]
    foot = f"{unit.name}　{month}　核对码 {code}" if signed else f"{unit.name}　{month}"
    return Paper(TITLE, unit.name, foot, blocks)


def _owed_row(standing: Standing) -> list[str]:
    state = wording.standing_word(standing)
    return _row(standing.item.id, standing.item, standing.report, state)


def _row(name: str, item: Item | None, report: Report | None, state: str) -> list[str]:
    current = report.current if report else None
    body = current.event.body if current else {}
    percent = body.get("percent")
    gist = wording.gist({key: body[key] for key in body if key != "percent"}, item)
    return [
        name,
        shorten(one_line(item.text), _ITEM_CELLS) if item else "本单位自定事项",
        state,
        "—" if percent is None else f"{percent}%",
        gist,
        current.event.id[:8] if current else "—",
    ]


def _given(post: str, signings: Sequence[Signing]) -> list[str]:
    """Return what one post has approved, a sentence for each approval, and what has lapsed."""
    found: dict[str, tuple[Approval, list[str], list[str]]] = {}
    for signing in signings:
        for approval in (a for a in signing.approvals if a.post == post):
            found.setdefault(approval.event.id, (approval, [], []))[1].append(signing.item)
        for approval in (a for a in signing.lapsed if a.post == post):
            found.setdefault(approval.event.id, (approval, [], []))[2].append(signing.item)
    ordered = sorted(found.values(), key=lambda f: (f[0].day, f[0].event.at, f[0].event.id))
    return [_sentence(*one, total=len(signings)) for one in ordered]


def _sentence(approval: Approval, now: list[str], lapsed: list[str], *, total: int) -> str:
    who = f"{one_line(approval.approver)}，{_day(date.fromisoformat(approval.day))}"
    opinion = f"意见“{one_line(approval.opinion)}”，" if approval.opinion else ""
    scope = f"本表已填的全部 {total} 项" if len(now) == total else f" {'、'.join(now)}"
    parts = [f"审签{scope}"] if now else []
    parts += [f"{'、'.join(lapsed)} 审签后有改动，须重新审签"] if lapsed else []
    manner = wording.MANNERS[approval.manner]
    return f"已登记：{who}（{manner}），{opinion}{'；'.join(parts)}。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
