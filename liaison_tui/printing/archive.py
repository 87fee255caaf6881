"""Filing a year away (归档): its tables, the files units sent, their evidence, and a list of all.

By year and office (年度—机构): `2021年度/澄江街道/报送包/…`. Originals are copied as they are,
and the list has the SHA-256 of every file, so that anybody can check it later.
"""

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from liaison_tui.errors import LiaisonError, Refused
from liaison_tui.exchange.reading import Bundle, DamagedBundle, open_bundles
from liaison_tui.papers.inert_cells import in_csv
from liaison_tui.printing import kinds
from liaison_tui.printing.gathering import Tell, quietly
from liaison_tui.programme.model import Programme
from liaison_tui.programme.period import Span
from liaison_tui.reports import wording
from liaison_tui.storage.files import file_name, rename, sha256_of, write_whole
from liaison_tui.workspace import Workspace

LIST = "归档清单.csv"
_BUNDLES, _EVIDENCE = "报送包", "佐证材料"
_HEADS = ("序号", "机构", "类别", "文件", "大小（字节）", "SHA-256")


@dataclass(frozen=True, slots=True)
class Filed:
    """A file that was filed: whose, of which sort, where in the archive, its size and hash."""

    office: str
    sort: str
    path: str
    size: int
    sha256: str


def archive(
    workspace: Workspace, span: Span, target: Path, tell: Tell = quietly
) -> tuple[Sequence[Filed], Sequence[str]]:
    """File some months of a centre away into a new folder; returns what lies there, and what not.

    Raises Refused where the folder is there already. It is made aside and named once it is whole.
    """
    if target.exists():
        raise Refused(f"{target} 已经有了，没有归档", "请换一个文件夹")
    aside = target.with_name(f".{target.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    filing = _Filing(workspace, span, aside, tell)
    try:
        filing.file_all()
        rename(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return filing.filed, filing.left_out


class _Filing:
    """The filing away of some months into the folder `root`."""

    def __init__(self, workspace: Workspace, span: Span, root: Path, tell: Tell) -> None:
        self.filed: list[Filed] = []
        self.left_out: list[str] = []
        self._workspace, self._span, self._root, self._tell = workspace, span, root, tell
        self._year = f"{span.name[:4]}年度"
        self._names: set[str] = set()

    def file_all(self) -> None:
        """File the tables, then each unit's files, then the list of all of them."""
        programme = self._workspace.programme
        centre = programme.centre_name
        tables = list(self._tables())
        bundles = list(self._bundles())
        count = len(tables) + len(bundles) + 1
        for number, (kind, period) in enumerate(tables, start=1):
            self._table(centre, kind, period)
            self._tell(number, count)
        for number, (path, unit) in enumerate(bundles, start=len(tables) + 1):
            self._copy(path, programme.unit_name(unit), _BUNDLES, _bundle_name(path))
            self._tell(number, count)
        self._evidence(programme)
        self._list()
        self._tell(count, count)

    def _tables(self) -> Iterator[tuple[kinds.Kind, str]]:
        """Give the tables and papers of all these months, and those of a month for each of them."""
        now = self._workspace.month(None)
        come = [period for period in self._span.months if period <= now]
        for kind in kinds.KINDS.values():
            if kind.of_all:
                yield from (
                    (kind, period) for period in (come if kind.of_month else [self._span.name])
                )

    def _table(self, office: str, kind: kinds.Kind, period: str) -> None:
        """Write a table or paper; one that cannot be made yet is named, not left out in silence."""
        when = wording.period_word(period)
        path = self._place(office, "", file_name(f"{kind.word}_{when}{kind.endings[0]}"))
        try:
            kinds.write(kind, kinds.Wanted(self._workspace, period), path)
        except LiaisonError as error:
            self.left_out.append(f"{kind.word}（{when}）：{error.sentence}")
            return
        self._note(path, office, "文稿")

    def _bundles(self) -> Iterator[tuple[Path, str]]:
        """Give the files that units of this year's plan sent and that were taken in, by arrival."""
        plans = {self._workspace.programme.at(period).id for period in self._span.months}
        for path in sorted((self._workspace.store_folder / "inbox").glob("*.liaison")):
            try:
                with open_bundles(path) as found:
                    senders = [b.sender for b in found if isinstance(b, Bundle)]
            except DamagedBundle as error:
                self.left_out.append(f"{path.name}：{error.sentence}")
                continue
            units = {s.unit for s in senders if s and s.centre is None and s.programme_id in plans}
            yield from ((path, unit) for unit in sorted(units))

    def _evidence(self, programme: Programme) -> None:
        """Copy what the entries of these months name, under the names their units gave."""
        store = self._workspace.office.evidence
        for report in self._workspace.reports(periods=self._span.months).values():
            unit, item, period = report.key
            for head in report.heads:
                for named in head.event.body.get("evidence", ()):
                    place = f"{item}_{period}_{named['name']}"
                    if store.size_of(named["sha256"]) is None:
                        self.left_out.append(f"{programme.unit_name(unit)} {place}：不在本机")
                        continue
                    path = store.path_of(named["sha256"])
                    self._copy(path, programme.unit_name(unit), _EVIDENCE, place)

    def _copy(self, source: Path, office: str, sort: str, name: str) -> None:
        path = self._place(office, sort, file_name(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        self._note(path, office, sort)

    def _place(self, office: str, sort: str, name: str) -> Path:
        """Return where a file goes; one of the same name gets a number."""
        folder = self._root / self._year / file_name(office) / sort
        stem, ending = Path(name).stem, Path(name).suffix
        path, number = folder / name, 1
        while str(path) in self._names:
            number += 1
            path = folder / f"{stem}_{number}{ending}"
        self._names.add(str(path))
        return path

    def _note(self, path: Path, office: str, sort: str) -> None:
        with path.open("rb") as source:
            sha256 = sha256_of(source)
        place = path.relative_to(self._root).as_posix()
        self.filed.append(Filed(office, sort, place, path.stat().st_size, sha256))

    def _list(self) -> None:
        """Write the list of all files, and of what is not among them."""
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow(_HEADS)
        for number, each in enumerate(self.filed, start=1):
            said = (each.office, each.sort, each.path)
            rows.writerow([number, *map(in_csv, said), each.size, each.sha256])
        rows.writerows(["", "", "未归入", in_csv(words), "", ""] for words in self.left_out)
        write_whole(self._root / LIST, out.getvalue().encode("utf-8-sig"))


def _bundle_name(path: Path) -> str:
    """Return a name by the moment a file came and the beginning of its hash."""
    moment, _, sha256 = path.stem.partition("_")
    return f"{moment}_{sha256[:8]}{path.suffix}"
