"""The one place where settings, programme and stores are put together.

A workspace is a folder with `config.toml` and `store/`: one office, one device key.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import platformdirs
from filelock import FileLock

from liaison_tui import clock
from liaison_tui.errors import UnknownName, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.journal import (
    approval,
    approved_score,
    bodies,
    call,
    closing,
    deduction,
    inspection,
    verifying,
)
from liaison_tui.journal import rulings as ruling_rules
from liaison_tui.journal.activity import Activity, activities
from liaison_tui.journal.approval import Signing
from liaison_tui.journal.concern import EXPLANATION, explanations_of
from liaison_tui.journal.continuing import retold
from liaison_tui.journal.event import ENTRY_KINDS, Event
from liaison_tui.journal.feeding import Suggestion, suggestions
from liaison_tui.journal.fold import Key, Report, fold
from liaison_tui.journal.local import LocalItem, local_items
from liaison_tui.journal.rulings import Rulings
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.unreplaced import unreplaced
from liaison_tui.journal.vouching import Seat, Vouched
from liaison_tui.programme.continuing import name_in
from liaison_tui.programme.due import due_day, period_on, periods_of
from liaison_tui.programme.model import Item, Programme, Unit
from liaison_tui.programme.names import find_item, find_unit, local_id
from liaison_tui.programme.obligations import is_owed
from liaison_tui.programme.period import Span, following, months, read_month, read_span
from liaison_tui.programme.reading import read_programme
from liaison_tui.programme.scoring import FILE as SCORING
from liaison_tui.reports.feedback import Feedback
from liaison_tui.reports.month import Month
from liaison_tui.reports.review_queue import Queue, review_queue
from liaison_tui.reports.span_draft import SpanDraft, span_draft
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
from liaison_tui.storage.programmes import FOLDER, MOST, ProgrammeFiles
from liaison_tui.storage.reminders import NAME as REMINDERS
from liaison_tui.storage.reminders import Reminders
from liaison_tui.storage.store import Selection, Store
from liaison_tui.storage.unit_store import UnitStore
from liaison_tui.storage.unreadable import NAME as UNREADABLE

SHIPPED = "jiangyin-2021.toml"
_MAX_KEY = 10_000
_MB = 1024 * 1024
# What a unit is told besides how its entries are judged and what it owes.
_TOLD = (
    call.KIND, inspection.KIND, closing.KIND, verifying.KIND, deduction.KIND, approved_score.KIND,
)  # fmt: skip
_YEAR_KINDS = frozenset(("plan", "local_item"))
_REPORT_KINDS = ENTRY_KINDS | {"review", EXPLANATION}


class NoWorkspace(WrongUse):
    """No workspace here, or one whose office is not set yet."""

    def __init__(self, where: Path | None = None, also: str = "") -> None:
        place = f"{where} " if where else "这里"
        super().__init__(
            f"{place}还没有设置单位",
            "先运行 liaison init --unit 单位名称（信用办用 liaison init --centre）；"
            f"工作区在别处的，写 liaison -C 文件夹{also}",
        )


def shipped_programme() -> bytes:
    """Return the bytes of the programme file that comes with the program."""
    return files("liaison_tui.programme").joinpath(SHIPPED).read_bytes()


def load_programme(path: Path | None) -> Programme:
    """Return the programme in a file, or the shipped one; raises BrokenProgramme."""
    return read_programme(read_bytes(path, MOST) if path else shipped_programme())


def find_root(named: Path | None) -> Path | None:
    """Return the folder of the workspace, or None where no office is set up.

    It is the named one or a parent of it; else the current folder or a parent of it, what
    `LIAISON_HOME` names, or the user's own data folder.
    """
    if named is not None:
        start = named.absolute()
        return next((place for place in (start, *start.parents) if _is_set_up(place)), None)
    here = Path.cwd()
    places = [here, *here.parents, *_homes()]
    return next((place for place in places if _is_set_up(place)), None)


def place_for_new(named: Path | None) -> Path:
    """Return the folder in which a first start makes its workspace, so that it is found again.

    It is the named one; else the current folder where it waits to be set up; else the first of
    `LIAISON_HOME` and the user's own data folder.
    """
    if named is not None:
        return named.absolute()
    return Path.cwd() if _is_laid_out(Path.cwd()) else _homes()[0]


def create(
    root: Path,
    *,
    unit: str | None,
    officer: str = "",
    programme_file: Path | None = None,
    seed: bytes | None = None,
) -> "Workspace":
    """Make a workspace for a unit (by any of its names), or for the centre (None).

    `seed` makes the device key from 32 bytes, for rehearsals. Raises WrongUse where one is set up.
    """
    if _is_set_up(root):
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


class Workspace:
    """An office's workspace, opened in the folder `root`; `nonce` seeds a rehearsal's events."""

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

    def unit_named(self, name: str | None) -> Unit:
        """Return the unit a person means; left out, the workspace's own. Raises UnknownName."""
        if name is not None:
            return find_unit(self.programme, name)
        if self.unit is None:
            raise WrongUse("汇总端要指明单位", "请加上 --unit 单位名称")
        return self.unit

    def month(self, text: str | None) -> str:
        """Return the month a person names, or the one that is being reported now."""
        return month_named(self.programme, text)

    def span(self, text: str | None) -> Span:
        """Return the months of a month, quarter or year a person names, or the one of now."""
        return span_named(self.programme, text)

    def reports(
        self,
        *,
        units: Iterable[str] | None = None,
        items: Iterable[str] | None = None,
        periods: Iterable[str] | None = None,
    ) -> dict[Key, Report]:
        """Return the reports of the obligations asked for; None asks for all."""
        selection = Selection(
            _REPORT_KINDS,
            *(None if wanted is None else frozenset(wanted) for wanted in (units, items, periods)),
        )
        return fold(self.store.statements(self.store.vouching(), selection))

    def reports_up_to(self, span: Span) -> dict[Key, Report]:
        """Return the reports of some months, and of earlier ones those that totals need."""
        known = self.programme.known
        measured = {item.id for version in known for item in version.items if item.measures}
        earlier = months(self.programme.at(span.months[-1]).first_period, span.months[-1])
        return self.reports(items=measured, periods=earlier) | self.reports(periods=span.months)

    def standings(self, unit: Unit, periods: Sequence[str]) -> list[Standing]:
        """Return where all that a unit owes for some months stands.

        At another unit's workspace nothing is known of it.
        """
        known = self.is_centre or self.is_of(unit)
        reports = self.reports(units=[unit.id], periods=periods) if known else None
        drafts = self.drafts.keys() if self.is_of(unit) else ()
        local = self.local_items(unit) if known else ()
        ruled = self.rulings([unit.id])
        return standings(
            self.programme, unit, periods, reports, clock.today(), drafts, local, ruled
        )

    def read_month(self, unit: Unit, period: str) -> Month:
        """Return a unit's month as its desk shows it, with what others have written since."""
        self.store.refresh()
        drafts = self.drafts.all() if self.is_of(unit) else {}
        reports = self.reports(units=[unit.id])
        today, local, ruled = clock.today(), self.local_items(unit), self.rulings([unit.id])
        before, now = (
            standings(self.programme, unit, [month], reports, today, drafts, local, ruled)
            if month in periods_of(self.programme)
            else []
            for month in (following(period, -1), period)
        )
        due = due_day(self.programme, period)
        left = sum(standing.is_open for standing in before)
        year = self.programme.at(period).id
        plans = {
            s.event.item or "": s.event
            for s in self.said(unit.id, "plan")
            if s.event.programme_id == year
        }
        asked = self.said(unit.id, "extension_request", periods=[period])
        return Month(
            self.programme, unit, period, due, today, now, reports, drafts, left, ruled,
            calls=self._calls_now(unit),
            fillers=self.config.fillers if self.is_of(unit) else {}, officer=self.config.officer,
            plans=plans, requests=[s.event for s in asked],
            closed=closing.closed_on(self.ruled([unit.id], closing.KIND), unit.id, period),
        )  # fmt: skip

    def read_span_draft(self, unit: Unit, span: Span) -> SpanDraft:
        """Return a unit's draft of some months, put together from what it has said until now."""
        self.store.refresh()
        now = period_on(self.programme, clock.today())
        come = [month for month in span.months if month <= now]
        reports = self.reports(units=[unit.id])
        return span_draft(self.programme, unit, span, self.standings(unit, come), reports)

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

    def said_of(
        self, unit: str, item: str, periods: Sequence[str], *, as_of: str | None = None
    ) -> tuple[list[Report], list[Event]]:
        """Return the reports of an item's months, and all else that was said of it then.

        Its id is that of the month `as_of`, else of the last one; other years' plans may have
        another one for it.
        """
        as_of, vouching, whose = as_of or periods[-1], self.store.vouching(), frozenset((unit,))
        by_name: dict[str, set[str]] = defaultdict(set)
        for period in periods:
            if name := name_in(self.programme, item, as_of, period):
                by_name[name].add(period)
        selections = [
            Selection(None, whose, frozenset((name,)), frozenset(some))
            for name, some in by_name.items()
        ]
        # They hold beyond the month they were said in.
        selections.append(Selection(_YEAR_KINDS, whose, frozenset((item,))))
        year = self.programme.at(as_of).id
        found = {
            s.event.id: s
            for selection in selections
            for s in self.store.statements(vouching, selection)
            if s.event.kind != "plan" or s.event.programme_id == year
        }
        statements = list(found.values())
        others = [s.event for s in statements if not s.event.is_entry and not s.event.is_newer]
        reports = list(retold(self.programme, as_of, fold(statements)).values())
        entries = {entry.event.id for report in reports for entry in report.entries}
        given = approval.approvals(self._approvals([unit], periods))
        others += [a.event for a in given if entries.intersection(a.entries)]
        return reports, others

    def signings(self, unit: Unit, periods: Sequence[str]) -> list[Signing]:
        """Return how far what a unit has said for some months is approved, by item and month."""
        reports = self.reports(units=[unit.id], periods=periods)
        return approval.signings(reports.values(), self._approvals([unit.id], periods))

    def unapproved(self, unit: Unit, period: str) -> list[Signing]:
        """Return what an export up to a month would send of a unit's own words unapproved.

        All of the month, sent or not, and of earlier months what was not sent yet.
        """
        self.store.refresh()
        signings = self.signings(unit, months(self.programme.at(period).first_period, period))
        return [
            s
            for s in signings
            if s.is_wanted and s.current and (s.period == period or not s.current.sent)
        ]

    def awaiting_approval(self, period: str) -> list[Signing]:
        """Return what an export should say is unapproved: nothing where the settings ask none.

        A centre's export asks for none either.
        """
        if self.unit is None or self.config.approval == "off":
            return []
        return self.unapproved(self.unit, period)

    def said(
        self,
        unit: str | None,
        kind: str,
        *,
        items: Iterable[str] | None = None,
        periods: Iterable[str] | None = None,
    ) -> list[Vouched]:
        """Return what stands of one kind that units have said themselves: what none replaces.

        None asks for every unit's, all items, all months. One that is malformed, kept here before
        such were refused, says nothing.
        """
        selection = Selection(
            frozenset((kind,)),
            None if unit is None else frozenset((unit,)),
            *(None if wanted is None else frozenset(wanted) for wanted in (items, periods)),
        )
        found = self.store.statements(self.store.vouching(), selection)
        return unreplaced(s for s in found if bodies.wrong_in(s.event) is None)

    def ruled(self, units: Iterable[str] | None, *kinds: str) -> list[Vouched]:
        """Return what stands of what the centre has ruled, of some kinds; None asks for all units.

        As with `said`, what is malformed says nothing.
        """
        wanted = None if units is None else frozenset(units)
        selection = Selection(frozenset(kinds), wanted)
        return ruling_rules.well_formed(self.store.statements(self.store.vouching(), selection))

    def rulings(self, units: Iterable[str] | None = None) -> Rulings:
        """Return what the centre has ruled of what units owe; None asks for every unit."""
        found = ruling_rules.rulings(self.ruled(units, *ruling_rules.KINDS))
        # A year begins with its plan's first month, whatever a later version of it says.
        begins: dict[str, str] = {}
        for version in self.programme.known:
            former = begins.get(version.id, version.first_period)
            begins[version.id] = min(former, version.first_period)
        return replace(found, years=tuple(sorted(begins.values())[1:]))

    def explained(self, unit: Unit, kind: str) -> list[Vouched]:
        """Return what stands of what a unit has said in explanation of a kind, oldest first."""
        said = {s.event.id: s for s in self._explanations(unit)}
        return [said[e.id] for e in explanations_of(kind, (s.event for s in said.values()))]

    def explanations(self, unit: Unit | None) -> list[Event]:
        """Return what a unit, or every one, has said in explanation of itself."""
        return [s.event for s in self._explanations(unit)]

    def _explanations(self, unit: Unit | None) -> list[Vouched]:
        units = None if unit is None else frozenset((unit.id,))
        selection = Selection(frozenset((EXPLANATION,)), units)
        found = self.store.statements(self.store.vouching(), selection)
        return [s for s in found if not s.by_centre and not s.event.is_newer]

    def read_feedback(self, unit: Unit) -> Feedback:
        """Return what the centre has said to a unit, with what came of it."""
        self.store.refresh()
        vouching = self.store.vouching()
        own = {local.item.id: local.item for local in self.local_items(unit)}
        receipts = Selection(frozenset(("receipt",)), frozenset((unit.id,)))
        return Feedback(
            unit,
            self.programme.versions[::-1],
            self.programme.item_by_id | own,
            clock.stamp(),
            self.reports(units=[unit.id]),
            self.rulings([unit.id]),
            [s.event for s in self.ruled([unit.id], *_TOLD)],
            self.explanations(unit),
            [s.event for s in self.said(unit.id, "extension_request")],
            [s.event for s in self.store.statements(vouching, receipts) if s.by_centre],
            {s.sha256: s for s in vouching.submissions if s.centre is None},
        )

    def read_review_queue(self, period: str) -> Queue:
        """Return what waits for the centre's judgement up to a month."""
        self.store.refresh()
        stated: dict[str, list[Vouched]] = defaultdict(list)
        for statement in self.said(None, "local_item"):
            stated[statement.event.unit].append(statement)
        local = {
            unit: {own.item.id: own.item for own in local_items(said)}
            for unit, said in stated.items()
        }
        reports = self.reports(periods=months(periods_of(self.programme)[0], period))
        return review_queue(self.programme, period, reports, local, self.rulings())

    @cached_property
    def looked(self) -> Looked:
        """What of the centre's words was looked at here."""
        return Looked(self.store_folder / "looked.txt")

    def due(self, unit: Unit, item: Item, period: str) -> date:
        """Return the last day on which a unit's report is on time, with the time it was given."""
        key = unit.id, item.id, period
        return self.rulings([unit.id]).due(key, due_day(self.programme, period))

    def local_items(self, unit: Unit) -> list[LocalItem]:
        """Return the items a unit has set itself, withdrawn ones too."""
        return local_items(self.said(unit.id, "local_item"))

    def item_named(self, unit: Unit, text: str, period: str | None = None) -> Item:
        """Return the item a person means, the unit's own ones too, as a month's plan has it.

        Raises UnknownName.
        """
        name = local_id(text)
        if name is None:
            found = find_item(self.programme, text)
            return self.programme.item_of(found.id, period) or found if period else found
        own = {local.item.id: local.item for local in self.local_items(unit)}
        if name not in own:
            raise UnknownName("本地事项", text, list(own)[:6])
        return own[name]

    def is_owed(self, unit: Unit, item: Item, period: str) -> bool:
        """Tell whether a unit owes an item for a month, or has set itself to report it.

        What the centre has struck off is owed no more.
        """
        if not self.rulings([unit.id]).is_owed(unit.id, item.id, period):
            return False
        if item.kind != "local":
            return is_owed(self.programme, unit, item, period)
        own = (local for local in self.local_items(unit) if local.item.id == item.id)
        return any(local.is_owed_in(period) for local in own)

    def activities(self, unit: Unit) -> list[Activity]:
        """Return a unit's activities, by date."""
        return activities(self.said(unit.id, "activity"))

    def suggestions(self, unit: Unit, period: str) -> list[Suggestion]:
        """Return what a unit's activities come to for the items it owes for a month."""
        return suggestions(self.programme, unit, self.activities(unit), period)

    def missing(self, unit: Unit, month: str) -> list[str]:
        """Return the items a unit owes for a month and has said nothing of."""
        return [s.item.id for s in self.standings(unit, [month]) if s.current is None]

    def returned(self) -> list[Report]:
        """Return the reports whose entry the centre has returned to this unit; none at a centre.

        What the unit has explained instead waits for the centre.
        """
        if self.unit is None:
            return []
        reports = self.reports(units=[self.unit.id])
        found = [report for report in reports.values() if report.state == "returned"]
        return [report for report in found if not report.explanation]

    def conflicts(self) -> list[Report]:
        """Return every obligation that stands in conflict, in order."""
        contested = self.store.contested()
        if not contested:
            return []
        units, items, periods = ({key[n] for key in contested} for n in range(3))
        reports = self.reports(units=units, items=items, periods=periods)
        return [report for report in reports.values() if report.conflict]

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

    def _calls_now(self, unit: Unit) -> list[Event]:
        """Return the centre's calls to a unit whose time has not run out."""
        now = clock.stamp()
        every = [s.event for s in self.ruled([unit.id], call.KIND)]
        return [event for event in every if not call.is_past(event, now)]

    def _approvals(self, units: Iterable[str], periods: Iterable[str]) -> list[Vouched]:
        selection = Selection(
            frozenset((approval.KIND,)), frozenset(units), None, frozenset(periods)
        )
        return list(self.store.statements(self.store.vouching(), selection))

    def _open_store(self, device: str, lock: FileLock) -> Store:
        if self.unit is None:
            return CentreStore(self.store_folder / "centre.db", device, self.programme.centre_id)
        store = UnitStore(self.store_folder, device, self.unit.id, lock)
        store.refresh()
        return store


def month_named(programme: Programme, text: str | None) -> str:
    """Return the month a person names, or the one that is being reported now."""
    if text is None:
        return period_on(programme, clock.today())
    return read_month(text, periods_of(programme))


def span_named(programme: Programme, text: str | None) -> Span:
    """Return the months a person names (a month, quarter or year), or the one of now."""
    if text is None:
        return Span(found := period_on(programme, clock.today()), [found])
    return read_span(text, periods_of(programme))


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


def _mark_of(path: Path) -> tuple[int, int] | None:
    """Return what changes when somebody writes a file; None where it is gone."""
    if not path.is_file():
        return None
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


def _homes() -> list[Path]:
    named = os.environ.get("LIAISON_HOME")
    own = Path(platformdirs.user_data_dir("liaison", appauthor=False))
    return [Path(named).absolute(), own] if named else [own]


def _is_laid_out(root: Path) -> bool:
    return (root / "config.toml").is_file() and (root / "store").is_dir()


def _is_set_up(root: Path) -> bool:
    return _is_laid_out(root) and bool(read_config(root / "config.toml").role)
