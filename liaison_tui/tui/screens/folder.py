"""The folder to write a file into: as it was typed, made only once that is agreed to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from liaison_tui.errors import Refused
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.question import Question

_ANSWERS = {"back": "返回改写", "make": "新建这个文件夹"}


def folder_typed(typed: str, usual: Path) -> Path:
    """Return the folder that a text names; `usual` where it names none."""
    named = paths_typed(typed)
    return named[0].absolute() if named else usual


def has_to_be_made(folder: Path) -> bool:
    """Tell whether a folder is not there yet; raises Refused where it is a file."""
    if folder.is_file():
        raise Refused(f"{folder} 是一个文件", "请写文件夹")
    return not folder.is_dir()


def ask_to_make(app: App[Any], folder: Path, answered: Callable[[bool], object]) -> None:
    """Ask whether a folder that is not there is the one that was meant."""
    text = f"{folder}\n\n还没有这个文件夹。写对了吗？"

    def told(answer: str | None) -> None:
        answered(answer == "make")

    app.push_screen(Question("新建文件夹", text, _ANSWERS), told)
