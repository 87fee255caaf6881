"""What an office sends: a unit's export, a centre's feedback, a county's export upward."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from liaison_tui.errors import Damaged, Refused
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.packing import (
    ENDING,
    bundle_name,
    volume_path,
    write_bundle,
)
from liaison_tui.exchange.reading import (
    DamagedBundle,
    is_bundle,
    is_zip_of_bundles,
    open_bundles,
)
from liaison_tui.exchange.unsent import next_submissions, waiting
from liaison_tui.exchange.wrapping import PLAIN, Wrapping, evidence_in_volumes, room_for
from liaison_tui.journal.event import Event
from liaison_tui.journal.line import Line
from liaison_tui.journal.submission import Submission, newest_of
from liaison_tui.journal.vouching import Vouching
from liaison_tui.programme.model import Programme
from liaison_tui.storage.files import open_regular, sha256_of
from liaison_tui.storage.store import Selection


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was written, of `size` bytes.

    `new_events` are those its newest submission lists for the first time, `carried` a colleague's
    that no receipt covers, `events` all lines in it. `evidence` is how many files went along, in
    all volumes, `left_out` the names of those that did not. `further` are the volumes after the
    first.
    """

    path: Path
    sha256: str
    size: int
    newest: Submission
    new_events: int
    events: int
    evidence: int
    left_out: tuple[str, ...]
    further: tuple[Path, ...] = ()
    carried: int = 0


def export(office: Office, period: str, target: Path, wrapping: Wrapping = PLAIN) -> Sent:
    """Write what this office has to say to its centre, up to a month; `target` may be a folder.

    Raises Refused where there is nothing, Damaged where the store is not whole.
    """
    with office.writing():
        _require_whole(office)
        vouching = office.store.vouching()
        if office.key.device in vouching.revoked:
            raise Refused(
                "本机已被信用办停用，没有导出", "请先运行 liaison device --renew 更换密钥"
            )
        units = office.programme.unit_by_id if office.is_centre else [office.unit or ""]
        plan = office.plan_of(period)
        fresh = [next_submissions(office, vouching, unit, period, plan) for unit in units]
        known = [*vouching.submissions, *(s for some in fresh for s in some)]
        ours = _own_first(office, (s for s in known if s.programme_id == plan.id), plan)
        if not ours:
            raise Refused("还没有可报送的内容", "先填写事项再导出")
        name = office.programme.centre_name if office.is_centre else _unit_name(office)
        return _send(office, vouching, ours, period, target, name, wrapping)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a unit's next export would be.

    `new_events` are this machine's that were never sent, `carried` a colleague's that no receipt
    covers, `number` that of the submission sent last, 0 for none.
    """

    new_events: int
    carried: int
    number: int


def ahead(office: Office, period: str) -> Ahead:
    """Return what a unit's export up to a month would be; nothing is written."""
    vouching, unit, plan = office.store.vouching(), office.unit or "", office.plan_of(period)
    newest = vouching.newest(office.chain_of(unit, plan.id))
    new = waiting(office, vouching, unit, period)
    ours = (s for s in vouching.submissions if s.programme_id == plan.id)
    carried = _carried(office, vouching, _own_first(office, ours, plan))
    return Ahead(len(new), carried, newest.number if newest else 0)


def feedback(office: Office, unit: str, period: str, target: Path) -> Sent | None:
    """Write a centre's feedback to a unit into the folder `target`; None where there is nothing.

    It holds every submission of the unit's devices, untouched, and our own chains about the unit,
    of every year's plan, since one year's tells of the next; nothing of any other unit.
    """
    with office.writing():
        _require_whole(office)
        vouching = office.store.vouching()
        fresh = [
            s for p in _plans(office) for s in next_submissions(office, vouching, unit, period, p)
        ]
        known = [*vouching.submissions, *fresh]
        ours = [
            s
            for s in _own_first(office, known, office.plan_of(period))
            if s.unit == unit and (s.centre is None or s.device == office.key.device)
        ]
        if not any(s.device == office.key.device for s in ours):
            return None
        name = office.programme.unit_by_id[unit].name
        return _send(office, vouching, ours, period, target, name)


def feedback_to(
    office: Office,
    units: Sequence[str],
    period: str,
    target: Path,
    progress: Callable[[int, int], object],
) -> dict[str, Sent]:
    """Write a centre's feedback to several units, by their ids, one file each.

    `progress` is told which one of how many comes next; where it returns False, the rest is left.
    """
    target.mkdir(parents=True, exist_ok=True)
    found = {}
    for number, unit in enumerate(units, start=1):
        if progress(number, len(units)) is False:
            break
        sent = feedback(office, unit, period, target)
        if sent:
            found[unit] = sent
    return found


def new_for(office: Office, period: str) -> dict[str, Sequence[Event] | None]:
    """Return what a centre's next feedback up to a month would tell each unit that is new.

    A unit that would get no file at all, since nothing was ever exchanged, has None.
    """
    vouching = office.store.vouching()
    ours = {s.unit for s in vouching.submissions if s.device == office.key.device}
    found: dict[str, Sequence[Event] | None] = {}
    for unit in office.programme.unit_by_id:
        new = [e for plan in _plans(office) for e in waiting(office, vouching, unit, period, plan)]
        found[unit] = new if new or unit in ours else None
    return found


def _plans(office: Office) -> list[Programme]:
    """Return the plans of all years this office knows, the oldest first, each alone."""
    whole = office.programme
    names = dict.fromkeys(p.id for p in (*whole.earlier, whole, *whole.later))
    return [office.plans.in_force(name) for name in names]


def _own_first(
    office: Office, submissions: Iterable[Submission], plan: Programme
) -> list[Submission]:
    """Return submissions, our own chains before others, a plan's before others', each in its order.

    A unit sends on its colleagues', not its centre's.
    """
    ours = list(submissions)
    if not office.is_centre:
        ours = [s for s in ours if s.centre is None]
    own = office.key.device
    return sorted(
        ours,
        key=lambda s: (
            s.device != own,
            s.programme_id != plan.id,
            s.unit,
            s.programme_id,
            s.device,
            s.number,
            s.sha256,
        ),
    )


def _carried(office: Office, vouching: Vouching, submissions: Sequence[Submission]) -> int:
    """Count a colleague's events that a unit sends along and no receipt says have arrived.

    Whether an earlier bundle took them along is not known; until a receipt comes they may be new.
    """
    if office.is_centre:
        return 0
    arrived = {e for s in submissions if s.sha256 in vouching.received for e in s.events}
    theirs = {e for s in submissions if s.device != office.key.device for e in s.events}
    return len(theirs - arrived)


def _send(
    office: Office,
    vouching: Vouching,
    submissions: list[Submission],
    period: str,
    target: Path,
    name: str,
    wrapping: Wrapping = PLAIN,
) -> Sent:
    """Write a bundle; its new submissions are kept once it is on the disk, then it is named.

    Further volumes, whole bundles with other evidence, follow: until the first has its name none
    is there, and an export that broke off in between is simply made again.
    """
    chain = submissions[0].chain
    newest = newest_of(chain, submissions) or submissions[0]
    bundle = bundle_name(name, newest, period)
    path = target / bundle if _is_folder(target) else target
    if wrapping.zipped:
        path = path.with_suffix(".zip")
    lines = _lines(office, vouching, submissions)
    full = {line.id for line in lines if line.json is not None}
    about = Selection(units=frozenset(s.unit for s in submissions))
    statements = [v for v in office.store.statements(vouching, about) if v.event.id in full]
    room = room_for(office, wrapping, submissions, lines)
    parts, left_out = evidence_in_volumes(office, statements, period, room)
    paths = [volume_path(path, number) for number in range(1, len(parts) + 1)]
    for one in paths:
        _require_free(office, one)
    fresh = [s for s in submissions if s.sha256 not in vouching.by_sha256]
    for one, evidence in zip(paths, parts, strict=True):
        inside = f"{one.stem}{ENDING}" if wrapping.zipped else None
        keep = (lambda: office.store.take(fresh, [])) if one == path else None
        write_bundle(one, submissions, lines, evidence, keep, inside=inside)
    with open_regular(path) as written:
        sha256 = sha256_of(written)
    new = sum(len(s.events) for s in fresh)
    size = path.stat().st_size
    count = sum(map(len, parts))
    return Sent(
        path, sha256, size, newest, new, len(lines), count, tuple(left_out), tuple(paths[1:]),
        _carried(office, vouching, submissions),
    )  # fmt: skip


def _lines(office: Office, vouching: Vouching, submissions: list[Submission]) -> list[Line]:
    """Return all that the submissions list; at a unit, stubs for what was replaced inside it."""
    listed = list(dict.fromkeys(event for s in submissions for event in s.events))
    lines = list(office.store.lines(listed))
    if len(lines) < len(listed):
        raise _not_whole(len(listed) - len(lines))
    carried = any(s.device != office.key.device for s in submissions)
    if office.is_centre or not carried:
        return lines
    kept_home = _replaced_inside(office, vouching, set(listed))
    return [Line(line.id, None) if line.id in kept_home else line for line in lines]


def _require_free(office: Office, path: Path) -> None:
    """Refuse to write over anything but an older bundle that this machine wrote."""
    if path.is_dir():
        raise Refused(f"{path} 是一个文件夹", "请写明文件名")
    if path.exists() and not is_bundle(path) and not is_zip_of_bundles(path):
        raise Refused(f"{path} 已经有了，而且不是报送包，没有覆盖", "请换一个文件名")
    if path.exists() and _writers(path) - {office.key.device}:
        raise Refused(
            f"{path} 已经有了，是别处（或本机更换密钥以前）导出的，没有覆盖", "请换一个文件名"
        )


def _writers(path: Path) -> set[str]:
    """Return the devices that wrote the bundles of a file, as far as they can be read."""
    try:
        with open_bundles(path) as bundles:
            senders = [b.sender for b in bundles if not isinstance(b, DamagedBundle)]
            return {sender.device for sender in senders if sender}
    except DamagedBundle:
        return set()


def _replaced_inside(office: Office, vouching: Vouching, listed: set[str]) -> set[str]:
    """Return the entries replaced inside the unit, by ones that are listed, and not receipted."""
    entries = [v for v in office.store.statements(vouching) if v.event.is_entry]
    subjects = {v.event.id: v.event.subject for v in entries}
    replaced = {
        name
        for v in entries
        if not v.by_centre and v.event.id in listed
        for name in v.event.replaces
        if subjects.get(name) == v.event.subject
    }
    return {v.event.id for v in entries if v.event.id in replaced and v.received is None}


def _unit_name(office: Office) -> str:
    return office.programme.unit_by_id[office.unit or ""].name


def _is_folder(target: Path) -> bool:
    return target.is_dir() or not target.suffix


def _require_whole(office: Office) -> None:
    troubles = office.store.troubles()
    if troubles:
        raise _not_whole(len(troubles))


def _not_whole(count: int) -> Damaged:
    return Damaged(
        f"台账有 {count} 处损坏或缺失，没有导出",
        "运行 liaison check 查看；损坏的用 liaison check --repair 留存原件后继续，"
        "缺失的汇入以前导出的报送包或回执包补齐",
    )
