"""Which machine a store lies on, so that a copied folder is noticed before it writes."""

import hashlib
import os
import platform
import uuid
from pathlib import Path

from liaison_tui.storage.files import read_bytes, write_whole


def this_machine() -> str:
    """Return a short mark of this machine that says nothing about it: 16 hex digits of a hash."""
    return hashlib.sha256(f"liaison-machine-1\0{_system_id()}".encode()).hexdigest()[:16]


def remember(store: Path) -> None:
    """Note that the store lies on this machine."""
    write_whole(store / "machine", f"{this_machine()}\n".encode())


def is_elsewhere(store: Path) -> bool:
    """Tell whether the store was last used on another machine."""
    path = store / "machine"
    return path.is_file() and read_bytes(path, 100).decode().strip() != this_machine()


def _system_id() -> str:
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        if Path(name).is_file():
            return Path(name).read_text(encoding="ascii").strip()
    if os.name == "nt":
        return _windows_id()
    return f"{platform.node()}-{uuid.getnode()}"


def _windows_id() -> str:
    import winreg  # noqa: PLC0415 - exists on Windows alone

    with winreg.OpenKey(  # type: ignore[attr-defined,unused-ignore]
        winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined,unused-ignore]
        r"SOFTWARE\Microsoft\Cryptography",
    ) as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])  # type: ignore[attr-defined,unused-ignore]
