"""One run of the program: which workspace, opened when first needed, and its date."""

import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import click

from liaison_tui import desk
from liaison_tui.cli.output import say
from liaison_tui.errors import WrongUse
from liaison_tui.storage import machine
from liaison_tui.workspace import NoWorkspace, Workspace, find_root


class Session:
    """What commands are given. `named` is the folder of `-C`, if there is one."""

    def __init__(self, named: Path | None, resources: ExitStack) -> None:
        self.named = named
        self._resources = resources

    @cached_property
    def found(self) -> Workspace | None:
        """The workspace, with its date set; None where there is none."""
        root = find_root(self.named)
        if root is None:
            return None
        workspace = Workspace(root)
        self._resources.enter_context(workspace.at_its_date())
        return workspace

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace, whose damages are told when the command ends; raises NoWorkspace."""
        if self.found is None:
            raise NoWorkspace(self.named)
        self._resources.callback(self._tell_damages, self.found)
        return self.found

    @property
    def centre(self) -> Workspace:
        """The workspace of a centre; raises WrongUse at a unit."""
        if not self.workspace.is_centre:
            raise WrongUse("这个命令只在信用办（汇总端）使用")
        return self.workspace

    def open_app(self) -> None:
        """Open the app on the workspace, or on making one."""
        from liaison_tui import tui  # noqa: PLC0415 - Textual takes half a second to load

        tui.run(self.found, self.named)

    def to_write(self) -> Workspace:
        """Return the workspace, once it is clear that it lies where it belongs."""
        workspace = self.workspace
        if machine.is_elsewhere(workspace.store_folder):
            self._ask_about_machine(workspace)
        if workspace.office.key.device in workspace.store.vouching().revoked:
            say(
                "注意：本机已被信用办停用，再报送也不会收。请运行 liaison device --renew 更换密钥。"
            )
        self._resources.callback(self._tell_notices, workspace)
        return workspace

    def _tell_notices(self, workspace: Workspace) -> None:
        for notice in workspace.notices():
            say(f"注意：{notice}。")

    def _ask_about_machine(self, workspace: Workspace) -> None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            say("注意：这个工作区原在另一台电脑上使用。")
            say("如果两台电脑都要用，请运行 liaison device --renew。")
            return
        say("这个工作区原在另一台电脑上使用。")
        answer = click.prompt(
            "请选择：1 搬来的（原来的不再使用）  2 另一台（两台都要用）",
            type=click.Choice(["1", "2"]), show_choices=False, err=True,
        )  # fmt: skip
        if answer == "1":
            machine.remember(workspace.store_folder)
        else:
            desk.renew_device(workspace, carry=False)
            say("本机已更换密钥，首次报送后请信用办重新登记。还没有报送的内容由原来那台电脑报送。")

    def _tell_damages(self, workspace: Workspace) -> None:
        for trouble in workspace.store.troubles():
            say(f"注意：{trouble.where} {trouble.message}；完好的内容照常使用，原件未动。"
                "运行 liaison check 查看。")  # fmt: skip
