"""The app: wires pages, keys, looks and the workspace together, and does nothing else."""

import os
import re
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel

from liaison_tui.errors import LiaisonError
from liaison_tui.storage.config import Config
from liaison_tui.text import sanitise
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.commands import commands_of
from liaison_tui.tui.look import DARK, LIGHT, LIGHT_COLOURS, PLAIN, THEMES
from liaison_tui.tui.opening import (
    cautions,
    first_page,
    is_elsewhere,
    load_pages,
    question_of_machine,
    settle_machine,
)
from liaison_tui.tui.pasting import read_pastes_whole
from liaison_tui.tui.screens.beside import BesidePage
from liaison_tui.tui.screens.help import Help
from liaison_tui.tui.screens.page import Dialog, Page, SettingsChanged
from liaison_tui.tui.screens.palette import Palette
from liaison_tui.tui.telling import telling
from liaison_tui.tui.widgets.keybar import key_name, printed
from liaison_tui.workspace import Workspace, load_programme

_SECONDS, _SECONDS_TO_READ = 5, 9
# How long after the first page the others are loaded: when that one is drawn and read.
_QUIET = 0.5
_COMMAND_KEY = re.compile(r"f\d+|ctrl\+[a-z]")


class LiaisonApp(App[None], inherit_bindings=False):
    """The app on a workspace, or, where there is none yet, on the folder `place` to make one in."""

    CSS_PATH = "look.tcss"
    TITLE = "信用工作报送"
    ENABLE_COMMAND_PALETTE = False
    # From 120 columns on a page may have two panes side by side.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9,ctrl+p", "palette", "命令", id="palette", priority=True, tooltip="列出这里能做的事"
        ),
        Binding("f1", "help", "帮助", id="help", priority=True, tooltip="这一页的说明和按键"),
        Binding(
            "ctrl+t", "turn_theme", "深浅色", id="theme", show=False, priority=True,
            tooltip="换成深色或浅色",
        ),
        Binding(
            "ctrl+g", "turn_plain", "朴素显示", id="plain", show=False, priority=True,
            tooltip="终端画不好线条和符号时使用",
        ),
        Binding(
            "ctrl+q", "quit", "退出", id="quit", priority=True, tooltip="退出；写到一半的留作草稿"
        ),
        Binding("ctrl+c", "say_how_to_leave", show=False),
    ]  # fmt: skip

    def __init__(self, workspace: Workspace | None, place: Path) -> None:
        super().__init__()
        self._put_on(workspace.config if workspace else None)
        self._workspace = workspace
        self._place = place
        self.backroom: Backroom | None = None
        self.problem: LiaisonError | None = None
        # How often somebody has pressed a key or a button, and how often when a message came.
        self._presses = self._told_at = 0

    def _put_on(self, config: Config | None) -> None:
        """Look as the settings say from the first moment: styles are read once, not twice."""
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, DARK if config and config.theme == "dark" else LIGHT)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(bool(config and config.plain), PLAIN)

    def on_mount(self) -> None:
        """Open the first page; nothing moves by itself on it."""
        self.animation_level = "none"
        if self._workspace is None:
            from liaison_tui.tui.screens.start import FirstStart

            self.push_screen(FirstStart(load_programme(None), self._place), self._made)
        else:
            self.open(self._workspace)

    def _made(self, workspace: Workspace | None) -> None:
        if workspace:
            self.open(workspace)
            self.notify(f"工作区已建立：{workspace.root}")

    @work(exclusive=True)
    async def open(self, workspace: Workspace) -> None:
        """Open a workspace on its first page; what is in the way is raised by `run`."""
        self.backroom = Backroom(workspace)
        try:
            await self.push_screen(await self.backroom.run(partial(first_page, self.backroom)))
            await self._look_where_it_lies(self.backroom)
            self.set_timer(_QUIET, self._load_pages)
        except LiaisonError as error:
            self.problem = error
            self.exit()

    @work(thread=True, group="look")
    def _load_pages(self) -> None:
        load_pages()

    async def _look_where_it_lies(self, backroom: Backroom) -> None:
        """Ask about a workspace from another machine; tell what is damaged, or revoked."""
        if await backroom.run(is_elsewhere):
            self.push_screen(question_of_machine(backroom.workspace), self._answered)
        if sentences := await backroom.run(cautions):
            self.notify("\n".join(sentences), severity="warning")

    async def _answered(self, answer: str | None) -> None:
        if answer and self.backroom:
            with telling(self):
                said = await self.backroom.run(lambda w: settle_machine(w, answer))
                self.notify(said)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a notification in the place of the one before; its text is never markup.

        One at a time: what lies below them is being read, or written.
        """
        self.clear_notifications()
        self._told_at = self._presses
        seconds = timeout or (_SECONDS if severity == "information" else _SECONDS_TO_READ)
        super().notify(
            sanitise(message), title=title, severity=severity, timeout=seconds, markup=False
        )

    async def on_event(self, event: events.Event) -> None:
        """Count what is pressed."""
        if isinstance(event, events.Key | events.MouseDown) and not event.is_forwarded:
            self._presses += 1
        await super().on_event(event)

    def push_screen(self, *screen: Any, **how: Any) -> Any:
        """Open a page; a message of the page before does not follow there."""
        self._forget()
        return super().push_screen(*screen, **how)

    def pop_screen(self) -> AwaitComplete:
        """Leave a page; a message that was told there stays there."""
        self._forget()
        return super().pop_screen()

    def _forget(self) -> None:
        """Take a message away that was there before the key that leads to another page.

        What came of that key is meant for the other page.
        """
        if self._told_at < self._presses:
            self.clear_notifications()

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal's driver, which reads pastes whole."""
        driver = super().get_driver_class()
        read_pastes_whole(driver)
        return driver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours, for the moment before a theme is on."""
        return LIGHT_COLOURS

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is printed on keyboards."""
        return key_name(binding)

    def on_key(self, event: events.Key) -> None:
        """Say so where a key that means something elsewhere does nothing here."""
        if not _COMMAND_KEY.fullmatch(event.key) or event.key in self.screen.active_bindings:
            return
        name = printed(event.key)
        if self.screen.is_modal:
            self.notify(f"{name} 在这里不起作用；按 Esc 返回后再按。")
        else:
            self.notify(f"{name} 在这一页不起作用；按 F1 看这里能用的按键。")

    def action_palette(self) -> None:
        """Show all that can be done here, or show it no more."""
        if isinstance(self.screen, Palette):
            self.screen.dismiss(None)
            return
        self.push_screen(Palette(commands_of(self.screen)), self._press)

    def action_help(self) -> None:
        """Show help for the place one is in, or show it no more."""
        if isinstance(self.screen, Help):
            self.screen.dismiss(None)
            return
        page = self.screen
        self.push_screen(Help(getattr(page, "HELP", ""), commands_of(page)), self._press)

    def _press(self, key: str | None) -> None:
        """Press a key that was chosen before a page, on that page."""
        if key:
            self.simulate_key(key)

    def action_turn_theme(self) -> None:
        """Change between light and dark, and remember it."""
        dark = self.theme != DARK
        self.theme = DARK if dark else LIGHT
        self._remember("theme", "dark" if dark else "light")

    def action_turn_plain(self) -> None:
        """Change between fine and plain drawing, and remember it."""
        plain = not self.has_class(PLAIN)
        self._draw(plain=plain)
        self._remember("plain", plain)

    @on(SettingsChanged)
    def _look_as_set(self) -> None:
        if self.backroom:
            self._wear(self.backroom.workspace.config)

    def _wear(self, config: Config) -> None:
        """Look as the settings say."""
        self.theme = DARK if config.theme == "dark" else LIGHT
        if config.plain != self.has_class(PLAIN):
            self._draw(plain=config.plain)

    def _draw(self, *, plain: bool) -> None:
        """Draw plainly, or finely, all that is there."""
        self.set_class(plain, PLAIN)
        for screen in self.screen_stack:
            if isinstance(screen, BesidePage):
                screen.show()
        self.screen.refresh(layout=True)

    def action_say_how_to_leave(self) -> None:
        """Answer the habit of Ctrl+C."""
        self.notify("退出请按 Ctrl+Q。")

    async def action_quit(self) -> None:
        """Go, once the keys that were pressed before have come to their field."""
        field = self.focused
        if field is None:
            self.run_worker(self._leave(), exclusive=True, group="leave")
        else:
            field.call_later(self._leave)

    async def _leave(self) -> None:
        """Keep what is half written, finish what was begun, and go."""
        for screen in self.screen_stack:
            if isinstance(screen, Page | Dialog) and not await screen.close_up():
                return
        self.exit()

    def on_unmount(self) -> None:
        """Finish what the backroom was given."""
        if self.backroom:
            self.backroom.close()

    @work
    async def _remember(self, key: str, value: str | bool) -> None:
        if self.backroom:
            with telling(self):
                await self.backroom.run(lambda w: w.change_settings({"screen": {key: value}}))

    def _print_error_renderables(self) -> None:
        """Print no traceback to a user's terminal, unless a maintainer asks for it."""
        if os.environ.get("LIAISON_DEBUG"):
            super()._print_error_renderables()
