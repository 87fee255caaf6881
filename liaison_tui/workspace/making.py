"""Making a workspace for an office, with a programme file in it."""

from importlib.resources import files
from pathlib import Path

from filelock import FileLock

from liaison_tui.errors import WrongUse
from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.programme.model import Programme
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.reading import read_programme
from liaison_tui.storage import machine
from liaison_tui.storage.centre_store import CentreStore
from liaison_tui.storage.config import change_config
from liaison_tui.storage.files import read_bytes, write_whole
from liaison_tui.storage.programmes import FOLDER, MOST
from liaison_tui.storage.unit_store import UnitStore
from liaison_tui.workspace.places import is_set_up
from liaison_tui.workspace.reading import Workspace

SHIPPED = "jiangyin-2021.toml"


def shipped_programme() -> bytes:
    """Return the bytes of the programme file that comes with the program."""
    return files("liaison_tui.programme").joinpath(SHIPPED).read_bytes()


def load_programme(path: Path | None) -> Programme:
    """Return the programme in a file, or the shipped one; raises BrokenProgramme."""
    return read_programme(read_bytes(path, MOST) if path else shipped_programme())


def create(
    root: Path,
    *,
    unit: str | None,
    officer: str = "",
    programme_file: Path | None = None,
    seed: bytes | None = None,
) -> Workspace:
    """Make a workspace for a unit (by any of its names), or for the centre (None).

    `seed` makes the device key from 32 bytes, for rehearsals. Raises WrongUse where one is set up.
    """
    if is_set_up(root):
        raise WrongUse(f"{root} 已经是一个工作区", "请换一个文件夹，或直接使用它")
    data = read_bytes(programme_file, MOST) if programme_file else shipped_programme()
    programme = read_programme(data)
    office = find_unit(programme, unit) if unit is not None else None
    store = root / "store"
    key_path = store / "device.key"
    if not key_path.exists():
        DeviceKey.create(key_path, seed)
    for name, plan in _with_first(programme, data).items():
        write_whole(store / FOLDER / f"{name}.toml", plan)
    if office:
        UnitStore.create(store, FileLock(store / ".lock"))
    else:
        CentreStore.create(store / "centre.db")
    machine.remember(store)
    config = root / "config.toml"
    if not config.exists():
        write_whole(config, files("liaison_tui.storage").joinpath("config.toml").read_bytes())
    change_config(
        config,
        {
            "programme": {"current": programme.id},
            "office": {
                "unit": office.id if office else "",
                "officer": officer or (office.name if office else programme.centre_name),
                "role": "unit" if office else "centre",
            },
        },
    )
    return Workspace(root)


def _with_first(programme: Programme, data: bytes) -> dict[str, bytes]:
    """Return a version's file by its name, and that of the plan's first one, where it is shipped.

    No bundle brings that one, and what was written under it would else wait for it for good.
    """
    if programme.version == 1:
        return {programme.name: data}
    shipped = shipped_programme()
    first = read_programme(shipped)
    if first.id != programme.id or first.version >= programme.version:
        return {programme.name: data}
    return {first.name: shipped, programme.name: data}
