"""The programme files of a workspace: every version of its plans, read again where they change."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from liaison_tui.errors import Damaged, LiaisonError, Refused
from liaison_tui.programme.due import period_on
from liaison_tui.programme.model import Programme
from liaison_tui.programme.reading import read_programme
from liaison_tui.programme.versions import put_together
from liaison_tui.storage.files import read_bytes, write_whole

MOST = 4 * 1024 * 1024
FOLDER = "programmes"
_Marks = tuple[tuple[str, int, int], ...]


class ProgrammeFiles:
    """The files in the folder `store/programmes`; each is a plan at one version."""

    def __init__(self, store_folder: Path) -> None:
        self.folder = store_folder / FOLDER
        self._marks: _Marks | None = None
        self._by_name: dict[str, Programme] = {}
        self._paths: dict[str, Path] = {}
        self._whole: dict[str, Programme] = {}

    @property
    def by_name(self) -> Mapping[str, Programme]:
        """Every version under its name, `jiangyin-2021@1`; raises as `refresh` does."""
        if self._marks is None:
            self.refresh()
        return self._by_name

    def refresh(self) -> None:
        """Read the files again where they have changed.

        Raises BrokenProgramme or Refused for one that cannot be read, once for each change; what
        was known before stays.
        """
        marks = self.marks()
        if marks == self._marks:
            return
        known, self._marks = self._marks is not None, marks
        try:
            read = [(path, read_programme(read_bytes(path, MOST))) for path in self._files()]
        except (LiaisonError, OSError):
            if not known:
                self._marks = None
            raise
        self._by_name = {programme.name: programme for _, programme in read}
        self._paths = {programme.name: path for path, programme in read}
        self._whole = {}

    def marks(self) -> _Marks:
        """Return what changes when anybody has written one of the files."""
        stats = [(path.name, path.stat()) for path in self._files()]
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)

    def in_force(self, name: str) -> Programme:
        """Return the plan of an id, in its newest version, with all earlier ones.

        Raises Damaged where there is none.
        """
        versions = [p for p in self.by_name.values() if p.id == name]
        if not versions:
            raise Damaged(f"{self.folder} 里没有“{name}”", "请从备份恢复")
        if name not in self._whole:
            self._whole[name] = put_together(versions)
        return self._whole[name]

    def all_years(self, name: str, today: date) -> Programme:
        """Return the plan at work on a day, which knows the plans of all years of its centre.

        `name` is the id of one of them. The old one is at work until the new one's months begin.
        Raises Damaged where there is none.
        """
        here = self.in_force(name)
        key = f"{name} {today}"
        if key not in self._whole:
            every = [p for p in self.by_name.values() if p.centre_id == here.centre_id]
            whole = put_together(every)
            at_work = whole.at(period_on(whole, today)).id
            self._whole[key] = whole if at_work == whole.id else put_together(every, at_work)
        return self._whole[key]

    def data(self, name: str) -> bytes:
        """Return the bytes of a version's file."""
        return read_bytes(self.path(name), MOST)

    def path(self, name: str) -> Path:
        """Return where the file of a version lies that is here."""
        return self._paths[self.by_name[name].name]

    def add(self, programme: Programme, data: bytes) -> None:
        """Keep the file of a version that is not here yet; it is in force once this returns.

        The store's lock must be held. Raises Refused where other bytes have that name.
        """
        known = self.by_name.get(programme.name)
        if known:
            if known.sha256 != programme.sha256:
                raise Refused(f"已有内容不同的 {programme.name}，没有改动", "请与信用办核对版次")
            return
        write_whole(self.folder / f"{programme.name}.toml", data)
        self.refresh()

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.toml"))
