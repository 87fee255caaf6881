"""What people at a desk write: entries, judgements, a renewed device.

Each is an event on the disk.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from liaison_tui.errors import Refused, UnknownName, WrongUse
from liaison_tui.exchange.office import Office
from liaison_tui.exchange.signatures import DeviceKey
from liaison_tui.journal import approval, withdrawal
from liaison_tui.journal.approval import read_approval
from liaison_tui.journal.concern import (
    EXPLANATION,
    MAX_EXPLANATION,
    SEVERITIES,
    explanation_of,
    why_not_explained,
)
from liaison_tui.journal.entry import (
    CHANNELS,
    Finding,
    dropped,
    exposed,
    has_content,
    oddities,
    refusals,
)
from liaison_tui.journal.event import ENTRY_KINDS, UNIT_KINDS, Event
from liaison_tui.journal.history import in_order
from liaison_tui.journal.sensitive import ADVICE
from liaison_tui.journal.unreplaced import replaced_by_next
from liaison_tui.programme.model import Item, Unit
from liaison_tui.programme.names import nearest
from liaison_tui.reports.closing_words import amends_words
from liaison_tui.rulings import reviews
from liaison_tui.rulings.closed import closed_on
from liaison_tui.storage.files import megabytes, require_regular
from liaison_tui.storage.store import Selection
from liaison_tui.text import one_line, sanitise
from liaison_tui.workspace import Workspace

# What may be explained before anything is written.
_WITHOUT_ENTRY = ("missing", "draft")
_ONE_LINE_FIELDS = frozenset(("status", "nothing", "channel", "informant"))


# A centre's desk: judging one entry by the start of its id.
review = reviews.review


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry that was kept, or, where `event` is None, the heads that stand in its way."""

    event: Event | None
    warnings: tuple[Finding, ...] = ()
    heads: tuple[str, ...] = ()


def record(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    body: Mapping[str, Any],
    *,
    attachments: Sequence[Path] = (),
    seen: Sequence[str] | None = None,
    settle: bool = False,
    why: str = "",
) -> Recorded:
    """Keep an entry about an obligation, replacing what stands of it; the disk has it on return.

    Where several heads stand, nothing is written unless `settle` is given; nor where others stand
    than the ones a form has `seen`. `attachments` are added to the evidence that the body names.
    What a centre settles it accepts with it; `why` is what that acceptance says.
    Raises Refused for what the formats or the programme forbid; then nothing was written either.
    """
    office = workspace.office
    if office.is_centre and not settle:
        _require_source(body)
    clean = _clean(body)
    item = workspace.programme.item_of(item.id, period) or item
    _refuse(refusals(clean, item))
    for path in attachments:
        require_regular(path, office.evidence.limit)
    if not has_content(clean) and not attachments:
        raise Refused("还没有填写内容", "请写明进展，或选择零报告、本期无新进展等")
    with office.writing():
        key = (unit.id, item.id, period)
        report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
        heads = report.heads if report else ()
        standing = tuple(head.event.id for head in heads)
        unseen = seen is not None and set(standing) != set(seen)
        if unseen or (len(heads) > 1 and not settle):
            return Recorded(None, heads=standing)
        if attachments:
            clean["evidence"] = office.evidence.attach_all(attachments, clean.get("evidence", ()))
        event = office.new_event(
            "settle" if office.is_centre and len(heads) > 1 else "progress",
            unit=unit.id,
            item=item.id,
            period=period,
            replaces=replaced_by_next(report.unreplaced if report else ()),
            body=clean,
        )
        settled = event.kind == "settle" and why.strip()
        office.store.say([event, *(reviews.acceptances(workspace, event, why) if settled else ())])
    current = report.current.event.body if report and report.current else None
    return Recorded(event, tuple(_warnings(workspace, unit, item, period, clean, current)))


def withdraw(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    reason: str,
    *,
    seen: Sequence[str] | None = None,
    settle: bool = False,
) -> Recorded:
    """Withdraw what a unit has reported of an obligation, so that it is unreported again.

    As `record`, it writes nothing where several heads stand, unless `settle` is given, nor where
    others stand than a page has `seen`. Raises Refused where nothing stands or no reason is given,
    WrongUse at a centre.
    """
    office = workspace.office
    if office.is_centre:
        raise WrongUse("撤回由填报单位办理", "信用办请用 liaison review 编号 --return 意见 退回")
    body = {"reason": sanitise(reason).strip()}
    if not body["reason"]:
        raise Refused(f"没有填写{withdrawal.REASON}", "没有撤回，请写明原因")
    _refuse_body(withdrawal.wrong_in(body))
    with office.writing():
        key = (unit.id, item.id, period)
        report = workspace.reports(units=[unit.id], items=[item.id], periods=[period]).get(key)
        if report is None or (report.current is None and not report.conflict):
            raise Refused(f"{item.id} {period} 没有可撤回的填报", "可能已撤回，请重新查看")
        standing = tuple(head.event.id for head in report.heads)
        unseen = seen is not None and set(standing) != set(seen)
        if unseen or (report.conflict and not settle):
            return Recorded(None, heads=standing)
        event = office.new_event(
            "withdraw",
            unit=unit.id,
            item=item.id,
            period=period,
            replaces=replaced_by_next(report.unreplaced),
            body=body,
        )
        office.store.say([event])
    return Recorded(event)


def renew_device(workspace: Workspace, *, carry: bool = True) -> int:
    """Give a unit's workspace a new key; what the centre never counted is said again under it.

    `carry` is False for a copied folder, whose unsent words are the other machine's to send.
    Returns how many statements were carried over; approvals go with their entries, uncounted. Until
    the last step the old key is in force, and what was said again says nothing.
    Raises WrongUse at a centre.
    """
    if workspace.is_centre:
        raise WrongUse("汇总端不能这样更换密钥", "请联系维护人员")
    office = workspace.office
    with office.writing():
        unheard = _unheard(office) if carry else []
        lost = {event.id for event in unheard}
        renewed = replace(office, key=DeviceKey.create(workspace.store_folder / "device.key.new"))
        again: dict[str, Event] = {}
        # What others are about comes first, so that they can name it by its new id.
        for event in sorted(in_order(unheard), key=lambda event: bool(event.about)):
            if any(event.id in other.replaces for other in unheard):
                continue
            about = _carried_over(event.about, lost, again)
            if event.about and not about:
                continue  # what it spoke of was replaced before anybody heard of it
            again[event.id] = renewed.new_event(
                event.kind,
                unit=event.unit,
                item=event.item,
                period=event.period,
                replaces=[name for name in event.replaces if name not in lost],
                about=about,
                body=event.body,
            )
        office.store.say(list(again.values()))
        workspace.adopt_key(renewed.key)
    return sum(event.kind != approval.KIND for event in again.values())


def _unheard(office: Office) -> list[Event]:
    """Return what we said that no counting submission lists: never sent, or cut off.

    An approval that counts for nothing is left behind.
    """
    counting = office.store.vouching().counting
    return [
        event
        for event, listed_in in office.store.events(Selection(kinds=UNIT_KINDS | ENTRY_KINDS))
        if event.device == office.key.device
        and not counting.intersection(listed_in)
        and (event.kind != approval.KIND or read_approval(event))
    ]


def _carried_over(
    names: Iterable[str], lost: Collection[str], again: Mapping[str, Event]
) -> list[str]:
    """Return the ids that events have now, without those that were lost and not said again."""
    return [
        again[name].id if name in again else name
        for name in names
        if name in again or name not in lost
    ]


def explain(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    kind: str,
    text: str,
    *,
    seen: Sequence[str] | None = None,
    instead_of: str | None = None,
) -> Event:
    """Keep why a unit leaves something as it is that was found before an export (precheck).

    `kind` is a kind of concern. It holds for the entry that stands now, and travels with it; said
    again, it takes the place of what was said. Raises WrongUse at a centre, UnknownName for an
    unknown kind, Refused for an empty or too long text, where nothing stands to be explained, and
    where something else stands than a page has `seen` (`Concern.about`), or another explanation
    than the one it has shown, `instead_of` which this is written.
    """
    office = workspace.office
    if office.is_centre or not workspace.is_of(unit):
        raise WrongUse("说明由报送单位自己写", "请在该单位的工作区里写")
    if kind not in SEVERITIES:
        raise UnknownName("核对问题", kind, nearest(kind, list(SEVERITIES)) or list(SEVERITIES))
    if why_not := why_not_explained(kind):
        raise Refused(why_not)
    clean = _explanation(text)
    with office.writing():
        about = _to_explain(workspace, unit, item, period, kind, seen)
        former = [
            s
            for s in workspace.explained(unit, kind)
            if (s.event.item, s.event.period) == (item.id, period)
        ]
        standing = explanation_of(kind, about, [s.event for s in former])
        if instead_of is not None and standing != instead_of:
            raise Refused("在别处刚写了另一份说明，没有保存", "请返回看过再写")
        event = office.new_event(
            EXPLANATION,
            unit=unit.id,
            item=item.id,
            period=period,
            replaces=replaced_by_next(former),
            about=about,
            body={"kind": kind, "text": clean},
        )
        office.store.say([event])
    return event


def _to_explain(
    workspace: Workspace, unit: Unit, item: Item, period: str, kind: str, seen: Sequence[str] | None
) -> list[str]:
    """Return the ids of what an explanation is about; raises Refused as `explain` does."""
    wanted = {"units": [unit.id], "items": [item.id], "periods": [period]}
    report = workspace.reports(**wanted).get((unit.id, item.id, period))
    about = report.to_explain(kind) if report else []
    if kind in ADVICE:
        # What goes along besides the entry is explained where it was seen, and stands.
        about += _standing_besides(workspace, unit, item, period, seen or ())
    if seen is not None and set(about) != set(seen):
        raise Refused(f"{item.id} 刚在别处有改动，没有记下说明", "请返回看过再写")
    if not about and kind not in _WITHOUT_ENTRY:
        raise Refused(f"{item.id} {period} 还没有填报，没有要说明的内容", "请先填写")
    return about


def _explanation(text: str) -> str:
    """Return the text of an explanation as it is kept; raises Refused for none or too much."""
    clean = sanitise(text).strip()
    if not clean:
        raise Refused("说明是空的", "请写明为什么这样报")
    if len(clean) > MAX_EXPLANATION:
        raise Refused(f"说明有 {len(clean)} 字，超过 {MAX_EXPLANATION} 字的上限", "请改短后再写")
    return clean


def _standing_besides(
    workspace: Workspace, unit: Unit, item: Item, period: str, seen: Sequence[str]
) -> list[str]:
    """Return those of some ids that are statements of an item besides entries, and stand."""
    _, others = workspace.said_of(unit.id, item.id, [period])
    replaced = {name for event in others for name in event.replaces}
    return [e.id for e in others if e.id in seen and e.id not in replaced and e.kind != "review"]


def _require_source(body: Mapping[str, Any]) -> None:
    """Raise WrongUse for what a centre writes for a unit without saying where it has it from."""
    if body.get("channel") not in CHANNELS or not one_line(body.get("informant") or ""):
        raise WrongUse(
            "汇总端代录要说明来源",
            "请加上 --channel 电话、纸质、邮件或会议，和 --informant 提供人",
        )


def _warnings(
    workspace: Workspace,
    unit: Unit,
    item: Item,
    period: str,
    body: Mapping[str, Any],
    before: Mapping[str, Any] | None,
) -> Iterator[Finding]:
    """Give what is odd in an entry that was kept; `before` is what stood until then."""
    yield from oddities(body, item, workspace.is_owed(unit, item, period))
    yield from exposed(body)
    if closed_on(workspace, unit, period):
        yield Finding("period", "closed", amends_words(period))
    if before is not None:
        yield from dropped(before, body)
    most = workspace.office.evidence_limit
    if sum(e["size"] for e in body.get("evidence", ())) > most:
        sentence = f"佐证材料超过报送包 {megabytes(most)} 的上限，导出时放不下的要另行传送"
        yield Finding("evidence", "over-limit", sentence)


def _clean(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body with inert text and without empty fields."""
    clean: dict[str, Any] = {}
    for key, value in body.items():
        if isinstance(value, str):
            text = one_line(value) if key in _ONE_LINE_FIELDS else sanitise(value).strip()
            if text:
                clean[key] = text
        elif value not in (None, {}, []):
            clean[key] = value
    return clean


def _refuse_body(wrong: str | None) -> None:
    if wrong:
        raise Refused(wrong, "没有写入，请改正后再填")


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise Refused("；".join(finding.message for finding in findings), "没有写入，请改正后再填")
