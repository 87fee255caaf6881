"""Playing three months through: the units write and send, the centre merges, judges and answers.

All of it by the same functions the commands call, at made-up moments.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from liaison_tui import clock, desk
from liaison_tui.demo.phrasebook import Phrasebook
from liaison_tui.exchange import sending, trusting
from liaison_tui.exchange.merge import Progress, merge_files, merge_held
from liaison_tui.programme.due import due_day
from liaison_tui.programme.obligations import Obligation, obligations
from liaison_tui.programme.period import following
from liaison_tui.storage.config import change_config
from liaison_tui.workspace import Workspace, create

PERIODS = ("2021-04", "2021-05", "2021-06")
TODAY = "2021-07-08"
_SEED = 20210326
_OFFICERS = {
    "chengjiang": "周敏", "qingyang": "吴晓东", "huashi": "郑洁", "gaoxinqu": "陈立",
    "fagaiwei": "孙蕾", "xingzheng-shenpi": "李文", "gongxin": "赵勇", "renshe": "钱芳",
    "shichang-jianguan": "冯涛", "gongan": "蒋伟", "gongdian": "沈斌", "shangye-yinhang": "韩雪",
}  # fmt: skip
_SILENT = {("gaoxinqu", "2021-06"), ("shangye-yinhang", "2021-05")}
_LATE = {("gongxin", "2021-05"): 2, ("huashi", "2021-06"): 2}
_LEAVES_OUT = {"renshe", "qingyang"}
_SECOND_PC = "shichang-jianguan"
_NEW_PC = "gongan"
_CONTESTED = "I22"


@dataclass
class Rehearsal:
    """Three months in a folder: `root/信用办`, `root/单位/…`, and the files that were sent."""

    root: Path
    told: Progress
    book: Phrasebook = field(default_factory=lambda: Phrasebook(_SEED))
    _opened: dict[str, Workspace] = field(default_factory=dict)
    _steps: int = 0

    @property
    def centre(self) -> Workspace:
        """The centre's workspace."""
        return self._opened["信用办"]

    def play(self) -> Workspace:
        """Play the months through and return the centre's workspace, everything merged."""
        with clock.fixed("2021-04-06T09:00:00+08:00"):
            self._open("信用办", None, "王健")
            for unit, officer in _OFFICERS.items():
                self._open(unit, unit, officer)
        for period in PERIODS:
            self._play_month(period)
        return self.centre

    def _play_month(self, period: str) -> None:
        arrivals = []
        for unit, officer in _OFFICERS.items():
            self._tell()
            if (unit, period) in _SILENT:
                continue
            last = period == PERIODS[-1]
            name = f"{unit}-新电脑" if last and unit == _NEW_PC else unit
            if name not in self._opened:
                self._open(name, unit, officer)
            self._write_month(name, unit, period)
            arrivals.append(self._send(name, unit, period))
            if last and unit == _SECOND_PC:
                arrivals.append(self._contest(unit, period))
        for moment, path in sorted(arrivals):
            with clock.fixed(moment):
                merge_files(self.centre.office, [path])
                if period == PERIODS[0]:
                    self._trust_all()
        if period == PERIODS[-1]:
            self._damage(arrivals)
        self._judge(period)

    def _write_month(self, name: str, unit: str, period: str) -> None:
        workspace = self._opened[name]
        for obligation in self._owed(workspace, unit, period):
            draw = self.book.draw("when", unit, obligation.item.id, period)
            if unit in _LEAVES_OUT and draw.random() < 0.12:
                continue
            with clock.fixed(_moment(_last_day(period), -draw.randint(0, 6), draw)):
                self._record(workspace, obligation)

    def _record(self, workspace: Workspace, obligation: Obligation) -> None:
        body = self.book.entry(obligation)
        desk.record(workspace, obligation.unit, obligation.item, obligation.period, body)

    def _send(self, name: str, unit: str, period: str) -> tuple[str, Path]:
        workspace = self._opened[name]
        draw = self.book.draw("send", name, period)
        due = due_day(workspace.programme, period)
        days = _LATE.get((unit, period), -draw.randint(0, 3))
        moment = _moment(due, days, draw)
        folder = self.root / "报送包" / period
        folder.mkdir(parents=True, exist_ok=True)
        with clock.fixed(moment):
            return moment, sending.export(workspace.office, period, folder).path

    def _contest(self, unit: str, period: str) -> tuple[str, Path]:
        """A colleague writes the same item on a second PC, unseen by the first."""
        name = f"{unit}-第二台"
        self._open(name, unit, "曹琳")
        workspace = self._opened[name]
        owed = self._owed(workspace, unit, period)
        obligation = next(o for o in owed if o.item.id == _CONTESTED)
        with clock.fixed("2021-07-01T15:20:00+08:00"):
            body = self.book.entry(obligation)
            body["text"] = "本月将分级分类结果用于日常检查安排，另在价格监管领域开展试点。"
            desk.record(workspace, obligation.unit, obligation.item, period, body)
        sent = self._send(name, unit, period)
        with clock.fixed(sent[0]):
            merge_files(self.centre.office, [sent[1]])
            trusting.confirm(self.centre.office, workspace.office.key.device, None)
            merge_held(self.centre.office)
        return sent

    def _trust_all(self) -> None:
        """The clerk compares fingerprints by phone and confirms every device."""
        for device in trusting.devices(self.centre.office):
            if device.state == "pending":
                trusting.confirm(self.centre.office, device.device, device.device)
        merge_held(self.centre.office)

    def _damage(self, arrivals: list[tuple[str, Path]]) -> None:
        """A file cut off on its way, beside the whole one."""
        whole = arrivals[1][1]
        cut = whole.with_name(f"{whole.stem}(1){whole.suffix}")
        cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
        with clock.fixed("2021-07-06T16:40:00+08:00"):
            merge_files(self.centre.office, [cut])

    def _judge(self, period: str) -> None:
        """The clerk accepts most of what came, and returns a few poor entries."""
        reports = self.centre.reports(periods=[period])
        with clock.fixed(_moment(due_day(self.centre.programme, period), 2, Random(period))):
            for report in reports.values():
                draw = self.book.draw("judge", *report.key)
                if report.state != "received" or not report.current or draw.random() > 0.5:
                    continue
                comment = self.book.comment(draw) if draw.random() < 0.08 else None
                desk.review(self.centre, report.current.event.id, comment=comment)

    def _owed(self, workspace: Workspace, unit: str, period: str) -> list[Obligation]:
        return obligations(workspace.programme, workspace.programme.unit_by_id[unit], period)

    def _open(self, name: str, unit: str | None, officer: str) -> None:
        seed = hashlib.sha256(f"{_SEED}/{name}".encode()).digest()
        if unit is None:
            root = self.root / name
        else:
            shown = Workspace(self.root / "信用办").programme.unit_by_id[unit].name
            root = self.root / "单位" / name.replace(unit, shown)
        create(root, unit=unit, officer=officer, seed=seed)
        change_config(root / "config.toml", {"clock": {"today": TODAY}, "screen": {"tour": "done"}})
        nonces = Random(seed)
        self._opened[name] = Workspace(root, lambda: f"{nonces.getrandbits(32):08x}")

    def _tell(self) -> None:
        self._steps += 1
        self.told(self._steps, len(_OFFICERS) * len(PERIODS))


def free_folder(wanted: Path | None) -> Path:
    """Return the folder to rehearse in: the one named, or a new one in the current folder."""
    if wanted is not None:
        return wanted.absolute()
    number = 1
    while (folder := Path.cwd() / f"liaison-demo-{number}").exists():
        number += 1
    return folder


def _last_day(period: str) -> date:
    return date.fromisoformat(f"{following(period)}-01") - timedelta(days=1)


def _moment(day: date, days: int, draw: Random) -> str:
    moment = datetime(day.year, day.month, day.day, tzinfo=clock.CHINA) + timedelta(days=days)
    moment += timedelta(hours=draw.randint(9, 16), minutes=draw.randint(0, 59))
    return moment.isoformat()
