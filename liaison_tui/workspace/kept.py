"""What a workspace keeps: settings, plans, the office's means of exchange, stores, drafts.

A workspace is a folder with `config.toml` and `store/`: one office, one device key.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from filelock import FileLock

from liaison_tui import clock
from liaison_tui.errors import WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.journal.vouching import Seat
from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.scoring import FILE as SCORING
from liaison_tui.storage import machine
from liaison_tui.storage.centre_store import CentreStore
from liaison_tui.storage.config import Changes, Config, change_config, read_config
from liaison_tui.storage.drafts import Drafts
from liaison_tui.storage.evidence import EvidenceStore
from liaison_tui.storage.files import read_bytes, rename, write_whole
from liaison_tui.storage.inbox import Inbox
from liaison_tui.storage.looked import Looked
from liaison_tui.storage.measurements import NAMES as MEASURED
from liaison_tui.storage.meeting_notes import NAME as MEETINGS
from liaison_tui.storage.objections import NAME as OBJECTIONS
from liaison_tui.storage.programmes import ProgrammeFiles
from liaison_tui.storage.reminders import NAME as REMINDERS
from liaison_tui.storage.reminders import Reminders
from liaison_tui.storage.store import Store
from liaison_tui.storage.unit_store import UnitStore
from liaison_tui.storage.unreadable import NAME as UNREADABLE
from liaison_tui.workspace.places import NoWorkspace

_MAX_KEY = 10_000
_MB = 1024 * 1024


class Kept:
    """What lies in the folder `root` of a workspace; `nonce` seeds a rehearsal's events."""

    def __init__(self, root: Path, nonce: Callable[[], str] | None = None) -> None:
        self._seeded: dict[str, Any] = {"nonce": nonce} if nonce else {}
        self.root = root.absolute()
        self.store_folder = self.root / "store"
        self.config_path = self.root / "config.toml"
        self._config_mark = _mark_of(self.config_path)
        self.config: Config = read_config(self.config_path)
        if not self.config.role:
            raise NoWorkspace(self.root)

    def reread_config(self) -> None:
        """Take up the settings as their file has them now; where it is broken all stays.

        Whose workspace it is, its year and its date stay what they were when it was opened. Raises
        BrokenConfig.
        """
        self._config_mark = _mark_of(self.config_path)
        old, new = self.config, read_config(self.config_path)
        self.config = replace(
            new, role=old.role, unit=old.unit, programme=old.programme, today=old.today
        )
        if "office" in self.__dict__:
            self.office = replace(self.office, **self._settings_of_office())

    def change_settings(self, changes: Changes) -> None:
        """Set keys of some tables of the settings' file, and take all of it up.

        Raises as `storage.config.change_config` does.
        """
        change_config(self.config_path, changes)
        self.reread_config()

    def follow_config(self) -> bool:
        """Take up the settings where somebody has changed their file, and tell whether.

        Raises BrokenConfig, once for each change.
        """
        if _mark_of(self.config_path) == self._config_mark:
            return False
        self.reread_config()
        return True

    @cached_property
    def plans(self) -> ProgrammeFiles:
        """The programme files the workspace holds."""
        return ProgrammeFiles(self.store_folder)

    @property
    def programme(self) -> Programme:
        """The programme at work today, in its newest version; it knows those of all years."""
        return self.plans.all_years(self.config.programme, clock.today())

    @cached_property
    def office(self) -> Office:
        """This office's means of exchange."""
        key = DeviceKey.load(self.store_folder / "device.key")
        lock = FileLock(self.store_folder / ".lock")
        return Office(
            unit=self.unit.id if self.unit else None,
            centre=self.programme.centre_id,
            current=self.config.programme,
            plans=self.plans,
            key=key,
            store=self._open_store(key.device, lock),
            lock=lock,
            inbox=Inbox(self.store_folder),
            **self._settings_of_office(),
            **self._seeded,
        )

    def _settings_of_office(self) -> dict[str, Any]:
        """Return what of an office's means of exchange the settings say."""
        return {
            "officer": self.config.officer,
            "evidence": EvidenceStore(self.store_folder / "evidence", self.config.attachment_limit),
            "evidence_limit": self.config.evidence_mb * _MB,
        }

    @property
    def store(self) -> Store:
        """The store."""
        return self.office.store

    @property
    def is_centre(self) -> bool:
        """Whether this is a centre's workspace."""
        return self.config.role == "centre"

    @property
    def unit(self) -> Unit | None:
        """The unit whose workspace this is; None at a centre."""
        return None if self.is_centre else find_unit(self.programme, self.config.unit)

    def is_of(self, unit: Unit) -> bool:
        """Tell whether this is a unit's own workspace, however the plan's versions describe it."""
        return self.unit is not None and self.unit.id == unit.id

    @cached_property
    def drafts(self) -> Drafts:
        """The half-filled forms kept here."""
        return Drafts(self.store_folder / "drafts.json")

    @cached_property
    def reminders(self) -> Reminders:
        """The centre's notes of calls about missing reports."""
        return Reminders(self.store_folder / REMINDERS)

    @cached_property
    def looked(self) -> Looked:
        """What of the centre's words was looked at here."""
        return Looked(self.store_folder / "looked.txt")

    def notices(self) -> list[str]:
        """Return, once, what the stores have set right by themselves, in Chinese."""
        return [*self.store.notices(), *(() if self.is_centre else self.drafts.notices())]

    def at_its_date(self) -> AbstractContextManager[None]:
        """Hold the clock at the date of a rehearsal's workspace; elsewhere change nothing."""
        return clock.fixed(self.config.today) if self.config.today else nullcontext()

    @property
    def outbox(self) -> Path:
        """The folder that exports and feedback go to where no other is named."""
        return self.store_folder / "outbox"

    def mark(self) -> tuple[tuple[int, int], ...]:
        """Return what changes when anybody, in whichever window, has written in this workspace."""
        names = (
            "journal.log",
            "ledger.log",
            "centre.db",
            "centre.db-wal",
            "drafts.json",
            REMINDERS,
            *MEASURED,
            OBJECTIONS,
            UNREADABLE,
            MEETINGS,
        )
        own = (self.config_path, self.root / SCORING)
        paths = [*own, *(self.store_folder / name for name in names)]
        marks = [mark for mark in map(_mark_of, paths) if mark]
        self.plans.refresh()
        return (*marks, *((time, size) for _, time, size in self.plans.marks()))

    def adopt_key(self, key: DeviceKey) -> None:
        """Make a new key this unit's own, as the last step of a renewal; the lock must be held.

        The old device stays a trusted colleague here, its key beside. Raises WrongUse at a centre.
        """
        store, old = self.store, self.office.key
        if not isinstance(store, UnitStore) or self.unit is None:
            raise WrongUse("汇总端不能这样更换密钥", "请联系维护人员")
        store.confirm(old.device, Seat(unit=self.unit.id))
        kept = self.store_folder / f"device-{old.device[:8]}.key"
        write_whole(kept, read_bytes(old.path, _MAX_KEY), private=True)
        rename(key.path, old.path)
        machine.remember(self.store_folder)
        del self.office

    def _open_store(self, device: str, lock: FileLock) -> Store:
        if self.unit is None:
            return CentreStore(self.store_folder / "centre.db", device, self.programme.centre_id)
        store = UnitStore(self.store_folder, device, self.unit.id, lock)
        store.refresh()
        return store


def _mark_of(path: Path) -> tuple[int, int] | None:
    """Return what changes when somebody writes a file; None where it is gone."""
    if not path.is_file():
        return None
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size
