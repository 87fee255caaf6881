"""Judging one submission of a bundle: accept it, hold it, or refuse it, and why (FORMAT §4, §6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from liaison_tui.errors import LiaisonError
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.plans import read_plan
from liaison_tui.exchange.signatures import is_signed
from liaison_tui.journal import approval, bodies, plan_version
from liaison_tui.journal.concern import EXPLANATION, wrong_explanation
from liaison_tui.journal.entry import refusals
from liaison_tui.journal.event import (
    CENTRE_KINDS,
    UNIT_KINDS,
    BadEvent,
    Event,
    read_event,
)
from liaison_tui.journal.ids import EVERY_UNIT
from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import VOUCHING_KINDS, Vouching, may_list
from liaison_tui.programme.model import Item, Programme
from liaison_tui.programme.obligations import is_owed
from liaison_tui.programme.versions import put_together
from liaison_tui.text import one_line

Outcome = Literal["merged", "nothing-new", "held", "refused"]
WORST_FIRST: tuple[Outcome, ...] = ("refused", "held", "merged", "nothing-new")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a submission, with a Chinese sentence where it is not plainly accepted."""

    outcome: Outcome
    reason: str = ""


ACCEPTED = Verdict("merged")


def refused(reason: str) -> Verdict:
    """Return a refusal."""
    return Verdict("refused", reason)


def held(reason: str) -> Verdict:
    """Return a verdict that waits for a person or another file."""
    return Verdict("held", reason)


class Court:
    """One bundle's judgement: who judges, all its submissions, and the lines they list.

    `verdicts`, the `events` read, `remarks` on what is odd, the trust and receipts `heard` from
    accepted centres, and the versions of plans `brought` by them grow as it sits.
    """

    def __init__(
        self,
        office: Office,
        vouching: Vouching,
        submissions: Sequence[Submission],
        lines: Mapping[str, Line],
    ) -> None:
        self.office = office
        self.lines = lines
        self.verdicts: dict[str, Verdict] = {}
        self.heard: list[Event] = []
        self.events: dict[str, Event] = {}
        self.remarks: list[str] = []
        self.brought: list[tuple[Programme, bytes]] = []
        self._plans = dict(office.programmes)
        self._wholes: dict[tuple[str, int, int], Programme] = {}
        self._known = vouching.by_sha256
        self._sender = submissions[0].device if submissions else None
        self._accepted: dict[str, Submission] = {}
        # With all of the file's submissions, so that a revocation finds every ancestor.
        self._vouching = replace(vouching, submissions=[*vouching.submissions, *submissions])
        centres = [s for s in submissions if s.centre is not None]
        self._from_centre = any(vouching.is_seated(s) for s in centres)
        self._maybe_centre = any(s.device not in vouching.seats for s in centres)

    def sit(self, fresh: Sequence[Submission]) -> list[Submission]:
        """Judge new submissions, centres' first since they say whom to trust, by number.

        What came before the version it was written under is judged again once that has come.
        Returns the accepted ones.
        """
        in_order = sorted(fresh, key=lambda s: (s.centre is None, s.number, s.sha256))
        grown = True
        while grown:
            before = len(self._plans)
            self._sit(s for s in in_order if s.sha256 not in self._accepted)
            grown = len(self._plans) > before
        return list(self._accepted.values())

    def _sit(self, submissions: Iterable[Submission]) -> None:
        for submission in submissions:
            verdict = self.judge(submission)
            self.verdicts[submission.sha256] = verdict
            if verdict.outcome == "merged":
                self._accepted[submission.sha256] = submission
                self._remark(submission)
                if submission.centre is not None:
                    self._hear(submission)
                    self._read_plans(submission, submission.centre)

    def judge(self, submission: Submission) -> Verdict:
        """Return the verdict on a submission whose bytes are whole."""
        if not is_signed(submission):
            return refused("签名不符，可能被改动或冒用")
        late = self._programme(submission)
        if late and late.outcome == "refused":
            return late
        # Whose file it is comes before what it still lacks: often the same file brings that.
        for find in (self._place, self._trust, lambda _: late, self._address, self._chain):
            verdict = find(submission)
            if verdict:
                return verdict
        return self._events(submission) or ACCEPTED

    def _programme(self, submission: Submission) -> Verdict | None:
        if submission.programme in self._plans:
            return None
        if any(p.id == submission.programme_id for p in self._plans.values()):
            return held(f"所依据的调整件 {submission.programme} 还没有收到")
        return refused(f"不是本年度工作意见的报送（{submission.programme}）")

    def _place(self, submission: Submission) -> Verdict | None:
        office = self.office
        by_centre = submission.centre is not None
        if submission.unit == EVERY_UNIT:
            return None
        if submission.unit not in office.programme.unit_by_id:
            return refused(f"没有“{submission.unit}”这个单位")
        if office.unit is None:
            return None
        if submission.unit != office.unit:
            return refused(
                f"这是{self.office.programme.unit_name(submission.unit)}的文件，不是本单位的"
            )
        if by_centre and submission.centre != office.centre:
            return refused("这不是本单位信用办的回执包")
        return None

    def _trust(self, submission: Submission) -> Verdict | None:
        seat = self._vouching.seats.get(submission.device)
        if seat is None:
            return self._cut_off(submission) or held(
                "发来文件的电脑还没有登记，核对指纹后登记即可汇入"
            )
        if not self._vouching.is_seated(submission):
            other = self.office.programme.unit_name(seat.unit) if seat.unit else "信用办"
            return refused(f"这台电脑登记在{other}名下，不能替别的单位报送")
        return self._cut_off(submission)

    def _cut_off(self, submission: Submission) -> Verdict | None:
        """Refuse what a revoked device sends; pass over what another carries of it."""
        if not self._vouching.is_cut_off(submission):
            return None
        if submission.device == self._sender:
            return refused("这台电脑已停用，停用后的报送不收")
        return Verdict("nothing-new", "其中已停用电脑停用后的报送没有收")

    def _address(self, submission: Submission) -> Verdict | None:
        office = self.office
        ours = {office.centre, office.unit}
        if submission.to is None or submission.to in ours or self._from_centre:
            return None
        if self._maybe_centre:
            return held("发来文件的信用办还没有登记")
        return refused(f"这份报送是给“{submission.to}”的，不是给本单位的")

    def _chain(self, submission: Submission) -> Verdict | None:
        if submission.prev is None:
            return None
        before = self._known.get(submission.prev) or self._accepted.get(submission.prev)
        if before is None:
            verdict = self.verdicts.get(submission.prev)
            if verdict and verdict.outcome in ("held", "nothing-new"):
                return verdict
            return refused(f"缺少第 {submission.number - 1} 号报送，内容不全")
        if before.chain != submission.chain or before.number != submission.number - 1:
            return refused("报送的序号接不上，内容不全")
        return None

    def _events(self, submission: Submission) -> Verdict | None:
        for name in submission.events:
            line = self.lines.get(name)
            if line is None or line.json is None:
                continue
            try:
                event = read_event(line.json, name)
            except BadEvent:
                return refused(f"其中一条的写法不合规定，编号 {name[:8]}")
            self.events[name] = event
            wrong = self.wrong_in(event, submission)
            if wrong:
                return refused(f"{wrong}，编号 {name[:8]}")
        return None

    def wrong_in(self, event: Event, submission: Submission) -> str | None:
        """Return what keeps a submission from listing an event, or None."""
        wrong = self._wrong_author(event, submission)
        if not wrong and event.kind == EXPLANATION and not event.is_newer:
            return _wrong_explanation(event)
        if wrong:
            return wrong
        if not event.is_entry:
            return bodies.wrong_in(event) if submission.centre is None else None
        return _wrong_entry(event, self._plan_of(event, submission), self._plans)

    def _wrong_author(self, event: Event, submission: Submission) -> str | None:
        if event.device != submission.device:
            return "其中一条不是这台电脑写的"
        if event.programme_id != submission.programme_id:
            return "其中一条不属于这份年度工作意见"
        if not may_list(submission, event):
            return "其中一条说的是别的单位"
        if event.is_newer or submission.centre is not None:
            return None
        if event.kind not in UNIT_KINDS:
            what = "只有信用办能作的" if event.kind in CENTRE_KINDS else "不认识的"
            return f"其中一条是{what}记录（{one_line(event.kind)}）"
        return None

    def _remark(self, submission: Submission) -> None:
        """Say of an accepted submission what is odd in it but taken all the same."""
        events = [self.events[name] for name in submission.events if name in self.events]
        newer = sum(event.is_newer for event in events)
        if newer:
            self.remarks.append(f"有 {newer} 条由更新版本的程序写成，已保存，本版本不显示")
        signed = [e for e in events if e.kind == approval.KIND and not e.is_newer]
        unread = sum(approval.read_approval(event) is None for event in signed)
        if unread and submission.centre is None:
            self.remarks.append(f"有 {unread} 条审签的写法不全，已收下，不作审签")
        if submission.centre is not None:
            odd = sum(e.kind in bodies.RULING_KINDS and bool(bodies.wrong_in(e)) for e in events)
            if odd:
                self.remarks.append(f"信用办有 {odd} 条的写法不全，已收下，不显示")
        if submission.centre is None:
            extra = sum(not self._is_owed(event) for event in events if event.is_entry)
            if extra:
                self.remarks.append(f"有 {extra} 条不在应报之列，已收下，不计入总数")

    def _is_owed(self, event: Event) -> bool:
        programme = self.office.programme
        unit, item = (
            programme.unit_by_id.get(event.unit),
            programme.item_by_id.get(event.item or ""),
        )
        return (
            unit is None
            or item is None
            or is_owed(programme, unit, item, event.period or "2000-01")
        )

    def _plan_of(self, event: Event, submission: Submission) -> Programme | None:
        """Return the plan as it was when an entry was written; None where nobody knows it here.

        It goes by the entry's own version: what was written before a new version came is sent in
        a submission under that one, and must not be judged by what nobody knew of then.
        """
        version = self._plans.get(event.programme)
        is_stated = event.programme == submission.programme
        if version is None or (is_stated and version.sha256 != submission.programme_sha256):
            return None
        return self._plan(version.id, version.version)

    def _plan(self, name: str, version: int) -> Programme:
        """Return a plan as it was when a version was the newest: months go by those before it."""
        key = name, version, len(self._plans)
        if key not in self._wholes:
            self._wholes[key] = put_together(
                p for p in self._plans.values() if p.id == name and p.version <= version
            )
        return self._wholes[key]

    def _read_plans(self, submission: Submission, centre: str) -> None:
        """Take up the versions of the plan that an accepted centre sends, of plans known here."""
        for event in (self.events[name] for name in submission.events if name in self.events):
            if event.kind != plan_version.KIND or event.is_newer or plan_version.wrong_in(event):
                continue
            try:
                programme = read_plan(event, centre)
            except LiaisonError as error:
                self.remarks.append(f"随文件来的调整件用不了（{error.sentence}），请联系信用办")
                continue
            known = self._plans.get(programme.name)
            if known is None:
                self._plans[programme.name] = programme
                self.brought.append((programme, plan_version.file_in(event)))
                self.remarks.append(_brought(programme, self.office.programme))
            elif known.sha256 != programme.sha256:
                self.remarks.append(f"随文件来的 {known.name} 与本机的内容不同，请联系信用办")

    def _hear(self, submission: Submission) -> None:
        """Take what an accepted centre says of trust and receipts into account at once."""
        events = (self.events[name] for name in submission.events if name in self.events)
        found = [event for event in events if event.kind in VOUCHING_KINDS]
        if found:
            self.heard += found
            statements = [*self._vouching.statements, *found]
            self._vouching = replace(self._vouching, statements=statements)


def _brought(programme: Programme, known: Programme) -> str:
    if all(version.id != programme.id for version in known.known):
        return f"收到{one_line(programme.title)}，{programme.first_period} 起执行"
    return f"收到调整件第 {programme.version} 版，{programme.in_force_from} 起执行"


def _wrong_explanation(event: Event) -> str | None:
    found = wrong_explanation(event.body)
    return f"{event.item or '其中一条'}：{found[0].message}" if found else None


def _wrong_entry(
    event: Event, whole: Programme | None, known: Mapping[str, Programme]
) -> str | None:
    """Return what is wrong in an entry by the plan it was written under, of all that are known."""
    if event.is_newer:
        return None
    if not event.item or not event.period:
        return "其中一条没有写明事项或月份"
    item = None
    if whole and not event.item.startswith("L"):
        # An item that this month does not know, but another does, is not owed: that is odd only.
        item = whole.item_of(event.item, event.period) or _item_elsewhere(event.item, known)
        if item is None:
            return f"没有“{event.item}”这个事项"
    if event.kind == "withdraw":
        wrong = bodies.wrong_in(event)
        return f"{event.item}：{wrong}" if wrong else None
    found = refusals(event.body, item)
    return f"{event.item}：{found[0].message}" if found else None


def _item_elsewhere(name: str, known: Mapping[str, Programme]) -> Item | None:
    """Return the item of an id as any plan has it, of several the one with the greatest name."""
    found = (known[plan].own_items.get(name) for plan in sorted(known, reverse=True))
    return next(filter(None, found), None)
