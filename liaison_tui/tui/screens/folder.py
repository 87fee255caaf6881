"""The folder to write a file into: as it was typed, made only once that is agreed to."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.tui.paths import paths_typed
from liaison_tui.tui.screens.question import Question
from liaison_tui.tui.widgets.fields import LineField

_ANSWERS = {"back": "返回改写", "make": "新建这个文件夹"}


async def into_folder(field: LineField, usual: Path, write: Callable[[Path], object]) -> None:
    """Write into the folder that a field names, `usual` where it names none.

    One that is not there yet is asked about first; whoever did not mean it is led back to the
    field. Raises Refused where it is a file.
    """
    named = paths_typed(field.value)
    folder = named[0].absolute() if named else usual
    if not await asyncio.to_thread(_has_to_be_made, folder) or folder == usual:
        write(folder)
        return

    def answered(answer: str | None) -> None:
        if answer == "make":
            write(folder)
        else:
            field.focus()

    text = f"{folder}\n\n还没有这个文件夹。写对了吗？"
    field.app.push_screen(Question("新建文件夹", text, _ANSWERS), answered)


def _has_to_be_made(folder: Path) -> bool:
    if folder.is_file():
        raise Refused(f"{folder} 是一个文件", "请写文件夹")
    return not folder.is_dir()
