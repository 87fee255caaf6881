"""Which workbooks are meant, and which office one is from that does not say so inside."""

from collections.abc import Sequence
from pathlib import Path

from liaison_tui.errors import Refused
from liaison_tui.programme.model import Unit
from liaison_tui.storage.workbook import ENDINGS
from liaison_tui.text import normal
from liaison_tui.workspace import Workspace

# What office programs put beside a workbook while it is open.
_OPEN = ("~$", ".~")
_SHORTEST_NAME = 2


def workbooks(paths: Sequence[Path]) -> list[Path]:
    """Return the workbooks that are meant: files as they are named, of folders those in them.

    Raises Refused for a path that is not there, and for a folder without workbooks.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise Refused(f"没有 {path} 这个文件", "请核对位置")
            found.append(path.absolute())
            continue
        inside = sorted(
            each.absolute()
            for each in path.iterdir()
            if each.suffix.lower() in ENDINGS and not each.name.startswith(_OPEN)
        )
        if not inside:
            raise Refused(f"{path} 里没有工作簿", f"工作簿以 {'、'.join(ENDINGS)} 结尾")
        found += inside
    return list(dict.fromkeys(found))


def unit_in_name(workspace: Workspace, path: Path) -> Unit | None:
    """Return the unit that a file's name names, by the longest of its names; None for none.

    Where two names of the same length of different units stand in it, it names none.
    """
    name = normal(path.stem)
    known = workspace.programme.unit_by_name.items()
    within = [
        (len(word), unit) for word, unit in known if len(word) >= _SHORTEST_NAME and word in name
    ]
    longest = max((length for length, _ in within), default=0)
    units = {unit.id: unit for length, unit in within if length == longest}
    return next(iter(units.values())) if len(units) == 1 else None
