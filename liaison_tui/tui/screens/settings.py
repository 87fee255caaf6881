"""The settings of a workspace: the page shows what their file says now, and writes what it changes.

Comments and order in the file stay; what is saved is in force at once.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from liaison_tui.storage.config import Config
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.page import Page, SettingsChanged
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.settings import SETTINGS, Setting, Value, WrongSetting
from liaison_tui.tui.telling import collecting
from liaison_tui.tui.widgets.choice import Choice
from liaison_tui.tui.widgets.field import Field
from liaison_tui.tui.widgets.fields import LineField
from liaison_tui.tui.widgets.heading import Heading
from liaison_tui.tui.widgets.keybar import KeyBar
from liaison_tui.tui.widgets.prose import Paragraph, Prose
from liaison_tui.workspace import Workspace

_LOOK_AGAIN = 2.0


class Present(NamedTuple):
    """The settings in force, and what is wrong with their file; empty where nothing is."""

    config: Config
    problem: str


class SettingsPage(Page[None]):
    """The page."""

    HELP = """\
这个工作区的设置。上下键或 Tab 换栏，左右键或数字选择，Ctrl+S 保存，保存后随即生效。

* 设置存在工作区的设置文件里，也可以用记事本修改；里面“#”后面的说明和先后次序都会保留。
* 别处改了设置文件，这一页随即跟着变；保存时只写在这一页改过的。
* 本单位不能在这里改。选错了单位：退出，把工作区文件夹改名，再打开本程序重新选择。"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "保存", id="save", priority=True, tooltip="保存改过的设置"),
        Binding("f6", "copy", "复制位置", id="copy", tooltip="把工作区位置复制到剪贴板"),
        Binding("escape", "back", "返回", id="back", tooltip="返回；有改动没保存时会问"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, backroom: Backroom) -> None:
        super().__init__(backroom)
        self._config = backroom.workspace.config
        centre = backroom.workspace.is_centre
        self._settings = [
            s for s in SETTINGS if not (s.only_at_units if centre else s.only_at_centres)
        ]
        self._shown = {s.key: s.shown(self._config) for s in self._settings}

    def compose(self) -> ComposeResult:
        """Lay out the fields with the values in force."""
        yield Heading()
        yield Prose(id="notice")
        with VerticalScroll(can_focus=False, id="settings"):
            yield from self._fields()
        yield KeyBar()

    def _fields(self) -> Iterator[Widget]:
        workspace = self.backroom.workspace
        for setting in self._settings:
            yield Field(setting.key, setting.word, self._line(setting))
        whose = workspace.unit.name if workspace.unit else "信用办（汇总端）"
        why = Paragraph("这里不能改：换单位请新建工作区，F1 有说明。", style="$quiet")
        yield Field("unit", "本单位", Prose([Paragraph(whose), why]))
        yield Field("place", "工作区位置", Prose([Paragraph(str(workspace.root))]))

    def _line(self, setting: Setting) -> Widget:
        value, name = self._shown[setting.key], f"set-{setting.key}"
        editor: Widget
        if setting.words:
            editor = Choice(setting.words, value, needed=True, id=name)
        else:
            editor = LineField(value, id=name)
            editor.set_class(setting.is_size, "-short")
        return Horizontal(editor, Static(Content.styled(setting.hint, "$quiet")), classes="setting")

    def on_mount(self) -> None:
        """Show what the file says by now, and go on following it."""
        self.query_one(Heading).show("设置")
        self.query_one("#notice").display = False
        self.follow()
        self.set_interval(_LOOK_AGAIN, self.follow)

    @work(exclusive=True, group="look")
    async def follow(self) -> None:
        """Show what somebody has changed in the file meanwhile, or what is wrong with it."""
        problems: list[str] = []
        with collecting(problems):
            await self.backroom.run(Workspace.reread_config)
        if self.is_there:
            self._take_up(Present(self.backroom.workspace.config, "".join(problems)))

    def _take_up(self, present: Present) -> None:
        """Show settings, but for the fields in which somebody has written."""
        notice = self.query_one("#notice", Prose)
        notice.show([Paragraph(present.problem, style="$lamp-red")])
        notice.display = bool(present.problem)
        for setting in self._settings:
            editor, value = self._editor(setting), setting.shown(present.config)
            if editor.value == self._shown[setting.key]:
                editor.value = value
            self._shown[setting.key] = value
        if present.config != self._config:
            self._config = present.config
            self.post_message(SettingsChanged())

    @property
    def _changed(self) -> list[Setting]:
        """The settings that have another value on the page than in the file."""
        return [s for s in self._settings if self._editor(s).value != self._shown[s.key]]

    def action_save(self) -> None:
        """Write what was changed, unless something of it is no value."""
        if self._changed:
            self.save()
        else:
            self.app.notify("没有改动，不用保存。Esc 返回。")

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Write what was changed, and do what comes after that; says where something is wrong."""
        changed = {s: self._editor(s).value for s in self._changed}
        values: dict[Setting, Value] = {}
        wrong: list[Field] = []
        for setting, typed in changed.items():
            try:
                values[setting] = setting.read(typed)
            except WrongSetting as error:
                line = next(line for line in self.query(Field) if line.key == setting.key)
                line.show_error(str(error))
                wrong.append(line)
        if wrong:
            wrong[0].start()
        else:
            self._save(changed, values, then)

    @work(exclusive=True, group="save")
    async def _save(
        self,
        typed: Mapping[Setting, str],
        values: Mapping[Setting, Value],
        then: Callable[[], object] | None,
    ) -> None:
        changes: dict[str, dict[str, Value]] = {}
        for setting, value in values.items():
            changes.setdefault(setting.table, {})[setting.key] = value
        problems: list[str] = []
        with collecting(problems):
            await self.backroom.run(lambda w: w.change_settings(changes))
            # What was typed since is not saved; the rest is spelled as it was kept.
            self._shown |= {setting.key: value for setting, value in typed.items()}
            words = "、".join(setting.word for setting in values)
            self.app.notify(f"已保存：{words}；现在起生效。Esc 返回。")
        if self.is_there:
            self._take_up(Present(self.backroom.workspace.config, "".join(problems)))
        if then and not problems:
            then()

    def action_copy(self) -> None:
        """Give the place of the workspace to the clipboard, as far as the terminal takes it."""
        self.app.copy_to_clipboard(str(self.backroom.workspace.root))
        self.app.notify("已复制工作区位置。粘贴不出来的，按住 Shift 用鼠标选取再复制。")

    def action_back(self) -> None:
        """Go back, after a question where something was changed and not saved."""
        self._when_settled(lambda: self.dismiss(None))

    async def close_up(self) -> bool:
        """Ask about what was changed and not saved; whoever leaves the question open, leaves."""
        return isinstance(self.app.screen, Question) or self._when_settled(self.app.exit)

    def _when_settled(self, then: Callable[[], object]) -> bool:
        """Do something once nothing is left to save; returns whether that was at once."""
        changed = self._changed
        if not changed:
            then()
            return True

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.save(then)
            elif answer == "drop":
                then()

        words = "、".join(setting.word for setting in changed)
        answers = {"save": "保存", "drop": "不保存"}
        self.app.push_screen(Question("改动还没有保存", f"改过：{words}。", answers), answered)
        return False

    def _editor(self, setting: Setting) -> Choice | LineField:
        kind: type[Choice | LineField] = Choice if setting.words else LineField
        return self.query_one(f"#set-{setting.key}", kind)
