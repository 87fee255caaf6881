"""Opening a workspace: its first page, and what a person should know before writing in it."""

import pkgutil
from importlib import import_module

from textual.screen import Screen

from liaison_tui import clock, desk
from liaison_tui.programme.due import settled_period
from liaison_tui.storage import machine
from liaison_tui.tui import screens
from liaison_tui.tui.backroom import Backroom
from liaison_tui.tui.screens.question import Question
from liaison_tui.workspace import Workspace

_MOVED, _ANOTHER = "moved", "another"


def first_page(backroom: Backroom, workspace: Workspace) -> Screen[None]:
    """Return a unit's desk, or a centre's overview of the month it is busy with."""
    if workspace.unit:
        from liaison_tui.tui.screens.desk import Desk

        return Desk(backroom, workspace.unit, workspace.month(None))
    from liaison_tui.tui.screens.overview import Overview

    return Overview(backroom, settled_period(workspace.programme, clock.today()))


def load_pages() -> None:
    """Load every page, behind the first one, so that the key that opens one need not wait."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)


def cautions(workspace: Workspace) -> list[str]:
    """Return what a person should know of the workspace before writing in it."""
    found = [
        f"{trouble.where} {trouble.message}；完好的内容照常使用，原件未动"
        for trouble in workspace.store.troubles()
    ]
    if workspace.office.key.device in workspace.store.vouching().revoked:
        found.append("本机已被信用办停用，再报送也不会收，请联系信用办")
    return found


def is_elsewhere(workspace: Workspace) -> bool:
    """Tell whether the workspace was last used on another machine (docs/FORMAT §6, *Fork*)."""
    return machine.is_elsewhere(workspace.store_folder)


def question_of_machine(workspace: Workspace) -> Question:
    """Return the question to ask where a workspace comes from another machine."""
    title = "这个工作区原在另一台电脑上使用"
    if workspace.is_centre:
        text = "汇总端的工作区只能在一台电脑上使用。原来那台不再使用的，选“搬来的”。"
        return Question(title, text, {_MOVED: "搬来的"})
    text = (
        "如果是搬过来的，原来的不再使用，选“搬来的”；"
        "两台电脑都要用，选“另一台”，本机会更换密钥，请信用办重新登记。"
    )
    return Question(title, text, {_MOVED: "搬来的", _ANOTHER: "另一台"})


def settle_machine(workspace: Workspace, answer: str) -> str:
    """Do what was answered, and return what to say of it."""
    if answer == _MOVED:
        machine.remember(workspace.store_folder)
        return "已记住这台电脑。"
    desk.renew_device(workspace, carry=False)
    return "本机已更换密钥，首次报送后请信用办重新登记。"
