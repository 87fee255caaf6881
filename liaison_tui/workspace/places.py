"""Where workspaces lie: how one is found, and where a new one goes."""

import os
from pathlib import Path

import platformdirs

from liaison_tui.errors import WrongUse
from liaison_tui.storage.config import read_config


class NoWorkspace(WrongUse):
    """No workspace here, or one whose office is not set yet."""

    def __init__(self, where: Path | None = None, also: str = "") -> None:
        place = f"{where} " if where else "这里"
        super().__init__(
            f"{place}还没有设置单位",
            "先运行 liaison init --unit 单位名称（信用办用 liaison init --centre）；"
            f"工作区在别处的，写 liaison -C 文件夹{also}",
        )


def find_root(named: Path | None) -> Path | None:
    """Return the folder of the workspace, or None where no office is set up.

    It is the named one or a parent of it; else the current folder or a parent of it, what
    `LIAISON_HOME` names, or the user's own data folder.
    """
    if named is not None:
        start = named.absolute()
        return next((place for place in (start, *start.parents) if is_set_up(place)), None)
    here = Path.cwd()
    places = [here, *here.parents, *_homes()]
    return next((place for place in places if is_set_up(place)), None)


def place_for_new(named: Path | None) -> Path:
    """Return the folder in which a first start makes its workspace, so that it is found again.

    It is the named one; else the current folder where it waits to be set up; else the first of
    `LIAISON_HOME` and the user's own data folder.
    """
    if named is not None:
        return named.absolute()
    return Path.cwd() if _is_laid_out(Path.cwd()) else _homes()[0]


def is_set_up(root: Path) -> bool:
    """Tell whether an office is set up in a folder."""
    return _is_laid_out(root) and bool(read_config(root / "config.toml").role)


def _is_laid_out(root: Path) -> bool:
    return (root / "config.toml").is_file() and (root / "store").is_dir()


def _homes() -> list[Path]:
    named = os.environ.get("LIAISON_HOME")
    own = Path(platformdirs.user_data_dir("liaison", appauthor=False))
    return [Path(named).absolute(), own] if named else [own]
