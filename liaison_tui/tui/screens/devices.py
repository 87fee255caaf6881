"""Devices: those that wait to be confirmed first, each with the fingerprint to compare by phone."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from liaison_tui.exchange import runs, trusting
from liaison_tui.exchange.taking import Row as Taken
from liaison_tui.exchange.trusting import Device
from liaison_tui.journal import phone_words
from liaison_tui.journal.submission import fingerprint
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.reports import wording
from liaison_tui.reports.closing import late_words
from liaison_tui.rulings.closed import known_submissions, late_for_closed
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.screens.revoking import RevokingPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.board import Board, Cell, Column, Group, Row
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import AIR, Prose
from liaison_tui.tui.widgets.said import fingerprint_said
from liaison_tui.workspace import Workspace

_COLUMNS = (
    Column("state", "状态", 8),
    Column("unit", "单位", weight=1, least=14),
    Column("fingerprint", "指纹", 39),
    Column("seen", "首次收到", 16, rank=2),
    Column("number", "最近编号", 8, rank=1, right=True),
)
_TONES = {"pending": "strong", "trusted": "", "revoked": "quiet"}


class DevicesPage(Page[list[Taken]]):
    """The page; it comes back with what became of files that waited for a device."""

    HELP = """\
第一次收到一台电脑的文件时，要先核对再登记，免得有人冒名报送。

* 给对方打电话，请对方念本机指纹（对方这一页的下方有），念数字或念词都行，对上了，按 Enter 登记。
* 登记之后，待核验的文件随即汇入。
* 对不上就不要登记，请联系信用办。
* 电脑丢失、被人冒用的，按 Del 停用：选从哪一号报送起不再算数，先说明总数里会少掉什么。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", "登记", id="confirm", tooltip="核对指纹后登记这台电脑"),
        Binding(
            "delete", "revoke", "停用", id="revoke", tooltip="停用这台电脑，可从某一号报送起不算"
        ),
        Binding("escape", "leave", "返回", id="back", tooltip="返回"),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self._known: Sequence[Device] = ()
        self._taken: list[Taken] = []
        self._own = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, and fingerprints to compare by phone."""
        yield Heading()
        yield Board(*_COLUMNS, empty="还没有收到其他电脑的报送。", id="devices")
        yield Prose(id="notes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the devices."""
        self.query_one(Heading).show("电脑登记")
        self.query_one(Board).focus()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read the devices and show them."""
        with telling(self.app):
            self._known, own = await self.backroom.run(
                lambda w: (trusting.devices(w.office), w.office.key.device)
            )
            self._own = own
            self._show()

    @on(Board.Moved, "#devices")
    def _moved(self) -> None:
        """Show the fingerprint one stands on in words, and this device's own to read out."""
        device = self._standing_on
        said = fingerprint_said(device.device, self._whose(device)) if device else []
        own = fingerprint_said(self._own, "本机指纹", "bold") if self._own else []
        self.query_one("#notes", Prose).show([*said, *([AIR] if said else []), *own])

    @property
    def _standing_on(self) -> Device | None:
        key = self.query_one(Board).cursor_key
        return next((d for d in self._known if d.device == key), None)

    @on(Board.Chosen, "#devices")
    def action_confirm(self) -> None:
        """Ask whether the fingerprints are the same, and confirm the device."""
        device = self._standing_on
        if device is None:
            self.app.notify(self.query_one(Board).why_empty)
            return
        if device.state != "pending":
            self.app.notify(f"这台电脑{wording.DEVICES[device.state]}。")
            return
        digits = fingerprint(device.device)
        words = "\n".join(f"      {line}" for line in phone_words.spoken(device.device))
        text = f"{self._whose(device)}\n\n指纹  {digits}\n{words}\n\n与对方逐组或逐词核对，一样吗？"
        answers = {"no": "先不登记", "yes": "一样，登记"}

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.confirm(device.device)

        self.app.push_screen(Question("登记电脑", text, answers), answered)

    @work(exclusive=True, group="confirm")
    async def confirm(self, device: str) -> None:
        """Confirm a device, take in what waited for it, and say so."""

        def work(workspace: Workspace) -> tuple[list[str], list[Taken]]:
            before = known_submissions(workspace)
            done = trusting.confirm(workspace.office, device, device)
            rows = runs.take_waiting(workspace.office)
            sentences = exchange_rows.confirmed(done, rows, workspace.programme)
            late = late_for_closed(workspace, before) if workspace.is_centre else []
            sentences += [f"{late_words(late, workspace.programme)}。"] if late else []
            return sentences, rows

        with telling(self.app):
            sentences, rows = await self.backroom.run(work)
            self._taken += rows
            self.app.notify("\n".join(sentences))
            self.read()

    def action_revoke(self) -> None:
        """Choose from which submission on the device one stands on counts no more."""
        device = self._standing_on
        if device is None:
            self.app.notify(self.query_one(Board).why_empty)
        elif device.state == "revoked":
            self.app.notify("这台电脑已停用。")
        else:
            page = RevokingPage(self.backroom, device, self._whose(device))

            def left(_: None) -> None:
                self.read()

            self.app.push_screen(page, left)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(self._taken)

    def _show(self) -> None:
        rows = [
            Row(
                d.device,
                {
                    "state": Cell(wording.DEVICES[d.state], _TONES[d.state]),
                    "unit": self._whose(d),
                    "fingerprint": fingerprint(d.device),
                    "seen": wording.full_moment(d.first_seen),
                    "number": str(d.last_number),
                },
            )
            for d in self._known
        ]
        self.query_one(Board).show([Group("", rows)])

    def _whose(self, device: Device) -> str:
        return self.backroom.workspace.programme.unit_name(device.seat.unit) or "信用办"
