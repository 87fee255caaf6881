"""Taking bundles in: which files, how far it has come, and what became of each."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from liaison_tui.exchange import runs
from liaison_tui.exchange.merge import update
from liaison_tui.exchange.taking import Row as Taken
from liaison_tui.exchange.taking import Stated
from liaison_tui.journal.fold import Key
from liaison_tui.reports import exchange as exchange_rows
from liaison_tui.reports.closing import late_words
from liaison_tui.reports.feedback import asking, in_words, notices
from liaison_tui.reports.runs import run_words
from liaison_tui.rulings.closed import known_submissions, late_for_closed
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.devices import DevicesPage
from liaison_tui.tui.screens.received import ReceivedDialog
from liaison_tui.tui.screens.taken_page import noted_files
from liaison_tui.tui.screens.watching import WatchingPage
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.fields import PathsField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.progress import Progress
from liaison_tui.tui.widgets.prose import Paragraph, Prose, title
from liaison_tui.tui.widgets.taken import TakenBoard
from liaison_tui.workspace import Workspace

_EARLIER = 5


class ReceivingPage(WatchingPage, inherit_bindings=False):
    """The page. At a centre units' bundles come in, at a unit its centre's or a colleague's.

    It comes back with None where nothing came from the unit's centre, else with whether one wants
    to look at that.
    """

    HELP = """\
输入或粘贴收到的文件位置，每行一个；写文件夹则其中每个文件都会查看。按 Enter 开始。

* 改过名、压缩过的也认得。再汇入一次同样的文件，什么也不会变。
* 问题文件留存在 store/quarantine，旁边写明原因，其余照常汇入。
* “待核验”的：按 F6 核对对方电脑的指纹并登记，文件随即汇入，不必再选一次。
* 信用办：不是今天收到的，先按 F7 写明收到日期和理由，只对下一批有效。
* 按时送到而打不开的（问题文件），按 F8 记下是哪个单位的；补发的按到达日签收，F3 复制发给单位的话。
* F2 看守上面写的文件夹：新来的、大小不再变的文件自动汇入，汇入过的不再汇入；再按 F2 或离开即停止。
* 汇入时按 Esc 可以中断：已汇入的都在，再来一次即可接着做。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,ctrl+s", "take", "开始汇入", id="take", tooltip="汇入这些文件"),
        Binding("enter", "look", "看反馈", id="look", tooltip="看信用办发回来的内容"),
        Binding("f6", "devices", "登记", id="devices", priority=True, tooltip="核对指纹，登记电脑"),
        Binding("f7", "state", "收到日期", id="state", tooltip="写明下一批的收到日期和理由"),
        *WatchingPage.BINDINGS,
        Binding("escape", "leave", "返回", id="back", tooltip="返回；汇入中则中断"),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self._from_centre = False
        self._stated: Stated | None = None
        self._late: list[Key] = []

    def compose(self) -> ComposeResult:
        """Lay out the field, the bar, the list and what to do next."""
        yield Heading()
        yield PathsField(hint="文件或文件夹的位置，每行一个，Enter 开始；F2 看守文件夹", id="paths")
        yield Progress()
        yield TakenBoard()
        yield Prose(id="notes")
        yield Prose(id="noted")
        yield KeyBar()

    def on_mount(self) -> None:
        """Wait for paths."""
        self.query_one(Heading).show(_title(self.backroom.workspace))
        self.query_one("#notes").display = False
        self.query_one("#noted").display = False
        self.query_one(PathsField).focus()
        if self.backroom.workspace.is_centre:
            self._show_earlier()

    @on(PathsField.Done)
    def action_take(self) -> None:
        """Take the files in, if any are named and none are being taken in."""
        paths = self.typed()
        if not paths:
            self.app.notify("请先写上文件或文件夹的位置。", severity="warning")
        elif self.busy:
            self.app.notify("正在汇入，请稍候；Esc 中断。")
        else:
            self.take(paths)

    @work(exclusive=True, group="take")
    async def take(self, paths: Sequence[Path]) -> None:
        """Take files in and show what became of each."""
        self.busy = True
        self.stopping.clear()
        bar = self.query_one(Progress)
        try:
            with bar.shown(self._show_progress), telling(self.app):
                rows = await self.backroom.run(lambda w: self._merge(w, paths, bar))
                await self._tell(rows, left=bar.noted[1] - len(rows))
        finally:
            self.busy = False

    def _merge(self, workspace: Workspace, paths: Sequence[Path], bar: Progress) -> list[Taken]:
        """Merge, in the backroom; telling how far it has come and stopping where it is told to."""

        def told(number: int, count: int) -> bool:
            if not self.stopping.is_set():
                bar.note(number, count)
            return not self.stopping.is_set()

        stated, self._stated = self._stated, None
        before = known_submissions(workspace) if workspace.is_centre else frozenset()
        rows = runs.take_in(workspace.office, paths, stated=stated, progress=told)
        if workspace.is_centre:
            self._late = late_for_closed(workspace, before)
        return rows

    @work(exclusive=True, group="earlier")
    async def _show_earlier(self) -> None:
        """Show the last takings-in, where nothing is being taken in yet."""
        with telling(self.app):
            earlier = await self.backroom.run(lambda w: runs.runs(w.office)[:_EARLIER])
            if earlier and self.is_there and not self.busy and not self.rows:
                panel = self.query_one("#notes", Prose)
                told = [Paragraph(run_words(each), lines=1) for each in earlier]
                panel.show([title("最近汇入"), *told])
                panel.display = True

    def action_state(self) -> None:
        """Ask for the day on which the next batch came."""
        if self.busy:
            self.app.notify("正在汇入，请等汇入完再写收到日期。")
            return
        self.app.push_screen(ReceivedDialog(self.backroom, self._stated, self._keep_stated))

    def _keep_stated(self, stated: Stated) -> None:
        self._stated = stated

    def typed(self) -> list[Path]:
        """Return the places that were typed."""
        return paths_typed(self.query_one(PathsField).text)

    async def tell(self, rows: list[Taken]) -> None:
        """Show what came by itself; one goes on with what one was at."""
        await self._tell(rows, at=len(rows) - 1)

    async def _tell(self, rows: list[Taken], *, left: int = 0, at: int | None = None) -> None:
        """Say what became of files, and what there is to do; show the row `at` if given."""
        self.rows = rows
        notes, self._from_centre = await self.backroom.run(lambda w: _notes(w, rows))
        late, self._late = self._late, []
        if late:
            words = late_words(late, self.backroom.workspace.programme)
            notes.append(f"{words}（Ctrl+U 定稿）。")
        self.noted = await self.backroom.run(noted_files)
        if not self.is_there:
            return
        self._show(rows, notes, left=left, at=at)
        if at is None:
            self.query_one(TakenBoard).focus()
        self.refresh_bindings()

    def _show_progress(self, number: int, count: int) -> None:
        if count:
            self.query_one(Heading).show("正在汇入", facts=[f"第 {number} / {count} 个文件"])

    def _show(self, rows: Sequence[Taken], notes: list[str], *, left: int, at: int | None) -> None:
        if left:
            notes.insert(0, f"还有 {left} 个文件没有汇入；再汇入一次即可接着做。")
        programme = self.backroom.workspace.programme
        self.query_one(TakenBoard).show_taken(rows, self.noted, programme, at=at)
        self._head(left)
        panel = self.query_one("#notes", Prose)
        panel.show([Paragraph(note) for note in notes])
        panel.display = bool(notes)

    def show_watch(self) -> None:
        """Say at the top whether a folder is watched."""
        if self.rows or self.watched:
            self._head(0)
        else:
            self.query_one(Heading).show(_title(self.backroom.workspace))

    def _head(self, left: int) -> None:
        """Say how many files came, and what of them."""
        rows = self.rows
        new = sum(row.new_events for row in rows)
        read = sum(not row.is_unread for row in rows)
        if self.watched:
            done = f"正在看守“{self.watched}”：{read} 个文件"
        else:
            done = f"汇入完毕：{read} 个文件" if read or not rows else "没有汇入：没有找到文件"
        facts = [f"新增 {new} 条", *exchange_rows.outcome_counts(rows)]
        self.query_one(Heading).show(f"已中断：{len(rows)} 个文件" if left else done, facts=facts)

    def action_devices(self) -> None:
        """Compare fingerprints and confirm devices."""
        self.app.push_screen(DevicesPage(self.backroom), self._after_devices)

    def _after_devices(self, taken: list[Taken] | None) -> None:
        """Show what has become of the files since: some may have waited for a device."""
        if taken and self.rows and not self.busy:
            rows = list(self.rows)
            update(rows, taken)
            self._tell_anew(rows)

    def look_anew(self) -> None:
        """Show the rows with what was noted since."""
        if self.rows and not self.busy:
            self._tell_anew(list(self.rows))

    @work(exclusive=True, group="take")
    async def _tell_anew(self, rows: list[Taken]) -> None:
        with telling(self.app):
            await self._tell(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to look at the centre's words only where some came."""
        if action == "state":
            return self.backroom.workspace.is_centre
        if action == "look":
            return self._from_centre and not isinstance(self.focused, PathsField)
        return super().check_action(action, parameters)

    def action_look(self) -> None:
        """Go back, and on to what the centre has said."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Go back; while files one has named are taken in, stop after the one at hand."""
        if self.busy:
            self.stop()
        else:
            self.stop_watching()
            self.dismiss(False if self._from_centre else None)

    async def close_up(self) -> bool:
        """Let nothing be taken in any more."""
        self.stop()
        return True

    def stop(self) -> None:
        """Stop taking files in after the one at hand; what has been taken in stays."""
        self.stopping.set()


def _title(workspace: Workspace) -> str:
    return f"汇入{'报送包' if workspace.is_centre else '回执包'}"


def _what_came(workspace: Workspace) -> str:
    """Return what feedback asks of the unit, and what else in it nobody has looked at."""
    every = notices(workspace.read_feedback(workspace.unit_named(None)))
    seen = workspace.looked.keys()
    others = in_words(n for n in every if not n.asks and n.sort != "receipt" and n.key not in seen)
    told = [asking(every), f"新的 {others}" if others else ""]
    return "".join(
        f"{mark}{words}" for mark, words in zip("：；", filter(None, told), strict=False)
    )


def _notes(workspace: Workspace, rows: Sequence[Taken]) -> tuple[list[str], bool]:
    """Return what files that were taken in leave to do, and whether the unit's centre sent one."""
    notes = exchange_rows.merge_notes(
        rows, workspace.conflicts(), workspace.returned(), workspace.programme
    )
    if workspace.unit is None:
        return notes, False
    seats = workspace.store.vouching().seats
    came = [row for row in rows if row.outcome in ("merged", "nothing-new")]
    from_centre = any(row.device in seats and seats[row.device].centre for row in came)
    if from_centre:
        notes.insert(0, f"信用办的回执包已汇入，按 Enter 看反馈{_what_came(workspace)}。")
    return notes, from_centre
