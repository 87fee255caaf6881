"""Taking in a workbook from above: what was recognised in it, and what must still be said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from liaison_tui import clock
from liaison_tui.errors import Refused
from liaison_tui.measuring import looking, months, taking
from liaison_tui.measuring.looking import Look
from liaison_tui.programme.measured_rows import SheetRow
from liaison_tui.programme.names import find_item
from liaison_tui.reports import measured_files as files_of
from liaison_tui.text import one_line
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.sheet_page import SheetDialog
from liaison_tui.tui.widgets import blanks
from liaison_tui.tui.widgets.blanks import Blank
from liaison_tui.tui.widgets.day_field import DayField
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.prose import AIR, Paragraph
from liaison_tui.workspace import Workspace

_NONE = ("无", "没有", "不是")
_MOST_DOUBTS, _MOST_LINES = 12, 7
_ROW = "row"
Taken = Callable[[str, str], None]


class MeasuringDialog(SheetDialog[Look]):
    """The dialog. `again` is the look that must be asked about next, `taken` month and source."""

    HELP = """\
导入上级发来的得分表。来源写省、国家或别的名称；监测月份是得分属于哪个月，到达日期是哪天收到的。

* 指标名称、得分各在哪一列，写列上方的字母；看得出来的已经填好。问过一次，同样的表下次不再问。
* 名称不完全一样的行逐行确认：写指标编号（I05），不是指标的写“无”。
* 同一来源同一月份已经导入过的，这一份代替它，两份都留着。"""
    DOES = "导入，原件留存"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "导入", id="save", priority=True, tooltip="导入这份得分表"),
    ]

    def __init__(self, backroom: Backroom, look: Look, given: Mapping[str, str]) -> None:
        super().__init__(backroom, "导入得分表", one_line(look.path.name))
        self._look_found = look
        self._given = dict(given)
        self.again: Look | None = None
        self.given_again: dict[str, str] = {}
        self.taken: tuple[str, str] | None = None

    def fetch(self, workspace: Workspace) -> Look:
        """Return what was seen in the file."""
        del workspace
        return self._look_found

    def notice(self, found: Look) -> Iterator[Paragraph]:
        """Say what was recognised, what must be said first."""
        every = files_of.look_lines(found)
        for line in every[:_MOST_LINES]:
            yield Paragraph(line, lines=2)
        if len(every) > _MOST_LINES:
            yield Paragraph(f"另有 {len(every) - _MOST_LINES} 条，导入后在导入记录里看。")
        yield AIR

    def blanks(self, found: Look) -> Sequence[Blank]:
        """Ask for what the file does not tell, what is known filled in already."""
        given, columns = self._given, found.columns
        points = columns.get("points", "") if found.layout.certain else ""
        today = clock.today()
        arrived = DayField(given.get("arrived", today.isoformat()), until=today)
        month = given.get("period") or found.period or ""
        sheets = "、".join(found.sheets)
        where = [
            *([blanks.line("sheet", "工作表", found.layout.sheet, hint=sheets)]
              if len(found.sheets) > 1 else []),
            blanks.line("name", "名称列", columns.get("name", ""), needed=True, hint="如 D"),
            blanks.line("points", "得分列", points, needed=True, hint="如 F"),
        ]  # fmt: skip
        about = [
            Blank("period", "监测月份", LineField(month, hint="如 2021-06"), self._read_month),
            blanks.line("source", "来源", given.get("source", ""), needed=True, hint="省、国家"),
            Blank("arrived", "到达日期", arrived, lambda _: taking.read_arrival(arrived.value)),
        ]
        doubts = [self._doubt(row) for row in self._doubts(found)]
        note = blanks.line("note", "备注", given.get("note", ""), hint="如 更正版；可以不写")
        # What is asked goes before what is only shown.
        return [*doubts, *((*about, *where) if points else (*where, *about)), note]

    def _doubts(self, found: Look) -> list[SheetRow]:
        every = found.reading.doubtful if found.reading else ()
        return list(every)[:_MOST_DOUBTS]

    def _doubt(self, row: SheetRow) -> Blank:
        likely = "、".join(row.candidates)
        field = LineField("", hint=f"{row.label}：像 {likely}；不是写 无")
        return Blank(f"{_ROW}-{row.number}", f"第{row.number}行", field, self._read_item)

    def _read_month(self, typed: str) -> str:
        if not typed.strip():
            raise Refused("没有写监测月份")
        return looking.month_named(self.backroom.workspace, typed)

    def _read_item(self, typed: str) -> str:
        words = typed.strip()
        if not words:
            raise Refused("请写指标编号，不是指标的写“无”")
        if words in _NONE:
            return ""
        item = find_item(self.backroom.workspace.programme, words)
        if item.kind != "indicator":
            raise Refused(f"{item.id} 不是监测指标")
        return item.id

    def keep(self, workspace: Workspace, kept: Mapping[str, Any]) -> str:
        """Take it in; where something is still not clear, look again and say what."""
        before = self._look_found
        rows = {key: item for key, item in kept.items() if key.startswith(f"{_ROW}-")}
        said = {int(key.rpartition("-")[2]): str(item) for key, item in rows.items()}
        look = looking.look_at(
            workspace, before.path, period=kept["period"], sheet=kept.get("sheet", ""),
            columns={"name": kept["name"], "points": kept["points"]}, said={**before.said, **said},
        )  # fmt: skip
        if sentence := taking.why_not_yet(look):
            if look.reading is None or not look.reading.doubtful:
                raise Refused(sentence)
            self.again = look
            self.given_again = {
                key: str(kept[key]) for key in ("source", "period", "arrived", "note")
            }
            return f"还要确认 {len(look.reading.doubtful)} 行"
        made = taking.take_in(
            workspace, look, kept["period"], source=kept["source"], arrived=kept["arrived"],
            note=kept["note"],
        )  # fmt: skip
        self.taken = (made.period, made.source)
        return files_of.taken_sentence(months.read_indicators(workspace, made.period, made.source))


def open_measuring(
    app: App[Any], backroom: Backroom, look: Look, given: Mapping[str, str], taken: Taken
) -> None:
    """Ask what a file does not tell, as often as there is something to ask, and take it in."""
    dialog = MeasuringDialog(backroom, look, given)

    def closed(_: object) -> None:
        if dialog.again:
            open_measuring(app, backroom, dialog.again, dialog.given_again, taken)
        elif dialog.taken:
            taken(*dialog.taken)

    app.push_screen(dialog, closed)
