"""Revoking a device: from which of its submissions on it counts no more, and what that loses."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from liaison_tui.exchange import revoking
from liaison_tui.exchange.revoking import Loss, Sending
from liaison_tui.exchange.trusting import Device
from liaison_tui.journal.fold import Key
from liaison_tui.journal.submission import fingerprint
from liaison_tui.programme.model import Programme
from liaison_tui.reports import wording
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose

_COLUMNS = (
    Column("from", "从哪一号起不算数", weight=1, least=24),
    Column("code", "核对码", 9),
    Column("period", "月份", 8, rank=2),
    Column("received", "收到", 16),
    Column("count", "条数", 4, rank=1, right=True),
)
# The row of keeping all that has come so far.
_NONE = "none"
_MOST = 8


class RevokingPage(Page[None]):
    """The page of one device, which is not revoked yet."""

    HELP = """\
停用一台电脑：丢失、被盗或被人冒用的。上下键选从哪一号报送起不再算数，Enter，看过会少掉什么再决定。

* 第一行：已经收到的都算数，只是以后的不再收。
* 选某一号：这一号和它以后的都不算数，以前的照旧；原件仍保存着。
* 停用以后不能恢复；对方要继续报送，请其更换密钥（liaison device --renew），重新登记。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "停用", id="choose", tooltip="从光标所在的一号起停用"),
        Binding("escape", "dismiss", "返回", id="back", tooltip="返回，不停用"),
    ]

    def __init__(self, backroom: Backroom, device: Device, whose: str) -> None:
        super().__init__(backroom)
        self._device = device
        self._whose = whose
        self._sendings: Sequence[Sending] = ()

    def compose(self) -> ComposeResult:
        """Lay out the submissions, and whose device it is."""
        yield Heading()
        yield Board(*_COLUMNS, empty="这台电脑还没有报送过。", id="sendings")
        yield Prose(id="notes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what the device has sent."""
        self.query_one(Heading).show("停用电脑", self._whose)
        self.query_one("#notes", Prose).show(
            [
                Paragraph(fingerprint(self._device.device), "指纹", "bold"),
                Paragraph("选从哪一号报送起不再算数；按 Enter 以后先说明会少掉什么，再决定。", " "),
            ]
        )
        board = self.query_one(Board)
        board.focus()
        board.wait()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the submissions and show them, the newest first."""
        device = self._device.device
        with telling(self.app):
            self._sendings = await self.backroom.run(lambda w: revoking.sendings(w.office, device))
            if self.is_there:
                keep = Row(_NONE, {"from": "已收到的都算，以后的不收"})
                self.query_one(Board).show([Group("", [keep, *map(_row, self._sendings)])])

    @on(Board.Chosen, "#sendings")
    def action_choose(self) -> None:
        """Say what would be lost, and ask."""
        key = self.query_one(Board).cursor_key
        if key is None:
            self.app.notify("正在读取，请稍候再按。")
        else:
            self.ask(next((s for s in self._sendings if s.submission.sha256 == key), None))

    @work(exclusive=True, group="ask")
    async def ask(self, sending: Sending | None) -> None:
        """Find out what would no longer count, and ask whether that is meant."""
        device, first = self._device.device, sending.submission.sha256 if sending else None
        with telling(self.app):
            programme = self.backroom.workspace.programme
            lost = await self.backroom.run(lambda w: revoking.loss(w.office, device, first))
            text = "\n".join(_told(sending, lost, programme))

            def answered(answer: str | None) -> None:
                if answer == "revoke":
                    self.revoke(first)

            answers = {"keep": "先不停用", "revoke": "停用"}
            self.app.push_screen(Question(f"停用电脑  {self._whose}", text, answers), answered)

    @work(exclusive=True, group="revoke")
    async def revoke(self, first: str | None) -> None:
        """Revoke the device, say so, and go."""
        device = self._device
        with telling(self.app):
            await self.backroom.run(lambda w: revoking.revoke_from(w.office, device, first))
            self.app.notify(f"已停用 {fingerprint(device.device)}。")
            if self.is_there:
                self.dismiss(None)


def _row(sending: Sending) -> Row:
    submission = sending.submission
    return Row(
        submission.sha256,
        {
            "from": f"第 {submission.number} 号起",
            "code": submission.code,
            "period": submission.period or "",
            "received": wording.full_moment(sending.received or submission.at),
            "count": str(len(submission.events)),
        },
    )


def _told(sending: Sending | None, lost: Loss, programme: Programme) -> Iterator[str]:
    """Give what a revocation means."""
    if sending is None:
        yield "已经收到的报送都算数，以后的不再收。"
    else:
        one = sending.submission
        yield f"从第 {one.number} 号（{one.code}）起，{lost.submissions} 次报送不再算数。"
        yield f"总数里会少掉 {len(lost.gone)} 项{_listed(lost.gone, programme)}"
        if lost.former:
            count = len(lost.former)
            yield f"另有 {count} 项退回到以前那一条填报{_listed(lost.former, programme)}"
    yield "停用以后不能恢复；对方更换密钥以后，可以重新登记。"


def _listed(keys: Sequence[Key], programme: Programme) -> str:
    """Return obligations by unit and month, each as far as there is room."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, item, period in keys:
        places[unit, period].append(item)
    parts = [
        f"{programme.unit_name(unit)} {period} {'、'.join(items[:_MOST])}"
        + (f"等 {len(items)} 项" if len(items) > _MOST else "")
        for (unit, period), items in sorted(places.items())
    ]
    return f"：{'；'.join(parts)}。" if parts else "。"
